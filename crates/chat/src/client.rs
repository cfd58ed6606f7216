use beckon_domain::conversation::{ConversationSummary, Message, MessageError, Sender, parse_message};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{Refusal, Visit, VisitorToken};
use leptos::prelude::*;

use crate::platform::{self, DescribeVisit, Line, Remember};
use crate::state::{Action, ConnectionStatus, Entry, Input, News, Request, Session, ThreadId, Typist};

/// The page's connection to the chat server. Make one per page; it closes when its reactive owner goes.
///
/// The connection is made anew when it breaks, and what was written meanwhile is sent then.
#[derive(Clone, Copy)]
pub struct ChatClient {
    session: StoredValue<Session>,
    line: Line,
    threads: StoredValue<Vec<Thread>>,
    /// How the connection stands, and why it never will.
    pub(crate) standing: RwSignal<(ConnectionStatus, Option<Refusal>)>,
    changed: RwSignal<Option<ConversationSummary>>,
    conversation: RwSignal<Option<ConversationId>>,
}

/// One conversation on a [`ChatClient`].
#[derive(Clone, Copy)]
pub struct Thread {
    id: ThreadId,
    client: ChatClient,
    pub(crate) entries: RwSignal<Vec<Entry>>,
    pub(crate) typist: RwSignal<Option<Typist>>,
    unread: RwSignal<u32>,
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
    pub fn visitor(visit: impl Fn() -> Visit + 'static, on_known: impl Fn(VisitorToken, ConversationId) + 'static) -> Self {
        Self::new(Sender::Visitor, Some(Box::new(visit)), Some(Box::new(on_known)))
    }

    fn new(me: Sender, visit: Option<DescribeVisit>, remember: Option<Remember>) -> Self {
        let client = Self {
            session: StoredValue::new(Session::new(me, platform::chance)),
            line: Line::new(visit, remember),
            threads: StoredValue::default(),
            standing: RwSignal::new((ConnectionStatus::Connecting, None)),
            changed: RwSignal::new(None),
            conversation: RwSignal::new(None),
        };
        client.line.listen(client);
        client.step(Input::Tick);
        client
    }

    /// How the connection stands.
    pub fn status(&self) -> Signal<ConnectionStatus> {
        let standing = self.standing;
        Signal::derive(move || standing.get().0)
    }

    /// Why the server will not take this page however often it tries; nothing as long as there is hope.
    pub fn refusal(&self) -> Signal<Option<Refusal>> {
        let standing = self.standing;
        Signal::derive(move || standing.get().1)
    }

    /// The inbox line that changed last. Only agents get these.
    pub fn changed(&self) -> Signal<Option<ConversationSummary>> {
        self.changed.into()
    }

    /// The visitor's conversation, once the server has told.
    pub fn conversation(&self) -> Signal<Option<ConversationId>> {
        self.conversation.into()
    }

    /// Follows a conversation until the reactive owner is cleaned up. Without one, it is the visitor's own, which
    /// begins with the first message.
    pub fn thread(&self, conversation: Option<ConversationId>) -> Thread {
        let client = *self;
        let id = client.threads.with_value(|threads| threads.last().map_or(0, |last| last.id + 1));
        let thread = Thread {
            id,
            client,
            entries: RwSignal::default(),
            typist: RwSignal::new(None),
            unread: RwSignal::new(0),
        };
        client.threads.update_value(|threads| threads.push(thread));
        thread.ask(Request::Begin(conversation));
        on_cleanup(move || {
            client.threads.try_update_value(|threads| threads.retain(|thread| thread.id != id));
            thread.ask(Request::End);
        });
        thread
    }

    /// Takes in what happened and does what follows from it.
    pub(crate) fn step(self, input: Input) {
        let now = platform::now();
        let step = self.session.try_update_value(|session| (session.step(input, now), session.next_due()));
        // A late event of a page that is gone concerns nobody.
        let Some((actions, due)) = step else { return };
        for action in actions {
            self.act(action);
        }
        self.line.wake_at(due, now);
    }

    fn act(self, action: Action) {
        match action {
            Action::Connect => self.line.connect(),
            Action::Close => self.line.close(),
            Action::Send(frame) => self.line.send(&frame),
            Action::ShowStatus(status, refusal) => self.standing.set((status, refusal)),
            Action::Show(id, news) => {
                if let Some(thread) = self.find(id) {
                    thread.show(news);
                }
            }
            Action::ShowConversation(conversation) => self.conversation.set(conversation),
            Action::ShowChanged(summary) => self.changed.set(Some(*summary)),
            Action::Remember(token, conversation) => self.line.remember(token, conversation),
        }
    }

    fn find(self, id: ThreadId) -> Option<Thread> {
        self.threads.with_value(|threads| threads.iter().find(|thread| thread.id == id).copied())
    }
}

impl Thread {
    /// Takes in messages that the server rendered already, or that were fetched otherwise.
    pub fn preload(&self, messages: Vec<Message>) {
        self.ask(Request::Preload(messages));
    }

    /// What is to be shown: the committed messages by number, then those on their way.
    pub fn entries(&self) -> Signal<Vec<Entry>> {
        self.entries.into()
    }

    /// Who is typing on the other side.
    pub fn typing(&self) -> Signal<Option<Typist>> {
        self.typist.into()
    }

    /// How many messages of the other side the person has not seen.
    pub fn unread(&self) -> Signal<u32> {
        self.unread.into()
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

    fn show(self, news: News) {
        match news {
            News::Entries(entries) => self.entries.set(entries),
            News::Typist(typist) => self.typist.set(typist),
            News::Unread(unread) => self.unread.set(unread),
        }
    }

    fn ask(self, request: Request) {
        self.client.step(Input::Asked(self.id, request));
    }
}
