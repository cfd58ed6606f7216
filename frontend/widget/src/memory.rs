//! What makes a visitor known again: kept in the browser once they have written, and not before.

use std::cell::RefCell;

use beckon_domain::id::ConversationId;
use beckon_domain::protocol::VisitorToken;
use beckon_domain::site::SiteKey;
use leptos::prelude::window;
use web_sys::Storage;

/// The visitor's token and conversation for one site. Where the browser keeps nothing for us, they last as long
/// as the page.
pub(crate) struct Memory {
    name: String,
    held: RefCell<Option<String>>,
}

impl Memory {
    pub(crate) fn of(site: &SiteKey) -> Self {
        Self {
            name: ["beckon:", site.as_str()].concat(),
            held: RefCell::new(None),
        }
    }

    /// The token, if the visitor has written before: here, or in another tab a moment ago.
    pub(crate) fn token(&self) -> Option<VisitorToken> {
        let stored = storage().and_then(|storage| storage.get_item(&self.name).ok()?);
        let kept = stored.or_else(|| self.held.borrow().clone())?;
        let (token, _) = kept.split_once(' ')?;
        Some(VisitorToken(token.to_owned()))
    }

    pub(crate) fn keep(&self, token: &VisitorToken, conversation: ConversationId) {
        let kept = [token.0.as_str(), " ", &conversation.to_string()].concat();
        if let Some(storage) = storage() {
            // A full or forbidden storage is no reason not to chat.
            let _ = storage.set_item(&self.name, &kept);
        }
        self.held.replace(Some(kept));
    }
}

/// Asking for it alone throws where third parties may keep nothing.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
