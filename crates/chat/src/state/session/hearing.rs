//! What the server says, and what follows from it.

use std::mem;

use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::ConversationId;
#[cfg(feature = "agent")]
use beckon_domain::presence::{Presence, Present};
use beckon_domain::protocol::{Refusal, ServerFrame};

use super::super::log::Log;
use super::super::thread::Thread;
use super::super::{Action, Deed, Millis, Typist};
use super::Session;

impl Session {
    pub(super) fn hear(&mut self, frame: ServerFrame, now: Millis) {
        self.link.heard(now);
        match frame {
            ServerFrame::Welcome { conversation } => self.welcome(conversation, now),
            ServerFrame::Known {
                token,
                conversation,
            } => {
                self.act(Deed::Remember(token, conversation));
                self.adopt(Some(conversation));
            }
            ServerFrame::Acknowledged {
                client_id,
                conversation,
                number,
            } => {
                self.settle(|log| log.acknowledge(client_id, number));
                if self.me.sender == Sender::Visitor && self.standing.conversation.is_none() {
                    self.adopt(Some(conversation));
                }
            }
            ServerFrame::Messages(messages) => self.receive(&messages),
            ServerFrame::Typing {
                conversation,
                sender,
                name,
            } => {
                let typist = Typist { sender, name };
                self.threads_of(conversation)
                    .for_each(|thread| thread.typed_by(typist.clone(), now));
            }
            ServerFrame::Read {
                conversation,
                sender,
                upto,
            } => {
                for thread in self.threads_of(conversation) {
                    thread.log.read(sender, upto);
                    thread.changed = true;
                }
            }
            ServerFrame::History {
                conversation,
                cursor,
                messages,
            } => self
                .threads_of(conversation)
                .for_each(|thread| thread.page(cursor, &messages)),
            ServerFrame::Reactions {
                conversation,
                reactions,
            } => self
                .threads_of(conversation)
                .for_each(|thread| thread.reacted(&reactions)),
            ServerFrame::Status {
                conversation,
                status,
                rating,
            } => self
                .threads_of(conversation)
                .for_each(|thread| thread.stands(status, rating)),
            ServerFrame::TeamOnline(online) => {
                self.standing.team_online = Some(online);
                self.changed = true;
            }
            ServerFrame::Refused {
                client_id: Some(id),
                reason,
            } => {
                self.settle(|log| log.refuse(id, reason, now));
                #[cfg(feature = "agent")]
                for thread in &mut self.threads {
                    thread.changed |= thread.notes.refuse(id, reason, now);
                }
            }
            ServerFrame::Refused {
                client_id: None,
                reason,
            } => self.refused(reason, now),
            ServerFrame::Pong => {}
            ServerFrame::Partial(partial) => self
                .threads_of(partial.conversation)
                .for_each(|thread| thread.answered_so_far(partial.clone(), now)),
            for_agents => self.hear_as_agent(for_agents),
        }
    }

    /// What only agents are told.
    #[cfg(feature = "agent")]
    fn hear_as_agent(&mut self, frame: ServerFrame) {
        match &frame {
            ServerFrame::Notes(notes) => {
                for thread in &mut self.threads {
                    thread.changed |= thread.notes.stored(notes);
                }
            }
            // Who is there has a connection, and on it all that is committed.
            ServerFrame::Presence {
                present: Present::Visitor(conversation),
                presence,
            } => {
                let is_there = *presence != Presence::Offline;
                self.threads_of(*conversation)
                    .for_each(|thread| thread.visitor_is_there(is_there));
            }
            _ => {}
        }
        let news = &mut self.standing.news;
        match frame {
            ServerFrame::Conversation(summary) => news.changed = Some(summary.into()),
            ServerFrame::Notification(notification) => news.notified = Some(notification.into()),
            ServerFrame::Notes(notes) => news.notes = Some(notes.into()),
            ServerFrame::Presence { present, presence } => news.note(present, presence),
            _ => return,
        }
        self.changed = true;
    }

    #[cfg(not(feature = "agent"))]
    #[expect(
        clippy::needless_pass_by_value,
        clippy::unused_self,
        reason = "as for agents"
    )]
    fn hear_as_agent(&mut self, _: ServerFrame) {}

    fn welcome(&mut self, conversation: Option<ConversationId>, now: Millis) {
        self.link.welcomed(now);
        if self.me.sender == Sender::Visitor {
            // Whoever has left a conversation is not led back to it.
            if conversation.is_none() || conversation != self.left {
                self.adopt(conversation);
            }
        }
        self.follow_all();
        let presence = self.presence();
        self.send(presence);
        for frame in mem::take(&mut self.unsaid) {
            self.send(Some(frame));
        }
        for at in 0..self.threads.len() {
            let seen = self.threads[at].seen();
            self.send(seen);
        }
    }

    /// Something other than a message is refused: the hello, or what somebody wished for.
    fn refused(&mut self, reason: Refusal, now: Millis) {
        match self.link.is_opening() {
            true if reason.is_temporary() => self.lose(now),
            true => self.stop(reason),
            false => {
                for thread in &mut self.threads {
                    thread.refused(reason, now);
                }
            }
        }
    }

    /// The visitor's conversation is this one.
    pub(super) fn adopt(&mut self, conversation: Option<ConversationId>) {
        let before = self.standing.conversation;
        for thread in self
            .threads
            .iter_mut()
            .filter(|thread| thread.conversation == before)
        {
            thread.adopt(conversation);
            if let Some(conversation) = conversation {
                while let Some(id) = thread.log.begun() {
                    let upload = Deed::Upload(id, conversation);
                    self.actions.push(Action::Do(upload));
                }
            }
        }
        self.standing.conversation = conversation;
        self.changed = true;
        self.follow_all();
    }

    fn receive(&mut self, messages: &[Message]) {
        let Some(first) = messages.first() else {
            return;
        };
        for at in 0..self.threads.len() {
            let thread = &mut self.threads[at];
            if thread.conversation == Some(first.conversation) {
                thread.receive(messages);
                let gap = thread.fill_gap();
                self.send(gap);
            }
        }
    }

    /// Hands an answer to the thread that waits for it; the others say that it is not theirs.
    pub(super) fn settle(&mut self, answer: impl Fn(&mut Log) -> bool) {
        for thread in &mut self.threads {
            thread.changed |= answer(&mut thread.log);
        }
    }

    pub(super) fn threads_of(
        &mut self,
        conversation: ConversationId,
    ) -> impl Iterator<Item = &mut Thread> {
        self.threads
            .iter_mut()
            .filter(move |thread| thread.conversation == Some(conversation))
    }
}
