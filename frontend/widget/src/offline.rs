//! While nobody is there: a form for a message that is answered by e-mail. It is the first message of a conversation
//! like any other, so that the visitor finds it again and the team answers where it always does.

use beckon_chat::{Client, ThreadId};
use beckon_domain::protocol::ClientFrame;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use crate::dom::{find, json, on, reveal};

/// The form.
pub(crate) struct Offline {
    form: HtmlElement,
}

impl Offline {
    pub(crate) fn new(client: &Client, thread: ThreadId) -> Option<Self> {
        let form: HtmlElement = find(".offline")?;
        let (fields, client) = (form.clone(), client.clone());
        on(&form, "submit", move |event| {
            event.prevent_default();
            let _ = send(&fields, &client, thread);
        });
        Some(Self { form })
    }

    /// Shows the form, or takes it away.
    pub(crate) fn show(&self, shown: bool) {
        reveal(&self.form, shown);
    }
}

fn send(form: &Element, client: &Client, thread: ThreadId) -> Option<()> {
    let value = |name: &str| {
        let field = form
            .query_selector(&["[name=", name, "]"].concat())
            .ok()??;
        let text = match field.dyn_into::<HtmlInputElement>() {
            Ok(field) => field.value(),
            Err(field) => field.dyn_into::<HtmlTextAreaElement>().ok()?.value(),
        };
        Some(text.trim().to_owned())
    };
    let (name, email, message) = (value("name")?, value("email")?, value("message")?);
    let json = json(&[("name", &name), ("email", &email)]);
    let signature = [name.as_str(), email.as_str()].join(", ");
    client.write(thread, [&message, "\n\n", &signature].concat());
    client.say(ClientFrame::Attributes { json });
    Some(())
}
