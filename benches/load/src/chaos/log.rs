//! What one person holds of a conversation.

use std::collections::{BTreeMap, HashMap};

use anyhow::{bail, ensure};
use beckon_domain::conversation::{Message, MessageNumber, Sender};
use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::ServerFrame;
use beckon_domain::reaction::{Emoji, Reaction};

/// Messages, reactions and receipts as they were told, and what was acknowledged.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    pub(super) messages: Vec<Said>,
    pub(super) acknowledged: HashMap<ClientMessageId, MessageNumber>,
    /// Those of each message that has any.
    pub(super) reactions: BTreeMap<MessageNumber, Vec<(Emoji, Sender)>>,
    /// How far each side has read, as told.
    pub(super) read: HashMap<Sender, MessageNumber>,
    /// Connections that were made.
    pub(super) lines: u64,
}

/// A message, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) number: MessageNumber,
    pub(super) client_id: ClientMessageId,
    pub(super) sender: Sender,
    pub(super) content: String,
}

impl Said {
    pub(super) fn of(message: &Message) -> Self {
        Self {
            number: message.number,
            client_id: message.client_id,
            sender: message.sender,
            content: message.content.clone(),
        }
    }
}

impl Log {
    /// The highest number held: there is no gap below it.
    pub(super) fn last(&self) -> MessageNumber {
        self.messages.last().map_or(0, |said| said.number)
    }

    /// Takes in what the server said. A gap, or a message that changed, is an error: the server promises neither.
    pub(super) fn hear(&mut self, frame: ServerFrame) -> anyhow::Result<()> {
        match frame {
            ServerFrame::Messages(messages) => {
                for message in &messages {
                    self.receive(message)?;
                }
            }
            ServerFrame::Acknowledged {
                client_id, number, ..
            } => {
                if let Some(before) = self.acknowledged.insert(client_id, number) {
                    ensure!(before == number, "acknowledged as {before} and as {number}");
                }
            }
            ServerFrame::Reactions { reactions, .. } => {
                for of_message in reactions {
                    self.react(of_message.number, &of_message.reactions);
                }
            }
            ServerFrame::Read { sender, upto, .. } => {
                let read = self.read.entry(sender).or_default();
                *read = upto.max(*read);
            }
            _ => {}
        }
        Ok(())
    }

    fn receive(&mut self, message: &Message) -> anyhow::Result<()> {
        let said = Said::of(message);
        let index = usize::try_from(message.number - 1)?;
        match self.messages.get(index) {
            Some(known) if *known == said => {}
            Some(known) => bail!("message {} was {known:?} and is {said:?}", message.number),
            None if message.number == self.last() + 1 => self.messages.push(said),
            None => bail!("message {} came after {}", message.number, self.last()),
        }
        self.react(message.number, &message.reactions);
        Ok(())
    }

    fn react(&mut self, number: MessageNumber, reactions: &[Reaction]) {
        let mut now: Vec<_> = reactions
            .iter()
            .map(|reaction| (reaction.emoji, reaction.sender))
            .collect();
        now.sort();
        if now.is_empty() {
            self.reactions.remove(&number);
        } else {
            self.reactions.insert(number, now);
        }
    }

    /// Whether somebody on this side has set a reaction.
    pub(super) fn has(&self, number: MessageNumber, reaction: (Emoji, Sender)) -> bool {
        self.reactions
            .get(&number)
            .is_some_and(|reactions| reactions.contains(&reaction))
    }
}
