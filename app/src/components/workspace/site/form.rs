//! Around a form for a section of a site's settings: it knows whether there are changes, and says how saving went.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::components::workspace::unsaved::Unsaved;
use crate::error::AppError;

/// Notices what is typed into the form inside, and asks before it is lost.
#[component]
pub(super) fn Watched<S>(
    /// Where changes go.
    action: ServerAction<S>,
    /// The form.
    children: Children,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let unsaved = Unsaved::guarding();
    provide_context(unsaved);
    Effect::new(move || {
        if let Some(Ok(_)) = action.value().get() {
            unsaved.clear();
        }
    });
    view! {
        <div on:input=move |_| unsaved.note() on:change=move |_| unsaved.note()>{children()}</div>
    }
}

/// The end of the form: what saves it, and how things stand.
#[component]
pub(super) fn SaveBar<S>(
    /// Where changes go.
    action: ServerAction<S>,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let unsaved = expect_context::<Unsaved>();
    let discard = move |_| {
        unsaved.clear();
        // A page that can't be loaded again stays as it is.
        let _ = window().location().reload();
    };
    view! {
        <div class="save-bar" class:save-bar-unsaved=move || unsaved.get()>
            <button type="submit" class="btn btn-primary" disabled=action.pending()>
                {move || if action.pending().get() { "Saving…" } else { "Save changes" }}
            </button>
            {move || unsaved.get().then(|| view! {
                <button type="button" class="btn btn-ghost" on:click=discard>"Discard"</button>
            })}
            <span role="status" class="save-state"><SaveState action unsaved/></span>
        </div>
    }
}

#[component]
fn SaveState<S>(action: ServerAction<S>, unsaved: Unsaved) -> impl IntoView
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    move || {
        let value = action.value().get();
        let pending = action.pending().get();
        match (value, unsaved.get()) {
            (Some(Err(AppError::Setting(_) | AppError::Assistant(_))), _) if !pending => {
                view! { <span class="error">"Not saved: see the marked field."</span> }.into_any()
            }
            (Some(Err(error)), _) if !pending => {
                view! { <span class="error">{error.to_string()}</span> }.into_any()
            }
            (_, true) => view! { "Unsaved changes" }.into_any(),
            (Some(Ok(_)), false) => view! { <span class="site-saved">"Saved"</span> }.into_any(),
            _ => ().into_any(),
        }
    }
}
