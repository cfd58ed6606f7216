use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use beckon_domain::conversation::{MessageNumber, Sender};
use beckon_domain::id::ClientMessageId;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::dom::{Listener, closest, find, reveal};
use super::icons;
use super::patch::Patched;
use super::picker::{self, Picker, emoji_of};
use super::row::{joined, lines};
use super::scroll::{Anchor, Scroll};
use crate::html::Html;
use crate::platform::Calendar;
use crate::state::{Edge, Entry, EntryState, Jump, Me, Request, Shown, Typist};
use crate::words::{Word, fill, word};

/// The messages of a thread, as markup for what [`List::attach`] takes over. `greeting` are first words, shown until
/// the conversation has some of its own.
pub fn list_markup(shown: &Shown, me: Me, greeting: &str) -> String {
    let mut html = Html::default();
    html.open_with(
        "div",
        &[
            ("class", "chat-scroll"),
            ("tabindex", "0"),
            ("role", "group"),
            ("aria-label", word(Word::Messages)),
        ],
    );
    html.open("div", "chat-thread").open_with(
        "div",
        &[
            ("class", "chat-log"),
            ("role", "log"),
            // What is new is said by the last element here, without what is only shown anew.
            ("aria-live", "off"),
            ("aria-label", word(Word::Conversation)),
        ],
    );
    html.add(&joined(&lines(shown, me, greeting, &Calendar::here())));
    html.close("div")
        .open_with("div", &[("class", "chat-typing"), ("hidden", "")]);
    html.raw(r#"<span class="chat-dots" aria-hidden="true"><i></i><i></i><i></i></span><span class="chat-typist" role="status"></span>"#);
    html.close("div").close("div").close("div");
    html.open_with(
        "button",
        &[
            ("type", "button"),
            ("class", "chat-jump"),
            ("data-act", "newest"),
            ("hidden", ""),
        ],
    );
    html.raw(icons::DOWN).raw("<span></span>").close("button");
    picker::markup(&mut html);
    html.raw(r#"<p class="chat-said" role="status"></p>"#);
    html.into_string()
}

/// A list of messages in a browser. It says what the reader asks for, and is told what to show.
pub struct List(Rc<Inner>);

struct Inner {
    me: Me,
    greeting: String,
    ask: Box<dyn Fn(Request)>,
    scroll: Scroll,
    picker: Picker,
    parts: Parts,
    patched: RefCell<Patched>,
    shown: RefCell<Shown>,
    /// The newest message when the reader was at the end.
    known: Cell<MessageNumber>,
    /// Where was gone last.
    jumped: Cell<Option<Jump>>,
    /// The links behind which nothing was found.
    broken: RefCell<Vec<String>>,
    listeners: RefCell<Vec<Listener>>,
}

struct Parts {
    log: HtmlElement,
    typing: HtmlElement,
    typist: HtmlElement,
    jump: HtmlElement,
    jump_words: HtmlElement,
    said: HtmlElement,
}

impl List {
    /// Takes over an element whose content is [`list_markup`].
    pub fn attach(
        root: &Element,
        me: Me,
        greeting: String,
        ask: impl Fn(Request) + 'static,
    ) -> Option<Self> {
        let parts = Parts {
            log: find(root, ".chat-log")?,
            typing: find(root, ".chat-typing")?,
            typist: find(root, ".chat-typist")?,
            jump: find(root, ".chat-jump")?,
            jump_words: find(root, ".chat-jump span")?,
            said: find(root, ".chat-said")?,
        };
        parts.log.set_inner_html("");
        let frame = find(root, ".chat-scroll")?;
        let picker = Picker::new(find(root, ".chat-picker")?);
        let inner = Rc::new_cyclic(|weak: &Weak<Inner>| Inner {
            me,
            greeting,
            ask: Box::new(ask),
            scroll: Scroll::new(frame, {
                let weak = weak.clone();
                move || {
                    if let Some(list) = weak.upgrade() {
                        list.resized();
                    }
                }
            }),
            picker,
            parts,
            patched: RefCell::default(),
            shown: RefCell::default(),
            known: Cell::new(0),
            jumped: Cell::new(None),
            broken: RefCell::default(),
            listeners: RefCell::default(),
        });
        inner.listen(root);
        Some(Self(inner))
    }

    /// Shows a thread.
    pub fn show(&self, shown: &Shown) {
        self.0.show(shown);
    }
}

impl Inner {
    fn listen(self: &Rc<Self>, root: &Element) {
        let on = |target: &Element, name, hear: fn(&Self, &Event)| {
            let weak = Rc::downgrade(self);
            let listener = Listener::new(target, name, move |event| {
                if let Some(list) = weak.upgrade() {
                    hear(&list, &event);
                }
            });
            self.listeners.borrow_mut().push(listener);
        };
        on(root, "click", Self::clicked);
        on(root, "keydown", Self::pressed);
        // A long press on a phone, a right click elsewhere.
        on(&self.parts.log, "contextmenu", Self::held);
        on(root, "focusout", Self::left);
        on(&self.scroll.frame, "scroll", |list, _| list.scrolled());
        on(&self.parts.log, "error", Self::missed);
    }

    fn show(&self, shown: &Shown) {
        let before = self.shown.replace(shown.clone());
        let first_time = !before.in_browser;
        // An answer that is still coming is below what is written meanwhile.
        let is_mine = |entry: &&Entry| entry.sender == self.me.sender;
        let wrote = shown.entries.len() > before.entries.len()
            && shown
                .entries
                .iter()
                .rev()
                .find(is_mine)
                .is_some_and(is_just_written);
        if shown.away {
            self.scroll.let_go();
        }
        let stays = !first_time && !wrote && !self.scroll.is_at_end();
        let anchor = self
            .patched
            .borrow()
            .first_seen(self.scroll.frame.scroll_top())
            .filter(|_| stays)
            .map(Anchor::hold);
        let lines = lines(shown, self.me, &self.greeting, &Calendar::here());
        self.patched.borrow_mut().patch(&self.parts.log, lines);
        self.show_typist(shown.typist.as_ref());
        match anchor {
            Some(anchor) => {
                self.scroll.restore(&anchor);
                self.look();
            }
            None if shown.away => {}
            None => self.scroll.to_end(),
        }
        self.go(shown.jump);
        self.announce(&before, shown);
        self.offer_end();
        self.load_edges();
    }

    fn show_typist(&self, typist: Option<&Typist>) {
        let words = typist.map(|typist| fill(word(Word::Typing), who(typist)));
        reveal(&self.parts.typing, words.is_some());
        let words = words.unwrap_or_default();
        if self.parts.typist.text_content().as_deref() != Some(&words) {
            self.parts.typist.set_text_content(Some(&words));
        }
    }

    /// Goes where the thread wants to be seen, once that is here and there is room to show it.
    fn go(&self, jump: Option<Jump>) {
        let is_due = |jump: &Jump| self.jumped.get() != Some(*jump) && self.scroll.has_room();
        let Some(jump) = jump.filter(is_due) else {
            return;
        };
        if let Some(element) = self.patched.borrow().element(jump.number) {
            self.jumped.set(Some(jump));
            let element: &HtmlElement = element.unchecked_ref();
            self.scroll.to(element);
            let _ = element.class_list().remove_1("chat-found");
            // Asking for a size makes the browser notice that the class was away: the highlight begins anew.
            let _ = element.offset_width();
            let _ = element.class_list().add_1("chat-found");
        }
    }

    /// Says what the other side has just written.
    fn announce(&self, before: &Shown, shown: &Shown) {
        let known = last_number(&before.entries);
        let is_news = |entry: &&Entry| {
            entry.number > known && entry.sender != self.me.sender && entry.sender != Sender::System
        };
        if known.is_none() || before.away != shown.away {
            return;
        }
        if let Some(news) = shown.entries.iter().rev().find(is_news) {
            let who = news.sender_name.as_deref().unwrap_or(match news.sender {
                Sender::Assistant => word(Word::Assistant),
                Sender::Visitor => word(Word::Visitor),
                Sender::Agent | Sender::System => "",
            });
            let file = news
                .attachment
                .as_ref()
                .map_or("", |file| file.name.as_str());
            let said = [who, ": ", &news.content, " ", file].concat();
            self.parts.said.set_text_content(Some(&said));
        }
    }

    /// Offers the way to the newest message while it is not to be seen.
    fn offer_end(&self) {
        let shown = self.shown.borrow();
        let last = last_number(&shown.entries).unwrap_or(0);
        if self.scroll.is_at_end() {
            self.known.set(last);
            reveal(&self.parts.jump, false);
            return;
        }
        let known = self.known.get();
        let is_new = |entry: &&Entry| entry.number > Some(known) && entry.sender != self.me.sender;
        let count = shown.entries.iter().filter(is_new).count();
        let words = match count {
            0 => word(Word::Newest).to_owned(),
            1 => word(Word::NewMessage).to_owned(),
            _ => fill(word(Word::NewMessages), &count.to_string()),
        };
        self.parts.jump_words.set_text_content(Some(&words));
        reveal(&self.parts.jump, true);
    }

    fn resized(&self) {
        let jump = self.shown.borrow().jump;
        self.go(jump);
        self.load_edges();
    }

    fn scrolled(&self) {
        self.look();
        self.offer_end();
        self.load_edges();
        self.picker.close();
    }

    /// Notes whether the reader is at the end. The end of an older stretch is not the conversation's: whoever is there
    /// stays where they are when the stretch grows.
    fn look(&self) {
        if !self.shown.borrow().away {
            self.scroll.moved();
        }
    }

    /// Loads what the reader is about to see.
    fn load_edges(&self) {
        let (top, bottom) = self.scroll.near_edges();
        let wanted = {
            let shown = self.shown.borrow();
            let is_going = shown.jump.is_some() && self.jumped.get() != shown.jump;
            (
                top && shown.earlier == Edge::More && !is_going,
                bottom && shown.later == Edge::More && !is_going,
            )
        };
        if wanted.0 {
            (self.ask)(Request::Earlier);
        }
        if wanted.1 {
            (self.ask)(Request::Later);
        }
    }

    fn clicked(&self, event: &Event) {
        let Some(button) = closest(event, "[data-act]") else {
            self.picker.close();
            return;
        };
        let line = self.patched.borrow().line_of(&button).cloned();
        let number = line.as_ref().and_then(|line| line.number);
        let key = line.and_then(|line| Some(ClientMessageId(line.key.parse().ok()?)));
        let emoji = button
            .get_attribute("data-emoji")
            .and_then(|emoji| emoji_of(&emoji));
        let request = match (
            button.get_attribute("data-act").as_deref(),
            number,
            key,
            emoji,
        ) {
            (Some("react"), Some(number), ..) => {
                self.offer_emoji(number, &button);
                return;
            }
            (Some("emoji"), Some(number), _, Some(emoji)) => Request::React(number, emoji),
            (Some("pick"), _, _, Some(emoji)) => match self.close_picker() {
                Some(number) => Request::React(number, emoji),
                None => return,
            },
            (Some("retry"), _, Some(key), _) => Request::Retry(key),
            (Some("remove"), _, Some(key), _) => Request::Remove(key),
            (Some("earlier"), ..) => Request::Earlier,
            (Some("later"), ..) => Request::Later,
            (Some("newest"), ..) => {
                self.scroll.to_end();
                Request::Newest
            }
            _ => return,
        };
        (self.ask)(request);
    }

    fn offer_emoji(&self, number: MessageNumber, within: &Element) {
        if let Ok(Some(row)) = within.closest("[data-key]") {
            self.picker.open(number, &row);
        }
    }

    /// Takes the emoji away and puts the focus back to where they were asked for.
    fn close_picker(&self) -> Option<MessageNumber> {
        let number = self.picker.close()?;
        let patched = self.patched.borrow();
        let button = patched
            .element(number)
            .and_then(|row| find(row, "[data-act=react]"));
        let _ = button.map(|button| button.focus());
        Some(number)
    }

    /// A picture or a video could not be loaded: its link may have expired. Each link is told once, so that what is really
    /// gone is not asked for again and again.
    fn missed(&self, event: &Event) {
        let Some(shown) = closest(event, "[src]") else {
            return;
        };
        let link = shown.get_attribute("src").unwrap_or_default();
        let number = self
            .patched
            .borrow()
            .line_of(&shown)
            .and_then(|line| line.number);
        let is_news = !self.broken.borrow().contains(&link);
        if let Some(number) = number.filter(|_| is_news) {
            self.broken.borrow_mut().push(link);
            (self.ask)(Request::Renew(number));
        }
    }

    fn held(&self, event: &Event) {
        let Some(bubble) = closest(event, ".chat-stack") else {
            return;
        };
        // A pointer with a menu of its own keeps it.
        let is_touch =
            js_sys::Reflect::get(event, &"pointerType".into()).is_ok_and(|kind| kind == "touch");
        let number = self
            .patched
            .borrow()
            .line_of(&bubble)
            .and_then(|line| line.number);
        if let Some(number) = number.filter(|_| is_touch) {
            event.prevent_default();
            self.offer_emoji(number, &bubble);
        }
    }

    /// Arrow keys lead from one message's button to the next, and through the emoji.
    fn pressed(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let Some(button) = closest(event, "[data-act]") else {
            return;
        };
        let act = button.get_attribute("data-act");
        match (event.key().as_str(), act.as_deref()) {
            ("Escape", _) if self.picker.is_open() => {
                event.stop_propagation();
                self.close_picker();
            }
            (key @ ("ArrowRight" | "ArrowLeft"), Some("pick")) => {
                Picker::step(&button, key == "ArrowRight");
            }
            (key @ ("ArrowUp" | "ArrowDown"), Some("react")) => {
                event.prevent_default();
                step_rows(&button, key == "ArrowDown");
            }
            _ => {}
        }
    }

    /// The focus went somewhere else: so do the emoji.
    fn left(&self, event: &Event) {
        let to = js_sys::Reflect::get(event, &"relatedTarget".into()).ok();
        let to = to.and_then(|to| to.dyn_into::<Element>().ok());
        let is_within = to.is_some_and(|to| matches!(to.closest(".chat-picker"), Ok(Some(_))));
        if closest(event, ".chat-picker").is_some() && !is_within {
            self.picker.close();
        }
    }
}

/// Puts the focus on the same button of the next message that has one.
fn step_rows(button: &Element, down: bool) {
    let mut row = button.closest("[data-key]").ok().flatten();
    while let Some(here) = row {
        row = if down {
            here.next_element_sibling()
        } else {
            here.previous_element_sibling()
        };
        let found = row.as_ref().and_then(|row| find(row, "[data-act=react]"));
        if let Some(found) = found {
            let _ = found.focus();
            return;
        }
    }
}

fn is_just_written(entry: &Entry) -> bool {
    matches!(entry.state, EntryState::Pending | EntryState::Uploading(_))
}

fn last_number(entries: &[Entry]) -> Option<MessageNumber> {
    entries.iter().rev().find_map(|entry| entry.number)
}

fn who(typist: &Typist) -> &str {
    match (&typist.name, typist.sender) {
        (Some(name), _) => name,
        (None, Sender::Visitor) => word(Word::TheVisitor),
        (None, Sender::Assistant) => word(Word::TheAssistant),
        (None, _) => word(Word::Somebody),
    }
}
