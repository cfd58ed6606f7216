use beckon_domain::appointment::{AgendaDay, AgendaEntry, AgendaWeek, AppointmentStatus};
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::workspace::icons::{Glyph, Icon};

/// A week: its days beside each other, and on a phone one of them under a strip of all.
#[component]
pub fn WeekView(
    /// The week.
    week: AgendaWeek,
    /// Whether it is of several people, who are told apart then.
    is_of_all: bool,
    /// The address of the week around a day.
    href: Callback<NaiveDate, String>,
) -> impl IntoView {
    let AgendaWeek {
        title,
        time_zone,
        chosen,
        today,
        days,
    } = week;
    let strip = days
        .iter()
        .map(|day| view! { <StripDay day=day.clone() chosen today href/> });
    let strip = strip.collect_view();
    let columns = days
        .into_iter()
        .map(|day| view! { <DayColumn is_chosen=day.date == chosen is_today=day.date == today day is_of_all/> });
    let turn = move |date: Option<NaiveDate>, words: &'static str, icon| {
        date.map(|date| {
            view! {
                <a href=href.run(date) class="ws-icon-button" aria-label=words title=words><Glyph icon/></a>
            }
        })
    };
    view! {
        <div class="week-head">
            {turn(chosen.checked_sub_days(Days::new(7)), "The week before", Icon::Back)}
            {turn(chosen.checked_add_days(Days::new(7)), "The week after", Icon::Next)}
            <h2 class="board-title">{title}</h2>
            <a href=href.run(today) class="btn btn-secondary btn-sm">"Today"</a>
        </div>
        <nav class="week-strip" aria-label="Days of the week"><ul>{strip}</ul></nav>
        <ol class="agenda">{columns.collect_view()}</ol>
        <p class="hint agenda-clock">"Times by the clock of " {time_zone.replace('_', " ")} "."</p>
    }
}

/// A day of the strip: its letter, its number, and whether anything is booked.
#[component]
fn StripDay(
    day: AgendaDay,
    chosen: NaiveDate,
    today: NaiveDate,
    href: Callback<NaiveDate, String>,
) -> impl IntoView {
    let booked = match day.entries.len() {
        0 => "nothing booked".to_owned(),
        1 => "1 appointment".to_owned(),
        more => format!("{more} appointments"),
    };
    let has_any = (!day.entries.is_empty()).then_some("");
    let current = (day.date == chosen).then_some("date");
    view! {
        <li>
            // No link of the router's own: for that, all days are the same page.
            <a href=href.run(day.date) class="strip-day" aria-current=current>
                <span class="sr-only">{format!("{}, {booked}", day.label)}</span>
                <span class="strip-name" aria-hidden="true">{day.date.format("%a").to_string()}</span>
                <span class="strip-date" aria-hidden="true" data-today=(day.date == today).then_some("")>
                    {day.date.format("%-d").to_string()}
                </span>
                <span class="strip-mark" data-any=has_any></span>
            </a>
        </li>
    }
}

#[component]
fn DayColumn(day: AgendaDay, is_chosen: bool, is_today: bool, is_of_all: bool) -> impl IntoView {
    let nothing = if day.is_off {
        "Day off"
    } else {
        "Nothing booked"
    };
    let nothing = day.entries.is_empty().then(|| {
        view! { <p class="agenda-nothing" data-off=day.is_off.then_some("")>{nothing}</p> }
    });
    let entries = day
        .entries
        .into_iter()
        .map(|entry| view! { <EntryCard entry is_of_all/> })
        .collect_view();
    view! {
        <li class="agenda-day" data-chosen=is_chosen.then_some("") data-today=is_today.then_some("")>
            <h3 class="agenda-date">
                <span class="sr-only">{day.label}</span>
                <span aria-hidden="true">{day.date.format("%a %-d").to_string()}</span>
            </h3>
            {nothing}
            <ul class="agenda-entries">{entries}</ul>
        </li>
    }
}

#[component]
fn EntryCard(entry: AgendaEntry, is_of_all: bool) -> impl IntoView {
    let AgendaEntry {
        appointment,
        from,
        to,
    } = entry;
    let is_over = appointment.status != AppointmentStatus::Booked;
    let status = is_over.then(|| view! { <span class="hint">{appointment.status.name()}</span> });
    let host = is_of_all.then_some(appointment.host_name).flatten();
    view! {
        <li>
            <A href=format!("/app/appointments/{}", appointment.id) attr:class="agenda-entry"
                attr:data-over=is_over.then_some("")>
                <span class="agenda-time">{from} " – " {to}</span>
                <span class="agenda-who" dir="auto">{appointment.visitor_name}</span>
                {host.map(|host| view! { <span class="hint" dir="auto">"with " {host}</span> })}
                {status}
            </A>
        </li>
    }
}
