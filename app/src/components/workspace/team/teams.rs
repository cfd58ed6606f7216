use beckon_domain::account::Member;
use beckon_domain::team::{NAME_MAX, Team};
use leptos::prelude::*;

use crate::api::teams::{DeleteTeam, SaveTeam};

/// The teams, each with its name and who is in it; and a form for another.
#[component]
pub fn Teams(
    /// All of them.
    teams: Vec<Team>,
    /// Who can be in one.
    members: Vec<Member>,
    /// Where changes go.
    save: ServerAction<SaveTeam>,
    /// What removes one.
    delete: ServerAction<DeleteTeam>,
) -> impl IntoView {
    let members = StoredValue::new(members);
    let entry = move |team: Team| {
        let id = team.id.to_string();
        let count = match team.members.len() {
            1 => "1 member".to_owned(),
            count => format!("{count} members"),
        };
        view! {
            <li class="canned">
                <details>
                    <summary class="canned-head">
                        <span class="canned-shortcut">{team.name.clone()}</span>
                        <span class="canned-text">{count}</span>
                    </summary>
                    <TeamForm team=Some(team) members save/>
                    <ActionForm action=delete>
                        <input type="hidden" name="id" value=id/>
                        <button type="submit" class="btn btn-ghost btn-sm">"Delete team"</button>
                    </ActionForm>
                </details>
            </li>
        }
    };
    view! {
        <ul class="card people">
            {teams.into_iter().map(entry).collect_view()}
            <li class="canned">
                <details>
                    <summary class="canned-head"><span class="canned-shortcut">"New team"</span></summary>
                    <TeamForm team=None members save/>
                </details>
            </li>
        </ul>
    }
}

#[component]
fn TeamForm(
    team: Option<Team>,
    members: StoredValue<Vec<Member>>,
    save: ServerAction<SaveTeam>,
) -> impl IntoView {
    let id = team.as_ref().map(|team| team.id.to_string());
    let field = format!("team-{}", id.as_deref().unwrap_or("new"));
    let name = team
        .as_ref()
        .map_or_else(String::new, |team| team.name.clone());
    let tick = |(at, member): (usize, Member)| {
        let is_in = team
            .as_ref()
            .is_some_and(|team| team.members.contains(&member.account));
        view! {
            <label class="team-member">
                <input class="checkbox" type="checkbox" name=format!("members[{at}]") value=member.account.to_string() checked=is_in/>
                {member.name}
            </label>
        }
    };
    let ticks: Vec<_> = members
        .get_value()
        .into_iter()
        .enumerate()
        .map(tick)
        .collect();
    view! {
        <ActionForm action=save attr:class="canned-form">
            {id.map(|id| view! { <input type="hidden" name="id" value=id/> })}
            <div class="field">
                <label class="label" for=field.clone()>"Name"</label>
                <input class="input" id=field name="name" value=name required maxlength=NAME_MAX.to_string() autocomplete="off"/>
            </div>
            <fieldset class="team-members">
                <legend class="label">"Members"</legend>
                {ticks}
            </fieldset>
            <button type="submit" class="btn btn-secondary">"Save team"</button>
        </ActionForm>
    }
}
