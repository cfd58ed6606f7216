use beckon_domain::conversation::{
    ConversationSummary, Message, MessageError, Sender, parse_message,
};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{Refusal, Visit, VisitorToken};
use leptos::prelude::*;

use crate::platform::{self, DescribeVisit, Line, Remember};
use crate::state::{
    Action, ConnectionStatus, Entry, Input, Request, Session, Shown, Standing, ThreadId, Typist,
};

/// The page's connection to the chat server. Make one per page; it closes when its reactive owner goes.
///
/// The connection is made anew when it breaks, and what was written meanwhile is sent then. Each signal is a memo
/// of its own: take it once where a component is set up, not in a closure that runs again and again.
#[derive(Clone, Copy)]
pub struct ChatClient {
    core: StoredValue<Core>,
    line: Line,
    /// How things stand with the connection as a whole.
    pub(crate) standing: RwSignal<Standing>,
}

struct Core {
    session: Session,
    threads: Vec<Thread>,
}

/// One conversation on a [`ChatClient`].
#[derive(Clone, Copy)]
pub struct Thread {
    id: ThreadId,
    client: ChatClient,
    /// What is to be seen of it.
    pub(crate) shown: RwSignal<Shown>,
}

impl ChatClient {
    /// The connection of an agent, who is known by their session cookie.
    pub fn agent() -> Self {
        Self::new(Sender::Agent, None, None)
    }

    /// The connection of a visitor.
    ///
    /// `visit` is asked whenever the connection is made; `on_known` hears the visitor's token when they have
    /// written for the first time, and no sooner.
    pub fn visitor(
        visit: impl Fn() -> Visit + 'static,
        on_known: impl Fn(VisitorToken, ConversationId) + 'static,
    ) -> Self {
        Self::new(
            Sender::Visitor,
            Some(Box::new(visit)),
            Some(Box::new(on_known)),
        )
    }

    fn new(me: Sender, visit: Option<DescribeVisit>, remember: Option<Remember>) -> Self {
        let core = Core {
            session: Session::new(me, platform::chance),
            threads: Vec::new(),
        };
        let client = Self {
            core: StoredValue::new(core),
            line: Line::new(visit, remember),
            standing: RwSignal::default(),
        };
        client.line.listen(client);
        client.step(Input::Tick);
        client
    }

    /// How the connection stands.
    pub fn status(&self) -> Signal<ConnectionStatus> {
        let standing = self.standing;
        Memo::new(move |_| standing.with(|standing| standing.status)).into()
    }

    /// Why the server will not take this page however often it tries; nothing as long as there is hope.
    pub fn refusal(&self) -> Signal<Option<Refusal>> {
        let standing = self.standing;
        Memo::new(move |_| standing.with(|standing| standing.refusal)).into()
    }

    /// The inbox line that changed last. Only agents get these.
    pub fn changed(&self) -> Signal<Option<ConversationSummary>> {
        let standing = self.standing;
        Memo::new(move |_| standing.with(|standing| standing.changed.as_deref().cloned())).into()
    }

    /// The visitor's conversation, once the server has told.
    pub fn conversation(&self) -> Signal<Option<ConversationId>> {
        let standing = self.standing;
        Memo::new(move |_| standing.with(|standing| standing.conversation)).into()
    }

    /// Follows a conversation until the reactive owner is cleaned up. Without one, it is the visitor's own, which
    /// begins with the first message.
    pub fn thread(&self, conversation: Option<ConversationId>) -> Thread {
        let client = *self;
        let shown = RwSignal::default();
        let id = client.core.try_update_value(|core| {
            let id = core.threads.last().map_or(0, |last| last.id + 1);
            core.threads.push(Thread { id, client, shown });
            id
        });
        let thread = Thread {
            id: id.unwrap_or_default(),
            client,
            shown,
        };
        thread.ask(Request::Begin(conversation));
        on_cleanup(move || {
            client
                .core
                .try_update_value(|core| core.threads.retain(|other| other.id != thread.id));
            thread.ask(Request::End);
        });
        thread
    }

    /// Takes in what happened and does what follows from it.
    pub(crate) fn step(self, input: Input) {
        let now = platform::now();
        let step = self
            .core
            .try_update_value(|core| (core.session.step(input, now), core.session.next_due()));
        // A late event of a page that is gone concerns nobody.
        let Some((actions, due)) = step else { return };
        for action in actions {
            self.act(action);
        }
        self.line.wake_at(due, now);
    }

    fn act(self, action: Action) {
        match action {
            Action::Stand(standing) => self.standing.set(standing),
            Action::Show(id, shown) => {
                let is_it = |thread: &&Thread| thread.id == id;
                let thread = self
                    .core
                    .with_value(|core| core.threads.iter().find(is_it).copied());
                if let Some(thread) = thread {
                    thread.shown.set(shown);
                }
            }
            Action::Do(deed) => self.line.perform(deed),
        }
    }
}

impl Thread {
    /// Takes in messages that the server rendered already, or that were fetched otherwise.
    pub fn preload(&self, messages: Vec<Message>) {
        self.ask(Request::Preload(messages));
    }

    /// What is to be shown: the committed messages by number, then those on their way.
    pub fn entries(&self) -> Signal<Vec<Entry>> {
        let shown = self.shown;
        Memo::new(move |_| shown.with(|shown| shown.entries.clone())).into()
    }

    /// Who is typing on the other side.
    pub fn typing(&self) -> Signal<Option<Typist>> {
        let shown = self.shown;
        Memo::new(move |_| shown.with(|shown| shown.typist.clone())).into()
    }

    /// How many messages of the other side the person has not seen. Whoever asks in a reactive place is told
    /// when it changes.
    pub fn unread(&self) -> u32 {
        self.shown.with(|shown| shown.unread)
    }

    /// Sends a message: now, or when there is a connection again. Blank text is nothing.
    pub fn send(&self, text: String) {
        let content = match parse_message(&text) {
            Ok(content) => content,
            Err(MessageError::Empty) => return,
            // The server refuses it with a reason that the person sees; nothing is thrown away here.
            Err(MessageError::TooLong) => text,
        };
        self.ask(Request::Write(ClientMessageId::random(), content));
    }

    /// Sends a failed message again.
    pub fn retry(&self, key: ClientMessageId) {
        self.ask(Request::Retry(key));
    }

    /// Takes a failed message away.
    pub fn remove(&self, key: ClientMessageId) {
        self.ask(Request::Remove(key));
    }

    /// Tells the other side that the person types; as often as wanted, it is said at most every two seconds.
    pub fn typing_now(&self) {
        self.ask(Request::Typing);
    }

    /// Tells the other side that the person has seen everything there is.
    pub fn read_all(&self) {
        self.ask(Request::Read);
    }

    /// Whether the person looks at the thread: while they do, what comes in is read at once.
    pub fn watch(&self, looking: bool) {
        self.ask(Request::Watch(looking));
    }

    fn ask(self, request: Request) {
        self.client.step(Input::Asked(self.id, request));
    }
}
