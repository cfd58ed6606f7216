//! What a form sent last: an action forgets it with the answer, and the answer has to be put beside it.

use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What `pick` takes out of the input that was sent last.
pub fn last_sent<S, T>(action: ServerAction<S>, pick: fn(S) -> T) -> Memo<Option<T>>
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
    S::Error: Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let last = Memo::new(move |before: Option<&Option<T>>| {
        action
            .input()
            .get()
            .map(pick)
            .or_else(|| before.cloned().flatten())
    });
    // A memo that nobody looks at while the input is there never sees it.
    Effect::new(move || last.with(|_| ()));
    last
}

/// Empties the form once what it sent was accepted.
pub fn empty_when_done<S>(action: ServerAction<S>, form: NodeRef<Form>)
where
    S: ServerFn + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
    S::Error: Clone + Send + Sync + 'static,
{
    Effect::new(move || {
        if let Some(Ok(_)) = action.value().get()
            && let Some(form) = form.get_untracked()
        {
            form.reset();
        }
    });
}
