use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use beckon_domain::conversation::{Message, MessageKind, MessageNumber, PartialAnswer, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId, MessageId};
use beckon_domain::protocol::{
    ClientFrame, HistoryCursor, Refusal, ServerFrame, VERSION, VisitorToken,
};
use beckon_domain::reaction::{Emoji, Reaction, Reactions};
use chrono::DateTime;
use uuid::Uuid;

const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(7));

/// Messages of one page: few, so that there are many pages.
const PAGE: MessageNumber = 4;

pub(in super::super) fn message(
    number: MessageNumber,
    sender: Sender,
    client_id: ClientMessageId,
    content: &str,
) -> Message {
    Message {
        id: MessageId(Uuid::new_v4()),
        conversation: CONVERSATION,
        number,
        client_id,
        sender,
        sender_name: None,
        kind: MessageKind::Text,
        attachment: None,
        reactions: Vec::new(),
        content: content.to_owned(),
        created_at: DateTime::from_timestamp(1_700_000_000 + number, 0).unwrap(),
    }
}

/// A server as the protocol describes it.
pub(super) struct Server {
    pub(super) log: Vec<Message>,
    pub(super) known: bool,
    /// The messages on which the visitor's heart is.
    pub(super) hearts: BTreeSet<MessageNumber>,
    pub(super) refuse_next: bool,
    pub(super) line: Heard,
    /// The answer that is to come next.
    pub(super) coming: PartialAnswer,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            log: Vec::new(),
            known: false,
            hearts: BTreeSet::new(),
            refuse_next: false,
            line: Heard::Nothing,
            coming: PartialAnswer {
                conversation: CONVERSATION,
                client_id: ClientMessageId::random(),
                revision: 0,
                content: String::new(),
            },
        }
    }
}

/// What the server has heard on the present line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Heard {
    #[default]
    Nothing,
    Hello,
    Follow,
}

impl Server {
    pub(super) fn hear(&mut self, frame: ClientFrame) -> Vec<ServerFrame> {
        match frame {
            ClientFrame::Hello { version, .. } => {
                assert_eq!(version, VERSION);
                assert_eq!(self.line, Heard::Nothing, "a second hello on one line");
                self.line = Heard::Hello;
                vec![ServerFrame::Welcome {
                    conversation: self.known.then_some(CONVERSATION),
                }]
            }
            ClientFrame::Follow {
                conversation,
                after,
            } => {
                assert_eq!(conversation, CONVERSATION);
                self.line = Heard::Follow;
                let after = after.unwrap_or(self.last() - PAGE);
                let rest = self.told(after, self.last());
                let mut frames: Vec<_> = rest
                    .chunks(3)
                    .map(|page| ServerFrame::Messages(page.to_vec()))
                    .collect();
                frames.push(self.reactions(1..=self.last()));
                frames
            }
            ClientFrame::History { cursor, .. } => {
                let (after, upto) = match cursor {
                    HistoryCursor::Before(number) => (number - 1 - PAGE, number - 1),
                    HistoryCursor::After(number) => (number, number + PAGE),
                };
                vec![ServerFrame::History {
                    conversation: CONVERSATION,
                    cursor,
                    messages: self.told(after, upto),
                }]
            }
            ClientFrame::React { number, on, .. } => {
                if on {
                    self.hearts.insert(number);
                } else {
                    self.hearts.remove(&number);
                }
                vec![self.reactions(number..=number)]
            }
            ClientFrame::Post {
                client_id, content, ..
            } => self.post(client_id, &content),
            ClientFrame::Ping => vec![ServerFrame::Pong],
            _ => vec![],
        }
    }

    pub(super) fn last(&self) -> MessageNumber {
        MessageNumber::try_from(self.log.len()).unwrap()
    }

    fn told(&self, after: MessageNumber, upto: MessageNumber) -> Vec<Message> {
        let is_meant = |message: &&Message| message.number > after && message.number <= upto;
        let reactions = |mut message: Message| {
            message.reactions = self.hearts_of(message.number);
            message
        };
        self.log
            .iter()
            .filter(is_meant)
            .cloned()
            .map(reactions)
            .collect()
    }

    fn reactions(&self, numbers: RangeInclusive<MessageNumber>) -> ServerFrame {
        let of = |number| Reactions {
            number,
            reactions: self.hearts_of(number),
        };
        ServerFrame::Reactions {
            conversation: CONVERSATION,
            reactions: numbers.map(of).collect(),
        }
    }

    fn hearts_of(&self, number: MessageNumber) -> Vec<Reaction> {
        let heart = Reaction {
            emoji: Emoji::Heart,
            sender: Sender::Visitor,
            account: None,
        };
        self.hearts
            .get(&number)
            .map(|_| heart)
            .into_iter()
            .collect()
    }

    fn post(&mut self, client_id: ClientMessageId, content: &str) -> Vec<ServerFrame> {
        assert_ne!(self.line, Heard::Nothing, "a post before the hello");
        if std::mem::take(&mut self.refuse_next) {
            return vec![ServerFrame::Refused {
                client_id: Some(client_id),
                reason: Refusal::Unavailable,
            }];
        }
        let mut answer = Vec::new();
        if !std::mem::replace(&mut self.known, true) {
            let token = VisitorToken("secret".to_owned());
            answer.push(ServerFrame::Known {
                token,
                conversation: CONVERSATION,
            });
        }
        let stored = self
            .log
            .iter()
            .find(|message| message.client_id == client_id)
            .map(|message| message.number);
        let number = stored.unwrap_or_else(|| {
            answer.extend(self.commit(Sender::Visitor, client_id, content));
            self.last()
        });
        answer.push(ServerFrame::Acknowledged {
            client_id,
            conversation: CONVERSATION,
            number,
        });
        answer
    }

    pub(super) fn commit(
        &mut self,
        sender: Sender,
        client_id: ClientMessageId,
        content: &str,
    ) -> Option<ServerFrame> {
        let number = self.last() + 1;
        self.log.push(message(number, sender, client_id, content));
        (self.line == Heard::Follow)
            .then(|| ServerFrame::Messages(vec![self.log.last().unwrap().clone()]))
    }
}
