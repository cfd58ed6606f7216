//! What comes after a conversation was closed: the visitor's opinion, and a new beginning.

use std::rc::Rc;

use beckon_chat::Request;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, HtmlFormElement, HtmlTextAreaElement};

use crate::dom::{find, on, reveal, write};
use crate::site::Site;

/// The part of the page that takes the composer's place.
pub(crate) struct Rating {
    section: HtmlElement,
    form: HtmlFormElement,
    thanks: HtmlElement,
    asked: bool,
}

impl Rating {
    pub(crate) fn new(site: &Site, ask: &Rc<dyn Fn(Request)>) -> Option<Self> {
        let section: HtmlElement = find(".ended")?;
        let form: HtmlFormElement = find(".rating")?;
        let rated = ask.clone();
        let fields = form.clone();
        on(&form, "submit", move |event| {
            event.prevent_default();
            if let Some(rating) = chosen(&fields) {
                rated(Request::Rate(rating, comment(&fields)));
            }
        });
        let anew = ask.clone();
        on(&find::<EventTarget>(".anew")?, "click", move |_| {
            anew(Request::Anew);
        });
        Some(Self {
            section,
            form,
            thanks: find(".thanks")?,
            asked: site.csat,
        })
    }

    /// Shows how things stand with a conversation.
    pub(crate) fn show(&self, is_closed: bool, rating: Option<u8>, site: &Site) {
        reveal(&self.section, is_closed);
        reveal(&self.form, self.asked && rating.is_none());
        let thanks = if rating.is_some() {
            site.text("thanks")
        } else {
            String::new()
        };
        write(&self.thanks, &thanks);
        if !is_closed {
            self.form.reset();
        }
    }
}

/// The value of the chosen button, 1 to 5.
fn chosen(form: &Element) -> Option<u8> {
    let button = form.query_selector("input:checked").ok()??;
    button.get_attribute("value")?.parse().ok()
}

fn comment(form: &Element) -> String {
    let field = form.query_selector("textarea").ok().flatten();
    field
        .and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
        .map(|field| field.value())
        .unwrap_or_default()
}
