use std::mem;

use beckon_domain::conversation::{
    ConversationStatus, Message, MessageNumber, PartialAnswer, Sender,
};
#[cfg(feature = "agent")]
use beckon_domain::id::AccountId;
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, HistoryCursor, Refusal};
use beckon_domain::reaction::{Emoji, Reaction, Reactions};

use super::coming::Coming;
use super::log::Log;
#[cfg(feature = "agent")]
use super::notes::Notes;
use super::wishes::{What, Wishes};
use super::{Chip, Deed, Edge, Entry, Jump, Me, Millis, Picked, Shown, Typist};

/// Links to files work for eight hours; a page that is open longer asks for others.
const RENEW_EVERY: Millis = 6.0 * 3_600_000.0;
/// Typing is said at most this often…
const TYPING_EVERY: Millis = 2_000.0;
/// …and believed for this long, as is an answer that is not yet whole.
const TYPING_LASTS: Millis = 5_000.0;

/// Which thread of the page is meant.
pub type ThreadId = u32;

/// What a thread is asked to do.
#[derive(Clone, Debug)]
pub enum Request {
    /// Show this conversation; a visitor's own where there is none yet.
    Begin(Option<ConversationId>),
    /// Nobody looks any more.
    End,
    /// The visitor leaves a closed conversation and begins another.
    Anew,
    /// These messages were rendered by the server.
    Preload(Vec<Message>),
    /// Send this text.
    Write(ClientMessageId, String),
    /// Store this note for colleagues.
    #[cfg(feature = "agent")]
    Note(ClientMessageId, String, Vec<AccountId>),
    /// Upload and send this file.
    Attach(ClientMessageId, Picked),
    /// Send a failed message again.
    Retry(ClientMessageId),
    /// Take a failed message away, or end an upload.
    Remove(ClientMessageId),
    /// React to a message, or take that back.
    React(MessageNumber, Emoji),
    /// Rate the conversation, with some words.
    Rate(u8, String),
    /// Load what is before the first line.
    Earlier,
    /// Load what is after the last line.
    Later,
    /// Show this message and what is around it.
    Jump(MessageNumber),
    /// What this message shows can't be loaded any more: ask for its links anew.
    Renew(MessageNumber),
    /// Show the newest messages again.
    Newest,
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
    #[cfg(feature = "agent")]
    pub(super) notes: Notes,
    /// Whether what is shown is no longer what is known.
    pub(super) changed: bool,
    me: Me,
    wishes: Wishes,
    status: Option<ConversationStatus>,
    rating: Option<u8>,
    jump: Option<Jump>,
    /// Whether the person looks at it: then what comes is read at once.
    watched: bool,
    /// Whether time has passed since it began, as it does only in a browser.
    ticked: bool,
    following: Following,
    /// The highest number the person has seen.
    seen: MessageNumber,
    /// When the links to files are to be asked for anew, once there was a conversation to follow.
    renew: Millis,
    /// When typing was last said.
    typed: Millis,
    /// Who types, and until when that is believed.
    typist: Option<(Typist, Millis)>,
    coming: Coming,
}

impl Shown {
    /// What a page that is rendered on the server shows of these messages.
    #[cfg(feature = "agent")]
    pub fn of(me: Me, messages: &[Message]) -> Self {
        let mut thread = Thread::new(0, None, me);
        thread.log.receive(messages);
        thread.shown()
    }
}

/// What is to be done for a thread.
pub(super) enum Errand {
    /// Nothing.
    None,
    /// Tell the server this, if it can be told now.
    Tell(Box<ClientFrame>),
    /// This, whether there is a line or not.
    Do(Deed),
}

impl From<Option<ClientFrame>> for Errand {
    fn from(frame: Option<ClientFrame>) -> Self {
        frame.map_or(Self::None, |frame| Self::Tell(Box::new(frame)))
    }
}

/// What the server was told on this connection.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Following {
    /// Nothing.
    No,
    /// To send the conversation.
    Yes,
    /// To send it again after this number, where something was missing.
    Again(Option<MessageNumber>),
}

impl Thread {
    pub(super) fn new(id: ThreadId, conversation: Option<ConversationId>, me: Me) -> Self {
        Self {
            id,
            conversation,
            log: Log::new(me.sender),
            #[cfg(feature = "agent")]
            notes: Notes::default(),
            changed: false,
            me,
            wishes: Wishes::default(),
            status: None,
            rating: None,
            jump: None,
            watched: false,
            ticked: false,
            following: Following::No,
            seen: 0,
            renew: Millis::INFINITY,
            typed: Millis::NEG_INFINITY,
            typist: None,
            coming: Coming::default(),
        }
    }

    /// Does what the page asks for. Says what is to be done for it.
    pub(super) fn obey(
        &mut self,
        request: Request,
        refusal: Option<Refusal>,
        now: Millis,
    ) -> Errand {
        self.changed |= !matches!(request, Request::Typing);
        #[cfg(feature = "agent")]
        match request {
            Request::Retry(id) => self.notes.retry(id),
            Request::Remove(id) => self.notes.remove(id),
            _ => {}
        }
        match request {
            Request::Preload(messages) => self.log.receive(&messages),
            Request::Write(id, content) => self.log.write(id, content),
            #[cfg(feature = "agent")]
            Request::Note(id, content, mentions) => self.notes.write(id, content, mentions),
            Request::Attach(id, file) => {
                self.log.attach(id, file);
                return self.upload(id);
            }
            Request::Retry(id) if self.log.retry(id) => return self.upload(id),
            Request::Remove(id) if self.log.remove(id) => {
                return Errand::Do(Deed::CancelUpload(id));
            }
            Request::Begin(_)
            | Request::End
            | Request::Anew
            | Request::Retry(_)
            | Request::Remove(_) => {}
            Request::React(number, emoji) => self.react(number, emoji),
            Request::Rate(rating, comment) => self.wishes.add(What::Rate(rating, comment)),
            Request::Earlier => self.load(self.log.earlier()),
            Request::Later => self.load(self.log.later()),
            Request::Jump(number) => self.jump(number),
            // Links come with each message that is told, known or not.
            Request::Renew(number) => self.load(Some(HistoryCursor::Before(number + 1))),
            Request::Newest => {
                self.log.show_newest();
                self.wishes.forget_pages();
                self.jump = None;
            }
            Request::Watch(looking) => self.watched = looking,
            Request::Typing => return self.typing_now(now).into(),
            Request::Read => return self.read_all().into(),
        }
        if let Some(reason) = refusal {
            self.fail(reason);
        }
        Errand::None
    }

    /// There will be no line any more.
    pub(super) fn fail(&mut self, reason: Refusal) {
        self.changed |= self.log.fail(reason);
        #[cfg(feature = "agent")]
        self.notes.fail(reason);
    }

    /// A file can be uploaded once there is a conversation for it, which it asks for first.
    fn upload(&mut self, id: ClientMessageId) -> Errand {
        if let Some(conversation) = self.conversation {
            return Errand::Do(Deed::Upload(id, conversation));
        }
        self.log.begin(id);
        Errand::None
    }

    fn react(&mut self, number: MessageNumber, emoji: Emoji) {
        let chips = self
            .log
            .reactions(number)
            .map(|known| self.chips(number, known));
        let is_on = |chip: &Chip| chip.emoji == emoji && chip.mine;
        if let Some(chips) = chips {
            let on = !chips.iter().any(is_on);
            self.wishes.add(What::React(number, emoji, on));
        }
    }

    /// A message's reactions as the person wants them, by kind.
    fn chips(&self, number: MessageNumber, reactions: &[Reaction]) -> Vec<Chip> {
        let chip = |emoji| {
            let of_kind = reactions
                .iter()
                .filter(move |reaction| reaction.emoji == emoji);
            let is_mine = |reaction: &Reaction| self.me.is(reaction.sender, reaction.account);
            Chip {
                emoji,
                count: of_kind.clone().fold(0, |count, _| count + 1),
                mine: of_kind.clone().any(is_mine),
            }
        };
        let mut chips = Emoji::ALL.map(chip);
        self.wishes.apply(number, &mut chips);
        chips.into_iter().filter(|chip| chip.count > 0).collect()
    }

    fn load(&mut self, cursor: Option<HistoryCursor>) {
        if let Some(cursor) = cursor {
            self.wishes.add(What::Page(cursor));
        }
    }

    fn jump(&mut self, number: MessageNumber) {
        let serial = self.jump.map_or(0, |jump| jump.serial + 1);
        self.jump = Some(Jump { number, serial });
        if let Some(cursors) = self.log.jump(number) {
            self.wishes.forget_pages();
            for cursor in cursors {
                self.load(Some(cursor));
            }
        }
    }

    /// The conversation turned out to be this one.
    pub(super) fn adopt(&mut self, conversation: Option<ConversationId>) {
        if self.conversation == conversation {
            return;
        }
        if self.conversation.is_some() {
            self.log.restart();
            self.wishes = Wishes::default();
            self.seen = 0;
            self.changed = true;
            (self.status, self.rating, self.jump) = (None, None, None);
            self.coming = Coming::default();
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
            after: self.log.resume_after(),
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
            after,
        })
    }

    /// What to say so that the server tells all messages again whose links to files are about to end.
    pub(super) fn renew(&mut self, now: Millis) -> Option<ClientFrame> {
        if self.renew > now {
            // It begins to count with the first message.
            if self.log.last() > 0 {
                self.renew = self.renew.min(now + RENEW_EVERY);
            }
            return None;
        }
        self.renew = now + RENEW_EVERY;
        Some(ClientFrame::Follow {
            conversation: self.conversation?,
            after: Some(self.log.before_files()?),
        })
    }

    /// The message to be sent now, if there is one.
    pub(super) fn next_post(&mut self, now: Millis) -> Option<ClientFrame> {
        let post = self.log.next_post(now)?;
        Some(ClientFrame::Post {
            client_id: post.id,
            conversation: self.conversation,
            content: post.content,
            attachment: post.attachment,
        })
    }

    /// The note to be sent now, if there is one.
    #[cfg(feature = "agent")]
    pub(super) fn next_note(&mut self, now: Millis) -> Option<ClientFrame> {
        self.notes.next(self.conversation?, now)
    }

    /// What is to be asked of the server now, if anything.
    pub(super) fn next_wish(&mut self, now: Millis) -> Option<ClientFrame> {
        self.wishes.next(self.conversation?, now)
    }

    /// Whether the server owes an answer for too long.
    pub(super) fn is_overdue(&self, now: Millis) -> bool {
        #[cfg(feature = "agent")]
        if self.notes.is_overdue(now) {
            return true;
        }
        self.log.is_overdue(now) || self.wishes.is_overdue(now)
    }

    /// The server refused something that was no message.
    pub(super) fn refused(&mut self, reason: Refusal, now: Millis) {
        self.wishes.refused(reason, now);
        self.changed = true;
    }

    /// A page of history came.
    pub(super) fn page(&mut self, cursor: HistoryCursor, messages: &[Message]) {
        self.wishes.paged(cursor);
        self.log.page(cursor, messages);
        self.changed = true;
    }

    /// What people think of messages now.
    pub(super) fn reacted(&mut self, told: &[Reactions]) {
        self.wishes.reacted(told, self.me);
        self.log.react(told);
        self.changed = true;
    }

    /// Where the conversation stands now.
    pub(super) fn stands(&mut self, status: ConversationStatus, rating: Option<u8>) {
        self.wishes.rated(rating);
        self.status = Some(status);
        self.rating = rating;
        self.changed = true;
    }

    /// The person has seen everything. Says what to tell the server, if that is news.
    fn read_all(&mut self) -> Option<ClientFrame> {
        let last = self.log.last();
        (last > self.seen).then(|| self.seen = last)?;
        self.seen()
    }

    /// What to tell the server when something came while the person looks.
    pub(super) fn read_if_watched(&mut self) -> Option<ClientFrame> {
        if self.watched && self.changed && !self.log.is_away() {
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

    /// The visitor came, or went.
    #[cfg(feature = "agent")]
    pub(super) fn visitor_is_there(&mut self, is_there: bool) {
        self.log.reach(is_there);
        self.changed = true;
    }

    /// Somebody else types.
    pub(super) fn typed_by(&mut self, typist: Typist, now: Millis) {
        self.typist = Some((typist, now + TYPING_LASTS));
        self.changed = true;
    }

    /// The assistant's answer has come so far. One whose message is here is late.
    pub(super) fn answered_so_far(&mut self, told: PartialAnswer, now: Millis) {
        if !self.log.holds(told.client_id) && self.coming.hear(told, now + TYPING_LASTS) {
            self.typist
                .take_if(|(typist, _)| typist.sender == Sender::Assistant);
            self.changed = true;
        }
    }

    /// What is to be seen now, if that is news.
    pub(super) fn news(&mut self, now: Millis) -> Option<Shown> {
        self.changed |= self.typist.take_if(|(_, until)| *until <= now).is_some();
        self.changed |= self.coming.ends(now);
        mem::take(&mut self.changed).then(|| self.shown())
    }

    fn shown(&self) -> Shown {
        let mut entries = self
            .log
            .entries(|message| self.chips(message.number, &message.reactions));
        let is_awaited = |entry: &Entry| !self.log.is_away() && !self.log.holds(entry.key);
        entries.extend(self.coming.entry().filter(is_awaited));
        Shown {
            entries,
            typist: self.typist.as_ref().map(|(typist, _)| typist.clone()),
            unread: self.log.unread_after(self.seen),
            earlier: self.edge(self.log.earlier()),
            later: self.edge(self.log.later()),
            away: self.log.is_away(),
            jump: self.jump,
            status: self.status,
            rating: self.wishes.rating().or(self.rating),
            #[cfg(feature = "agent")]
            notes: self.notes.shown(),
            in_browser: self.ticked,
        }
    }

    fn edge(&self, beyond: Option<HistoryCursor>) -> Edge {
        match beyond {
            None => Edge::End,
            Some(cursor) if self.wishes.has(&What::Page(cursor)) => Edge::Loading,
            Some(_) => Edge::More,
        }
    }

    /// When something will be due, if nothing happens before. Without a line, messages wait for that.
    pub(super) fn next_due(&self, is_open: bool) -> Option<Millis> {
        let typing_ends = self.typist.as_ref().map(|(_, until)| *until);
        let first_tick = (!self.ticked).then_some(0.0);
        let wishes = self.conversation.and_then(|_| self.wishes.next_due());
        [
            self.log.next_due().filter(|_| is_open),
            wishes.filter(|_| is_open),
            #[cfg(feature = "agent")]
            self.notes.next_due().filter(|_| is_open),
            typing_ends,
            self.coming.until(),
            first_tick,
        ]
        .into_iter()
        .flatten()
        .reduce(Millis::min)
    }

    /// The line broke: everything has to be said again on the next one.
    pub(super) fn disconnected(&mut self) {
        self.log.disconnected();
        #[cfg(feature = "agent")]
        self.notes.disconnected();
        self.wishes.disconnected();
        self.following = Following::No;
        self.changed |= self.typist.take().is_some();
    }
}
