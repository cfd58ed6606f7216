//! The hours of a week as bars, as they are typed.

use beckon_domain::widget::{Interval, TimeOfDay, parse_day};
use leptos::prelude::*;

/// The days, as the forms name them.
pub(in crate::components::workspace) const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A bar for each day; what runs over midnight goes on in the next one.
#[component]
pub(in crate::components::workspace) fn WeekChart(
    /// What is typed for each day.
    days: [RwSignal<String>; 7],
) -> impl IntoView {
    let intervals = move |day: usize| parse_day(&days[day].read()).unwrap_or_default();
    let bars = move |day: usize| {
        let before = intervals((day + 6) % 7).into_iter().filter_map(night_after);
        let bars = intervals(day).into_iter().map(part_today).chain(before);
        bars.map(|(from, to)| view! { <rect class="week-open" x=from y="0" width=to - from height="10"></rect> })
            .collect_view()
    };
    let rows = DAYS.iter().enumerate().map(|(day, name)| {
        view! {
            <span class="week-day">{&name[..3]}</span>
            <svg class="week-bar" viewBox="0 0 1440 10" preserveAspectRatio="none">
                <rect class="week-ground" width="1440" height="10"></rect>
                {move || bars(day)}
            </svg>
        }
    });
    view! {
        <div class="week" aria-hidden="true">
            {rows.collect_view()}
            <span></span>
            <span class="week-scale"><i>"0"</i><i>"6"</i><i>"12"</i><i>"18"</i><i>"24"</i></span>
        </div>
    }
}

/// What of an interval is on the day it begins, in minutes.
fn part_today(interval: Interval) -> (u16, u16) {
    (interval.from.minutes(), interval.end().min(TimeOfDay::DAY))
}

/// What of it is on the next day.
fn night_after(interval: Interval) -> Option<(u16, u16)> {
    let over = interval.end().checked_sub(TimeOfDay::DAY)?;
    (over > 0).then_some((0, over))
}
