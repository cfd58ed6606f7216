//! The page around the frame: its loader says what the visitor does there, and is told what happens here.

use std::cell::Cell;
use std::rc::Rc;

use beckon_domain::attribution::Touch;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, UrlSearchParams};

use crate::dom::{after, on, window};
use crate::site::text;

/// How long the loader may take to say what the visitor did.
const PATIENCE: i32 = 1_000;

/// What the loader says.
pub(crate) enum Said {
    /// What the visitor did on the page around.
    Visit(Visited),
    /// The visitor opened the frame.
    Open,
    /// The frame is to be seen, though the visitor does something else.
    Shown,
    /// It no longer is.
    Closed,
    /// The host page vouches for the visitor with a token.
    Identify(String),
    /// The host page tells something about the visitor, as JSON.
    Attributes(String),
    /// The visitor did something there.
    Track(String),
}

/// What the visitor did on the page around, as the loader tells it.
#[derive(Clone, Default)]
pub(crate) struct Visited(JsValue);

/// The page around the frame, known by its origin: the loader names it in the frame's address, and the server lets
/// only a site's own pages hold the frame.
#[derive(Clone)]
pub(crate) struct Host {
    origin: Rc<str>,
}

impl Host {
    /// Nothing if the page is not in a frame.
    pub(crate) fn find() -> Option<Self> {
        let window = window()?;
        let parent = window.parent().ok()??;
        let query = UrlSearchParams::new_with_str(&window.location().search().ok()?).ok()?;
        let origin = query.get("host").filter(|_| parent != window)?;
        Some(Self {
            origin: origin.into(),
        })
    }

    /// Tells the loader something; `count` goes with it.
    pub(crate) fn say(&self, beckon: &str, count: Option<u32>) {
        let message = Object::new();
        // A plain object takes any property.
        let _ = Reflect::set(&message, &"beckon".into(), &beckon.into());
        if let Some(count) = count {
            let _ = Reflect::set(&message, &"count".into(), &count.into());
        }
        if let Some(Ok(Some(parent))) = window().map(|window| window.parent()) {
            // Fails only for a target that is no origin; then nobody is there to hear.
            let _ = parent.post_message(&message, &self.origin);
        }
    }

    /// Tells the loader that we are ready and waits for what it says of the visit, but not for long: a page
    /// around that says nothing gets a chat, too.
    pub(crate) fn meet(&self, then: impl FnOnce(Visited) + 'static) {
        let then = Rc::new(Cell::new(Some(then)));
        let late = Rc::clone(&then);
        self.listen(move |said| {
            if let Said::Visit(visited) = said
                && let Some(then) = then.take()
            {
                then(visited);
            }
        });
        after(PATIENCE, move || {
            if let Some(then) = late.take() {
                then(Visited::default());
            }
        });
        self.say("ready", None);
    }

    /// Hears the loader and nobody else, for as long as the page lives.
    pub(crate) fn listen(&self, hear: impl Fn(Said) + 'static) {
        let origin = Rc::clone(&self.origin);
        let Some(window) = window() else { return };
        let parent = window.parent().ok().flatten().map(JsValue::from);
        on(&window, "message", move |event| {
            let event = event.unchecked_into::<MessageEvent>();
            if event.source().map(JsValue::from) == parent && *event.origin() == *origin {
                said(event.data()).into_iter().for_each(&hear);
            }
        });
    }
}

fn said(data: JsValue) -> Option<Said> {
    match text(&data, "beckon")?.as_str() {
        "visit" => Some(Said::Visit(Visited(data))),
        "open" => Some(Said::Open),
        "shown" => Some(Said::Shown),
        "closed" => Some(Said::Closed),
        "identify" => Some(Said::Identify(text(&data, "token")?)),
        "attributes" => Some(Said::Attributes(text(&data, "json")?)),
        "track" => Some(Said::Track(text(&data, "event")?)),
        _ => None,
    }
}

impl Visited {
    /// How the visitor came.
    pub(crate) fn touch(&self) -> Touch {
        let touch = Reflect::get(&self.0, &"touch".into()).unwrap_or_default();
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
        touch.cleaned()
    }

    /// The token by which the host page vouches for them.
    pub(crate) fn identity(&self) -> Option<String> {
        text(&self.0, "identity")
    }

    /// A number that the loader has counted.
    pub(crate) fn count(&self, name: &str) -> u32 {
        let number = Reflect::get(&self.0, &name.into())
            .ok()
            .and_then(|value| value.as_f64())
            .unwrap_or_default();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "`as` saturates, as it should"
        )]
        let number = number as u32;
        number
    }
}
