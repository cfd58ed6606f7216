use beckon_domain::appointment::{BookingWords, Day, Month, MonthDay, Picker};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use crate::components::hydrated;

/// The id of the form to which the list of time zones belongs, as it stands within another.
const ZONE_FORM: &str = "zone-form";

/// What an address keeps of where the visitor came from, and what it says of the page.
fn address(path: &str, query: &ParamsMap, name: &'static str, value: String) -> String {
    let mut query = query.clone();
    for said in ["__err", "__path", "done", "undo"] {
        query.remove(said);
    }
    query.replace(name, value);
    format!("{path}{}", query.to_query_string())
}

/// Days as links, times as choices of the form around it.
#[component]
pub fn TimePicker(
    /// The days and times.
    picker: Picker,
    /// What the page says.
    words: BookingWords,
) -> impl IntoView {
    let Picker {
        time_zone,
        zones,
        month,
        day,
    } = picker;
    let chosen = day.as_ref().map(|day| day.date);
    view! {
        <div class="picker">
            {month.map(|month| view! { <Calendar month chosen words=words.clone()/> })}
            <div class="picker-times">
                {day.map(|day| view! { <Times day words=words.clone()/> })}
                <ZoneField time_zone zones words/>
            </div>
        </div>
    }
}

/// A month of days.
#[component]
fn Calendar(month: Month, chosen: Option<NaiveDate>, words: BookingWords) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let query = use_query_map().get_untracked();
    let link = move |date: NaiveDate| address(&path, &query, "day", date.to_string());
    let turn = |to: Option<NaiveDate>, words: String, sign: &'static str| {
        match to {
        Some(date) => view! {
            <a class="picker-turn" href=link(date) data-noscroll="" aria-label=words.clone() title=words>{sign}</a>
        }
        .into_any(),
        None => view! { <span class="picker-turn" aria-hidden="true"></span> }.into_any(),
    }
    };
    let cell = |day: Option<MonthDay>| {
        let inside = day.map(|day| {
            let number = day.date.format("%-d").to_string();
            if day.is_free {
                let current = (chosen == Some(day.date)).then_some("date");
                view! {
                    <a class="picker-day" href=link(day.date) data-noscroll="" aria-current=current aria-label=day.label>
                        {number}
                    </a>
                }
                .into_any()
            } else {
                view! { <span class="picker-day">{number}</span> }.into_any()
            }
        });
        view! { <td>{inside}</td> }
    };
    let weeks: Vec<_> = month
        .weeks
        .into_iter()
        .map(|week| view! { <tr>{week.into_iter().map(cell).collect_view()}</tr> })
        .collect();
    view! {
        <section class="picker-month" aria-labelledby="choose-day">
            <h2 class="booking-step" id="choose-day">{words.choose_day}</h2>
            <div class="picker-head">
                {turn(month.previous, words.earlier, "‹")}
                <p class="picker-title" id="month">{month.title}</p>
                {turn(month.next, words.later, "›")}
            </div>
            <table class="picker-days" aria-labelledby="month">
                <thead>
                    <tr>{month.weekdays.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
        </section>
    }
}

/// The times of a day.
#[component]
fn Times(day: Day, words: BookingWords) -> impl IntoView {
    let Day { label, times, .. } = day;
    if times.is_empty() {
        return view! {
            <h2 class="booking-step">{words.choose_time}</h2>
            <p class="hint">{words.no_times}</p>
        }
        .into_any();
    }
    // A choice belongs to its moment: on another day none is made.
    let choice = |(at, shown): (chrono::DateTime<chrono::Utc>, String)| {
        let id = format!("at-{}", at.timestamp());
        view! {
            <div class="picker-time">
                <input type="radio" name="at" id=id.clone() value=at.to_rfc3339() required/>
                <label for=id>{shown}</label>
            </div>
        }
    };
    view! {
        <fieldset>
            <legend class="booking-step">{words.choose_time} <span class="picker-date">{label}</span></legend>
            <div class="picker-list">
                <For each=move || times.clone() key=|(at, _)| *at children=choice/>
            </div>
        </fieldset>
    }
    .into_any()
}

/// By whose clock; a choice shows the times anew, or the button beside it does.
#[component]
fn ZoneField(time_zone: String, zones: Vec<String>, words: BookingWords) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let query = use_query_map().get_untracked();
    let navigate = use_navigate();
    let hydrated = hydrated();
    let choose = move |zone: String| {
        navigate(
            &address(&path, &query, "zone", zone),
            leptos_router::NavigateOptions {
                scroll: false,
                ..Default::default()
            },
        );
    };
    // One that belongs to no place, like UTC, is not among them.
    let unlisted = (!zones.contains(&time_zone)).then(|| time_zone.clone());
    let options = unlisted.into_iter().chain(zones).map(|zone| {
        let selected = zone == time_zone;
        let shown = zone.replace('_', " ");
        view! { <option value=zone selected=selected>{shown}</option> }
    });
    view! {
        <div class="picker-zone">
            <label class="label" for="zone">{words.time_zone}</label>
            <select class="select" id="zone" name="zone" form=ZONE_FORM on:change=move |event| choose(event_target_value(&event))>
                {options.collect_view()}
            </select>
            <button class="btn btn-secondary btn-sm" type="submit" form=ZONE_FORM hidden=move || hydrated.get()>
                {words.show_times}
            </button>
        </div>
    }
}

/// The form of the list of time zones, which keeps the rest of the address. It stands beside the form with the picker.
#[component]
pub fn ZoneForm() -> impl IntoView {
    let kept = use_query_map().get_untracked();
    let kept = kept
        .into_iter()
        .filter(|(name, _)| !matches!(name.as_ref(), "zone" | "done" | "undo" | "__err" | "__path"))
        .map(|(name, value)| view! { <input type="hidden" name=name.into_owned() value=value/> });
    view! { <form id=ZONE_FORM method="get">{kept.collect_view()}</form> }
}
