//! `/app/team`: who works here, and who is invited.

use beckon_domain::account::{Member, Role};
use leptos::prelude::*;

use crate::api::team::{InviteMember, WithdrawInvitation, list_invitations, list_members};
use crate::api::teams::{DeleteTeam, SaveTeam, list_teams};
use crate::components::workspace::{
    Failure, Invitations, InviteForm, Members, PageTitle, Session, Skeleton, Teams,
};
use crate::error::AppError;

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
            {may_invite.then(|| view! { <TeamsPart members/> })}
        </div>
    }
}

/// Those who may invite may make teams, too.
#[component]
fn TeamsPart(members: Resource<Result<Vec<Member>, AppError>>) -> impl IntoView {
    let save = ServerAction::<SaveTeam>::new();
    let delete = ServerAction::<DeleteTeam>::new();
    let teams = Resource::new(
        move || (save.version().get(), delete.version().get()),
        |_| list_teams(),
    );
    let refused = move || {
        let saved = save.value().get().and_then(Result::err);
        saved.or_else(|| delete.value().get().and_then(Result::err))
    };
    view! {
        <section class="page-part" aria-labelledby="teams">
            <h2 class="board-title" id="teams">
                "Teams" <span class="hint">"Conversations can be given to a team until one of its members takes them."</span>
            </h2>
            <div aria-live="polite">
                {move || refused().map(|error| view! { <p class="error">{error.to_string()}</p> })}
            </div>
            <Transition fallback=|| view! { <Skeleton lines=3/> }>
                {move || Suspend::new(async move {
                    match (teams.await, members.await) {
                        (Ok(teams), Ok(members)) => view! { <Teams teams members save delete/> }.into_any(),
                        (Err(error), _) | (_, Err(error)) => {
                            view! { <Failure error retry=move || teams.refetch()/> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
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
