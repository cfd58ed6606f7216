//! The pages on which visitors book a time, and look after it.

mod appointment;
mod book;
mod gone;

pub use appointment::AppointmentPage;
pub use book::BookPage;

use beckon_domain::id::{AccountId, TeamId};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// With whom: a member, else a team, as the address says. What can't be read is an id of nobody.
fn use_wanted() -> Memo<(Option<AccountId>, Option<TeamId>)> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let named = |name| query.get_str(name).filter(|id| !id.is_empty());
            let host = named("host").map(|id| id.parse().unwrap_or(AccountId::NONE));
            let team = named("team").map(|id| id.parse().unwrap_or(TeamId::NONE));
            (host, team)
        })
    })
}

/// By whose clock, and which day, as the address says.
pub(super) fn use_shown() -> Memo<(Option<String>, Option<NaiveDate>)> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let day = query.get_str("day").and_then(|day| day.parse().ok());
            (query.get("zone"), day)
        })
    })
}
