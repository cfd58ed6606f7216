//! What a chat window is made of.
#![expect(
    unreachable_pub,
    reason = "Leptos makes a component's properties public, wherever the component is"
)]

mod banner;
mod composer;
mod list;

pub use banner::ConnectionBanner;
pub use composer::Composer;
pub use list::MessageList;
