//! `/invitations/{token}`

use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::frame::{AccountFrame, Submit};
use super::refusal::{AccountField, Refusal};
use crate::api::accounts::{AcceptInvitation, InvitationCard, invitation, typed};
use crate::components::{ErrorNotice, NoIndex, PasswordField, TextField};
use crate::error::AppError;

/// The page that an invitation's link leads to.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let params = use_params_map();
    let token = Memo::new(move |_| params.with(|params| params.get("token").unwrap_or_default()));
    let card = Resource::new_blocking(move || token.get(), invitation);
    let typed = StoredValue::new(SharedValue::new(typed).into_inner());
    view! {
        <Title text="Invitation"/>
        <NoIndex/>
        <Suspense>
            {move || Suspend::new(async move {
                match card.await {
                    Ok(card) => {
                        let name = typed.get_value().name;
                        view! { <Accept token=token.get_untracked() card name/> }.into_any()
                    }
                    Err(error) => view! { <Refused error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Accept(token: String, card: InvitationCard, name: String) -> impl IntoView {
    let action = ServerAction::<AcceptInvitation>::new();
    let refusal = Refusal::of(action);
    let InvitationCard {
        organization,
        email,
        role,
    } = card;
    let article = if role.as_str().starts_with(['a', 'o']) {
        "an"
    } else {
        "a"
    };
    view! {
        <AccountFrame
            title=format!("Join {organization}")
            lede=format!("You are invited as {article} {role}. Your account will be {email}.")
        >
            <ActionForm action>
                <ErrorNotice error=refusal.elsewhere()/>
                <input type="hidden" name="token" value=token/>
                // Tells password managers whose password this is.
                <input type="hidden" autocomplete="username" value=email/>
                <div class="stack">
                    <TextField
                        id="name"
                        name="name"
                        label="Your name"
                        hint="Visitors see it when you write to them."
                        autocomplete="name"
                        value=name
                        error=refusal.at(AccountField::Name)
                    />
                    <PasswordField autocomplete="new-password" error=refusal.at(AccountField::Password)/>
                    <p class="hint">"If that address has an account already, enter the account’s password."</p>
                    <Submit label="Accept the invitation" pending=action.pending()/>
                </div>
            </ActionForm>
        </AccountFrame>
    }
}

/// An invitation that can't be shown: most often it was used, withdrawn, or is too old.
#[component]
fn Refused(error: AppError) -> impl IntoView {
    let (title, lede) = match error {
        AppError::InvitationGone | AppError::NotFound => (
            "This invitation has ended",
            "It was used already, withdrawn, or is too old. Ask whoever invited you for a new link.".to_owned(),
        ),
        other => ("We can’t open this invitation", other.to_string()),
    };
    view! {
        <AccountFrame title lede>
            <div class="flex flex-wrap gap-3">
                <a class="btn btn-primary" href="/sign-in">"Sign in"</a>
                <a class="btn btn-secondary" href="/">"Go to the home page"</a>
            </div>
        </AccountFrame>
    }
}
