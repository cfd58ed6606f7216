//! The pages on which visitors book a time, and look after it.

mod appointment;
mod book;
mod gone;

pub use appointment::AppointmentPage;
pub use book::BookPage;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// By whose clock, and which day, as the address says.
fn use_shown() -> Memo<(Option<String>, Option<NaiveDate>)> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| {
            let day = query.get_str("day").and_then(|day| day.parse().ok());
            (query.get("zone"), day)
        })
    })
}
