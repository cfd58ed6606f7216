//! Forms that were put aside as a program's, for who looks through them.

use beckon_domain::held::HeldForm;
use beckon_domain::id::HeldId;
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::leads,
};

/// What is kept aside, the newest first, and how many there are.
#[server(endpoint = "held/list")]
pub async fn held_forms() -> Result<(Vec<HeldForm>, i64), AppError> {
    Ok(leads::held_forms(&services(), &identity()?).await?)
}

/// Makes a lead of what is a person's.
#[server(endpoint = "held/accept")]
pub async fn accept_held(id: HeldId) -> Result<(), AppError> {
    leads::accept_held(&services(), &identity()?, id).await?;
    Ok(())
}

/// Removes what is no person's.
#[server(endpoint = "held/remove")]
pub async fn remove_held(id: HeldId) -> Result<(), AppError> {
    Ok(leads::remove_held(&services(), &identity()?, id).await?)
}
