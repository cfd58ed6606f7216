use beckon_domain::appointment::{Host, HostChoice, With};
use beckon_domain::id::AccountId;
use beckon_store::{StoreError, TenantTx, accounts, teams};

use super::texts::Texts;

/// Whom a visitor may choose of those who can be met: anybody first, then teams, then people. Where there is one, or
/// nobody, there is nothing to choose. Whoever can't be met is not among them, and then it is anybody.
pub(super) async fn choices(
    tx: &mut TenantTx,
    hosts: &[Host],
    wanted: With,
    texts: &Texts,
) -> Result<Vec<HostChoice>, StoreError> {
    if hosts.len() < 2 {
        return Ok(Vec::new());
    }
    let can_be_met = |account: &AccountId| hosts.iter().any(|host| host.account == *account);
    // A team of all is the same as anybody.
    let is_part = |members: &[AccountId]| {
        let count = members.iter().filter(|member| can_be_met(member)).count();
        (1..hosts.len()).contains(&count)
    };
    let teams = teams::list(tx).await?.into_iter();
    let teams = teams
        .filter(|team| is_part(&team.members))
        .map(|team| (With::Team(team.id), team.name));
    let members = accounts::members(tx).await?.into_iter();
    let members = members
        .filter(|member| can_be_met(&member.account))
        .map(|member| (With::Member(member.account), member.name));
    let mut members: Vec<(With, String)> = members.collect();
    members.sort_by_cached_key(|(_, name)| name.to_lowercase());
    let found: Vec<(With, String)> = teams.chain(members).collect();
    let is_there = found.iter().any(|(with, _)| *with == wanted);
    let chosen = if is_there { wanted } else { With::Anyone };
    let anybody = (With::Anyone, texts.page.anybody.clone());
    let choice = |(with, name)| HostChoice {
        with,
        name,
        is_chosen: with == chosen,
    };
    Ok(std::iter::once(anybody).chain(found).map(choice).collect())
}
