//! What the server wrote into the page about the site.

use beckon_domain::site::SiteKey;
use chrono::{DateTime, Utc};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::dom::find;

/// The site whose visitor this is.
pub(crate) struct Site {
    /// Its public key.
    pub(crate) key: SiteKey,
    /// The first words of the conversation; may be empty.
    pub(crate) greeting: String,
    /// The language the page speaks.
    pub(crate) language: String,
    /// While the team is out of hours.
    pub(crate) closed: Option<Closed>,
    /// Whether a form is offered while nobody is there.
    pub(crate) offline_form: bool,
    /// Whether an answer makes a sound.
    pub(crate) sound: bool,
    /// Whether to ask for a rating.
    pub(crate) csat: bool,
    /// What the visitor agrees to first.
    pub(crate) consent: Option<String>,
    /// The words of the page around the conversation.
    texts: JsValue,
}

/// The team is out of hours.
#[derive(Clone, Copy)]
pub(crate) struct Closed {
    /// When it is back, if that is known.
    pub(crate) until: Option<DateTime<Utc>>,
}

impl Site {
    /// Reads `<meta name="beckon-site">`, and lets the chat speak its words. The browser's own JSON costs the bundle
    /// nothing.
    pub(crate) fn read() -> Option<Self> {
        let meta: Element = find("meta[name=beckon-site]")?;
        let json = JSON::parse(&meta.get_attribute("content")?).ok()?;
        let config = get(&json, "config");
        let words = get(&json, "words").dyn_into::<Array>().ok()?;
        beckon_chat::speak(words.iter().filter_map(|word| word.as_string()).collect());
        let attendance = get(&config, "attendance");
        let is_closed = text(&attendance, "state").as_deref() == Some("closed");
        Some(Self {
            key: text(&json, "key")?.parse().ok()?,
            greeting: text(&config, "greeting")?,
            language: text(&config, "language")?,
            closed: is_closed.then(|| Closed {
                until: moment(&get(&attendance, "until")),
            }),
            offline_form: get(&get(&config, "offline"), "form").is_truthy(),
            sound: get(&config, "sound").is_truthy(),
            csat: get(&config, "csat").is_truthy(),
            consent: text(&get(&config, "consent"), "text"),
            texts: get(&json, "texts"),
        })
    }

    /// What the page says, in the visitor's language.
    pub(crate) fn text(&self, name: &str) -> String {
        text(&self.texts, name).unwrap_or_default()
    }

    /// The same with something in the place of its `{}`.
    pub(crate) fn fill(&self, name: &str, with: &str) -> String {
        match self.text(name).split_once("{}") {
            Some((before, after)) => [before, with, after].concat(),
            None => self.text(name),
        }
    }
}

/// A time as JSON has it.
fn moment(value: &JsValue) -> Option<DateTime<Utc>> {
    let milliseconds = js_sys::Date::new(&value.as_string()?.into()).get_time();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, and no date is that far"
    )]
    DateTime::from_timestamp_millis(milliseconds as i64)
}

/// A property; of what has none, nothing.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// The text of a property.
pub(crate) fn text(object: &JsValue, name: &str) -> Option<String> {
    get(object, name).as_string()
}
