//! The lead beside its conversation.

use beckon_domain::conversation::ConversationSummary;
use beckon_domain::inbox::InboxFilter;
use beckon_domain::lead::LeadDetails;
use leptos::prelude::*;
use leptos_router::components::A;

use super::folders::inbox_href;
use super::sheet::Sheet;
use super::visitor::Visitor;
use crate::api::conversations::{conversation_lead, earlier_conversations};
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::lead::{Attribution, ContactCard, FactList};
use crate::components::workspace::score::ScoreMeter;
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::states::{Failure, Skeleton};
use crate::components::workspace::time::Ago;

/// What is known of whoever writes. It loads again when the lead or its score changes.
#[component]
pub(super) fn LeadPanel(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// How it is shown where it does not fit beside the messages.
    sheet: Sheet,
    /// To name whoever takes care of it.
    colleagues: Colleagues,
) -> impl IntoView {
    let id = line.read_untracked().id;
    let found = Resource::new(|| (), move |()| conversation_lead(id));
    let known = Memo::new(move |_| line.with(|line| (line.lead, line.score)));
    Effect::new(move |before: Option<_>| {
        let now = known.get();
        if before.is_some_and(|before| before != now) {
            found.refetch();
        }
        now
    });
    let colleagues = StoredValue::new(colleagues);
    view! {
        <aside class="panel" id="lead-panel" aria-label="Details">
            <p class="panel-close">
                <button type="button" class="ws-icon-button" node_ref=sheet.closer on:click=move |_| sheet.close()>
                    <Glyph icon=Icon::Cross/>
                    <span class="sr-only">"Close details"</span>
                </button>
            </p>
            <Visitor line/>
            <Transition fallback=|| view! { <Skeleton lines=6/> }>
                {move || Suspend::new(async move {
                    let colleagues = colleagues.get_value();
                    match found.await {
                        Ok(Some(details)) => view! { <KnownLead details colleagues/> }.into_any(),
                        Ok(None) => view! { <NobodyYet/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
            <Rating line/>
            <Earlier line/>
        </aside>
    }
}

/// How the visitor rated the conversation.
#[component]
fn Rating(line: Memo<ConversationSummary>) -> impl IntoView {
    let rating = Memo::new(move |_| line.read().rating);
    view! {
        {move || rating.get().map(|rating| view! {
            <section class="panel-part">
                <h3 class="panel-title">"Rating"</h3>
                <p class="stars">
                    <span aria-hidden="true">{"★".repeat(rating.into())}{"☆".repeat(5 - usize::from(rating.min(5)))}</span>
                    <span class="sr-only">{rating} " of 5"</span>
                </p>
            </section>
        })}
    }
}

/// What the same person wrote before.
#[component]
fn Earlier(line: Memo<ConversationSummary>) -> impl IntoView {
    let id = line.read_untracked().id;
    let earlier = Resource::new(|| (), move |()| earlier_conversations(id));
    let entry = |line: ConversationSummary| {
        view! {
            <li>
                <a class="earlier" href=inbox_href(Some(line.id.to_string()), InboxFilter::All)>
                    <span class="line-preview" dir="auto">{line.preview}</span>
                    <Ago at=line.last_message_at/>
                </a>
            </li>
        }
    };
    view! {
        <Transition>
            {move || Suspend::new(async move {
                // Beside the conversation this is a courtesy: without it, nothing is missing.
                let lines = earlier.await.unwrap_or_default();
                (!lines.is_empty()).then(|| view! {
                    <section class="panel-part">
                        <h3 class="panel-title">"Earlier conversations"</h3>
                        <ul>{lines.into_iter().map(entry).collect_view()}</ul>
                    </section>
                })
            })}
        </Transition>
    }
}

#[component]
fn NobodyYet() -> impl IntoView {
    view! {
        <section class="panel-part">
            <h3 class="panel-title">"Nothing known yet"</h3>
            <p class="hint">
                "Name, e-mail address, budget and timing appear here as the visitor mentions them."
            </p>
        </section>
    }
}

#[component]
fn KnownLead(details: LeadDetails, colleagues: Colleagues) -> impl IntoView {
    let LeadDetails {
        summary,
        first_touch,
        last_touch,
        ..
    } = details;
    view! {
        <section class="panel-part">
            <h3 class="panel-title">"Contact"</h3>
            <ContactCard contact=summary.facts.contact.clone()/>
        </section>
        <section class="panel-part">
            <h3 class="panel-title">"Score"</h3>
            <ScoreMeter score=summary.score.clone()/>
        </section>
        <section class="panel-part">
            <h3 class="panel-title">"Facts"</h3>
            <FactList lead=summary.clone() colleagues/>
        </section>
        <section class="panel-part">
            <h3 class="panel-title">"Where they came from"</h3>
            <Attribution first=first_touch last=last_touch/>
        </section>
        <p class="panel-part">
            <A href=format!("/app/leads/{}", summary.id) attr:class="btn btn-secondary btn-sm">
                "Open lead"
                <Glyph icon=Icon::Next/>
            </A>
        </p>
    }
}
