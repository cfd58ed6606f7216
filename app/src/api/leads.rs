//! Leads and the dashboard's figures.

use std::fmt;
use std::str::FromStr;

use beckon_domain::assistant::DatedVerdict;
use beckon_domain::dashboard::Figures;
use beckon_domain::id::LeadId;
use beckon_domain::lead::{LeadDetails, LeadStatus, LeadSummary};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::{
        assistant, dashboard,
        leads::{self, LeadCursor, LeadFilter},
    },
};

/// How many leads one page of the list holds.
pub const LEADS_PAGE: usize = 50;

/// The last lead of a page: the next page begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// When that lead arrived.
    pub created_at: DateTime<Utc>,
    /// That lead.
    pub id: LeadId,
}

impl fmt::Display for Cursor {
    /// As it stands in the page's address: microseconds, which is what the database keeps, and the id.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.created_at.timestamp_micros(), self.id)
    }
}

/// The text is no [`Cursor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the place of a lead in the list")]
pub struct UnknownCursor;

impl FromStr for Cursor {
    type Err = UnknownCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (micros, id) = text.split_once('.').ok_or(UnknownCursor)?;
        let micros = micros.parse().map_err(|_| UnknownCursor)?;
        Ok(Self {
            created_at: DateTime::from_timestamp_micros(micros).ok_or(UnknownCursor)?,
            id: id.parse().map_err(|_| UnknownCursor)?,
        })
    }
}

/// A page of leads, the newest first, of one status and with a text in their contact data.
#[server(endpoint = "leads/list")]
pub async fn list_leads(
    status: Option<LeadStatus>,
    search: String,
    after: Option<Cursor>,
) -> Result<Vec<LeadSummary>, AppError> {
    let identity = identity()?;
    let after = after.map(|Cursor { created_at, id }| LeadCursor { created_at, id });
    Ok(leads::list(
        &services(),
        &identity,
        &LeadFilter { status, search },
        after,
    )
    .await?)
}

/// A lead with all that its page shows.
#[server(endpoint = "leads/find")]
pub async fn lead(id: LeadId) -> Result<LeadDetails, AppError> {
    let identity = identity()?;
    Ok(leads::details(&services(), &identity, id).await?)
}

/// What the assistant thought of a lead, the newest first.
#[server(endpoint = "leads/verdicts")]
pub async fn lead_verdicts(id: LeadId) -> Result<Vec<DatedVerdict>, AppError> {
    let identity = identity()?;
    Ok(assistant::verdicts(&services(), &identity, id).await?)
}

/// Moves a lead on, or back.
#[server(endpoint = "leads/status")]
pub async fn set_lead_status(id: LeadId, status: LeadStatus) -> Result<(), AppError> {
    let identity = identity()?;
    Ok(leads::set_status(&services(), &identity, id, status).await?)
}

/// The dashboard's figures.
#[server(endpoint = "leads/figures")]
pub async fn dashboard_figures() -> Result<Figures, AppError> {
    let identity = identity()?;
    Ok(dashboard::figures(&services(), &identity).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address() {
        let created_at = DateTime::from_timestamp_micros(1_763_000_000_123_456).unwrap();
        let cursor = Cursor {
            created_at,
            id: LeadId::generate(created_at),
        };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in [
            "",
            ".",
            "1.x",
            "9223372036854775807.00000000-0000-0000-0000-000000000000",
        ] {
            assert_eq!(bad.parse::<Cursor>(), Err(UnknownCursor), "{bad}");
        }
    }
}
