//! What the server wrote into the page about the site.

use beckon_domain::site::SiteKey;
use js_sys::{JSON, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::colour;

/// The site whose visitor this is.
#[derive(Clone)]
pub(crate) struct Site {
    /// Its public key.
    pub(crate) key: SiteKey,
    /// Who the visitor talks to.
    pub(crate) title: String,
    /// The first words of the conversation; may be empty.
    pub(crate) greeting: String,
    /// The accent colour, `#rrggbb`.
    pub(crate) colour: String,
}

impl Site {
    /// Gives the page the site's name and colour.
    pub(crate) fn dress_page(&self) {
        document().set_title(&self.title);
        if let Some(root) = document().document_element() {
            let style = root.unchecked_into::<HtmlElement>().style();
            // A colour that is none leaves the default in place.
            let _ = style.set_property("--accent", &self.colour);
            let _ = style.set_property("--accent-ink", colour::ink_on(&self.colour));
        }
    }
}

/// Reads `<meta name="beckon-site">`. The browser's own JSON costs the bundle nothing.
pub(crate) fn read() -> Option<Site> {
    let meta = document().query_selector("meta[name=beckon-site]").ok()??;
    let json = JSON::parse(&meta.get_attribute("content")?).ok()?;
    Some(Site {
        key: text(&json, "key")?.parse().ok()?,
        title: text(&json, "title")?,
        greeting: text(&json, "greeting")?,
        colour: text(&json, "colour")?,
    })
}

/// The text of a property.
pub(crate) fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}
