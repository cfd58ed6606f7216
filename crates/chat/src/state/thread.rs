use std::mem;

use beckon_domain::conversation::{Message, MessageNumber, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, Refusal};

use super::log::Log;
use super::{Millis, Shown, Typist};

/// Typing is said at most this often…
const TYPING_EVERY: Millis = 2_000.0;
/// …and believed for this long.
const TYPING_LASTS: Millis = 5_000.0;

/// Which thread of the page is meant.
pub(crate) type ThreadId = u32;

/// What a thread is asked to do.
#[derive(Clone, Debug)]
pub(crate) enum Request {
    /// Show this conversation; a visitor's own where there is none yet.
    Begin(Option<ConversationId>),
    /// Nobody looks any more.
    End,
    /// These messages were rendered by the server.
    Preload(Vec<Message>),
    /// Send this text.
    Write(ClientMessageId, String),
    /// Send a failed message again.
    Retry(ClientMessageId),
    /// Take a failed message away.
    Remove(ClientMessageId),
    /// The person types.
    Typing,
    /// The person has seen everything there is.
    Read,
    /// The person looks at it from now on, or no longer.
    Watch(bool),
}

/// A conversation that is looked at.
#[derive(Debug)]
pub(super) struct Thread {
    pub(super) id: ThreadId,
    pub(super) conversation: Option<ConversationId>,
    pub(super) log: Log,
    /// Whether what is shown is no longer what is known.
    pub(super) changed: bool,
    /// Whether the person looks at it: then what comes is read at once.
    watched: bool,
    /// Whether time has passed since it began, as it does only in a browser.
    ticked: bool,
    following: Following,
    /// The highest number the person has seen.
    seen: MessageNumber,
    /// When typing was last said.
    typed: Millis,
    /// Who types, and until when that is believed.
    typist: Option<(Typist, Millis)>,
}

/// What the server was told on this connection.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Following {
    /// Nothing.
    No,
    /// To send the conversation.
    Yes,
    /// To send it again after this number, where something was missing.
    Again(MessageNumber),
}

impl Thread {
    pub(super) fn new(id: ThreadId, conversation: Option<ConversationId>, me: Sender) -> Self {
        Self {
            id,
            conversation,
            log: Log::new(me),
            changed: false,
            watched: false,
            ticked: false,
            following: Following::No,
            seen: 0,
            typed: Millis::NEG_INFINITY,
            typist: None,
        }
    }

    /// Does what the page asks for. Says what to tell the server.
    pub(super) fn obey(
        &mut self,
        request: Request,
        refusal: Option<Refusal>,
        now: Millis,
    ) -> Option<ClientFrame> {
        self.changed |= !matches!(request, Request::Typing);
        match request {
            Request::Begin(_) | Request::End => {}
            Request::Preload(messages) => self.log.receive(&messages),
            Request::Write(id, content) => self.log.write(id, content),
            Request::Retry(id) => self.log.retry(id),
            Request::Remove(id) => self.log.remove(id),
            Request::Watch(looking) => self.watched = looking,
            Request::Typing => return self.typing_now(now),
            Request::Read => return self.read_all(),
        }
        if let Some(reason) = refusal {
            self.log.fail(reason);
        }
        None
    }

    /// The conversation turned out to be this one.
    pub(super) fn adopt(&mut self, conversation: Option<ConversationId>) {
        if self.conversation == conversation {
            return;
        }
        if self.conversation.is_some() {
            self.log.restart();
            self.seen = 0;
            self.changed = true;
        }
        self.conversation = conversation;
        self.following = Following::No;
    }

    /// Time has passed since the thread began, so its page has preloaded what it has.
    pub(super) fn tick(&mut self) {
        self.changed |= !self.ticked;
        self.ticked = true;
    }

    /// What to say so that the server sends the conversation, unless it was said already.
    pub(super) fn follow(&mut self) -> Option<ClientFrame> {
        let is_due = self.ticked && self.following == Following::No;
        let conversation = self.conversation.filter(|_| is_due)?;
        self.following = Following::Yes;
        Some(ClientFrame::Follow {
            conversation,
            after: Some(self.log.resume_after()),
        })
    }

    /// Takes in messages that the server sent.
    pub(super) fn receive(&mut self, messages: &[Message]) {
        let last = self.log.last();
        for message in messages.iter().filter(|message| message.number > last) {
            // Whoever wrote has stopped typing.
            self.typist
                .take_if(|(typist, _)| typist.sender == message.sender);
        }
        self.log.receive(messages);
        self.changed = true;
    }

    /// What to say when messages are missing between those that are here. A server without an answer is not asked
    /// for ever.
    pub(super) fn fill_gap(&mut self) -> Option<ClientFrame> {
        let after = self.log.resume_after();
        let asked = Following::Again(after);
        if !self.log.has_gap() || self.following == asked {
            return None;
        }
        self.following = asked;
        Some(ClientFrame::Follow {
            conversation: self.conversation?,
            after: Some(after),
        })
    }

    /// The message to be sent now, if there is one.
    pub(super) fn next_post(&mut self, now: Millis) -> Option<ClientFrame> {
        let (client_id, content) = self.log.next_post(now)?;
        Some(ClientFrame::Post {
            client_id,
            conversation: self.conversation,
            content,
            attachment: None,
        })
    }

    /// The person has seen everything. Says what to tell the server, if that is news.
    fn read_all(&mut self) -> Option<ClientFrame> {
        let last = self.log.last();
        (last > self.seen).then(|| self.seen = last)?;
        self.seen()
    }

    /// What to tell the server when something came while the person looks.
    pub(super) fn read_if_watched(&mut self) -> Option<ClientFrame> {
        if self.watched && self.changed {
            self.read_all()
        } else {
            None
        }
    }

    /// How far the person has read, to be told again after the line broke.
    pub(super) fn seen(&self) -> Option<ClientFrame> {
        let conversation = self.conversation.filter(|_| self.seen > 0)?;
        Some(ClientFrame::Read {
            conversation,
            upto: self.seen,
        })
    }

    /// The person types. Says what to tell the server, unless it was told a moment ago.
    fn typing_now(&mut self, now: Millis) -> Option<ClientFrame> {
        let is_due = now - self.typed >= TYPING_EVERY;
        let conversation = self.conversation.filter(|_| is_due)?;
        self.typed = now;
        Some(ClientFrame::Typing { conversation })
    }

    /// Somebody else types.
    pub(super) fn typed_by(&mut self, typist: Typist, now: Millis) {
        self.typist = Some((typist, now + TYPING_LASTS));
        self.changed = true;
    }

    /// What is to be seen now, if that is news.
    pub(super) fn news(&mut self, now: Millis) -> Option<Shown> {
        self.changed |= self.typist.take_if(|(_, until)| *until <= now).is_some();
        mem::take(&mut self.changed).then(|| Shown {
            entries: self.log.entries(),
            typist: self.typist.as_ref().map(|(typist, _)| typist.clone()),
            unread: self.log.unread_after(self.seen),
            in_browser: self.ticked,
        })
    }

    /// When something will be due, if nothing happens before. Without a line, messages wait for that.
    pub(super) fn next_due(&self, is_open: bool) -> Option<Millis> {
        let typing_ends = self.typist.as_ref().map(|(_, until)| *until);
        let first_tick = (!self.ticked).then_some(0.0);
        [
            self.log.next_due().filter(|_| is_open),
            typing_ends,
            first_tick,
        ]
        .into_iter()
        .flatten()
        .reduce(Millis::min)
    }

    /// The line broke: everything has to be said again on the next one.
    pub(super) fn disconnected(&mut self) {
        self.log.disconnected();
        self.following = Following::No;
        self.changed |= self.typist.take().is_some();
    }
}
