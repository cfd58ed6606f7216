//! `/sign-up`

use leptos::form::ActionForm;
use leptos::prelude::*;

use super::frame::{AccountFrame, Submit};
use super::refusal::{AccountField, Refusal};
use crate::api::accounts::{SignUp, typed};
use crate::components::{ErrorNotice, PageMeta, PasswordField, TextField};

/// The page to make an organization and be its first owner.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let action = ServerAction::<SignUp>::new();
    let refusal = Refusal::of(action);
    let typed = SharedValue::new(typed).into_inner();
    view! {
        <PageMeta
            title="Set up an organization"
            description="Make an organization on Beckon, name your first site and paste one line of HTML."
            path="/sign-up"
        />
        <AccountFrame title="Set up your organization" lede="You will be its owner, and can invite the others afterwards.">
            <ActionForm action>
                <ErrorNotice error=refusal.elsewhere()/>
                <div class="stack">
                    <TextField
                        id="organization"
                        name="organization"
                        label="Organization"
                        autocomplete="organization"
                        value=typed.organization
                        error=refusal.at(AccountField::Organization)
                    />
                    <TextField
                        id="name"
                        name="name"
                        label="Your name"
                        hint="Visitors see it when you write to them."
                        autocomplete="name"
                        value=typed.name
                        error=refusal.at(AccountField::Name)
                    />
                    <TextField
                        id="email"
                        name="email"
                        label="E-mail"
                        kind="email"
                        autocomplete="username"
                        value=typed.email
                        error=refusal.at(AccountField::Email)
                    />
                    <PasswordField autocomplete="new-password" error=refusal.at(AccountField::Password)/>
                    <Submit label="Create organization" pending=action.pending()/>
                </div>
            </ActionForm>
            <p class="mt-6 text-muted">
                "Have an account? " <a class="link" href="/sign-in">"Sign in"</a>
                ", or use its e-mail address and password here to add another organization."
            </p>
        </AccountFrame>
    }
}
