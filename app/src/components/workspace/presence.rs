//! Who is there, as live connections tell it. Nobody is shown as online who is not.

use std::sync::Arc;

use beckon_chat::agent::ChatClient;
use beckon_domain::id::{AccountId, ConversationId};
use beckon_domain::presence::{Presence, Present};
use leptos::prelude::*;

/// Who is there.
#[derive(Clone, Copy)]
pub struct Presences(Signal<Arc<Vec<(Present, Presence)>>>);

impl Presences {
    /// As this connection tells it.
    pub fn told_by(chat: ChatClient) -> Self {
        Self(chat.present())
    }

    /// Whether somebody is there.
    fn of(self, present: Present) -> Presence {
        let known = self.0.read();
        let found = known.iter().find(|(other, _)| *other == present);
        found.map_or(Presence::Offline, |(_, presence)| *presence)
    }
}

/// Whether a member is there.
#[component]
pub fn MemberDot(
    /// Which member.
    account: AccountId,
) -> impl IntoView {
    view! { <Dot present=Present::Member(account)/> }
}

/// Whether the visitor of a conversation is there.
#[component]
pub fn VisitorDot(
    /// Which conversation.
    conversation: ConversationId,
) -> impl IntoView {
    view! { <Dot present=Present::Visitor(conversation)/> }
}

#[component]
fn Dot(present: Present) -> impl IntoView {
    let presences = expect_context::<Presences>();
    let presence = Memo::new(move |_| presences.of(present));
    let class = move || match presence.get() {
        Presence::Online => "dot dot-online",
        Presence::Away => "dot dot-away",
        Presence::Offline => "dot",
    };
    let name = move || match presence.get() {
        Presence::Online => "Online",
        Presence::Away => "Away",
        Presence::Offline => "Offline",
    };
    view! {
        <span class=class title=name>
            <span class="sr-only">{name}</span>
        </span>
    }
}
