//! An organization's rules of scores, and what scores were.

use beckon_domain::id::LeadId;
use beckon_domain::score::{Sample, ScoreChange, ScoreRules, ScoringView};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_services::leads,
};

/// The rules as they stand, and how far scores follow them.
#[server(endpoint = "scoring/show")]
pub async fn load_scoring() -> Result<ScoringView, AppError> {
    Ok(leads::scoring(&services(), &identity()?).await?)
}

/// The newest leads, on which rules are tried out.
#[server(endpoint = "scoring/samples")]
pub async fn scoring_samples() -> Result<Vec<Sample>, AppError> {
    Ok(leads::samples(&services(), &identity()?).await?)
}

/// Changes the rules over a state of them, and has all leads scored anew.
#[server(endpoint = "scoring/rules", input = Json)]
pub async fn set_score_rules(rules: ScoreRules, over: i32) -> Result<i32, AppError> {
    Ok(leads::set_rules(&services(), &identity()?, &rules, over).await?)
}

/// What a lead's score was, the newest first.
#[server(endpoint = "scoring/history")]
pub async fn score_history(id: LeadId) -> Result<Vec<ScoreChange>, AppError> {
    Ok(leads::score_history(&services(), &identity()?, id).await?)
}
