//! The lead beside its conversation.

use beckon_domain::conversation::ConversationSummary;
use beckon_domain::lead::LeadDetails;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::leads::lead;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::lead::{Attribution, ContactCard, FactList};
use crate::components::workspace::score::ScoreMeter;
use crate::components::workspace::states::{Failure, Skeleton};

/// What is known of whoever writes. It loads again when the lead or its score changes.
#[component]
pub(super) fn LeadPanel(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// Whether it is open where it does not fit beside the messages.
    details: RwSignal<bool>,
) -> impl IntoView {
    let known = Memo::new(move |_| line.with(|line| line.lead.map(|lead| (lead, line.score))));
    let found = Resource::new(
        move || known.get(),
        |known| async move {
            match known {
                Some((id, _)) => lead(id).await.map(Some),
                None => Ok(None),
            }
        },
    );
    view! {
        <aside class="panel" id="lead-panel" aria-label="Lead">
            <p class="panel-close">
                <button type="button" class="ws-icon-button" on:click=move |_| details.set(false)>
                    <Glyph icon=Icon::Cross/>
                    <span class="sr-only">"Close details"</span>
                </button>
            </p>
            <Transition fallback=|| view! { <Skeleton lines=6/> }>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(Some(details)) => view! { <KnownLead details/> }.into_any(),
                        Ok(None) => view! { <NobodyYet/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || found.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </aside>
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
fn KnownLead(details: LeadDetails) -> impl IntoView {
    let LeadDetails { summary, first_touch, last_touch, .. } = details;
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
            <FactList lead=summary.clone()/>
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
