//! The inbox: its lists, the open conversation, and the keyboard.

mod assign;
mod care;
mod collision;
mod context;
mod folders;
mod hand_back;
mod handling;
mod header;
mod help;
mod keys;
mod line;
mod list;
mod notes;
mod pane;
mod search;
mod sheet;
mod snooze;
mod store;
mod visitor;
mod writing;

pub use folders::inbox_href;
pub use help::HelpSheet;
pub use keys::InboxKeys;
pub use list::ConversationList;
pub use pane::ConversationPane;
pub use store::InboxStore;
