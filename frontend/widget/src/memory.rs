//! What makes a visitor known again: kept in the browser once they have acted, and not before.

use std::cell::RefCell;

use beckon_domain::id::ConversationId;
use beckon_domain::protocol::VisitorToken;
use beckon_domain::site::SiteKey;
use web_sys::Storage;

use crate::dom::window;

/// The visitor's token and conversation for one site, and their choices. Where the browser keeps nothing for us,
/// they last as long as the page.
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
        let kept = self.stored("").or_else(|| self.held.borrow().clone())?;
        let (token, _) = kept.split_once(' ')?;
        Some(VisitorToken(token.to_owned()))
    }

    pub(crate) fn keep(&self, token: &VisitorToken, conversation: ConversationId) {
        let kept = [token.0.as_str(), " ", &conversation.to_string()].concat();
        self.store("", &kept);
        self.held.replace(Some(kept));
    }

    /// Whether the visitor has switched something on.
    pub(crate) fn is_set(&self, choice: &str) -> bool {
        self.stored(choice).is_some()
    }

    /// Keeps a choice: a person's own act, which they want to find again.
    pub(crate) fn set(&self, choice: &str, on: bool) {
        if on {
            self.store(choice, "1");
        } else if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.key(choice));
        }
    }

    fn key(&self, what: &str) -> String {
        [&self.name, what].concat()
    }

    fn stored(&self, what: &str) -> Option<String> {
        storage()?.get_item(&self.key(what)).ok()?
    }

    fn store(&self, what: &str, value: &str) {
        if let Some(storage) = storage() {
            // A full or forbidden storage is no reason not to chat.
            let _ = storage.set_item(&self.key(what), value);
        }
    }
}

/// Asking for it alone throws where third parties may keep nothing.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
