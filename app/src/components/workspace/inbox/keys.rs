//! The inbox under the keyboard.

use std::time::Duration;

use leptos::ev::{self, KeyboardEvent};
use leptos::html::Dialog;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Listens for the shortcuts while the inbox is shown; renders nothing.
#[component]
pub fn InboxKeys(
    /// The sheet that `?` opens.
    sheet: NodeRef<Dialog>,
) -> impl IntoView {
    let going = Going(StoredValue::new(false));
    Effect::new(move || {
        let handle = window_event_listener(ev::keydown, move |event| on_key(&event, sheet, going));
        on_cleanup(move || handle.remove());
    });
}

/// Whether `g` was pressed a moment ago: the next key says where to go.
#[derive(Clone, Copy)]
struct Going(StoredValue<bool>);

impl Going {
    /// How long the next key may take.
    const PATIENCE: Duration = Duration::from_millis(1_200);

    fn begin(self) -> bool {
        self.0.set_value(true);
        set_timeout(move || _ = self.0.try_set_value(false), Self::PATIENCE);
        true
    }

    /// Whether it was; it is over then.
    fn end(self) -> bool {
        let was = self.0.get_value();
        self.0.set_value(false);
        was
    }
}

fn on_key(event: &KeyboardEvent, sheet: NodeRef<Dialog>, going: Going) {
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
    if event.default_prevented() || has_modifier || is_open(sheet) {
        return;
    }
    if is_typing(event) {
        if event.key() == "Escape" {
            blur();
        }
        return;
    }
    if going.end() {
        if go(&event.key()) {
            event.prevent_default();
        }
        return;
    }
    let is_done = match event.key().as_str() {
        "j" => step(Step::Down),
        "k" => step(Step::Up),
        "o" => click(":focus[data-line]"),
        "e" => click("[data-do=archive]"),
        "c" => click("[data-do=close]"),
        "t" => click("[data-do=take]"),
        "a" => click("[data-do=assign]"),
        "s" => click("[data-do=snooze]"),
        "r" => click("[data-do=answer]") && focus(".pane-composer textarea"),
        "n" => click("[data-do=note]") && focus(".pane-composer textarea"),
        "/" => focus(".inbox-search-field"),
        "g" => going.begin(),
        "Escape" => click(".pane-with-details .panel-close button") || click(".pane-back"),
        "?" => sheet
            .get_untracked()
            .is_some_and(|sheet| sheet.show_modal().is_ok()),
        _ => false,
    };
    if is_done {
        event.prevent_default();
    }
}

/// To the list that the key stands for.
fn go(key: &str) -> bool {
    let list = match key {
        "i" => "all",
        "m" => "mine",
        "u" => "unassigned",
        "s" => "snoozed",
        "n" => "mentions",
        "a" => "archived",
        _ => return false,
    };
    click(&format!("[data-go={list}]"))
}

fn is_open(sheet: NodeRef<Dialog>) -> bool {
    sheet.get_untracked().is_some_and(|sheet| sheet.open())
}

/// Whether the key goes into a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target
            .matches("input, textarea, select, [contenteditable]")
            .unwrap_or(false)
    })
}

fn find(selector: &str) -> Option<HtmlElement> {
    document()
        .query_selector(selector)
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

fn click(selector: &str) -> bool {
    find(selector).map(|element| element.click()).is_some()
}

fn focus(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}

fn blur() {
    if let Some(element) = find(":focus") {
        _ = element.blur();
    }
}

#[derive(Clone, Copy)]
enum Step {
    Up,
    Down,
}

/// Moves the focus along the list; begins at the open conversation, or at the top.
fn step(step: Step) -> bool {
    let Ok(lines) = document().query_selector_all("[data-line]") else {
        return false;
    };
    let lines: Vec<HtmlElement> = (0..lines.length())
        .filter_map(|at| lines.item(at)?.dyn_into().ok())
        .collect();
    let position = |selector: &str| {
        lines
            .iter()
            .position(|line| line.matches(selector).unwrap_or(false))
    };
    let next = match (
        position(":focus").or_else(|| position("[aria-current]")),
        step,
    ) {
        (None, _) => 0,
        (Some(at), Step::Down) => at + 1,
        (Some(at), Step::Up) => at.saturating_sub(1),
    };
    lines.get(next).is_some_and(|line| line.focus().is_ok())
}
