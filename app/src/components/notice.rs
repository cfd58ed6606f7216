//! What went wrong, above a form.

use leptos::prelude::*;

use crate::error::AppError;

/// Says an error in words, as soon as there is one.
#[component]
pub fn ErrorNotice(
    /// The error, if any.
    #[prop(into)]
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let notice = move || {
        error.get().map(|error| view! { <p class="notice notice-error text-[0.9375rem]">{error.to_string()}</p> })
    };
    view! { <div role="alert" class="not-empty:mb-5">{notice}</div> }
}
