//! What stands where data is missing: still loading, not there, or failed.

use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_url;

use super::icons::{Glyph, Icon};
use crate::error::AppError;

/// Grey lines while data is loaded.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 5)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="ws-skeleton" role="status">
            <span class="sr-only">"Loading"</span>
            {(0..lines).map(|_| view! { <div class="skeleton"></div> }).collect_view()}
        </div>
    }
}

/// Nothing is there, and what to do about it.
#[component]
pub fn Empty(
    /// What would be there.
    icon: Icon,
    /// What is the case.
    #[prop(into)]
    title: String,
    /// What to do.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty ws-empty">
            <span class="ws-empty-mark"><Glyph icon/></span>
            <p class="ws-empty-title">{title}</p>
            {children()}
        </div>
    }
}

/// Loading failed. Whoever is no longer signed in is sent to sign in, and back here afterwards.
#[component]
pub fn Failure(
    /// Why.
    error: AppError,
    /// Loads again.
    retry: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    if error == AppError::SignInNeeded {
        return view! { <Redirect path=sign_in_path()/> }.into_any();
    }
    view! {
        <div class="empty ws-empty" role="alert">
            <p class="ws-empty-title">"This could not be loaded"</p>
            <p>{error.to_string()}</p>
            <button type="button" class="btn btn-secondary btn-sm" on:click=move |_| retry()>
                "Try again"
            </button>
        </div>
    }
    .into_any()
}

/// The address of the sign-in page, which leads back to the page being shown.
fn sign_in_path() -> String {
    let url = use_url().read_untracked().clone();
    let here = match url.search() {
        "" => url.path().to_owned(),
        search => format!("{}?{}", url.path(), search.trim_start_matches('?')),
    };
    format!(
        "/sign-in?next={}",
        leptos_router::location::Url::escape(&here)
    )
}
