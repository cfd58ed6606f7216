//! Canned responses.

use beckon_domain::canned::CannedResponse;
use beckon_domain::id::CannedResponseId;
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::canned,
};

/// All of them, by shortcut.
#[server(endpoint = "canned/list")]
pub async fn list_canned() -> Result<Vec<CannedResponse>, AppError> {
    Ok(canned::list(&services(), &identity()?).await?)
}

/// Writes one: a new one without an id.
#[server(endpoint = "canned/save")]
pub async fn save_canned(
    id: Option<CannedResponseId>,
    shortcut: String,
    content: String,
) -> Result<(), AppError> {
    canned::save(&services(), &identity()?, id, &shortcut, &content).await?;
    Ok(())
}

/// Removes one.
#[server(endpoint = "canned/delete")]
pub async fn delete_canned(id: CannedResponseId) -> Result<(), AppError> {
    Ok(canned::delete(&services(), &identity()?, id).await?)
}
