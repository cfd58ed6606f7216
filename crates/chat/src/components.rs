//! What a chat window is made of.
#![expect(
    unreachable_pub,
    reason = "Leptos makes a component's properties public, wherever the component is"
)]

mod banner;
mod bubble;
mod composer;
mod icons;
mod list;
mod scroll;

pub use banner::ConnectionBanner;
pub use composer::Composer;
pub use list::MessageList;
