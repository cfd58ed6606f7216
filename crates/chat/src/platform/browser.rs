//! The browser's socket, clock and timer. No decisions are made here: events go to the client as they come.

use std::cell::RefCell;
use std::rc::Rc;

use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol;
use js_sys::{ArrayBuffer, Date, Math, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, Document, File, MessageEvent, WebSocket, Window};

use super::Tell;
use super::upload::Uploads;
use crate::client::VisitorPage;
use crate::state::{Deed, Input, Millis};

/// What may mean that the device was asleep, the network away, or the person elsewhere.
const STIRRINGS: [&str; 4] = ["online", "offline", "visibilitychange", "pageshow"];

/// A socket to this page's own server, a timer, and the files on their way.
pub(crate) struct Line {
    page: Option<Rc<VisitorPage>>,
    listeners: Listeners,
    socket: RefCell<Option<WebSocket>>,
    timer: RefCell<Option<i32>>,
    uploads: Uploads,
}

/// The functions that the browser calls; they live as long as the line.
struct Listeners {
    open: Closure<dyn Fn()>,
    message: Closure<dyn Fn(MessageEvent)>,
    close: Closure<dyn Fn()>,
    timer: Closure<dyn Fn()>,
    stirred: Closure<dyn Fn()>,
}

impl Line {
    pub(crate) fn new(page: Option<VisitorPage>, tell: Tell) -> Self {
        let page = page.map(Rc::new);
        let visitor = page.clone();
        let listeners = Listeners {
            open: telling(&tell, move || {
                let visit = visitor.as_ref().map(|page| (page.visit)());
                Input::Opened(visit.map(Box::new))
            }),
            message: {
                let tell = tell.clone();
                Closure::new(move |event: MessageEvent| tell(read(&event)))
            },
            close: telling(&tell, || Input::Closed),
            timer: telling(&tell, || Input::Tick),
            stirred: telling(&tell, || {
                if document().is_some_and(|document| document.hidden()) {
                    Input::Hidden
                } else {
                    Input::Woken
                }
            }),
        };
        let line = Self {
            page,
            uploads: Uploads::new(tell),
            listeners,
            socket: RefCell::default(),
            timer: RefCell::default(),
        };
        line.each_stirring(|window, event, stirred| {
            window.add_event_listener_with_callback_and_bool(event, stirred, true)
        });
        line
    }

    /// `visibilitychange` is an event of the document and comes by the window on its way down.
    fn each_stirring(&self, act: impl Fn(&Window, &str, &js_sys::Function) -> Result<(), JsValue>) {
        if let Some(window) = web_sys::window() {
            for event in STIRRINGS {
                // Any target takes any listener.
                let _ = act(
                    &window,
                    event,
                    self.listeners.stirred.as_ref().unchecked_ref(),
                );
            }
        }
    }

    /// Does what the session wants done.
    pub(crate) fn perform(&self, deed: Deed) {
        match deed {
            Deed::Connect => self.connect(),
            Deed::Close => self.close(),
            Deed::Send(frame) => {
                if let Some(socket) = &*self.socket.borrow() {
                    // A socket that can't take it is about to say that it is closed, and all is sent again.
                    let _ = socket.send_with_u8_array(&protocol::encode(&frame));
                }
            }
            Deed::Remember(token, conversation) => {
                if let Some(page) = &self.page {
                    (page.remember)(token, conversation);
                }
            }
            Deed::Upload(id, conversation) => {
                let visit = self.page.as_ref().map(|page| (page.visit)());
                self.uploads.begin(id, conversation, visit);
            }
            Deed::CancelUpload(id) => self.uploads.cancel(id),
        }
    }

    fn connect(&self) {
        // The constructor throws only for an address that is none, and this one is the page's own.
        let Some(socket) = address().and_then(|address| WebSocket::new(&address).ok()) else {
            return;
        };
        socket.set_binary_type(BinaryType::Arraybuffer);
        socket.set_onopen(Some(self.listeners.open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(self.listeners.message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(self.listeners.close.as_ref().unchecked_ref()));
        self.socket.replace(Some(socket));
    }

    /// Closes the socket. Its last events are nobody's business: the session knows already.
    fn close(&self) {
        if let Some(socket) = self.socket.take() {
            socket.set_onopen(None);
            socket.set_onmessage(None);
            socket.set_onclose(None);
            let _ = socket.close();
        }
    }

    /// Sets the timer, replacing the one set before.
    pub(crate) fn wake_at(&self, due: Option<Millis>, now: Millis) {
        let Some(window) = web_sys::window() else {
            return;
        };
        if let Some(timer) = self.timer.take() {
            window.clear_timeout_with_handle(timer);
        }
        if let Some(due) = due {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::manual_clamp,
                reason = "at most a minute; `clamp` brings all the code that writes numbers into its panic"
            )]
            let wait = (due - now).min(60_000.0).max(0.0).ceil() as i32;
            let callback = self.listeners.timer.as_ref().unchecked_ref();
            let timer =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, wait);
            self.timer.replace(timer.ok());
        }
    }

    /// Keeps a file until it is uploaded.
    pub(crate) fn hold(&self, id: ClientMessageId, file: File) {
        self.uploads.hold(id, file);
    }

    /// Forgets a file.
    pub(crate) fn cancel(&self, id: ClientMessageId) {
        self.uploads.cancel(id);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.close();
        self.wake_at(None, 0.0);
        self.each_stirring(|window, event, stirred| {
            window.remove_event_listener_with_callback_and_bool(event, stirred, true)
        });
    }
}

fn telling(tell: &Tell, input: impl Fn() -> Input + 'static) -> Closure<dyn Fn()> {
    let tell = tell.clone();
    Closure::new(move || tell(input()))
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn address() -> Option<String> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" {
        "wss://"
    } else {
        "ws://"
    };
    Some([scheme, &location.host().ok()?, "/ws"].concat())
}

fn read(event: &MessageEvent) -> Input {
    let bytes = event
        .data()
        .dyn_into::<ArrayBuffer>()
        .ok()
        .map(|buffer| Uint8Array::new(&buffer).to_vec());
    bytes
        .and_then(|bytes| protocol::decode(&bytes).ok())
        .map_or(Input::Garbled, Input::Frame)
}

pub(crate) fn now() -> Millis {
    Date::now()
}

pub(crate) fn chance() -> f64 {
    Math::random()
}
