//! Lists of leads that are kept under a name.

use beckon_domain::id::LeadViewId;
use beckon_domain::lead_list::LeadView;
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::leads,
};

/// Those that a member sees, the oldest first; what they put away is among it.
#[server(endpoint = "lead-views/list")]
pub async fn list_lead_views() -> Result<Vec<LeadView>, AppError> {
    Ok(leads::views(&services(), &identity()?).await?)
}

/// Keeps a list under a name. The list comes as JSON, since a plain form sends it.
#[server(endpoint = "lead-views/keep")]
pub async fn keep_lead_view(
    name: String,
    query: String,
    #[server(default)] is_shared: bool,
) -> Result<(), AppError> {
    let query = serde_json::from_str(&query).map_err(|_| AppError::Malformed.answered())?;
    leads::keep_view(&services(), &identity()?, &name, &query, is_shared).await?;
    Ok(())
}

/// Changes a view's name, and whether everybody has it.
#[server(endpoint = "lead-views/change")]
pub async fn change_lead_view(
    id: LeadViewId,
    name: String,
    #[server(default)] is_shared: bool,
) -> Result<(), AppError> {
    Ok(leads::change_view(&services(), &identity()?, id, &name, is_shared).await?)
}

/// Puts a view away.
#[server(endpoint = "lead-views/remove")]
pub async fn remove_lead_view(id: LeadViewId) -> Result<(), AppError> {
    Ok(leads::remove_view(&services(), &identity()?, id).await?)
}

/// Brings back a view that was put away.
#[server(endpoint = "lead-views/restore")]
pub async fn restore_lead_view(id: LeadViewId) -> Result<(), AppError> {
    Ok(leads::restore_view(&services(), &identity()?, id).await?)
}
