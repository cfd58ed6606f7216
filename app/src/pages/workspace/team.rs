//! `/app/team`: who works here, and who is invited.

use beckon_domain::account::Role;
use leptos::prelude::*;

use crate::api::team::{InviteMember, WithdrawInvitation, list_invitations, list_members};
use crate::components::workspace::{
    Failure, Invitations, InviteForm, Members, PageTitle, Session, Skeleton,
};

/// The team.
#[component]
pub fn TeamPage() -> impl IntoView {
    let may_invite = expect_context::<Session>()
        .identity
        .role
        .may_invite(Role::Agent);
    let members = Resource::new(|| (), |()| list_members());
    view! {
        <PageTitle name="Team"/>
        <div class="page page-narrow">
            <header class="page-head">
                <h1 class="page-title">"Team"</h1>
            </header>
            {may_invite.then(|| view! { <Inviting/> })}
            <section class="page-part" aria-labelledby="members">
                <h2 class="board-title" id="members">"Members"</h2>
                <Transition fallback=|| view! { <Skeleton lines=4/> }>
                    {move || Suspend::new(async move {
                        match members.await {
                            Ok(members) => view! { <Members members/> }.into_any(),
                            Err(error) => view! { <Failure error retry=move || members.refetch()/> }.into_any(),
                        }
                    })}
                </Transition>
            </section>
        </div>
    }
}

#[component]
fn Inviting() -> impl IntoView {
    let invite = ServerAction::<InviteMember>::new();
    let withdraw = ServerAction::<WithdrawInvitation>::new();
    let invitations = Resource::new(
        move || (invite.version().get(), withdraw.version().get()),
        |_| list_invitations(),
    );
    let refused = move || withdraw.value().get().and_then(Result::err);
    view! {
        <section class="page-part" aria-labelledby="invite">
            <h2 class="board-title" id="invite">"Invite somebody"</h2>
            <InviteForm action=invite/>
        </section>
        <section class="page-part" aria-labelledby="invitations">
            <h2 class="board-title" id="invitations">"Invited"</h2>
            {move || refused().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
            <Transition fallback=|| view! { <Skeleton lines=2/> }>
                {move || Suspend::new(async move {
                    match invitations.await {
                        Ok(invitations) => view! { <Invitations invitations withdraw/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || invitations.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}
