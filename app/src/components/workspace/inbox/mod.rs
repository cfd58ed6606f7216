//! The inbox: its list, the open conversation, and the keyboard.

mod care;
mod context;
mod handling;
mod header;
mod help;
mod keys;
mod line;
mod list;
mod pane;
mod store;

pub use help::HelpSheet;
pub use keys::InboxKeys;
pub use list::ConversationList;
pub use pane::ConversationPane;
pub use store::InboxStore;
