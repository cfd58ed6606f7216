use std::cell::RefCell;
use std::rc::{Rc, Weak};

use beckon_domain::conversation::{MessageError, parse_message};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, Visit, VisitorToken};
use web_sys::File;

use crate::platform::{self, Line};
use crate::state::{
    Action, Input, Me, Picked, Request, Session, Shown, Standing, ThreadId, UploadError,
};

/// A page's connection to the chat server. Make one per page; it closes when the last copy of it goes.
///
/// The connection is made anew when it breaks, and what was written meanwhile is sent then.
#[derive(Clone)]
pub struct Client(Rc<Inner>);

struct Inner {
    session: RefCell<Session>,
    line: Line,
    hear: Box<dyn Fn(News)>,
}

/// What a page has to show anew.
#[derive(Clone, Debug)]
pub enum News {
    /// How things stand.
    Standing(Standing),
    /// A thread.
    Thread(ThreadId, Shown),
}

/// What only a visitor's page does for its client.
pub struct VisitorPage {
    /// Says who the visitor is and how they came, whenever the connection is made anew.
    pub visit: Box<dyn Fn() -> Visit>,
    /// Keeps the visitor's token once they have written for the first time, and no sooner.
    pub remember: Box<dyn Fn(VisitorToken, ConversationId)>,
}

impl Client {
    /// Connects. `hear` is told whatever is to be shown.
    pub fn new(me: Me, page: Option<VisitorPage>, hear: impl Fn(News) + 'static) -> Self {
        let inner = Rc::new_cyclic(|weak: &Weak<Inner>| {
            let weak = weak.clone();
            let tell = move |input| {
                // A late event of a page that is gone concerns nobody.
                if let Some(inner) = weak.upgrade() {
                    inner.step(input);
                }
            };
            Inner {
                session: RefCell::new(Session::new(me, platform::chance)),
                line: Line::new(page, Rc::new(tell)),
                hear: Box::new(hear),
            }
        });
        inner.step(Input::Tick);
        Self(inner)
    }

    /// Asks something for a thread. One begins with [`Request::Begin`] under an id that is not in use.
    pub fn ask(&self, thread: ThreadId, request: Request) {
        self.0.step(Input::Asked(thread, request));
    }

    /// Sends a message: now, or when there is a connection again. Blank text is nothing.
    pub fn write(&self, thread: ThreadId, text: String) {
        let content = match parse_message(&text) {
            Ok(content) => content,
            Err(MessageError::Empty) => return,
            // The server refuses it with a reason that the person sees; nothing is thrown away here.
            Err(MessageError::TooLong) => text,
        };
        self.ask(thread, Request::Write(ClientMessageId::random(), content));
    }

    /// Uploads a file and sends it.
    pub fn attach(&self, thread: ThreadId, file: File) {
        let id = ClientMessageId::random();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a file's size is a whole number"
        )]
        let bytes = file.size() as u64;
        let name = file.name();
        let is_too_large = bytes > beckon_domain::attachment::ATTACHMENT_MAX;
        self.0.line.hold(id, file);
        self.ask(thread, Request::Attach(id, Picked { name, bytes }));
        if is_too_large {
            self.0.line.cancel(id);
            self.0.step(Input::Uploaded(id, Err(UploadError::TooLarge)));
        }
    }

    /// Says something that nobody waits for: now, or when there is a connection again.
    pub fn say(&self, frame: ClientFrame) {
        self.0.step(Input::Say(Box::new(frame)));
    }
}

impl Inner {
    /// Takes in what happened and does what follows from it.
    fn step(&self, input: Input) {
        let now = platform::now();
        let (actions, due) = {
            let mut session = self.session.borrow_mut();
            (session.step(input, now), session.next_due())
        };
        for action in actions {
            match action {
                Action::Stand(standing) => (self.hear)(News::Standing(standing)),
                Action::Show(id, shown) => (self.hear)(News::Thread(id, shown)),
                Action::Do(deed) => self.line.perform(deed),
            }
        }
        self.line.wake_at(due, now);
    }
}
