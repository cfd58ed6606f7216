use leptos::prelude::*;

use crate::client::ChatClient;
use crate::state::ConnectionStatus;

/// Tells that the connection is broken and being repaired, or that only a reload will help. Takes no room else.
#[component]
pub fn ConnectionBanner(
    /// Whose connection.
    client: ChatClient,
) -> impl IntoView {
    let text = move || match client.standing.get() {
        (_, Some(refusal)) => refusal.to_string(),
        (ConnectionStatus::Offline, None) => "Reconnecting… your messages are kept".to_owned(),
        _ => String::new(),
    };
    view! {
        <p class="chat-banner" role="status">{text}</p>
    }
}
