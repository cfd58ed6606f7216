//! The page around the frame: its loader says what the visitor does there, and is told what happens here.

use beckon_domain::attribution::Touch;
use js_sys::{Object, Reflect};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, UrlSearchParams};

use crate::site::text;

/// What the visitor did on the page around.
#[derive(Clone, Default)]
pub(crate) struct Visited {
    pub(crate) touch: Touch,
    pub(crate) page_views: u32,
    pub(crate) seconds_on_site: u32,
}

/// What the loader says.
pub(crate) enum Said {
    Visit(Box<Visited>),
    Open,
    Closed,
}

/// The page around the frame, known by its origin: the loader names it in the frame's address, and the server lets
/// only a site's own pages hold the frame.
#[derive(Clone, Copy)]
pub(crate) struct Host {
    origin: StoredValue<String>,
}

impl Host {
    /// Nothing if the page is not in a frame.
    pub(crate) fn find() -> Option<Self> {
        let window = window();
        let parent = window.parent().ok()??;
        let query = UrlSearchParams::new_with_str(&window.location().search().ok()?).ok()?;
        let origin = query.get("host").filter(|_| parent != window)?;
        Some(Self { origin: StoredValue::new(origin) })
    }

    /// Tells the loader something; `count` goes with it.
    pub(crate) fn say(self, beckon: &str, count: Option<u32>) {
        let message = Object::new();
        // A plain object takes any property.
        let _ = Reflect::set(&message, &"beckon".into(), &beckon.into());
        if let Some(count) = count {
            let _ = Reflect::set(&message, &"count".into(), &count.into());
        }
        if let Ok(Some(parent)) = window().parent() {
            // Fails only for a target that is no origin; then nobody is there to hear.
            let _ = self.origin.with_value(|origin| parent.post_message(&message, origin));
        }
    }

    /// Hears the loader and nobody else.
    pub(crate) fn listen(self, hear: impl Fn(Said) + 'static) {
        let handle = window_event_listener_untyped("message", move |event| {
            let event = event.unchecked_into::<MessageEvent>();
            let parent = window().parent().ok().flatten().map(JsValue::from);
            let from_parent = event.source().map(JsValue::from) == parent;
            if from_parent && self.origin.with_value(|origin| event.origin() == *origin) {
                said(&event.data()).into_iter().for_each(&hear);
            }
        });
        on_cleanup(move || handle.remove());
    }
}

fn said(data: &JsValue) -> Option<Said> {
    match text(data, "beckon")?.as_str() {
        "visit" => Some(Said::Visit(Box::new(visited(data)))),
        "open" => Some(Said::Open),
        "closed" => Some(Said::Closed),
        _ => None,
    }
}

fn visited(data: &JsValue) -> Visited {
    let touch = Reflect::get(data, &"touch".into()).unwrap_or_default();
    let value = |name: &str| text(&touch, name);
    let touch = Touch {
        source: value("source"),
        medium: value("medium"),
        campaign: value("campaign"),
        ad_group: value("ad_group"),
        keyword: value("keyword"),
        gclid: value("gclid"),
        fbclid: value("fbclid"),
        referrer: value("referrer"),
        landing_page: value("landing_page"),
    };
    Visited {
        touch: touch.cleaned(),
        page_views: number(data, "page_views"),
        seconds_on_site: number(data, "seconds_on_site"),
    }
}

fn number(object: &JsValue, name: &str) -> u32 {
    let number = Reflect::get(object, &name.into()).ok().and_then(|value| value.as_f64()).unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is what is wanted")]
    let number = number as u32;
    number
}
