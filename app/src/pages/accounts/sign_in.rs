//! `/sign-in`

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::frame::{AccountFrame, Submit};
use super::refusal::{AccountField, Refusal};
use crate::api::accounts::{SignIn, typed};
use crate::components::{ErrorNotice, NoIndex, PasswordField, TextField};

/// The page to sign in; goes on to the query's `next`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let refusal = Refusal::of(action);
    let typed = SharedValue::new(typed).into_inner();
    // Where it may lead is checked by the server.
    let next = use_query_map().with_untracked(|query| query.get("next"));
    let next = next.map(|next| view! { <input type="hidden" name="next" value=next/> });
    view! {
        <Title text="Sign in"/>
        <NoIndex/>
        <AccountFrame title="Welcome back" lede="Sign in to your inbox.">
            <ActionForm action>
                <ErrorNotice error=refusal.elsewhere()/>
                {next}
                <div class="stack">
                    <TextField
                        id="email"
                        name="email"
                        label="E-mail"
                        kind="email"
                        autocomplete="username"
                        value=typed.email
                        error=refusal.at(AccountField::Email)
                    />
                    <PasswordField autocomplete="current-password" error=refusal.at(AccountField::Password)/>
                    <Submit label="Sign in" pending=action.pending()/>
                </div>
            </ActionForm>
            <p class="mt-6 text-muted">
                "New here? " <a class="link" href="/sign-up">"Set up an organization"</a>
            </p>
        </AccountFrame>
    }
}
