//! Around a form for a section of a site's settings: it knows whether there are changes, and says how saving went.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};

use crate::components::workspace::unsaved::Unsaved;
use crate::error::AppError;

/// The action of a form. What the address says was refused is told while it says so; the page itself would remember it
/// for as long as it lives, and tell it again wherever the form is shown.
pub(super) fn form_action<S>() -> ServerAction<S>
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let action = ServerAction::<S>::new();
    let is_refused =
        use_query_map().with_untracked(|query| query.get_str("__path") == Some(S::PATH));
    if !is_refused {
        action.clear();
    }
    action
}

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
    let (at, query, navigate) = (use_location().pathname, use_query_map(), use_navigate());
    Effect::new(move || {
        if let Some(Ok(_)) = action.value().get() {
            unsaved.clear();
            // What was refused before is accepted now: a page that is loaded again need not tell it.
            let mut query = query.get_untracked();
            if query.remove("__path").is_some() {
                query.remove("__err");
                let options = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                let to = format!("{}{}", at.get_untracked(), query.to_query_string());
                navigate(&to, options);
            }
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
