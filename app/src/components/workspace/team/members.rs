use beckon_domain::account::{Member, Role};
use leptos::prelude::*;

use crate::components::workspace::people::Avatar;
use crate::components::workspace::presence::MemberDot;
use crate::components::workspace::session::Session;
use crate::components::workspace::time::Day;

/// A role's name for people.
pub(super) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Agent => "Agent",
        Role::Admin => "Admin",
        Role::Owner => "Owner",
    }
}

/// Who works here.
#[component]
pub fn Members(
    /// The members.
    members: Vec<Member>,
) -> impl IntoView {
    let me = expect_context::<Session>().identity.account;
    let row = |member: Member| {
        let is_me = (member.account == me).then(|| view! { <span class="hint">" (you)"</span> });
        view! {
            <li class="person">
                <span class="menu-person">
                    <Avatar name=member.name.clone()/>
                    <MemberDot account=member.account/>
                </span>
                <div class="person-who">
                    <p class="person-name" dir="auto">{member.name} {is_me}</p>
                    <p class="person-mail">{member.email}</p>
                </div>
                <span class="badge badge-neutral">{role_name(member.role)}</span>
                <p class="person-since">"since " <Day at=member.joined_at/></p>
            </li>
        }
    };
    view! { <ul class="card people">{members.into_iter().map(row).collect_view()}</ul> }
}
