//! The chat in the frame on a customer's page: a page of its own, with the chat and nothing else.
//!
//! The server wrote the page, with the site's name, colour and words; this brings it to life.

mod dom;
mod host;
mod memory;
mod offline;
mod page;
mod rating;
mod site;
mod sound;

use crate::host::{Host, Visited};
use crate::page::Page;
use crate::site::Site;

fn main() {
    let Some(site) = Site::read() else { return };
    match Host::find() {
        Some(host) => {
            // The first thing the chat says is how the visitor came.
            let begun = host.clone();
            host.meet(move |visited| Page::open(site, Some(begun), visited));
        }
        None => Page::open(site, None, Visited::default()),
    }
}
