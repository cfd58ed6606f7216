//! Times as this browser writes them, in the page's language.

use chrono::{DateTime, Utc};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::words::{Word, word};

/// Where and when the reader is.
pub(crate) struct Calendar {
    time: Function,
    date: Function,
    today: String,
    yesterday: String,
}

impl Calendar {
    pub(crate) fn here() -> Self {
        let day = |back: f64| {
            let date = Date::new_0();
            // Noon: no change of the clock makes it another day.
            date.set_hours(12);
            key(&Date::new(&JsValue::from_f64(
                date.get_time() - back * 86_400_000.0,
            )))
        };
        Self {
            time: format(&[("hour", "numeric"), ("minute", "2-digit")]),
            date: format(&[("weekday", "long"), ("day", "numeric"), ("month", "long")]),
            today: day(0.0),
            yesterday: day(1.0),
        }
    }

    /// The day, as something to compare.
    pub(crate) fn day(at: DateTime<Utc>) -> String {
        key(&date(at))
    }

    pub(crate) fn is_today(&self, at: DateTime<Utc>) -> bool {
        Self::day(at) == self.today
    }

    /// What to call the day.
    pub(crate) fn name(&self, at: DateTime<Utc>) -> String {
        let day = Self::day(at);
        if day == self.today {
            word(Word::Today).to_owned()
        } else if day == self.yesterday {
            word(Word::Yesterday).to_owned()
        } else {
            let name = written(&self.date, at);
            // `toDateString` ends with the year.
            if day.get(day.len().saturating_sub(4)..)
                == self.today.get(self.today.len().saturating_sub(4)..)
            {
                name
            } else {
                [&name, " ", &day[day.len().saturating_sub(4)..]].concat()
            }
        }
    }

    /// The time of day.
    pub(crate) fn time(&self, at: DateTime<Utc>) -> String {
        written(&self.time, at)
    }
}

fn format(parts: &[(&str, &str)]) -> Function {
    let options = Object::new();
    for (name, value) in parts {
        // A plain object takes any property.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let language = web_sys::window()
        .and_then(|window| window.document()?.document_element()?.get_attribute("lang"));
    let languages = language
        .filter(|language| !language.is_empty())
        .map_or_else(Array::new, |language| Array::of1(&language.into()));
    Intl::DateTimeFormat::new(&languages, &options).format()
}

fn written(format: &Function, at: DateTime<Utc>) -> String {
    let text = format.call1(&JsValue::UNDEFINED, &date(at));
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn date(at: DateTime<Utc>) -> Date {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds fit into a double for 280,000 years"
    )]
    let milliseconds = at.timestamp_millis() as f64;
    Date::new(&JsValue::from_f64(milliseconds))
}

fn key(date: &Date) -> String {
    date.to_date_string()
        .unchecked_into::<js_sys::JsString>()
        .into()
}
