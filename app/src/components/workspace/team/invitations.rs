use beckon_domain::account::Invitation;
use leptos::prelude::*;

use super::members::role_name;
use crate::api::team::WithdrawInvitation;
use crate::components::workspace::time::Day;

/// Invitations that nobody has accepted yet.
#[component]
pub fn Invitations(
    /// The invitations.
    invitations: Vec<Invitation>,
    /// Withdraws one.
    withdraw: ServerAction<WithdrawInvitation>,
) -> impl IntoView {
    if invitations.is_empty() {
        return view! { <p class="hint">"Nobody is invited at the moment."</p> }.into_any();
    }
    let row = move |invitation: Invitation| {
        view! {
            <li class="person">
                <div class="person-who">
                    <p class="person-name">{invitation.email.clone()}</p>
                    <p class="person-mail">"valid until " <Day at=invitation.expires_at/></p>
                </div>
                <span class="badge badge-neutral">{role_name(invitation.role)}</span>
                <ActionForm action=withdraw>
                    <input type="hidden" name="id" value=invitation.id.to_string()/>
                    <button type="submit" class="btn btn-ghost btn-sm">
                        "Withdraw"
                        <span class="sr-only">" the invitation of " {invitation.email}</span>
                    </button>
                </ActionForm>
            </li>
        }
    };
    view! { <ul class="card people">{invitations.into_iter().map(row).collect_view()}</ul> }
        .into_any()
}
