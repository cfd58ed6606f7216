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

/// With whom: a member, else a team, as the address says.
fn use_wanted() -> Memo<(Option<AccountId>, Option<TeamId>)> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let host = query.get_str("host").and_then(|id| id.parse().ok());
            let team = query.get_str("team").and_then(|id| id.parse().ok());
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
