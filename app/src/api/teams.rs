//! Teams.

use beckon_domain::id::{AccountId, TeamId};
use beckon_domain::team::Team;
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::teams,
};

/// All teams, by name.
#[server(endpoint = "teams/list")]
pub async fn list_teams() -> Result<Vec<Team>, AppError> {
    Ok(teams::list(&services(), &identity()?).await?)
}

/// Makes a team, or changes one. Boxes that are not ticked send nothing.
#[server(endpoint = "teams/save")]
pub async fn save_team(
    id: Option<TeamId>,
    name: String,
    #[server(default)] members: Vec<AccountId>,
) -> Result<(), AppError> {
    let (services, identity) = (services(), identity()?);
    match id {
        Some(id) => teams::change(&services, &identity, id, &name, &members).await?,
        None => {
            teams::create(&services, &identity, &name, &members).await?;
        }
    }
    Ok(())
}

/// Removes a team; its conversations are nobody's then.
#[server(endpoint = "teams/delete")]
pub async fn delete_team(id: TeamId) -> Result<(), AppError> {
    Ok(teams::delete(&services(), &identity()?, id).await?)
}
