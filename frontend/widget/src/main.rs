//! The chat in the frame on a customer's page: a page of its own, with the chat and nothing else.

mod colour;
mod host;
mod memory;
mod site;
#[expect(
    unreachable_pub,
    reason = "Leptos makes a component's properties public, wherever the component is"
)]
mod window;

use leptos::prelude::*;

use crate::host::{Host, Visited};
use crate::site::Site;
use crate::window::Window;

fn main() {
    let Some(site) = site::read() else {
        document().set_title("This chat is not available here.");
        return;
    };
    site.dress_page();
    match Host::find() {
        Some(host) => {
            // The first thing the chat says is how the visitor came.
            let begun = host.clone();
            host.meet(move |visited| begin(site, Some(begun), visited));
        }
        None => begin(site, None, Visited::default()),
    }
}

fn begin(site: Site, host: Option<Host>, visited: Visited) {
    leptos::mount::mount_to_body(move || view! { <Window site host visited/> });
}
