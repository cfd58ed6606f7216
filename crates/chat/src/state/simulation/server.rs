use beckon_domain::conversation::{Message, MessageKind, MessageNumber, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId, MessageId};
use beckon_domain::protocol::{ClientFrame, Refusal, ServerFrame, VERSION, VisitorToken};
use chrono::DateTime;
use uuid::Uuid;

const CONVERSATION: ConversationId = ConversationId(Uuid::from_u128(7));

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
#[derive(Default)]
pub(super) struct Server {
    pub(super) log: Vec<Message>,
    pub(super) known: bool,
    pub(super) refuse_next: bool,
    pub(super) line: Heard,
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
                let rest: Vec<_> = self
                    .log
                    .iter()
                    .filter(|message| message.number > after.unwrap_or(0))
                    .cloned()
                    .collect();
                rest.chunks(3)
                    .map(|page| ServerFrame::Messages(page.to_vec()))
                    .collect()
            }
            ClientFrame::Post {
                client_id, content, ..
            } => self.post(client_id, &content),
            ClientFrame::Ping => vec![ServerFrame::Pong],
            _ => vec![],
        }
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
            MessageNumber::try_from(self.log.len()).unwrap()
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
        let number = MessageNumber::try_from(self.log.len()).unwrap() + 1;
        self.log.push(message(number, sender, client_id, content));
        (self.line == Heard::Follow)
            .then(|| ServerFrame::Messages(vec![self.log.last().unwrap().clone()]))
    }
}
