//! One line of the list.

use beckon_domain::conversation::{Channel, ConversationSummary, Sender};
use beckon_domain::inbox::InboxFilter;
use beckon_domain::score::Quality;
use leptos::prelude::*;
use leptos_router::components::A;

use super::folders::inbox_href;
use super::store::InboxStore;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::people::Avatar;
use crate::components::workspace::score::badge_class;
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::time::{Ago, Until};

/// The name of a channel for people.
pub(super) const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "Web chat",
        Channel::Email => "E-mail",
        Channel::Sms => "SMS",
        Channel::Whatsapp => "WhatsApp",
    }
}

/// A conversation in the list, kept current without being built anew: it keeps the keyboard's focus.
#[component]
pub(super) fn InboxLine(
    /// The line as it was loaded.
    loaded: ConversationSummary,
    /// The list being shown.
    filter: InboxFilter,
    /// To name whoever takes care of it.
    colleagues: Colleagues,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let id = loaded.id;
    // It keeps the list it was opened from.
    let href = inbox_href(Some(id.to_string()), filter);
    let line = Memo::new(move |_| store.line(&loaded));
    let title = Signal::derive(move || line.read().title.clone());
    let care = Memo::new(move |_| {
        let line = line.read();
        colleagues.in_charge(line.assignee, line.team)
    });
    let snooze = move || {
        let until = line.read().snoozed_until;
        until.map(|until| view! { <span class="line-snooze"><Glyph icon=Icon::Clock/><Until at=until/></span> })
    };
    let who = move || match line.read().last_sender {
        Sender::Agent => Some("Team: "),
        Sender::Assistant => Some("Assistant: "),
        Sender::Visitor | Sender::System => None,
    };
    view! {
        <li class="line-item" class:line-arrived=move || store.has_arrived(id)>
            <A href=href attr:class="line" attr:data-line=id.to_string() scroll=false>
                <Avatar name=title/>
                <span class="line-top">
                    <span class="line-title" class:line-unread=move || { line.read().unread() > 0 }>{title}</span>
                    {move || view! { <Ago at=line.read().last_message_at/> }}
                </span>
                <span class="line-preview" dir="auto">
                    {move || who().map(|who| view! { <span class="line-who">{who}</span> })}
                    {move || line.read().preview.clone()}
                </span>
                <span class="line-meta">
                    {snooze}
                    {move || care.get().map(|name| view! { <span class="line-care">{name}</span> })}
                    <span class="line-site">{move || line.read().site.clone()}</span>
                </span>
                <span class="line-marks">
                    {move || line.read().score.map(|value| view! { <ScoreChip value/> })}
                    {move || view! { <UnreadCount count=line.read().unread()/> }}
                </span>
            </A>
        </li>
    }
}

/// A score where there is no room for its reasons.
#[component]
fn ScoreChip(value: u8) -> impl IntoView {
    let quality = Quality::of(value);
    view! {
        <span class=badge_class(quality) title=format!("Score {value}: {}", quality.name())>
            <span class="sr-only">"Score "</span>
            {value}
        </span>
    }
}

#[component]
fn UnreadCount(count: i64) -> impl IntoView {
    (count > 0).then(|| {
        view! {
            <span class="line-count">
                {if count > 99 { "99+".to_owned() } else { count.to_string() }}
                <span class="sr-only">" unread"</span>
            </span>
        }
    })
}
