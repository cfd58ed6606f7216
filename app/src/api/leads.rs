//! Leads and the dashboard's figures.

use beckon_domain::assistant::DatedVerdict;
use beckon_domain::dashboard::Figures;
use beckon_domain::id::{LeadChangeId, LeadId};
use beckon_domain::lead::{LeadDetails, LeadStatus};
use beckon_domain::lead_change::DoneChange;
use beckon_domain::lead_list::{BoardColumn, LeadQuery, ListedLeads};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::{assistant, dashboard, leads},
};

/// The page of leads that a query asks for.
#[server(endpoint = "leads/list", input = Json)]
pub async fn list_leads(query: LeadQuery) -> Result<ListedLeads, AppError> {
    Ok(leads::page(&services(), &identity()?, &query).await?)
}

/// The columns of the board that a query asks for.
#[server(endpoint = "leads/board", input = Json)]
pub async fn lead_board(query: LeadQuery) -> Result<Vec<BoardColumn>, AppError> {
    Ok(leads::board(&services(), &identity()?, &query).await?)
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

/// Changes leads, or the whole of a list. The change comes as its word and the list as JSON, since a plain form sends them.
#[server(endpoint = "leads/change")]
pub async fn change_leads(
    change: String,
    #[server(default)] ids: Vec<LeadId>,
    #[server(default)] whole: bool,
    #[server(default)] query: String,
) -> Result<Option<DoneChange>, AppError> {
    let change = change.parse().map_err(|_| AppError::Malformed.answered())?;
    let (services, identity) = (services(), identity()?);
    if !whole {
        return Ok(leads::change(&services, &identity, &ids, change).await?);
    }
    let query = serde_json::from_str(&query).map_err(|_| AppError::Malformed.answered())?;
    Ok(leads::change_list(&services, &identity, &query, change).await?)
}

/// What the member did to leads last, while it can be undone.
#[server(endpoint = "leads/last-change")]
pub async fn last_lead_change() -> Result<Option<DoneChange>, AppError> {
    Ok(leads::last_change(&services(), &identity()?).await?)
}

/// Undoes what the member did to leads; tells for how many that was news.
#[server(endpoint = "leads/undo-change")]
pub async fn undo_lead_change(id: LeadChangeId) -> Result<usize, AppError> {
    Ok(leads::undo_change(&services(), &identity()?, id).await?)
}
