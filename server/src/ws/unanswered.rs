use std::collections::VecDeque;

use beckon_domain::id::ClientMessageId;
use beckon_services::conversations::{ConversationError, Posted, Posting};

/// Messages one connection may have on their way at once.
const MOST: usize = 32;

/// Messages that were handed over and are not committed yet. They are answered in the order in which they came.
#[derive(Default)]
pub(super) struct Unanswered(VecDeque<(ClientMessageId, Posting)>);

impl Unanswered {
    pub(super) fn push(&mut self, client_id: ClientMessageId, posting: Posting) {
        self.0.push_back((client_id, posting));
    }

    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    /// Waits for what becomes of the first one; for ever, if there is none. Safe to cancel.
    pub(super) async fn next(&mut self) -> (ClientMessageId, Result<Posted, ConversationError>) {
        let Some((client_id, posting)) = self.0.front_mut() else {
            return std::future::pending().await;
        };
        let answer = (*client_id, posting.posted().await);
        self.0.pop_front();
        answer
    }
}
