//! Leads and the dashboard's figures.

use beckon_domain::assistant::DatedVerdict;
use beckon_domain::dashboard::Figures;
use beckon_domain::id::LeadId;
use beckon_domain::lead::{LeadDetails, LeadStatus};
use beckon_domain::lead_list::{LeadQuery, ListedLeads};
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
