use js_sys::{Date, Object, Reflect};
use leptos::either::Either;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::autolink::{Piece, pieces};
use crate::client::Thread;
use crate::rows::{Row, Side};
use crate::state::{Entry, EntryState};

/// One message. Only a browser knows the local time.
///
/// The view has no closures in it: when a conversation changes, all of it is described anew and the browser is
/// touched only where something differs.
pub(super) fn bubble(thread: Thread, row: Row<'_>, in_browser: bool) -> impl IntoView + use<> {
    let class = class(&row);
    let name = row
        .name
        .map(|name| view! { <p class="chat-name">{name.to_owned()}</p> });
    let text = linked(&row.entry.content);
    let foot = match row.entry.state {
        EntryState::Failed(_) => Some(Either::Left(failure(thread, row.entry))),
        _ if row.last && row.side != Side::System => Some(Either::Right(foot(&row, in_browser))),
        _ => None,
    };
    view! {
        <div class=class>
            {name}
            <div class="chat-bubble" dir="auto">{text}</div>
            {foot}
        </div>
    }
}

fn class(row: &Row<'_>) -> String {
    let side = match row.side {
        Side::Mine => "chat-row chat-mine",
        Side::Assisted => "chat-row chat-mine chat-assistant",
        Side::Theirs => "chat-row chat-theirs",
        Side::System => "chat-row chat-system",
    };
    let first = if row.first { " chat-first" } else { "" };
    let last = if row.last { " chat-last" } else { "" };
    let pending = if row.entry.state == EntryState::Pending {
        " chat-pending"
    } else {
        ""
    };
    [side, first, last, pending].concat()
}

/// Why a message was not sent, and what can be done.
fn failure(thread: Thread, entry: &Entry) -> impl IntoView + use<> {
    let key = entry.key;
    let reason = match entry.state {
        EntryState::Failed(reason) => reason.to_string(),
        _ => String::new(),
    };
    view! {
        <p class="chat-foot chat-failed">
            {reason}
            <span class="chat-actions">
                <button type="button" class="chat-action" on:click=move |_| thread.retry(key)>"Retry"</button>
                <button type="button" class="chat-action" on:click=move |_| thread.remove(key)>"Remove"</button>
            </span>
        </p>
    }
}

/// When a message was sent, and for the reader's own, whether it arrived.
fn foot(row: &Row<'_>, in_browser: bool) -> impl IntoView + use<> {
    let time = row
        .entry
        .at
        .filter(|_| in_browser)
        .map(|at| local_time(at.timestamp_millis()))
        .unwrap_or_default();
    let state = match row.entry.state {
        _ if row.side == Side::Theirs => "",
        EntryState::Pending => "Sending…",
        EntryState::Read => "Read",
        EntryState::Sent | EntryState::Failed(_) => "Sent",
    };
    let separator = if time.is_empty() || state.is_empty() {
        ""
    } else {
        " · "
    };
    view! { <p class="chat-foot">{[&time, separator, state].concat()}</p> }
}

/// The text with its web addresses as links. Everything is text to the browser: there is no markup in it.
fn linked(content: &str) -> impl IntoView + use<> {
    let show = |piece: Piece<'_>| match piece {
        Piece::Text(text) => Either::Left(text.to_owned()),
        Piece::Link(address) => Either::Right(view! {
            <a class="chat-link" href=address.to_owned() target="_blank" rel="noopener noreferrer nofollow">
                {address.to_owned()}
            </a>
        }),
    };
    pieces(content).into_iter().map(show).collect::<Vec<_>>()
}

/// The time of day as this browser writes it, with the date unless that is today.
fn local_time(at: i64) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds fit into a double for 280,000 years"
    )]
    let date = Date::new(&JsValue::from_f64(at as f64));
    let options = Object::new();
    let set = |name: &str, value: &str| {
        // A plain object takes any property.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    };
    set("hour", "numeric");
    set("minute", "2-digit");
    if date.to_date_string() != Date::new_0().to_date_string() {
        set("day", "numeric");
        set("month", "short");
    }
    date.to_locale_string("default", &options).into()
}
