//! Leads that may be the same person: suggested, merged, parted again.

use beckon_domain::id::{LeadId, LeadMergeId};
use beckon_domain::lead_merge::{DoneMerge, Duplicate, MergePreview};
use leptos::prelude::*;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_domain::lead_merge::read_picks,
    beckon_services::leads,
    leptos_axum::redirect,
};

/// The other leads with the same address or number.
#[server(endpoint = "leads/duplicates")]
pub async fn lead_duplicates(id: LeadId) -> Result<Vec<Duplicate>, AppError> {
    Ok(leads::duplicates(&services(), &identity()?, id).await?)
}

/// Keeps that two leads are different people, or forgets it.
#[server(endpoint = "leads/distinct")]
pub async fn set_leads_distinct(
    lead: LeadId,
    other: LeadId,
    #[server(default)] is_distinct: bool,
) -> Result<(), AppError> {
    Ok(leads::set_distinct(&services(), &identity()?, lead, other, is_distinct).await?)
}

/// Two leads side by side.
#[server(endpoint = "leads/compare")]
pub async fn compare_leads(kept: LeadId, other: LeadId) -> Result<MergePreview, AppError> {
    Ok(leads::merge_preview(&services(), &identity()?, kept, other).await?)
}

/// Makes one lead part of another. What was chosen comes as words, `email:other`, since a plain form sends them.
#[server(endpoint = "leads/merge")]
pub async fn merge_leads(
    kept: LeadId,
    other: LeadId,
    #[server(default)] picks: Vec<String>,
) -> Result<(), AppError> {
    let picks = read_picks(&picks).ok_or_else(|| AppError::Malformed.answered())?;
    leads::merge(&services(), &identity()?, kept, other, &picks).await?;
    redirect(&format!("/app/leads/{kept}"));
    Ok(())
}

/// What the member merged last, while it can be undone.
#[server(endpoint = "leads/last-merge")]
pub async fn last_lead_merge() -> Result<Option<DoneMerge>, AppError> {
    Ok(leads::last_merge(&services(), &identity()?).await?)
}

/// Parts two leads that the member merged.
#[server(endpoint = "leads/undo-merge")]
pub async fn undo_lead_merge(id: LeadMergeId) -> Result<LeadId, AppError> {
    Ok(leads::undo_merge(&services(), &identity()?, id).await?)
}
