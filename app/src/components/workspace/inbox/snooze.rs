//! Until when a conversation is put off, in the time zone of whoever looks.

use beckon_domain::conversation::ConversationSummary;
use beckon_domain::inbox::check_snooze;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use web_sys::js_sys::Date;

use super::handling::{Change, Handling};
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::menu::Menu;
use crate::components::workspace::time::{Clock, Until};

/// When a working day begins.
const MORNING: u32 = 8;

/// The menu in a conversation's head; for one that is put off, a way to end that.
#[component]
pub(super) fn SnoozeMenu(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// The actions.
    handling: Handling,
) -> impl IntoView {
    let is_snoozed = Memo::new(move |_| line.read().snoozed_until.is_some());
    let clock = expect_context::<Clock>();
    let snooze = move |until: DateTime<Utc>| {
        let words = format!("Snoozed until {}.", untrack(|| clock.until(until)));
        handling.run(line.get_untracked(), Change::Snooze(Some(until)), words);
    };
    let wake = move |_| {
        handling.run(
            line.get_untracked(),
            Change::Snooze(None),
            "Back in the inbox.",
        );
    };
    let label = || {
        view! { <Glyph icon=Icon::Clock/><span class="pane-action-label">"Snooze"</span> }
            .into_any()
    };
    view! {
        <Menu label button_class="btn btn-ghost btn-sm" title="Snooze" mark="snooze">
            <Show when=move || is_snoozed.get()>
                <button type="button" class="menu-item" on:click=wake>
                    <Glyph icon=Icon::Inbox/>
                    "Back to the inbox now"
                </button>
            </Show>
            <Presets snooze/>
            <CustomMoment snooze/>
        </Menu>
    }
}

/// What a browser offers once it knows what time it is there.
#[component]
fn Presets(snooze: impl Fn(DateTime<Utc>) + Copy + Send + Sync + 'static) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let offers = move || clock.is_local().then(|| presets(&Date::new_0()));
    let item = move |(name, until): (&'static str, DateTime<Utc>)| {
        view! {
            <li>
                <button type="button" class="menu-item" on:click=move |_| snooze(until)>
                    {name}
                    <span class="menu-hint"><Until at=until/></span>
                </button>
            </li>
        }
    };
    view! {
        <ul class="menu-list">
            {move || offers().map(|offers| offers.into_iter().map(item).collect_view())}
        </ul>
    }
}

#[component]
fn CustomMoment(snooze: impl Fn(DateTime<Utc>) + Copy + Send + Sync + 'static) -> impl IntoView {
    let clock = expect_context::<Clock>();
    let field = NodeRef::<leptos::html::Input>::new();
    let refusal = RwSignal::new(None::<String>);
    let set = move |event: leptos::ev::MouseEvent| {
        let typed = field.get_untracked().map(|field| field.value());
        let until = typed.and_then(|typed| moment(&Date::new(&typed.into())));
        let now = moment(&Date::new_0()).unwrap_or_else(|| untrack(|| clock.now()));
        let checked = until.map(|until| check_snooze(until, now).map(|()| until));
        match checked {
            Some(Ok(until)) => {
                refusal.set(None);
                snooze(until);
            }
            refused => {
                // The menu stays open.
                event.stop_propagation();
                let words = match refused {
                    Some(Err(error)) => error.to_string(),
                    _ => "Choose a day and a time.".to_owned(),
                };
                refusal.set(Some(words));
            }
        }
    };
    view! {
        <div class="menu-apart menu-custom">
            <label class="hint" for="snooze-until">"Another moment"</label>
            <div class="menu-custom-row">
                <input class="input" id="snooze-until" type="datetime-local" node_ref=field/>
                <button type="button" class="btn btn-secondary btn-sm" on:click=set>"Snooze"</button>
            </div>
            {move || refusal.get().map(|words| view! { <p class="error" role="alert">{words}</p> })}
        </div>
    }
}

/// What is offered at `now`: later today as long as there is a later, tomorrow morning, next week.
fn presets(now: &Date) -> Vec<(&'static str, DateTime<Utc>)> {
    let today = i32::try_from(now.get_date()).unwrap_or(1);
    let weekday = i32::try_from(now.get_day()).unwrap_or(0);
    let (year, month) = (
        now.get_full_year(),
        i32::try_from(now.get_month()).unwrap_or(0),
    );
    let at = |day: i32, hour: u32| {
        let hour = i32::try_from(hour).unwrap_or(0);
        // A day beyond the month's end is one of the next month.
        moment(&Date::new_with_year_month_day_hr(year, month, day, hour))
    };
    let later = (now.get_hours() < 20).then(|| at(today, now.get_hours() + 3));
    let to_monday = (8 - weekday) % 7;
    let monday = today + if to_monday == 0 { 7 } else { to_monday };
    let offers = [
        ("Later today", later.flatten()),
        ("Tomorrow morning", at(today + 1, MORNING)),
        ("Next week", at(monday, MORNING)),
    ];
    let known = |(name, until): (_, Option<_>)| until.map(|until| (name, until));
    offers.into_iter().filter_map(known).collect()
}

/// The browser's moment; nothing for one that is none.
fn moment(date: &Date) -> Option<DateTime<Utc>> {
    let millis = date.get_time();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit, and what is no number was refused"
    )]
    (!millis.is_nan()).then(|| DateTime::from_timestamp_millis(millis as i64))?
}
