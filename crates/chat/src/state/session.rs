mod hearing;
#[cfg(test)]
mod tests;

use std::mem;

use beckon_domain::id::ConversationId;
use beckon_domain::presence::Presence;
use beckon_domain::protocol::{ClientFrame, Refusal, VERSION};

use super::link::{Due, Link};
use super::thread::{Errand, Thread};
use super::{Action, Deed, Input, Me, Millis, Request, Standing, ThreadId};

/// One connection and the threads on it.
#[derive(Debug)]
pub(crate) struct Session {
    me: Me,
    chance: fn() -> f64,
    link: Link,
    threads: Vec<Thread>,
    standing: Standing,
    /// Whether how things stand is no longer what is shown.
    changed: bool,
    /// Whether the person looks at the page.
    looking: bool,
    /// A closed conversation that the visitor has left for another.
    left: Option<ConversationId>,
    /// What the page wants said and there was no line for.
    unsaid: Vec<ClientFrame>,
    actions: Vec<Action>,
}

impl Session {
    /// A session of `me`; `chance` gives numbers in 0..1.
    pub(crate) fn new(me: Me, chance: fn() -> f64) -> Self {
        Self {
            me,
            chance,
            link: Link::new(),
            threads: Vec::new(),
            standing: Standing::default(),
            changed: false,
            looking: true,
            left: None,
            unsaid: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// Takes in what happened at `now`, and says what is to be done.
    pub(crate) fn step(&mut self, input: Input, now: Millis) -> Vec<Action> {
        match input {
            Input::Opened(visit) => {
                self.link.opening(now);
                let visit = visit.map(|visit| *visit);
                let version = VERSION;
                self.send(Some(ClientFrame::Hello { version, visit }));
            }
            Input::Closed => self.lose(now),
            Input::Frame(frame) => self.hear(frame, now),
            Input::Garbled => self.stop(Refusal::Malformed),
            Input::Woken => {
                let ping = self.link.woken(now).then_some(ClientFrame::Ping);
                self.send(ping);
                self.look(true);
            }
            Input::Hidden => self.look(false),
            Input::Progress(id, percent) => self.settle(|log| log.progress(id, percent)),
            Input::Uploaded(id, outcome) => self.settle(|log| log.uploaded(id, outcome)),
            Input::Say(frame) if self.link.is_open() => self.send(Some(*frame)),
            Input::Say(frame) => self.unsaid.push(*frame),
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
        let is_open = self.link.is_open();
        let threads = self
            .threads
            .iter()
            .filter_map(|thread| thread.next_due(is_open));
        threads.chain(self.link.next()).reduce(Millis::min)
    }

    fn obey(&mut self, id: ThreadId, request: Request, now: Millis) {
        let errand = match request {
            Request::Begin(conversation) => {
                let conversation = conversation.or(self.standing.conversation);
                self.threads.push(Thread::new(id, conversation, self.me));
                Errand::None
            }
            Request::End => self.unfollow(id).into(),
            Request::Anew => {
                self.left = self.standing.conversation;
                self.adopt(None);
                Errand::None
            }
            request => {
                let refusal = self.standing.refusal;
                let thread = self.threads.iter_mut().find(|thread| thread.id == id);
                thread.map_or(Errand::None, |thread| thread.obey(request, refusal, now))
            }
        };
        match errand {
            Errand::None => {}
            Errand::Tell(frame) => self.send(Some(*frame).filter(|_| self.link.is_open())),
            Errand::Do(deed) => self.act(deed),
        }
    }

    /// The person looks at the page, or elsewhere.
    fn look(&mut self, looking: bool) {
        if self.looking != looking {
            self.looking = looking;
            let presence = self.presence().filter(|_| self.link.is_open());
            self.send(presence.or_else(|| {
                let back = looking && self.link.is_open();
                back.then_some(ClientFrame::Presence(Presence::Online))
            }));
        }
    }

    /// What to say of the person, unless they are where everybody is thought to be.
    fn presence(&self) -> Option<ClientFrame> {
        (!self.looking).then_some(ClientFrame::Presence(Presence::Away))
    }

    /// Nobody looks at a thread any more. Another may show the same conversation.
    fn unfollow(&mut self, id: ThreadId) -> Option<ClientFrame> {
        let at = self.threads.iter().position(|thread| thread.id == id)?;
        let conversation = self.threads.remove(at).conversation?;
        let is_followed = self.threads_of(conversation).next().is_some();
        (!is_followed).then_some(ClientFrame::Unfollow { conversation })
    }

    fn follow_all(&mut self) {
        if self.link.is_open() {
            for at in 0..self.threads.len() {
                let follow = self.threads[at].follow();
                self.send(follow);
            }
        }
    }

    /// Does what is due.
    fn drive(&mut self, now: Millis) {
        match self.link.due(now) {
            Some(Due::Connect) => {
                self.link.opening(now);
                self.act(Deed::Connect);
            }
            Some(Due::Ping) => {
                self.link.pinged(now);
                self.send(Some(ClientFrame::Ping));
            }
            Some(Due::GiveUp) => self.lose(now),
            None if self.is_overdue(now) => self.lose(now),
            None => {}
        }
        for at in 0..self.threads.len() {
            if !self.link.is_open() {
                break;
            }
            let renew = self.threads[at].renew(now);
            self.send(renew);
            let post = self.threads[at].next_post(now);
            self.send(post);
            #[cfg(feature = "agent")]
            {
                let note = self.threads[at].next_note(now);
                self.send(note);
            }
            while let Some(wish) = self.threads[at].next_wish(now) {
                self.send(Some(wish));
            }
        }
    }

    /// Whether the server owes an acknowledgement for too long.
    fn is_overdue(&self, now: Millis) -> bool {
        self.link.is_open() && self.threads.iter().any(|thread| thread.is_overdue(now))
    }

    fn show(&mut self, now: Millis) {
        let status = self.link.status();
        if mem::take(&mut self.changed) || self.standing.status != status {
            self.standing.status = status;
            self.actions.push(Action::Stand(self.standing.clone()));
        }
        for at in 0..self.threads.len() {
            let thread = &mut self.threads[at];
            let read = thread.read_if_watched().filter(|_| self.link.is_open());
            let (id, shown) = (thread.id, thread.news(now));
            self.send(read);
            self.actions
                .extend(shown.map(|shown| Action::Show(id, shown)));
        }
    }

    /// The line broke, or is taken for broken.
    fn lose(&mut self, now: Millis) {
        if !self.link.is_stopped() {
            self.link.lost(now, (self.chance)());
            self.hang_up();
        }
    }

    /// The server will never take us.
    fn stop(&mut self, reason: Refusal) {
        self.link.stop();
        self.standing.refusal = Some(reason);
        self.changed = true;
        for thread in &mut self.threads {
            thread.fail(reason);
        }
        self.hang_up();
    }

    fn hang_up(&mut self) {
        self.act(Deed::Close);
        self.threads.iter_mut().for_each(Thread::disconnected);
    }

    fn send(&mut self, frame: Option<ClientFrame>) {
        if let Some(frame) = frame {
            self.act(Deed::Send(Box::new(frame)));
        }
    }

    fn act(&mut self, deed: Deed) {
        self.actions.push(Action::Do(deed));
    }
}
