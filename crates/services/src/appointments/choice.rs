use beckon_domain::appointment::{Host, HostChoice, With};
use beckon_domain::id::AccountId;
use beckon_domain::team::Team;
use beckon_store::{StoreError, TenantTx, accounts, teams};

use super::texts::Texts;

/// Whom a visitor may choose, and whether whom they asked for is among those who can be met.
pub(super) struct Choices {
    /// Anybody first, then teams, then people. Where there is one, or nobody, there is nothing to choose.
    pub(super) list: Vec<HostChoice>,
    /// Whether they asked for somebody who can't be met: they get anybody.
    pub(super) is_missed: bool,
}

/// Whom a visitor may choose of those who can be met. Where the site names nobody, that is whomever their link leads to.
pub(super) async fn choices(
    tx: &mut TenantTx,
    hosts: &[Host],
    wanted: With,
    names_hosts: bool,
    texts: &Texts,
) -> Result<Choices, StoreError> {
    let teams = teams::list(tx).await?;
    let is_missed = !hosts.is_empty() && !can_be_met(hosts, &teams, wanted);
    let mut found = named(tx, hosts, teams).await?;
    if !names_hosts {
        found.retain(|(with, _)| *with == wanted);
        for (_, name) in &mut found {
            name.clone_from(&texts.page.somebody);
        }
    }
    let is_there = found.iter().any(|(with, _)| *with == wanted);
    let chosen = if is_there { wanted } else { With::Anyone };
    let choice = |(with, name)| HostChoice {
        with,
        name,
        is_named: names_hosts && with != With::Anyone,
        is_chosen: with == chosen,
    };
    let anybody = (With::Anyone, texts.page.anybody.clone());
    let anybody = (!found.is_empty()).then_some(anybody);
    Ok(Choices {
        list: anybody.into_iter().chain(found).map(choice).collect(),
        is_missed,
    })
}

/// Teams and people, by name; nobody where there is one, or none.
async fn named(
    tx: &mut TenantTx,
    hosts: &[Host],
    teams: Vec<Team>,
) -> Result<Vec<(With, String)>, StoreError> {
    if hosts.len() < 2 {
        return Ok(Vec::new());
    }
    let teams = teams.into_iter();
    let teams = teams
        .filter(|team| is_part(hosts, &team.members))
        .map(|team| (With::Team(team.id), team.name));
    let members = accounts::members(tx).await?.into_iter();
    let members = members
        .filter(|member| is_host(hosts, member.account))
        .map(|member| (With::Member(member.account), member.name));
    let mut members: Vec<(With, String)> = members.collect();
    members.sort_by_cached_key(|(_, name)| name.to_lowercase());
    Ok(teams.chain(members).collect())
}

fn is_host(hosts: &[Host], account: AccountId) -> bool {
    hosts.iter().any(|host| host.account == account)
}

/// Whether some of these can be met, and others, too: a team of all is the same as anybody.
fn is_part(hosts: &[Host], members: &[AccountId]) -> bool {
    let count = members.iter().filter(|member| is_host(hosts, **member));
    (1..hosts.len()).contains(&count.count())
}

fn can_be_met(hosts: &[Host], teams: &[Team], wanted: With) -> bool {
    match wanted {
        With::Anyone => true,
        With::Member(account) => is_host(hosts, account),
        With::Team(id) => {
            let team = teams.iter().find(|team| team.id == id);
            team.is_some_and(|team| team.members.iter().any(|member| is_host(hosts, *member)))
        }
    }
}
