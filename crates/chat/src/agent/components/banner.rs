use leptos::prelude::*;

use super::super::ChatClient;
use crate::state::ConnectionStatus;

/// Tells that the connection is broken and being repaired, or that only a reload will help. Takes no room else.
#[component]
pub fn ConnectionBanner(
    /// Whose connection.
    client: ChatClient,
) -> impl IntoView {
    let text = move || {
        client
            .standing
            .with(|standing| match (standing.refusal, standing.status) {
                (Some(refusal), _) => refusal.to_string(),
                (None, ConnectionStatus::Offline) => {
                    "Reconnecting… your messages are kept".to_owned()
                }
                (None, _) => String::new(),
            })
    };
    view! {
        <p class="chat-banner" role="status">{text}</p>
    }
}
