use beckon_domain::account::Role;
use leptos::prelude::*;

use super::members::role_name;
use crate::api::team::{InviteMember, Invited};
use crate::components::workspace::copy::CopyButton;
use crate::components::workspace::sent::empty_when_done;
use crate::components::workspace::session::Session;
use crate::error::AppError;

const fn role_hint(role: Role) -> &'static str {
    match role {
        Role::Agent => "talks to leads",
        Role::Admin => "also invites members and sets up sites",
        Role::Owner => "also answers for the organization",
    }
}

/// Invites somebody; the link to hand on is shown once.
#[component]
pub fn InviteForm(
    /// Where the invitation goes.
    action: ServerAction<InviteMember>,
) -> impl IntoView {
    let form = NodeRef::new();
    empty_when_done(action, form);
    let role = expect_context::<Session>().identity.role;
    let options = Role::ALL
        .into_iter()
        .filter(move |invited| role.may_invite(*invited))
        .map(|invited| {
            let label = format!("{}: {}", role_name(invited), role_hint(invited));
            view! { <option value=invited.as_str()>{label}</option> }
        });
    let error = move || action.value().get().and_then(Result::err);
    let wrong_email = move || matches!(error(), Some(AppError::Email(_))).then_some("true");
    view! {
        <ActionForm action node_ref=form attr:class="invite">
            <div class="field">
                <label class="label" for="invite-email">"E-mail address"</label>
                <input class="input" id="invite-email" type="email" name="email" required autocomplete="off"
                    aria-invalid=wrong_email aria-describedby="invite-error"/>
            </div>
            <div class="field">
                <label class="label" for="invite-role">"Role"</label>
                <select class="select" id="invite-role" name="role">{options.collect_view()}</select>
            </div>
            <button type="submit" class="btn btn-primary" disabled=action.pending()>"Invite"</button>
        </ActionForm>
        <div id="invite-error" role="alert">
            {move || error().map(|error| view! { <p class="error">{error.to_string()}</p> })}
        </div>
        <div aria-live="polite">
            {move || action.value().get().and_then(Result::ok).map(|invited| view! { <InviteLink invited/> })}
        </div>
    }
}

#[component]
fn InviteLink(invited: Invited) -> impl IntoView {
    let Invited { email, link } = invited;
    view! {
        <div class="notice notice-success invite-link">
            <p>
                <strong>{email}</strong>
                " is invited. Hand on this link: it is shown only now, and works for this address alone."
            </p>
            <div class="invite-copy">
                <input class="input" type="text" readonly value=link.clone() aria-label="Invitation link"/>
                <CopyButton text=link what="link"/>
            </div>
        </div>
    }
}
