//! The chat in the frame on a customer's page: a page of its own, with the chat and nothing else.

mod colour;
mod host;
mod memory;
mod site;
#[expect(unreachable_pub, reason = "Leptos makes a component's properties public, wherever the component is")]
mod window;

use leptos::prelude::*;

fn main() {
    match site::read() {
        Some(site) => leptos::mount::mount_to_body(move || view! { <window::Window site/> }),
        None => document().set_title("This chat is not available here."),
    }
}
