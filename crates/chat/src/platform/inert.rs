//! Nothing connects where there is no browser, nobody waits, and time stands still.

use beckon_domain::id::ConversationId;
use beckon_domain::protocol::{ClientFrame, Visit, VisitorToken};

use super::{DescribeVisit, Remember};
use crate::client::ChatClient;
use crate::state::Millis;

/// The line that is never opened.
#[derive(Clone, Copy)]
pub(crate) struct Line;

impl Line {
    pub(crate) fn new(_visit: Option<DescribeVisit>, _remember: Option<Remember>) -> Self {
        Self
    }

    pub(crate) fn listen(self, _client: ChatClient) {}

    pub(crate) fn connect(self) {}

    pub(crate) fn close(self) {}

    pub(crate) fn send(self, _frame: &ClientFrame) {}

    pub(crate) fn wake_at(self, _due: Option<Millis>, _now: Millis) {}

    pub(crate) fn visit(self) -> Option<Visit> {
        None
    }

    pub(crate) fn remember(self, _token: VisitorToken, _conversation: ConversationId) {}
}

pub(crate) fn now() -> Millis {
    0.0
}

pub(crate) fn chance() -> f64 {
    0.5
}
