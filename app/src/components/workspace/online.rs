//! The moment from which on events are heard.

use beckon_chat::ConnectionStatus;
use beckon_chat::agent::ChatClient;
use leptos::prelude::*;

/// Calls `catch_up` each time the connection is made: what changed before, whoever shows it may have missed. While it
/// stands already, nothing was missed.
pub(super) fn when_online(catch_up: impl Fn() + 'static) {
    let status = expect_context::<ChatClient>().status();
    Effect::new(move |before: Option<ConnectionStatus>| {
        let now = status.get();
        let was_made =
            now == ConnectionStatus::Online && before.is_some_and(|before| before != now);
        if was_made {
            untrack(&catch_up);
        }
        now
    });
}
