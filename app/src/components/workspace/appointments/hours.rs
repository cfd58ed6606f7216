use beckon_domain::appointment::{Availability, AvailabilityError};
use beckon_domain::site::Site;
use beckon_domain::widget::write_day;
use leptos::prelude::*;
use leptos::web_sys::js_sys;
use leptos::web_sys::wasm_bindgen::JsValue;

use super::rules::RulesFields;
use crate::api::PublicUrl;
use crate::api::appointments::{SetAvailability, TypedAvailability};
use crate::components::workspace::copy::CopyButton;
use crate::components::workspace::session::Session;
use crate::components::workspace::site::fields::{Frame, Line, Toggle};
use crate::components::workspace::site::week::{DAYS, WeekChart};
use crate::error::AppError;

/// What the availability form asks, and the button that saves it.
#[component]
pub fn AvailabilityFields(
    /// What holds now.
    availability: Availability,
    /// What was typed when it was refused.
    typed: Option<TypedAvailability>,
    /// The time zones to choose from.
    zones: Vec<String>,
    /// Saves it.
    action: ServerAction<SetAvailability>,
) -> impl IntoView {
    let is_unset = typed.is_none() && !availability.is_bookable;
    let TypedAvailability {
        is_bookable,
        time_zone,
        days,
        rules,
    } = typed.unwrap_or_else(|| as_typed(&availability));
    let days: [RwSignal<String>; 7] =
        std::array::from_fn(|day| RwSignal::new(days.get(day).cloned().unwrap_or_default()));
    let fields = DAYS.iter().enumerate().map(move |(day, name)| {
        let typed = days[day];
        let error = error_at(action, move |error| {
            matches!(error, AvailabilityError::Day(wrong) if usize::from(*wrong) == day)
        });
        view! {
            <Line id=format!("day-{day}") name=format!("days[{day}]") label=*name required=false
                value=typed.get_untracked() placeholder="Off".to_owned() typed error/>
        }
    });
    let saved = move || matches!(action.value().get(), Some(Ok(())));
    let refused = move || action.value().get().and_then(Result::err);
    view! {
        <ActionForm action attr:class="stack">
            <Toggle name="is_bookable" label="Visitors can book my time" checked=is_bookable
                hint="On the booking pages below, and in the chat."/>
            <ZoneField zones chosen=time_zone is_new=is_unset action/>
            <div class="hours-week">
                <div class="hours-days">{fields.collect_view()}</div>
                <WeekChart days/>
            </div>
            <RulesFields rules/>
            <div class="availability-save">
                <button type="submit" class="btn btn-primary" disabled=action.pending()>"Save"</button>
                <p role="status">{move || saved().then_some("Saved.")}</p>
                <div role="alert">
                    {move || refused().map(|error| view! { <p class="error">{error.to_string()}</p> })}
                </div>
            </div>
        </ActionForm>
    }
}

/// What is saved, as one would type it.
fn as_typed(availability: &Availability) -> TypedAvailability {
    TypedAvailability {
        is_bookable: availability.is_bookable,
        time_zone: availability.time_zone.clone(),
        days: (0..7)
            .map(|day| write_day(availability.week.day(day)))
            .collect(),
        rules: availability.rules,
    }
}

/// What is wrong with one field.
fn error_at(
    action: ServerAction<SetAvailability>,
    is_it: impl Fn(&AvailabilityError) -> bool + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || match action.value().get() {
        Some(Err(AppError::Availability(error))) if is_it(&error) => Some(error.to_string()),
        _ => None,
    })
}

/// By whose clock. Whoever never said is offered that of their browser.
#[component]
fn ZoneField(
    zones: Vec<String>,
    chosen: String,
    is_new: bool,
    action: ServerAction<SetAvailability>,
) -> impl IntoView {
    let zone = RwSignal::new(chosen.clone());
    let known = zones.clone();
    Effect::new(move || {
        let own = browser_zone().filter(|own| known.contains(own));
        // Read to the end before it is set: a signal that is still being read can't be written.
        let is_unset = is_new && zone.with_untracked(|zone| zone == "UTC");
        if let (true, Some(own)) = (is_unset, own) {
            zone.set(own);
        }
    });
    let unlisted = (!zones.contains(&chosen)).then(|| chosen.clone());
    let options = unlisted.into_iter().chain(zones).map(move |name| {
        let selected = name == chosen;
        let words = name.replace('_', " ");
        view! { <option value=name selected=selected>{words}</option> }
    });
    view! {
        <Frame id="time-zone" label="Time zone" hint="Your hours follow its clock, summer time included."
            error=error_at(action, |error| *error == AvailabilityError::TimeZone)>
            <select class="select" id="time-zone" name="time_zone" aria-describedby="time-zone-hint time-zone-error"
                prop:value=move || zone.get()>
                {options.collect_view()}
            </select>
        </Frame>
    }
}

/// The zone of the browser's clock.
fn browser_zone() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    let zone = js_sys::Reflect::get(&format.resolved_options(), &JsValue::from_str("timeZone"));
    zone.ok()?.as_string()
}

/// Where visitors book, for each site. A link to somebody who can't be booked would lead to everybody.
#[component]
pub fn BookingLinks(
    /// The organization's sites.
    sites: Vec<Site>,
    /// Whether the member can be booked.
    #[prop(into)]
    is_bookable: Signal<bool>,
) -> impl IntoView {
    let PublicUrl(origin) = expect_context::<PublicUrl>();
    let me = expect_context::<Session>().identity.account;
    let link = move |site: Site| {
        let href = format!("{origin}/book/{}", site.key);
        view! {
            <li class="booking-link">
                <span class="person-name">{site.name}</span>
                <BookingAddress words="With anybody" href=href.clone()/>
                {move || is_bookable.get().then(|| view! {
                    <BookingAddress words="With me" href=format!("{href}?host={me}")/>
                })}
            </li>
        }
    };
    view! {
        <ul class="card people">{sites.into_iter().map(link).collect_view()}</ul>
        {move || (!is_bookable.get()).then(|| view! {
            <p class="hint">"A link to your own times is here once visitors can book them."</p>
        })}
    }
}

/// The address of a booking page, to look at and to copy.
#[component]
pub(in crate::components::workspace) fn BookingAddress(
    /// What it leads to.
    words: &'static str,
    href: String,
) -> impl IntoView {
    view! {
        <div class="booking-address">
            <span class="hint">{words}</span>
            <a class="link" rel="external" target="_blank" href=href.clone()>{href.clone()}</a>
            <CopyButton text=href what="link"/>
        </div>
    }
}
