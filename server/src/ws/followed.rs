use std::collections::HashMap;

use beckon_domain::conversation::{Message, MessageNumber};
use beckon_domain::id::ConversationId;

/// Conversations one connection may follow at once.
const MOST: usize = 64;

/// Which conversations a connection follows, and up to which number it was sent their messages.
#[derive(Debug, Default)]
pub(super) struct Followed(HashMap<ConversationId, MessageNumber>);

/// What to do about a message that was heard of.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It follows the last one sent.
    Send,
    /// It was sent already, or its conversation is not followed.
    Skip,
    /// One before it was not sent: read from the log what follows this number.
    CatchUp(MessageNumber),
}

impl Followed {
    /// Follows a conversation, of which the client holds everything up to a number. Tells whether there is room.
    pub(super) fn follow(&mut self, conversation: ConversationId, after: MessageNumber) -> bool {
        if self.0.len() >= MOST && !self.0.contains_key(&conversation) {
            return false;
        }
        self.0.insert(conversation, after.max(0));
        true
    }

    pub(super) fn unfollow(&mut self, conversation: ConversationId) {
        self.0.remove(&conversation);
    }

    pub(super) fn contains(&self, conversation: ConversationId) -> bool {
        self.0.contains_key(&conversation)
    }

    pub(super) fn all(&self) -> Vec<(ConversationId, MessageNumber)> {
        self.0
            .iter()
            .map(|(conversation, number)| (*conversation, *number))
            .collect()
    }

    /// What to do about a message that was heard of: news may come out of order, messages may not.
    pub(super) fn hear(&self, message: &Message) -> Step {
        match self.0.get(&message.conversation) {
            Some(&sent) if message.number == sent + 1 => Step::Send,
            Some(&sent) if message.number > sent => Step::CatchUp(sent),
            _ => Step::Skip,
        }
    }

    /// Notes that messages up to a number were sent.
    pub(super) fn sent(&mut self, conversation: ConversationId, number: MessageNumber) {
        if let Some(sent) = self.0.get_mut(&conversation) {
            *sent = number.max(*sent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beckon_domain::conversation::{MessageKind, Sender};
    use beckon_domain::id::{ClientMessageId, MessageId};

    fn message(conversation: ConversationId, number: MessageNumber) -> Message {
        Message {
            id: MessageId::generate(chrono::DateTime::UNIX_EPOCH),
            conversation,
            number,
            client_id: ClientMessageId::random(),
            sender: Sender::Visitor,
            sender_name: None,
            kind: MessageKind::Text,
            content: String::new(),
            attachment: None,
            reactions: Vec::new(),
            created_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn messages_go_out_in_order_whatever_is_heard() {
        let conversation = ConversationId::generate(chrono::DateTime::UNIX_EPOCH);
        let mut followed = Followed::default();
        assert_eq!(followed.hear(&message(conversation, 1)), Step::Skip);
        assert!(followed.follow(conversation, 3));
        assert_eq!(followed.hear(&message(conversation, 3)), Step::Skip);
        assert_eq!(followed.hear(&message(conversation, 5)), Step::CatchUp(3));
        followed.sent(conversation, 5);
        assert_eq!(followed.hear(&message(conversation, 4)), Step::Skip);
        assert_eq!(followed.hear(&message(conversation, 6)), Step::Send);
    }

    #[test]
    fn a_connection_follows_a_bounded_number() {
        let mut followed = Followed::default();
        let now = chrono::DateTime::UNIX_EPOCH;
        let count = (0..100)
            .filter(|_| followed.follow(ConversationId::generate(now), 0))
            .count();
        assert_eq!(count, MOST);
    }
}
