use std::rc::Rc;

use beckon_domain::conversation::MESSAGE_MAX;
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlElement,
    HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
};

use super::dom::{Listener, find, kept, reveal};
use super::icons;
use crate::html::Html;
use crate::words::{Word, word};

/// How many characters before the limit the counter appears.
const COUNTER_FROM: usize = MESSAGE_MAX - 200;

/// The content of a form in which a message is written, for what [`Composer::attach`] takes over. `placeholder` is
/// what the empty field says; also its name for a screen reader.
pub fn composer_markup(placeholder: &str) -> String {
    let mut html = Html::default();
    html.open("div", "chat-field");
    let attributes = [
        ("type", "button"),
        ("class", "chat-attach"),
        ("aria-label", word(Word::Attach)),
        ("title", word(Word::Attach)),
    ];
    html.open_with("button", &attributes)
        .raw(icons::CLIP)
        .close("button");
    html.raw(r#"<input type="file" class="chat-files" multiple hidden>"#);
    html.open("div", "chat-grow").open_with(
        "textarea",
        &[
            ("class", "chat-input"),
            ("rows", "1"),
            ("dir", "auto"),
            ("enterkeyhint", "send"),
            ("placeholder", placeholder),
            ("aria-label", placeholder),
        ],
    );
    html.close("textarea").close("div");
    html.open_with(
        "button",
        &[("class", "chat-send"), ("aria-label", word(Word::Send))],
    );
    html.raw(icons::SEND).close("button").close("div");
    html.open_with("p", &[("class", "chat-drop"), ("hidden", "")])
        .text(word(Word::DropFiles))
        .close("p");
    html.into_string()
}

/// What a person does in a composer.
#[derive(Debug)]
pub enum Composed {
    /// They send this.
    Text(String),
    /// They send this file.
    File(File),
    /// They type.
    Typing,
}

/// Where a message is written. Enter sends, Shift+Enter begins a new line. It works without a connection, too:
/// what is sent then goes out when the connection is back.
///
/// The text stays in the field and what follows from it in attributes, from which the style sheet does the rest:
/// no state here has to be kept in step with what a person types.
pub struct Composer(Rc<Inner>);

struct Inner {
    form: Element,
    field: HtmlTextAreaElement,
    files: HtmlInputElement,
    attach: HtmlElement,
    drop: HtmlElement,
    /// Under which name what is not sent is kept.
    name: String,
    hear: Box<dyn Fn(Composed)>,
    listeners: std::cell::RefCell<Vec<Listener>>,
}

impl Composer {
    /// Takes over a form whose content is [`composer_markup`]. Files may be dropped anywhere within `around`. What was
    /// written and not sent is there again after the page was left: it is kept under `name`, until the tab is closed.
    pub fn attach(
        form: &Element,
        around: &Element,
        name: String,
        hear: impl Fn(Composed) + 'static,
    ) -> Option<Self> {
        let inner = Rc::new(Inner {
            form: form.clone(),
            field: find(form, ".chat-input")?.dyn_into().ok()?,
            files: find(form, ".chat-files")?.dyn_into().ok()?,
            attach: find(form, ".chat-attach")?,
            drop: find(form, ".chat-drop")?,
            name,
            hear: Box::new(hear),
            listeners: std::cell::RefCell::default(),
        });
        if let Some(text) = kept(&inner.name, None) {
            inner.field.set_value(&text);
            inner.measure();
        }
        inner.listen(form, around);
        Some(Self(inner))
    }

    /// Lets the person write at once.
    pub fn focus(&self) {
        let _ = self.0.field.focus();
    }
}

impl Inner {
    fn listen(self: &Rc<Self>, form: &Element, around: &Element) {
        let on = |target: &Element, name, hear: fn(&Self, &Event)| {
            let weak = Rc::downgrade(self);
            let listener = Listener::new(target, name, move |event| {
                if let Some(composer) = weak.upgrade() {
                    hear(&composer, &event);
                }
            });
            self.listeners.borrow_mut().push(listener);
        };
        on(&self.field, "input", |composer, _| {
            if composer.measure() > 0 {
                (composer.hear)(Composed::Typing);
            }
        });
        on(&self.field, "keydown", |composer, event| {
            if event.dyn_ref().is_some_and(sends) {
                event.prevent_default();
                composer.send();
            }
        });
        on(&self.field, "paste", Self::pasted);
        on(form, "submit", |composer, event| {
            event.prevent_default();
            composer.send();
        });
        // Else the button takes the focus and a phone's keyboard folds away.
        on(form, "mousedown", |_, event| {
            if super::dom::closest(event, ".chat-send").is_some() {
                event.prevent_default();
            }
        });
        on(&self.attach, "click", |composer, _| composer.files.click());
        on(&self.files, "change", |composer, _| {
            composer.take(composer.files.files().as_ref());
            // The same file may be picked again.
            composer.files.set_value("");
        });
        on(around, "dragover", |composer, event| {
            composer.dragged(event, false);
        });
        on(around, "dragleave", |composer, _| {
            reveal(&composer.drop, false);
        });
        on(around, "drop", |composer, event| {
            composer.dragged(event, true);
        });
    }

    /// Counts the characters, and notes what follows: how much room they need, how close the limit is, whether they
    /// can be sent.
    fn measure(&self) -> usize {
        let text = self.field.value();
        let length = text.trim().chars().count();
        kept(&self.name, Some(&text));
        let error = if length > MESSAGE_MAX {
            word(Word::TooLong)
        } else {
            ""
        };
        self.field.set_custom_validity(error);
        if let Some(room) = self.field.parent_element() {
            let count = if length > COUNTER_FROM {
                [&length.to_string(), " / ", &MESSAGE_MAX.to_string()].concat()
            } else {
                String::new()
            };
            // Any element takes any attribute.
            let _ = room.set_attribute("data-text", &text);
            let _ = room.set_attribute("data-count", &count);
        }
        length
    }

    /// Sends what is in the field; if it is too long, the browser says why it is not sent.
    fn send(&self) {
        if self.field.report_validity() {
            (self.hear)(Composed::Text(self.field.value()));
            self.field.set_value("");
            self.measure();
        }
        let _ = self.field.focus();
    }

    /// Files are taken where one can write: not where the form is put away, or writes something else.
    fn allows_files(&self) -> bool {
        !matches!(self.form.closest("[hidden], [data-no-files]"), Ok(Some(_)))
    }

    fn take(&self, files: Option<&FileList>) {
        let Some(files) = files.filter(|_| self.allows_files()) else {
            return;
        };
        for file in (0..files.length()).filter_map(|at| files.item(at)) {
            (self.hear)(Composed::File(file));
        }
    }

    /// A picture that is pasted is a file; text stays text.
    fn pasted(&self, event: &Event) {
        let data = event.unchecked_ref::<ClipboardEvent>().clipboard_data();
        let files = data.as_ref().and_then(DataTransfer::files);
        if files.as_ref().is_some_and(|files| files.length() > 0) && self.allows_files() {
            event.prevent_default();
            self.take(files.as_ref());
        }
    }

    fn dragged(&self, event: &Event, dropped: bool) {
        let data = event.unchecked_ref::<DragEvent>().data_transfer();
        let holds_files = |data: &DataTransfer| data.types().includes(&"Files".into(), 0);
        if let Some(data) = data.filter(|data| self.allows_files() && holds_files(data)) {
            event.prevent_default();
            reveal(&self.drop, !dropped);
            if dropped {
                self.take(data.files().as_ref());
            }
        }
    }
}

/// Whether a key sends. While an input method composes, Enter only accepts its suggestion; Safari tells that by
/// the key code alone.
fn sends(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != 229
}
