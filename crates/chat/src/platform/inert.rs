//! Nothing connects where there is no browser, nobody waits, and time stands still.
#![expect(
    clippy::unused_self,
    reason = "the browser's line, which has the same methods, needs it"
)]

use super::{DescribeVisit, Remember};
use crate::client::ChatClient;
use crate::state::{Deed, Millis};

/// The line that is never opened.
#[derive(Clone, Copy)]
pub(crate) struct Line;

impl Line {
    pub(crate) fn new(_visit: Option<DescribeVisit>, _remember: Option<Remember>) -> Self {
        Self
    }

    pub(crate) fn listen(self, _client: ChatClient) {}

    pub(crate) fn perform(self, _deed: Deed) {}

    pub(crate) fn wake_at(self, _due: Option<Millis>, _now: Millis) {}
}

pub(crate) fn now() -> Millis {
    0.0
}

pub(crate) fn chance() -> f64 {
    0.5
}
