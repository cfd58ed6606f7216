//! Teams: some members who take care of conversations together. Admins and owners make them.

use beckon_domain::account::{Identity, Role};
use beckon_domain::contact::{ContactError, parse_name};
use beckon_domain::id::{AccountId, TeamId};
use beckon_domain::team::{NAME_MAX, Team};
use beckon_store::{StoreError, teams};

use crate::Services;

/// Why a team's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum TeamError {
    /// Its name.
    #[error("name: {0}")]
    Name(#[from] ContactError),
    /// Another team has this name.
    #[error("another team has this name")]
    Taken,
    /// There is no such team.
    #[error("no such team")]
    NotFound,
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// The database.
    #[error(transparent)]
    Unavailable(StoreError),
}

impl From<StoreError> for TeamError {
    fn from(error: StoreError) -> Self {
        if error.is_violation_of("team_name") {
            Self::Taken
        } else {
            Self::Unavailable(error)
        }
    }
}

/// All teams, by name.
pub async fn list(services: &Services, identity: &Identity) -> Result<Vec<Team>, TeamError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(teams::list(&mut tx).await?)
}

/// Makes a team.
pub async fn create(
    services: &Services,
    identity: &Identity,
    name: &str,
    members: &[AccountId],
) -> Result<TeamId, TeamError> {
    may_change(identity)?;
    let (name, now) = (parse_team_name(name)?, services.clock.now());
    let id = TeamId::generate(now);
    let mut tx = services.store.tenant(identity.organization).await?;
    teams::insert(&mut tx, id, &name, now).await?;
    teams::set_members(&mut tx, id, members).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a team's name and who is in it.
pub async fn change(
    services: &Services,
    identity: &Identity,
    id: TeamId,
    name: &str,
    members: &[AccountId],
) -> Result<(), TeamError> {
    may_change(identity)?;
    let name = parse_team_name(name)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    if !teams::rename(&mut tx, id, &name).await? {
        return Err(TeamError::NotFound);
    }
    teams::set_members(&mut tx, id, members).await?;
    Ok(tx.commit().await?)
}

/// Removes a team; its conversations are nobody's then.
pub async fn delete(services: &Services, identity: &Identity, id: TeamId) -> Result<(), TeamError> {
    may_change(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    if !teams::delete(&mut tx, id).await? {
        return Err(TeamError::NotFound);
    }
    Ok(tx.commit().await?)
}

fn may_change(identity: &Identity) -> Result<(), TeamError> {
    (identity.role >= Role::Admin)
        .then_some(())
        .ok_or(TeamError::NotAllowed)
}

fn parse_team_name(name: &str) -> Result<String, ContactError> {
    let name = parse_name(name)?;
    (name.chars().count() <= NAME_MAX)
        .then_some(name)
        .ok_or(ContactError::TooLong)
}
