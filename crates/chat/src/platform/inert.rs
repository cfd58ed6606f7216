//! Nothing connects where there is no browser, nobody waits, and time stands still.
#![expect(
    clippy::unused_self,
    reason = "the browser's, which have the same methods, need it"
)]

use beckon_domain::id::ClientMessageId;
use chrono::{DateTime, Utc};
use web_sys::File;

use super::Tell;
use crate::client::VisitorPage;
use crate::state::{Deed, Millis};

/// The line that is never opened.
pub(crate) struct Line;

impl Line {
    pub(crate) fn new(_page: Option<VisitorPage>, _tell: Tell) -> Self {
        Self
    }

    pub(crate) fn perform(&self, _deed: Deed) {}

    pub(crate) fn wake_at(&self, _due: Option<Millis>, _now: Millis) {}

    pub(crate) fn hold(&self, _id: ClientMessageId, _file: File) {}

    pub(crate) fn cancel(&self, _id: ClientMessageId) {}
}

pub(crate) fn now() -> Millis {
    0.0
}

pub(crate) fn chance() -> f64 {
    0.5
}

/// Which day it is depends on where the reader is.
#[derive(Default)]
pub(crate) struct Calendar;

impl Calendar {
    pub(crate) fn here() -> Self {
        Self
    }

    pub(crate) fn day(_at: DateTime<Utc>) -> String {
        String::new()
    }

    pub(crate) fn is_today(&self, _at: DateTime<Utc>) -> bool {
        true
    }

    pub(crate) fn name(&self, _at: DateTime<Utc>) -> String {
        String::new()
    }

    pub(crate) fn time(&self, _at: DateTime<Utc>) -> String {
        String::new()
    }
}
