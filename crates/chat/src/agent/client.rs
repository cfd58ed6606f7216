use std::sync::Arc;

use beckon_domain::conversation::{
    ConversationStatus, ConversationSummary, Message, MessageNumber, Sender,
};
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId};
use beckon_domain::note::Note;
use beckon_domain::notification::Notification;
use beckon_domain::presence::{Presence, Present};
use beckon_domain::protocol::{ClientFrame, Refusal};
use beckon_domain::reaction::Emoji;
use leptos::prelude::*;
use web_sys::File;

#[cfg(target_arch = "wasm32")]
use crate::client::{Client, News};
use crate::state::{
    ConnectionStatus, Entry, Me, NoteDraft, Request, Shown, Standing, ThreadId, Typist,
};

/// The page's connection to the chat server. Make one per page; it closes when its reactive owner goes. On the
/// server nothing connects, and a thread shows what was preloaded.
///
/// Each signal is a memo of its own: take it once where a component is set up, not in a closure that runs again and
/// again.
#[derive(Clone, Copy)]
pub struct ChatClient {
    me: Me,
    threads: StoredValue<Vec<Thread>>,
    /// How things stand with the connection as a whole.
    pub(super) standing: RwSignal<Standing>,
    #[cfg(target_arch = "wasm32")]
    client: StoredValue<Client, LocalStorage>,
}

/// One conversation on a [`ChatClient`].
#[derive(Clone, Copy)]
pub struct Thread {
    id: ThreadId,
    pub(super) client: ChatClient,
    /// What is to be seen of it.
    pub(super) shown: RwSignal<Shown>,
}

impl ChatClient {
    /// The connection of an agent, who is known by their session cookie.
    pub fn agent(account: AccountId) -> Self {
        let me = Me {
            sender: Sender::Agent,
            account: Some(account),
        };
        let threads = StoredValue::new(Vec::<Thread>::new());
        let standing = RwSignal::default();
        Self {
            me,
            threads,
            standing,
            #[cfg(target_arch = "wasm32")]
            client: StoredValue::new_local(Client::new(me, None, move |news| match news {
                News::Standing(news) => {
                    standing.try_set(news);
                }
                News::Thread(id, news) => {
                    let is_it = |thread: &&Thread| thread.id == id;
                    let thread = threads.try_with_value(|all| all.iter().find(is_it).copied());
                    if let Some(thread) = thread.flatten() {
                        thread.shown.try_set(news);
                    }
                }
            })),
        }
    }

    /// Who the agent is.
    pub(super) fn me(&self) -> Me {
        self.me
    }

    /// How the connection stands.
    pub fn status(&self) -> Signal<ConnectionStatus> {
        self.standing_of(|standing| standing.status)
    }

    /// Why the server will not take this page however often it tries; nothing as long as there is hope.
    pub fn refusal(&self) -> Signal<Option<Refusal>> {
        self.standing_of(|standing| standing.refusal)
    }

    /// The inbox line that changed last.
    pub fn changed(&self) -> Signal<Option<ConversationSummary>> {
        self.standing_of(|standing| standing.news.changed.as_deref().cloned())
    }

    /// The notification that is new or changed.
    pub fn notified(&self) -> Signal<Option<Notification>> {
        self.standing_of(|standing| standing.news.notified.as_deref().cloned())
    }

    /// The notes that came last, new or not. Listen at once, not in the next turn: of two frames that come in
    /// together, neither may be missed.
    pub fn notes(&self) -> Signal<Option<Arc<Vec<Note>>>> {
        self.standing_of(|standing| standing.news.notes.clone())
    }

    /// Who is there; whoever is not in it is not.
    pub fn present(&self) -> Signal<Arc<Vec<(Present, Presence)>>> {
        self.standing_of(|standing| Arc::clone(&standing.news.present))
    }

    fn standing_of<T: PartialEq + Send + Sync + 'static>(
        &self,
        part: impl Fn(&Standing) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        let standing = self.standing;
        Memo::new(move |_| standing.with(&part)).into()
    }

    /// Follows a conversation until the reactive owner is cleaned up.
    pub fn thread(&self, conversation: Option<ConversationId>) -> Thread {
        let client = *self;
        let shown = RwSignal::default();
        let id = client.threads.try_update_value(|threads| {
            let id = threads.last().map_or(0, |last| last.id + 1);
            threads.push(Thread { id, client, shown });
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
                .threads
                .try_update_value(|threads| threads.retain(|other| other.id != thread.id));
            thread.ask(Request::End);
        });
        thread
    }

    /// Says something that nobody waits for: now, or when there is a connection again.
    pub fn say(&self, frame: ClientFrame) {
        #[cfg(target_arch = "wasm32")]
        self.client.try_with_value(|client| client.say(frame));
        #[cfg(not(target_arch = "wasm32"))]
        let _ = frame;
    }
}

impl Thread {
    /// Takes in messages that the server rendered already, or that were fetched otherwise.
    pub fn preload(&self, messages: Vec<Message>) {
        #[cfg(not(target_arch = "wasm32"))]
        self.shown.set(Shown::of(self.client.me, &messages));
        #[cfg(target_arch = "wasm32")]
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

    /// The notes that were written here and are on their way.
    pub fn note_drafts(&self) -> Signal<Vec<NoteDraft>> {
        let shown = self.shown;
        Memo::new(move |_| shown.with(|shown| shown.notes.clone())).into()
    }

    /// Where the conversation stands and how it was rated, once the server has told.
    pub fn status(&self) -> Signal<(Option<ConversationStatus>, Option<u8>)> {
        let shown = self.shown;
        Memo::new(move |_| shown.with(|shown| (shown.status, shown.rating))).into()
    }

    /// How many messages of the other side the person has not seen. Whoever asks in a reactive place is told
    /// when it changes.
    pub fn unread(&self) -> u32 {
        self.shown.with(|shown| shown.unread)
    }

    /// Sends a message: now, or when there is a connection again. Blank text is nothing.
    pub fn send(&self, text: String) {
        #[cfg(target_arch = "wasm32")]
        self.with_client(|client, id| client.write(id, text));
        #[cfg(not(target_arch = "wasm32"))]
        let _ = text;
    }

    /// Stores a note for colleagues: now, or when there is a connection again.
    pub fn note(&self, content: String, mentions: Vec<AccountId>) {
        self.ask(Request::Note(ClientMessageId::random(), content, mentions));
    }

    /// Uploads a file and sends it.
    pub fn attach(&self, file: File) {
        #[cfg(target_arch = "wasm32")]
        self.with_client(|client, id| client.attach(id, file));
        #[cfg(not(target_arch = "wasm32"))]
        drop(file);
    }

    /// Sends a failed message again.
    pub fn retry(&self, key: ClientMessageId) {
        self.ask(Request::Retry(key));
    }

    /// Takes a failed message away.
    pub fn remove(&self, key: ClientMessageId) {
        self.ask(Request::Remove(key));
    }

    /// Reacts to a message, or takes that back.
    pub fn react(&self, number: MessageNumber, emoji: Emoji) {
        self.ask(Request::React(number, emoji));
    }

    /// Shows a message and what is around it.
    pub fn jump(&self, number: MessageNumber) {
        self.ask(Request::Jump(number));
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

    /// Asks for anything.
    pub fn ask(&self, request: Request) {
        #[cfg(target_arch = "wasm32")]
        self.with_client(|client, id| client.ask(id, request));
        #[cfg(not(target_arch = "wasm32"))]
        drop(request);
    }

    /// What is told may lead to questions of its own: the client is not held meanwhile.
    #[cfg(target_arch = "wasm32")]
    fn with_client(&self, act: impl FnOnce(Client, ThreadId)) {
        if let Some(client) = self.client.client.try_with_value(Client::clone) {
            act(client, self.id);
        }
    }
}
