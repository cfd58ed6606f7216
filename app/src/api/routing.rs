//! How leads find who takes care of them.

use beckon_domain::id::AccountId;
use beckon_domain::routing::{RoutingRules, RoutingView};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{identity, services},
    beckon_domain::routing::Share,
    beckon_services::leads,
};

/// The rules, who takes part, what waits, and the log.
#[server(endpoint = "routing/show")]
pub async fn load_routing() -> Result<RoutingView, AppError> {
    Ok(leads::routing(&services(), &identity()?).await?)
}

/// Changes the rules over a state of them.
#[server(endpoint = "routing/rules", input = Json)]
pub async fn set_routing_rules(rules: RoutingRules, over: i32) -> Result<i32, AppError> {
    Ok(leads::set_routing(&services(), &identity()?, &rules, over).await?)
}

/// Changes how a member takes part. A box that is not ticked sends nothing.
#[server(endpoint = "routing/share")]
pub async fn save_share(
    account: AccountId,
    weight: u8,
    capacity: String,
    #[server(default)] is_paused: bool,
) -> Result<(), AppError> {
    let capacity = match capacity.trim() {
        "" => None,
        typed => Some(typed.parse().map_err(|_| AppError::Capacity.answered())?),
    };
    let share = Share {
        weight,
        capacity,
        is_paused,
    };
    Ok(leads::set_share(&services(), &identity()?, account, share).await?)
}

/// Lets oneself be left out for now, or takes part again.
#[server(endpoint = "routing/pause")]
pub async fn pause_routing(is_paused: bool) -> Result<(), AppError> {
    Ok(leads::pause_routing(&services(), &identity()?, is_paused).await?)
}
