use beckon_domain::appointment::BookingRules;
use leptos::prelude::*;

/// Minutes an appointment may take.
const LENGTHS: [u32; 7] = [15, 20, 30, 45, 60, 90, 120];
/// Minutes kept free around it.
const BUFFERS: [u32; 6] = [0, 5, 10, 15, 30, 60];
/// Minutes between booking and beginning.
const NOTICES: [u32; 7] = [0, 60, 120, 240, 1440, 2880, 10080];
/// Days that can be booked ahead.
const HORIZONS: [u32; 5] = [7, 14, 30, 60, 90];

/// What may be booked of the hours.
#[component]
pub(super) fn RulesFields(rules: BookingRules) -> impl IntoView {
    view! {
        <div class="availability-rules">
            <Pick name="length" label="An appointment takes" choices=&LENGTHS chosen=rules.length.into() words=minutes/>
            <Pick name="buffer_before" label="Kept free before" choices=&BUFFERS chosen=rules.buffer_before.into()
                words=minutes/>
            <Pick name="buffer_after" label="Kept free after" choices=&BUFFERS chosen=rules.buffer_after.into()
                words=minutes/>
            <Pick name="notice" label="Booked at the latest" choices=&NOTICES chosen=rules.notice words=notice/>
            <Pick name="horizon_days" label="Booked at the earliest" choices=&HORIZONS
                chosen=rules.horizon_days.into() words=|days| format!("{days} days before")/>
            <div class="field">
                <label class="label" for="max_a_day">"At most in a day"</label>
                <input class="input" id="max_a_day" name="max_a_day" type="number" min="1" max="50" inputmode="numeric"
                    placeholder="No limit" value=rules.max_a_day.map(|most| most.to_string())/>
            </div>
        </div>
    }
}

#[component]
fn Pick(
    name: &'static str,
    label: &'static str,
    choices: &'static [u32],
    chosen: u32,
    words: fn(u32) -> String,
) -> impl IntoView {
    // What was set elsewhere stays among the choices.
    let other = (!choices.contains(&chosen)).then_some(chosen);
    let options = choices.iter().copied().chain(other).map(|value| {
        view! { <option value=value.to_string() selected=value == chosen>{words(value)}</option> }
    });
    view! {
        <div class="field">
            <label class="label" for=name>{label}</label>
            <select class="select" id=name name=name>{options.collect_view()}</select>
        </div>
    }
}

fn minutes(value: u32) -> String {
    match value {
        0 => "Nothing".to_owned(),
        60 => "1 hour".to_owned(),
        120 => "2 hours".to_owned(),
        _ => format!("{value} minutes"),
    }
}

fn notice(value: u32) -> String {
    match (value / 1440, value / 60, value) {
        (.., 0) => "At once".to_owned(),
        (0, 1, _) => "1 hour before".to_owned(),
        (0, hours @ 1.., _) => format!("{hours} hours before"),
        (0, 0, minutes) => format!("{minutes} minutes before"),
        (1, ..) => "1 day before".to_owned(),
        (days, ..) => format!("{days} days before"),
    }
}
