use beckon_domain::conversation::Sender;
use beckon_domain::note::Note;
use leptos::prelude::*;

use super::super::Thread;
use crate::state::{Edge, Entry, EntryState, Shown};
use crate::view::{List, list_markup};

/// The messages of a thread, with the notes among them. Stays at the newest one, unless the reader scrolled up; what
/// is older is loaded when they come near it.
#[component]
pub fn MessageList(
    /// Which thread.
    thread: Thread,
    /// Notes of its conversation, in the order of writing.
    #[prop(optional, into)]
    notes: Signal<Vec<Note>>,
) -> impl IntoView {
    let me = thread.client.me();
    let frame = NodeRef::<leptos::html::Div>::new();
    // The list belongs to the effect, which runs in browsers alone: on the server, a value of one thread would be
    // dropped by another.
    Effect::new(move |list: Option<Option<List>>| {
        let list = list.flatten().or_else(|| {
            let frame = frame.get()?;
            let ask = move |request| thread.ask(request);
            List::attach(&frame, me, String::new(), ask)
        });
        // Made first and shown then: a list that asks for more at once changes what is read here.
        let shown = thread.shown.with(|shown| with_notes(shown, &notes.read()));
        if let Some(list) = &list {
            list.show(&shown);
        }
        list
    });
    let markup = untrack(|| {
        thread
            .shown
            .with(|shown| list_markup(&with_notes(shown, &notes.read()), me, ""))
    });
    view! { <div class="chat-messages" node_ref=frame inner_html=markup></div> }
}

/// Each note after the message it followed. Those of messages that are not loaded come with these.
fn with_notes(shown: &Shown, notes: &[Note]) -> Shown {
    let mut shown = shown.clone();
    let numbers = || shown.entries.iter().filter_map(|entry| entry.number);
    let first = numbers().min().filter(|_| shown.earlier != Edge::End);
    let last = numbers().max().filter(|_| shown.later != Edge::End);
    let is_near = |note: &&Note| {
        first.is_none_or(|first| note.after >= first) && last.is_none_or(|last| note.after < last)
    };
    for note in notes.iter().filter(is_near) {
        let follows = |entry: &Entry| match entry.number {
            Some(number) => number > note.after,
            // What is on its way comes after all that is there.
            None => entry.state != EntryState::Note,
        };
        let at = shown.entries.iter().position(follows);
        let at = at.unwrap_or(shown.entries.len());
        shown.entries.insert(at, entry(note));
    }
    shown
}

fn entry(note: &Note) -> Entry {
    Entry {
        key: note.client_id,
        number: None,
        sender: Sender::Agent,
        sender_name: Some(format!("{} · internal note", note.author_name)),
        content: note.content.clone(),
        attachment: None,
        file: None,
        chips: Vec::new(),
        at: Some(note.created_at),
        state: EntryState::Note,
    }
}
