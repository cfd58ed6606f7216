//! To whom a conversation is given: a member, a team, or nobody.

use beckon_domain::conversation::ConversationSummary;
use leptos::prelude::*;

use super::handling::{Act, Change, Handling};
use super::store::InboxStore;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::menu::Menu;
use crate::components::workspace::people::Avatar;
use crate::components::workspace::presence::MemberDot;
use crate::components::workspace::session::Colleagues;

/// More people than this are worth a field to find them.
const MANY: usize = 6;

/// The menu in a conversation's head.
#[component]
pub(super) fn AssignMenu(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// The actions.
    handling: Handling,
    /// Who can be chosen.
    colleagues: Colleagues,
) -> impl IntoView {
    let label = {
        let colleagues = colleagues.clone();
        move || {
            let line = line.read();
            colleagues
                .in_charge(line.assignee, line.team)
                .unwrap_or_else(|| "Unassigned".to_owned())
        }
    };
    let button = move || {
        view! {
            <Glyph icon=Icon::Person/>
            <span class="sr-only">"Assign: "</span>
            <span class="pane-assignee">{label.clone()}</span>
            <Glyph icon=Icon::Down/>
        }
        .into_any()
    };
    view! {
        <Menu label=button button_class="btn btn-ghost btn-sm" mark="assign">
            <Choices line handling colleagues/>
        </Menu>
    }
}

#[component]
fn Choices(
    line: Memo<ConversationSummary>,
    handling: Handling,
    colleagues: Colleagues,
) -> impl IntoView {
    let me = expect_context::<InboxStore>().me();
    let typed = RwSignal::new(String::new());
    let is_hidden = move |name: &str| {
        let typed = typed.read();
        !name.to_lowercase().contains(&typed.trim().to_lowercase())
    };
    let mut members = colleagues.members().to_vec();
    members.sort_by_key(|member| (member.account != me, member.name.to_lowercase()));
    let is_long = members.len() + colleagues.teams().len() > MANY;
    let members: Vec<_> = members
        .into_iter()
        .map(|member| {
            let name = member.name.clone();
            let (label, words) = if member.account == me {
                (format!("{name} (you)"), "Assigned to you.".to_owned())
            } else {
                (name.clone(), format!("Assigned to {name}."))
            };
            let change = Change::Assign(Some(member.account), None);
            view! {
                <li hidden=move || is_hidden(&name)>
                    <Act line handling change words class="menu-item">
                        <span class="menu-person">
                            <Avatar name=member.name/>
                            <MemberDot account=member.account/>
                        </span>
                        {label}
                    </Act>
                </li>
            }
        })
        .collect();
    let teams: Vec<_> = colleagues
        .teams()
        .iter()
        .map(|team| {
            let (name, label) = (team.name.clone(), team.name.clone());
            let words = format!("Given to {name}.");
            view! {
                <li hidden=move || is_hidden(&name)>
                    <Act line handling change=Change::Assign(None, Some(team.id)) words class="menu-item">
                        <Glyph icon=Icon::People/>
                        {label}
                    </Act>
                </li>
            }
        })
        .collect();
    view! {
        {is_long.then(|| view! {
            <input
                class="menu-filter"
                type="text"
                autocomplete="off"
                placeholder="Find a colleague or team"
                aria-label="Find a colleague or team"
                on:input=move |event| typed.set(event_target_value(&event))
            />
        })}
        <ul class="menu-list">
            {members}
            {teams}
            <li class="menu-apart">
                <Act line handling change=Change::Assign(None, None) words="Assigned to nobody." class="menu-item">
                    <Glyph icon=Icon::Cross/>
                    "Nobody"
                </Act>
            </li>
        </ul>
    }
}
