//! What the chat needs of its surroundings: a socket, uploads, a clock, chance, the local time. Only a browser has
//! them.

use std::rc::Rc;

use crate::state::Input;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod calendar;
#[cfg(target_arch = "wasm32")]
mod upload;
#[cfg(target_arch = "wasm32")]
pub(crate) use {
    browser::{Line, chance, now},
    calendar::Calendar,
};

#[cfg(not(target_arch = "wasm32"))]
mod inert;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use inert::{Calendar, Line, chance, now};

/// Tells the client what happened.
type Tell = Rc<dyn Fn(Input)>;
