use beckon_domain::site::Site;
use beckon_domain::widget::{BusinessHours, Holiday, Setting, Week, write_day};
use leptos::prelude::*;

use crate::api::sites::SetHours;
use crate::components::workspace::site::errors::error_at;
use crate::components::workspace::site::fields::{Frame, Line, Lines, Toggle};
use crate::components::workspace::site::form::{SaveBar, Watched};
use crate::components::workspace::site::week::{DAYS, WeekChart};

/// Whether there are hours, by whose clock, and on which days. Hours are a line of text for each day: several
/// intervals, nights and closed days all fit in, and a keyboard is faster than pickers.
#[component]
pub(super) fn HoursSection(site: Site, zones: Vec<String>) -> impl IntoView {
    let action = ServerAction::<SetHours>::new();
    let has_hours = site.widget.hours.is_some();
    let hours = site.widget.hours.unwrap_or_else(|| BusinessHours {
        time_zone: "UTC".to_owned(),
        week: Week::office(),
        holidays: Vec::new(),
    });
    let days: [RwSignal<String>; 7] =
        std::array::from_fn(|day| RwSignal::new(write_day(hours.week.day(day))));
    let holidays: Vec<_> = hours.holidays.iter().map(Holiday::to_line).collect();
    view! {
        <Watched action>
            <ActionForm action attr:class="stack hours">
                <input type="hidden" name="id" value=site.id.to_string()/>
                <Toggle name="has_hours" label="We have business hours" checked=has_hours
                    hint="Without them, visitors are told that somebody is always there."/>
                <div class="stack optional">
                    <ZoneField action zones chosen=hours.time_zone.clone()/>
                    <div class="hours-week">
                        <div class="hours-days">
                            {days.iter().enumerate().map(|(day, typed)| view! { <DayField action day typed=*typed/> })
                                .collect_view()}
                        </div>
                        <WeekChart days/>
                    </div>
                    <Lines id="holidays" name="holidays" label="Holidays" rows=5 value=holidays.join("\n")
                        hint="One a line: the date, hours if you are not closed, and a name."
                        placeholder="2026-12-24 09:00-12:00 Christmas Eve\n2026-12-25 Christmas"
                        error=error_at(action, |setting| matches!(setting, Setting::Holidays(_)))/>
                </div>
                <SaveBar action/>
            </ActionForm>
        </Watched>
    }
}

#[component]
fn DayField(action: ServerAction<SetHours>, day: usize, typed: RwSignal<String>) -> impl IntoView {
    let is_day = move |setting| matches!(setting, Setting::Day(wrong) if usize::from(wrong) == day);
    view! {
        <Line id=format!("day-{day}") name=format!("days[{day}]") label=DAYS[day] required=false
            value=typed.get_untracked() placeholder="Closed".to_owned() typed error=error_at(action, is_day)/>
    }
}

#[component]
fn ZoneField(action: ServerAction<SetHours>, zones: Vec<String>, chosen: String) -> impl IntoView {
    let options = zones.into_iter().map(move |zone| {
        let selected = zone == chosen;
        let words = zone.replace('_', " ");
        view! { <option value=zone selected=selected>{words}</option> }
    });
    view! {
        <Frame id="time-zone" label="Time zone" error=error_at(action, |setting| setting == Setting::TimeZone)
            hint="Hours follow its clock, summer time included.">
            <select class="select" id="time-zone" name="time_zone" aria-describedby="time-zone-hint time-zone-error">
                {options.collect_view()}
            </select>
        </Frame>
    }
}
