//! The browser's socket, clock and timer. No decisions are made here: events go to the client as they come.

use beckon_domain::protocol::{self, ClientFrame, Visit};
use js_sys::{ArrayBuffer, Date, Math, Uint8Array};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, MessageEvent, VisibilityState, WebSocket};

use super::{DescribeVisit, Remember};
use crate::client::ChatClient;
use crate::state::{Deed, Input, Millis};

/// A socket to this page's own server, and a timer.
#[derive(Clone, Copy)]
pub(crate) struct Line(StoredValue<Inner, LocalStorage>);

struct Inner {
    visit: Option<DescribeVisit>,
    remember: Option<Remember>,
    listeners: Option<Listeners>,
    socket: Option<WebSocket>,
    timer: Option<i32>,
}

/// The functions that the browser calls; they live as long as the line.
struct Listeners {
    open: Closure<dyn Fn()>,
    message: Closure<dyn Fn(MessageEvent)>,
    close: Closure<dyn Fn()>,
    timer: Closure<dyn Fn()>,
}

impl Line {
    pub(crate) fn new(visit: Option<DescribeVisit>, remember: Option<Remember>) -> Self {
        Self(StoredValue::new_local(Inner {
            visit,
            remember,
            listeners: None,
            socket: None,
            timer: None,
        }))
    }

    /// Tells the client what happens, until the owner is cleaned up.
    pub(crate) fn listen(self, client: ChatClient) {
        self.0.update_value(|inner| {
            inner.listeners = Some(Listeners {
                open: Closure::new(move || client.step(Input::Opened(self.visit()))),
                message: Closure::new(move |event: MessageEvent| client.step(read(&event))),
                close: Closure::new(move || client.step(Input::Closed)),
                timer: Closure::new(move || client.step(Input::Tick)),
            });
        });
        for event in ["online", "offline", "visibilitychange", "pageshow"] {
            let handle = window_event_listener_untyped(event, move |_| {
                if document().visibility_state() == VisibilityState::Visible {
                    client.step(Input::Woken);
                }
            });
            on_cleanup(move || handle.remove());
        }
        on_cleanup(move || {
            self.close();
            self.wake_at(None, 0.0);
        });
    }

    /// Does what the session wants done.
    pub(crate) fn perform(self, deed: Deed) {
        match deed {
            Deed::Connect => self.connect(),
            Deed::Close => self.close(),
            Deed::Send(frame) => self.send(&frame),
            Deed::Remember(token, conversation) => {
                self.0.try_with_value(|inner| {
                    if let Some(remember) = &inner.remember {
                        remember(token, conversation);
                    }
                });
            }
        }
    }

    fn connect(self) {
        self.0.try_update_value(|inner| {
            let listeners = inner.listeners.as_ref()?;
            // The constructor throws only for an address that is none, and this one is the page's own.
            let socket = WebSocket::new(&address()?).ok()?;
            socket.set_binary_type(BinaryType::Arraybuffer);
            socket.set_onopen(Some(listeners.open.as_ref().unchecked_ref()));
            socket.set_onmessage(Some(listeners.message.as_ref().unchecked_ref()));
            socket.set_onclose(Some(listeners.close.as_ref().unchecked_ref()));
            inner.socket = Some(socket);
            Some(())
        });
    }

    /// Closes the socket. Its last events are nobody's business: the session knows already.
    fn close(self) {
        if let Some(socket) = self
            .0
            .try_update_value(|inner| inner.socket.take())
            .flatten()
        {
            socket.set_onopen(None);
            socket.set_onmessage(None);
            socket.set_onclose(None);
            let _ = socket.close();
        }
    }

    /// Sends a frame. A socket that can't take it is about to say that it is closed, and all is sent again.
    fn send(self, frame: &ClientFrame) {
        self.0.try_with_value(|inner| {
            if let Some(socket) = &inner.socket {
                let _ = socket.send_with_u8_array(&protocol::encode(frame));
            }
        });
    }

    /// Sets the timer, replacing the one set before.
    pub(crate) fn wake_at(self, due: Option<Millis>, now: Millis) {
        self.0.try_update_value(|inner| {
            if let Some(timer) = inner.timer.take() {
                window().clear_timeout_with_handle(timer);
            }
            if let (Some(due), Some(listeners)) = (due, &inner.listeners) {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a number of milliseconds, at most a minute"
                )]
                let wait = (due - now).clamp(0.0, 60_000.0).ceil() as i32;
                let callback = listeners.timer.as_ref().unchecked_ref();
                inner.timer = window()
                    .set_timeout_with_callback_and_timeout_and_arguments_0(callback, wait)
                    .ok();
            }
        });
    }

    fn visit(self) -> Option<Box<Visit>> {
        let visit = self
            .0
            .try_with_value(|inner| inner.visit.as_ref().map(|visit| visit()));
        visit.flatten().map(Box::new)
    }
}

fn address() -> Option<String> {
    let location = window().location();
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
