//! What a form sent last: an action forgets it with the answer, and the answer has to be put beside it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What `pick` takes out of the input that was sent last.
pub(super) fn last_sent<S, T>(action: ServerAction<S>, pick: fn(S) -> T) -> Memo<Option<T>>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&Option<T>>| {
        action
            .input()
            .get()
            .map(pick)
            .or_else(|| before.cloned().flatten())
    })
}
