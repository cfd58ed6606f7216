//! Leads a day: bars for the eye, a table for everybody else.

use beckon_domain::dashboard::DayCount;
use leptos::prelude::*;

/// Width of a day and of its bar, height of the chart: in the picture's own units.
const DAY: i64 = 24;
const BAR: i64 = 16;
const HEIGHT: i64 = 160;

/// The numbers at the chart's edge: 0, half and a round top that no bar passes.
fn top_of(days: &[DayCount]) -> i64 {
    let most = days.iter().map(|day| day.count).max().unwrap_or(0);
    let step = match most {
        ..=10 => 2,
        11..=50 => 10,
        51..=200 => 20,
        _ => 100,
    };
    ((most + step - 1) / step * step).max(2)
}

/// A bar chart of leads a day, the oldest on the left.
#[component]
pub fn DayChart(
    /// The days, without gaps.
    days: Vec<DayCount>,
) -> impl IntoView {
    let top = top_of(&days);
    let total: i64 = days.iter().map(|day| day.count).sum();
    let width = i64::try_from(days.len()).unwrap_or(0) * DAY;
    let label = format!("{total} leads in {} days", days.len());
    let bars = (0..)
        .zip(&days)
        .map(|(place, day)| view! { <DayBar place day=*day top/> })
        .collect_view();
    let lines = [0, HEIGHT / 2, HEIGHT]
        .map(|y| view! { <line class="chart-line" x1="0" x2=width y1=y y2=y></line> });
    let dates = [days.first(), days.get(days.len() / 2), days.last()]
        .map(|day| view! { <span>{day.map(|day| day.day.format("%-d %b").to_string())}</span> });
    view! {
        <figure class="chart">
            <div class="chart-body">
                <div class="chart-scale" aria-hidden="true">
                    <span>{top}</span>
                    <span>{top / 2}</span>
                    <span>"0"</span>
                </div>
                <svg class="chart-plot" role="img" aria-label=label
                    viewBox=format!("0 0 {width} {HEIGHT}") preserveAspectRatio="none">
                    {lines.into_iter().collect_view()}
                    {bars}
                </svg>
            </div>
            <div class="chart-dates" aria-hidden="true">{dates.into_iter().collect_view()}</div>
            <DayTable days/>
        </figure>
    }
}

#[component]
fn DayBar(place: i64, day: DayCount, top: i64) -> impl IntoView {
    let height = day.count * HEIGHT / top;
    let x = place * DAY;
    let noun = if day.count == 1 { "lead" } else { "leads" };
    view! {
        <g class="chart-day">
            // The whole column answers to the pointer, also above a low bar.
            <rect class="chart-column" x=x y="0" width=DAY height=HEIGHT></rect>
            <rect class="chart-bar" x=x + (DAY - BAR) / 2 y=HEIGHT - height width=BAR height=height></rect>
            <title>{day.day.format("%A, %-d %B").to_string()} ": " {day.count} " " {noun}</title>
        </g>
    }
}

#[component]
fn DayTable(days: Vec<DayCount>) -> impl IntoView {
    let row = |day: DayCount| {
        view! {
            <tr>
                <th scope="row">{day.day.format("%-d %B %Y").to_string()}</th>
                <td>{day.count}</td>
            </tr>
        }
    };
    view! {
        <table class="sr-only">
            <caption>"Leads a day"</caption>
            <thead>
                <tr>
                    <th scope="col">"Day"</th>
                    <th scope="col">"Leads"</th>
                </tr>
            </thead>
            <tbody>{days.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn the_top_is_round_and_never_passed() {
        let day = |count| DayCount {
            day: NaiveDate::MIN,
            count,
        };
        assert_eq!(top_of(&[]), 2);
        assert_eq!(top_of(&[day(0), day(7)]), 8);
        assert_eq!(top_of(&[day(10)]), 10);
        assert_eq!(top_of(&[day(41)]), 50);
        assert_eq!(top_of(&[day(1_001)]), 1_100);
    }
}
