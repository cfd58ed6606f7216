//! Where an agent writes: an answer, with ready-made texts after a slash, or a note for colleagues, with their names
//! after an at sign.
//!
//! The field itself is the chat's own. What happens in it is looked at on its way down, before the chat sees it: a note
//! never gets that far, so that it can't be sent to the visitor.

mod draft;
mod field;
mod popup;
mod trigger;

use std::sync::Arc;

use beckon_chat::agent::{Composer, Thread};
use beckon_domain::account::{Identity, Member};
use beckon_domain::canned::{CannedResponse, Placeholders, fill, first_name};
use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use beckon_domain::id::AccountId;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{Element, Event, HtmlTextAreaElement};

use self::draft::Draft;
use self::popup::{Choice, Popup, choices};
use self::trigger::{Offer, Trigger, trigger};
use super::collision::{Collision, CollisionBar};
use super::notes::Notebook;
use crate::api::canned::list_canned;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::session::{Colleagues, Session};

/// For whom one writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// For the visitor.
    Answer,
    /// For colleagues alone.
    Note,
}

impl Mode {
    /// What the empty field says; also its name for a screen reader.
    const fn placeholder(self) -> &'static str {
        match self {
            Self::Answer => "Write an answer…",
            Self::Note => "Write a note for your team…",
        }
    }
}

/// What is offered for what is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offered {
    trigger: Trigger,
    choices: Vec<Choice>,
    chosen: usize,
}

/// What the parts of the composer share.
#[derive(Clone, Copy)]
struct Writing {
    mode: RwSignal<Mode>,
    offered: RwSignal<Option<Offered>>,
    canned: RwSignal<Vec<CannedResponse>>,
    members: StoredValue<Arc<[Member]>>,
    values: Memo<Placeholders>,
    frame: NodeRef<Div>,
    draft: Draft,
    notebook: Notebook,
    collision: Collision,
}

/// The composer with its two modes.
#[component]
pub(super) fn AgentComposer(
    /// Where answers go.
    thread: Thread,
    /// Where notes go.
    notebook: Notebook,
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// Whom one can mention.
    colleagues: Colleagues,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let identity = session.identity;
    let writing = Writing {
        mode: RwSignal::new(Mode::Answer),
        offered: RwSignal::new(None),
        canned: RwSignal::new(Vec::new()),
        members: StoredValue::new(colleagues.others_first()),
        values: Memo::new(move |_| placeholders(&line.read(), &identity)),
        frame: NodeRef::new(),
        draft: Draft::of(line.read_untracked().id),
        notebook,
        collision: Collision::new(thread, line, colleagues),
    };
    let canned = Resource::new(|| (), |()| list_canned());
    Effect::new(move || {
        if let Some(Ok(loaded)) = canned.get() {
            writing.canned.set(loaded);
        }
    });
    Effect::new(move || writing.bring_back());
    Effect::new(move || writing.name_field());
    let is_note = Memo::new(move |_| writing.mode.get() == Mode::Note);
    let is_closed = Memo::new(move |_| line.read().status == ConversationStatus::Closed);
    // A closed conversation takes notes only.
    Effect::new(move || {
        if is_closed.get() {
            writing.mode.set(Mode::Note);
        }
    });
    let offers = Memo::new(move |_| {
        writing.offered.with(|offered| {
            let offered = offered.as_ref();
            offered.map_or_else(Vec::new, |offered| offered.choices.clone())
        })
    });
    let chosen = Memo::new(move |_| {
        writing
            .offered
            .with(|offered| offered.as_ref().map_or(0, |offered| offered.chosen))
    });
    view! {
        <CollisionBar collision=writing.collision/>
        <div
            class="pane-composer"
            class:composer-note=is_note
            // A file would go to the visitor.
            data-no-files=move || is_note.get().then_some("")
            node_ref=writing.frame
            on:input:capture=move |event| writing.on_input(&event)
            on:keydown:capture=move |event| writing.on_key(&event)
            on:submit:capture=move |event| writing.on_submit(&event)
            on:focusout=move |_| writing.offered.set(None)
        >
            <Show when=move || !offers.read().is_empty()>
                <Popup choices=offers chosen choose=move |at| writing.take(at)/>
            </Show>
            <Modes writing is_closed/>
            <Composer thread placeholder=Mode::Answer.placeholder().to_owned() name=writing.draft.answer_name()/>
            <Show when=move || is_note.get()>
                <p class="composer-hint">"Only your team sees notes. " <kbd class="kbd">"@"</kbd> " mentions a colleague."</p>
            </Show>
        </div>
    }
}

/// Answer or note.
#[component]
fn Modes(writing: Writing, is_closed: Memo<bool>) -> impl IntoView {
    let button = move |mode: Mode, label: &'static str, icon: Icon, mark: &'static str| {
        let is_on = move || writing.mode.get() == mode;
        let choose = move |_| writing.switch(mode);
        view! {
            <button
                type="button"
                class="composer-mode"
                data-do=mark
                aria-pressed=move || is_on().to_string()
                disabled=move || mode == Mode::Answer && is_closed.get()
                on:click=choose
            >
                <Glyph icon/>
                {label}
            </button>
        }
    };
    view! {
        <div class="composer-modes" role="group" aria-label="Write">
            {button(Mode::Answer, "Answer", Icon::Bubble, "answer")}
            {button(Mode::Note, "Note", Icon::Note, "note")}
            <a class="composer-canned" href="/app/canned" title="Canned responses">
                <Glyph icon=Icon::Bolt/>
                <span class="sr-only">"Canned responses"</span>
            </a>
        </div>
    }
}

impl Writing {
    fn switch(self, mode: Mode) {
        self.mode.set(mode);
        self.offered.set(None);
        if let Some(field) = self.field() {
            self.draft.keep(mode, &field.value());
            _ = field.focus();
        }
    }

    /// A note that was not sent when the page was left is there again, as a note.
    fn bring_back(self) {
        if self.frame.get().is_none() {
            return;
        }
        if let (Some(note), Some(field)) = (self.draft.note(), self.field()) {
            self.mode.set(Mode::Note);
            field.set_value(&note);
            show_room(&field);
        }
    }

    /// Says what is written now, an answer or a note.
    fn name_field(self) {
        let placeholder = self.mode.get().placeholder();
        if self.frame.get().is_none() {
            return;
        }
        if let Some(field) = self.field() {
            field.set_placeholder(placeholder);
            // Any element takes any attribute.
            _ = field.set_attribute("aria-label", placeholder);
        }
    }

    fn field(self) -> Option<HtmlTextAreaElement> {
        let frame = self.frame.get_untracked()?;
        let frame: &Element = &frame;
        field::inside(frame)
    }

    fn on_input(self, event: &Event) {
        let Some(field) = field::of(event) else {
            return;
        };
        self.collision.typed(!field.value().trim().is_empty());
        if self.mode.get_untracked() == Mode::Note {
            // The chat would tell the visitor that somebody types.
            event.stop_propagation();
            show_room(&field);
            self.draft.keep(Mode::Note, &field.value());
        }
        self.offer(&field);
    }

    fn offer(self, field: &HtmlTextAreaElement) {
        let found = trigger(&field::before_caret(field), self.mode.get_untracked());
        let offered = found.and_then(|trigger| {
            let choices = self
                .members
                .with_value(|members| choices(&trigger, &self.canned.read_untracked(), members));
            (!choices.is_empty()).then_some(Offered {
                trigger,
                choices,
                chosen: 0,
            })
        });
        if *self.offered.read_untracked() != offered {
            self.offered.set(offered);
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let is_offering = self.offered.read_untracked().is_some();
        let is_done = match event.key().as_str() {
            "ArrowDown" if is_offering => self.step(1),
            "ArrowUp" if is_offering => self.step(-1),
            "Escape" if is_offering => {
                self.offered.set(None);
                true
            }
            "Enter" | "Tab" if is_offering && !event.shift_key() => {
                let at = self
                    .offered
                    .read_untracked()
                    .as_ref()
                    .map(|offered| offered.chosen);
                self.take(at.unwrap_or(0));
                true
            }
            "Enter" if !event.shift_key() => self.holds_back(),
            _ => false,
        };
        if is_done {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn on_submit(self, event: &SubmitEvent) {
        if self.holds_back() {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Whether what is written does not go to the visitor: it is a note, or somebody else is at it and that was not
    /// seen yet.
    fn holds_back(self) -> bool {
        let Some(field) = self.field() else {
            return false;
        };
        if self.mode.get_untracked() == Mode::Answer {
            let holds_back = !field.value().trim().is_empty() && self.collision.warns();
            if !holds_back {
                self.collision.typed(false);
            }
            return holds_back;
        }
        let text = field.value();
        if !text.trim().is_empty() {
            let mentions = self.members.with_value(|members| mentioned(&text, members));
            // What is too long stays in the field.
            if self.notebook.write(&text, mentions) {
                field::set(&field, "");
            }
        }
        true
    }

    fn step(self, by: isize) -> bool {
        self.offered.update(|offered| {
            if let Some(offered) = offered {
                let count = offered.choices.len();
                offered.chosen = match by {
                    1.. => (offered.chosen + 1) % count,
                    _ => (offered.chosen + count - 1) % count,
                };
            }
        });
        true
    }

    /// Puts a choice into the text.
    fn take(self, at: usize) {
        let (Some(offered), Some(field)) = (self.offered.get_untracked(), self.field()) else {
            return;
        };
        let Some(choice) = offered.choices.get(at) else {
            return;
        };
        let text = match offered.trigger.offer {
            Offer::Canned => fill(&choice.text, &self.values.read_untracked()),
            Offer::Mention => choice.text.clone(),
        };
        field::replace(&field, offered.trigger.from, field::caret(&field), &text);
        self.offered.set(None);
        _ = field.focus();
    }
}

/// Lets the field grow with its text, as the chat does for an answer.
fn show_room(field: &HtmlTextAreaElement) {
    if let Some(room) = field.parent_element() {
        // Any element takes any attribute.
        _ = room.set_attribute("data-text", &field.value());
    }
}

/// Those whose names stand after an at sign.
fn mentioned(text: &str, members: &[Member]) -> Vec<AccountId> {
    let is_in = |member: &&Member| text.contains(&format!("@{}", member.name));
    members
        .iter()
        .filter(is_in)
        .map(|member| member.account)
        .collect()
}

fn placeholders(line: &ConversationSummary, identity: &Identity) -> Placeholders {
    // Nobody greets an address, a number, or a visitor without a name.
    let is_name = line.lead.is_some() && !line.title.contains(['@', '+']);
    Placeholders {
        name: is_name.then(|| first_name(&line.title).to_owned()),
        agent: first_name(&identity.name).to_owned(),
        organization: identity.organization_name.clone(),
    }
}
