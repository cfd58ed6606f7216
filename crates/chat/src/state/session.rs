use std::mem;
use std::sync::Arc;

use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::{ClientFrame, Refusal, ServerFrame, VERSION, Visit, VisitorToken};

use super::link::{Due, Link};
use super::log::Log;
use super::thread::Thread;
use super::{Millis, Request, Shown, Standing, ThreadId, Typist};

/// What happened.
#[derive(Debug)]
pub(crate) enum Input {
    /// The socket is open; a visitor introduces themselves with their visit.
    Opened(Option<Visit>),
    /// The socket is closed, or could not be opened.
    Closed,
    /// The server said something.
    Frame(ServerFrame),
    /// The server said something that is no frame.
    Garbled,
    /// The device woke up, or the network came back.
    Woken,
    /// Time has passed.
    Tick,
    /// The page asks for something.
    Asked(ThreadId, Request),
}

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(crate) enum Action {
    /// Open a socket.
    Connect,
    /// Close the socket and listen to it no more.
    Close,
    /// Send a frame.
    Send(ClientFrame),
    /// Show how things stand.
    Stand(Standing),
    /// Show this in a thread.
    Show(ThreadId, Shown),
    /// Keep the visitor's token.
    Remember(VisitorToken, ConversationId),
}

/// One connection and the threads on it.
#[derive(Debug)]
pub(crate) struct Session {
    me: Sender,
    chance: fn() -> f64,
    link: Link,
    threads: Vec<Thread>,
    standing: Standing,
    /// Whether how things stand is no longer what is shown.
    changed: bool,
    actions: Vec<Action>,
}

impl Session {
    /// A session of `me`; `chance` gives numbers in 0..1.
    pub(crate) fn new(me: Sender, chance: fn() -> f64) -> Self {
        Self {
            me,
            chance,
            link: Link::new(),
            threads: Vec::new(),
            standing: Standing::default(),
            changed: false,
            actions: Vec::new(),
        }
    }

    /// Takes in what happened at `now`, and says what is to be done.
    pub(crate) fn step(&mut self, input: Input, now: Millis) -> Vec<Action> {
        match input {
            Input::Opened(visit) => {
                self.link.opening(now);
                self.send(Some(ClientFrame::Hello { version: VERSION, visit }));
            }
            Input::Closed => self.lose(now),
            Input::Frame(frame) => self.hear(frame, now),
            Input::Garbled => self.stop(Refusal::Malformed),
            Input::Woken => {
                if self.link.woken(now) {
                    self.send(Some(ClientFrame::Ping));
                }
            }
            Input::Tick => {
                self.threads.iter_mut().for_each(Thread::tick);
                self.follow_all();
            }
            Input::Asked(thread, request) => self.obey(thread, request, now),
        }
        self.drive(now);
        self.show(now);
        mem::take(&mut self.actions)
    }

    /// When [`Input::Tick`] is due, if nothing happens before.
    pub(crate) fn next_due(&self) -> Option<Millis> {
        let threads = self.threads.iter().filter_map(|thread| thread.next_due(self.link.is_open()));
        threads.chain(self.link.next()).reduce(Millis::min)
    }

    fn obey(&mut self, id: ThreadId, request: Request, now: Millis) {
        if let Request::Begin(conversation) = request {
            self.threads.push(Thread::new(id, conversation.or(self.standing.conversation), self.me));
            return;
        }
        let Some(at) = self.threads.iter().position(|thread| thread.id == id) else { return };
        let thread = &mut self.threads[at];
        thread.changed |= !matches!(request, Request::Typing);
        let frame = match request {
            Request::Begin(_) => None,
            Request::End => {
                let gone = self.threads.remove(at).conversation;
                let orphan = gone.filter(|_| self.threads.iter().all(|thread| thread.conversation != gone));
                orphan.map(|conversation| ClientFrame::Unfollow { conversation })
            }
            Request::Preload(messages) => {
                thread.log.receive(messages);
                None
            }
            Request::Write(id, content) => {
                thread.log.write(id, content);
                self.standing.refusal.map(|reason| thread.log.fail(reason));
                None
            }
            Request::Retry(id) => {
                thread.log.retry(id);
                self.standing.refusal.map(|reason| thread.log.fail(reason));
                None
            }
            Request::Remove(id) => {
                thread.log.remove(id);
                None
            }
            Request::Typing => thread.typing_now(now),
            Request::Read => thread.read_all(),
            Request::Watch(looking) => {
                thread.watched = looking;
                None
            }
        };
        self.send(frame.filter(|_| self.link.is_open()));
    }

    fn hear(&mut self, frame: ServerFrame, now: Millis) {
        self.link.heard(now);
        match frame {
            ServerFrame::Welcome { conversation } => self.welcome(conversation, now),
            ServerFrame::Known { token, conversation } => {
                self.actions.push(Action::Remember(token, conversation));
                self.adopt(Some(conversation));
            }
            ServerFrame::Acknowledged { client_id, conversation, number } => {
                self.settle(|log| log.acknowledge(client_id, number));
                if self.me == Sender::Visitor && self.standing.conversation.is_none() {
                    self.adopt(Some(conversation));
                }
            }
            ServerFrame::Messages(messages) => self.receive(messages),
            ServerFrame::Typing { conversation, sender, name } => {
                for thread in self.threads_of(conversation) {
                    thread.typed_by(Typist { sender, name: name.clone() }, now);
                }
            }
            ServerFrame::Read { conversation, sender, upto } => {
                for thread in self.threads_of(conversation) {
                    thread.log.read(sender, upto);
                    thread.changed = true;
                }
            }
            ServerFrame::Conversation(summary) => {
                self.standing.changed = Some(Arc::from(summary));
                self.changed = true;
            }
            ServerFrame::Refused { client_id: Some(id), reason } => {
                self.settle(|log| log.refuse(id, reason, now));
            }
            ServerFrame::Refused { client_id: None, reason } if self.link.is_opening() => {
                if reason.is_temporary() { self.lose(now) } else { self.stop(reason) }
            }
            ServerFrame::Refused { client_id: None, .. } | ServerFrame::Pong => {}
        }
    }

    fn welcome(&mut self, conversation: Option<ConversationId>, now: Millis) {
        self.link.welcomed(now);
        if self.me == Sender::Visitor {
            self.adopt(conversation);
        }
        self.follow_all();
        for at in 0..self.threads.len() {
            let seen = self.threads[at].seen();
            self.send(seen);
        }
    }

    /// The visitor's conversation is this one.
    fn adopt(&mut self, conversation: Option<ConversationId>) {
        for thread in &mut self.threads {
            if thread.conversation == self.standing.conversation {
                thread.adopt(conversation);
            }
        }
        self.standing.conversation = conversation;
        self.changed = true;
        self.follow_all();
    }

    fn receive(&mut self, messages: Vec<Message>) {
        let Some(conversation) = messages.first().map(|message| message.conversation) else { return };
        let mut asking = Vec::new();
        for thread in self.threads_of(conversation) {
            let last = thread.log.last();
            for message in messages.iter().filter(|message| message.number > last) {
                thread.wrote(message.sender);
            }
            thread.log.receive(messages.iter().filter(|message| message.conversation == conversation).cloned());
            thread.changed = true;
            asking.extend(thread.fill_gap());
        }
        self.actions.extend(asking.into_iter().map(Action::Send));
    }

    /// Hands an answer to the thread that waits for it; the others say that it is not theirs.
    fn settle(&mut self, answer: impl Fn(&mut Log) -> bool) {
        for thread in &mut self.threads {
            thread.changed |= answer(&mut thread.log);
        }
    }

    fn threads_of(&mut self, conversation: ConversationId) -> impl Iterator<Item = &mut Thread> {
        self.threads.iter_mut().filter(move |thread| thread.conversation == Some(conversation))
    }

    fn follow_all(&mut self) {
        if self.link.is_open() {
            let frames = self.threads.iter_mut().filter_map(Thread::follow);
            self.actions.extend(frames.map(Action::Send));
        }
    }

    /// Does what is due.
    fn drive(&mut self, now: Millis) {
        let overdue = self.link.is_open() && self.threads.iter().any(|thread| thread.log.is_overdue(now));
        match self.link.due(now) {
            Some(Due::Connect) => {
                self.link.opening(now);
                self.actions.push(Action::Connect);
            }
            Some(Due::Ping) => {
                self.link.pinged(now);
                self.send(Some(ClientFrame::Ping));
            }
            Some(Due::GiveUp) => self.lose(now),
            None if overdue => self.lose(now),
            None => {}
        }
        if self.link.is_open() {
            for thread in &mut self.threads {
                while let Some((client_id, content)) = thread.log.next_post(now) {
                    let conversation = thread.conversation;
                    self.actions.push(Action::Send(ClientFrame::Post { client_id, conversation, content }));
                }
            }
        }
    }

    fn show(&mut self, now: Millis) {
        if mem::take(&mut self.changed) || self.standing.status != self.link.status() {
            self.standing.status = self.link.status();
            self.actions.push(Action::Stand(self.standing.clone()));
        }
        for at in 0..self.threads.len() {
            let thread = &mut self.threads[at];
            let read = thread.read_if_watched().filter(|_| self.link.is_open());
            let (id, shown) = (thread.id, thread.news(now));
            self.send(read);
            self.actions.extend(shown.map(|shown| Action::Show(id, shown)));
        }
    }

    fn lose(&mut self, now: Millis) {
        if !self.link.is_stopped() {
            self.link.lost(now, (self.chance)());
            self.hang_up();
        }
    }

    fn stop(&mut self, reason: Refusal) {
        self.link.stop();
        self.standing.refusal = Some(reason);
        for thread in &mut self.threads {
            thread.changed |= thread.log.fail(reason);
        }
        self.hang_up();
    }

    fn hang_up(&mut self) {
        self.actions.push(Action::Close);
        self.threads.iter_mut().for_each(Thread::disconnected);
    }

    fn send(&mut self, frame: Option<ClientFrame>) {
        self.actions.extend(frame.map(Action::Send));
    }
}
