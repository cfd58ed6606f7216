use leptos::prelude::*;

use crate::components::{NoIndex, SiteFrame};
use crate::error::AppError;
use crate::pages::NotFoundPage;

/// A page that is not there, or can't be loaded just now.
#[component]
pub(super) fn Gone(
    /// Why.
    error: AppError,
) -> impl IntoView {
    if error == AppError::NotFound {
        return view! { <NotFoundPage/> }.into_any();
    }
    view! {
        <NoIndex/>
        <SiteFrame>
            <div class="container py-24">
                <p class="lede" role="alert">{error.to_string()}</p>
            </div>
        </SiteFrame>
    }
    .into_any()
}
