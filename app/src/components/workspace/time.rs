//! Moments in words. Server and browser write the same at first: both start from the server's clock,
//! in UTC; afterwards the browser keeps time and turns full dates into its own time zone.

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use web_sys::js_sys;
use web_sys::wasm_bindgen::JsValue;

/// How often ages are written anew.
const TICK: Duration = Duration::from_secs(30);

/// The workspace's clock.
#[derive(Clone, Copy)]
pub struct Clock {
    now: RwSignal<DateTime<Utc>>,
    keeps_time: RwSignal<bool>,
}

impl Clock {
    /// A clock that shows the server's `now` and runs once the page has come to life.
    pub fn starting_at(now: DateTime<Utc>) -> Self {
        let clock = Self {
            now: RwSignal::new(now),
            keeps_time: RwSignal::new(false),
        };
        Effect::new(move || {
            clock.tick();
            if let Ok(handle) = set_interval_with_handle(move || clock.tick(), TICK) {
                on_cleanup(move || handle.clear());
            }
        });
        clock
    }

    /// A clock for a page that no server made.
    pub fn of_browser() -> Self {
        Self::starting_at(browser_now().unwrap_or_default())
    }

    fn tick(self) {
        if let Some(now) = browser_now() {
            self.now.set(now);
            self.keeps_time.set(true);
        }
    }

    /// What time it is.
    pub fn now(self) -> DateTime<Utc> {
        self.now.get()
    }

    /// Whether a browser keeps the time, so that its time zone is known.
    pub fn is_local(self) -> bool {
        self.keeps_time.get()
    }

    /// How long ago, in a few characters.
    pub fn ago(self, at: DateTime<Utc>) -> String {
        ago(at, self.now.get())
    }

    /// The whole date and time; as the browser's language and time zone have it once they are known.
    pub fn full(self, at: DateTime<Utc>) -> String {
        if self.keeps_time.get() {
            local(at, &[("dateStyle", "medium"), ("timeStyle", "short")])
        } else {
            at.format("%-d %b %Y, %H:%M UTC").to_string()
        }
    }

    /// A moment to come, in a few characters: the time of day, with the day unless that is today. Only a browser
    /// knows its time zone.
    pub fn until(self, at: DateTime<Utc>) -> String {
        let is_soon = at - self.now.get() < chrono::TimeDelta::hours(20);
        match (self.keeps_time.get(), is_soon) {
            (false, _) => at.format("%-d %b, %H:%M UTC").to_string(),
            (true, true) => local(at, &[("timeStyle", "short")]),
            (true, false) => local(
                at,
                &[
                    ("weekday", "short"),
                    ("day", "numeric"),
                    ("month", "short"),
                    ("hour", "numeric"),
                    ("minute", "2-digit"),
                ],
            ),
        }
    }

    /// The day.
    pub fn day(self, at: DateTime<Utc>) -> String {
        if self.keeps_time.get() {
            local(at, &[("dateStyle", "medium")])
        } else {
            at.format("%-d %b %Y").to_string()
        }
    }
}

fn browser_now() -> Option<DateTime<Utc>> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit"
    )]
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64)
}

/// The moment in the browser's language and time zone; `style` is what `Intl.DateTimeFormat` takes.
fn local(at: DateTime<Utc>, style: &[(&str, &str)]) -> String {
    let options = js_sys::Object::new();
    for (name, value) in style {
        // Setting a property of a plain object can't fail.
        _ = js_sys::Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit")]
    let date = js_sys::Date::new(&JsValue::from_f64(at.timestamp_millis() as f64));
    date.to_locale_string("default", &options).into()
}

/// `now`, `5 min`, `3 h`, `2 d`, then the day; with its year when that is another.
pub fn ago(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let past = now - at;
    match (past.num_minutes(), past.num_hours(), past.num_days()) {
        (..=0, ..) => "now".to_owned(),
        (minutes @ ..=59, ..) => format!("{minutes} min"),
        (_, hours @ ..=23, _) => format!("{hours} h"),
        (.., days @ ..=6) => format!("{days} d"),
        _ if at.format("%Y").to_string() == now.format("%Y").to_string() => {
            at.format("%-d %b").to_string()
        }
        _ => at.format("%-d %b %Y").to_string(),
    }
}

/// A moment: its age, with the full date on hover.
#[component]
pub fn Ago(
    /// The moment.
    at: DateTime<Utc>,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    view! {
        <time class="ws-time" datetime=at.to_rfc3339() title=move || clock.full(at)>
            {move || clock.ago(at)}
        </time>
    }
}

/// A moment: its full date and time.
#[component]
pub fn Moment(
    /// The moment.
    at: DateTime<Utc>,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    view! {
        <time class="ws-time" datetime=at.to_rfc3339()>
            {move || clock.full(at)}
        </time>
    }
}

/// A moment to come: the time of day, and the day unless that is today.
#[component]
pub fn Until(
    /// The moment.
    at: DateTime<Utc>,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    view! {
        <time class="ws-time" datetime=at.to_rfc3339() title=move || clock.full(at)>
            {move || clock.until(at)}
        </time>
    }
}

/// A moment: its day.
#[component]
pub fn Day(
    /// The moment.
    at: DateTime<Utc>,
) -> impl IntoView {
    let clock = expect_context::<Clock>();
    view! {
        <time class="ws-time" datetime=at.to_rfc3339()>
            {move || clock.day(at)}
        </time>
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn ages_are_short() {
        let now = DateTime::from_timestamp(1_764_000_000, 0).unwrap();
        let before = |delta: TimeDelta| ago(now - delta, now);
        assert_eq!(before(TimeDelta::seconds(-5)), "now");
        assert_eq!(before(TimeDelta::seconds(59)), "now");
        assert_eq!(before(TimeDelta::minutes(59)), "59 min");
        assert_eq!(before(TimeDelta::hours(23)), "23 h");
        assert_eq!(before(TimeDelta::days(6)), "6 d");
        assert_eq!(before(TimeDelta::days(20)), "4 Nov");
        assert_eq!(before(TimeDelta::days(400)), "20 Oct 2024");
    }
}
