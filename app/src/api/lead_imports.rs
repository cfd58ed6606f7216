//! Leads from files. The file itself comes in by a plain request of its own.

use beckon_domain::id::LeadImportId;
use beckon_domain::lead_import::{Import, Sample};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_domain::lead_import::{Dialling, Duplicates, Settings, Target},
    beckon_services::leads,
};

/// The last imports, the newest first.
#[server(endpoint = "lead-imports/list")]
pub async fn list_lead_imports() -> Result<Vec<Import>, AppError> {
    Ok(leads::list_imports(&services(), &identity()?).await?)
}

/// An import, and the first rows of its file while it waits to be told how to be read.
#[server(endpoint = "lead-imports/find")]
pub async fn lead_import(id: LeadImportId) -> Result<(Import, Option<Sample>), AppError> {
    let (services, identity) = (services(), identity()?);
    let import = leads::find_import(&services, &identity, id).await?;
    let sample = match import.state {
        beckon_domain::lead_import::ImportState::Waiting => {
            Some(leads::sample_import(&services, &identity, id).await?)
        }
        _ => None,
    };
    Ok((import, sample))
}

/// Begins with a file. All comes as words, since a plain form sends them; a column that is left out is an empty one.
#[server(endpoint = "lead-imports/start")]
pub async fn start_lead_import(
    id: LeadImportId,
    columns: Vec<String>,
    industry: String,
    dialling: u16,
    duplicates: String,
    assignee: String,
) -> Result<(), AppError> {
    let malformed = || AppError::Malformed.answered();
    let columns = columns.iter().map(|word| {
        let mut all = Target::ALL.into_iter();
        all.find(|target| target.as_str() == word)
    });
    let mut policies = Duplicates::ALL.into_iter();
    let settings = Settings {
        columns: columns.collect(),
        industry: industry.parse().map_err(|_| malformed())?,
        dialling: Dialling::of(dialling).ok_or_else(malformed)?,
        duplicates: policies
            .find(|policy| policy.as_str() == duplicates)
            .ok_or_else(malformed)?,
        assignee: match assignee.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| malformed())?),
        },
    };
    Ok(leads::start_import(&services(), &identity()?, id, &settings).await?)
}

/// Stops an import.
#[server(endpoint = "lead-imports/cancel")]
pub async fn cancel_lead_import(id: LeadImportId) -> Result<(), AppError> {
    Ok(leads::cancel_import(&services(), &identity()?, id).await?)
}

/// Removes the leads of an import again.
#[server(endpoint = "lead-imports/undo")]
pub async fn undo_lead_import(id: LeadImportId) -> Result<(), AppError> {
    Ok(leads::undo_import(&services(), &identity()?, id).await?)
}
