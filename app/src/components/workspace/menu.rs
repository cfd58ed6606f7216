//! A button that opens a panel beneath it. The browser opens and closes it, also without JavaScript; the keyboard's
//! Escape and a click elsewhere close it too.

use leptos::ev;
use leptos::html::Details;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement, Node};

/// A menu. What is in it is made once, with it.
#[component]
pub(super) fn Menu(
    /// What the button says.
    #[prop(into)]
    label: ViewFn,
    /// The classes of the whole.
    #[prop(default = "")]
    class: &'static str,
    /// The classes of the button.
    #[prop(default = "ws-icon-button")]
    button_class: &'static str,
    /// The button's name, where it shows no words.
    #[prop(optional, into)]
    title: Option<String>,
    /// By which the keyboard finds the button.
    #[prop(optional)]
    mark: Option<&'static str>,
    /// The button's id, for what puts the focus there.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Whether what is being shown was chosen here.
    #[prop(optional, into)]
    is_current: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<Details>::new();
    close_from_elsewhere(details);
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(menu) = details.get_untracked().filter(HtmlDetailsElement::open) else {
            return;
        };
        let is_done = match event.key().as_str() {
            "Escape" => {
                menu.set_open(false);
                focus(&menu, "summary", 0)
            }
            "ArrowDown" => step(&menu, 1),
            "ArrowUp" => step(&menu, -1),
            _ => false,
        };
        if is_done {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    // What was chosen is done: the menu goes.
    let on_click = move |event: ev::MouseEvent| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let chosen = target.and_then(|target| target.closest("a, button").ok().flatten());
        if let (Some(menu), Some(_)) = (details.get_untracked(), chosen) {
            menu.set_open(false);
        }
    };
    let on_toggle = move |_| {
        if let Some(menu) = details.get_untracked().filter(HtmlDetailsElement::open) {
            _ = focus(&menu, ".menu-panel input:not([type=hidden])", 0)
                || focus(&menu, ".menu-item", 0);
        }
    };
    view! {
        <details class=format!("menu {class}") node_ref=details on:keydown=on_key on:toggle=on_toggle>
            <summary
                id=id
                class=button_class
                title=title.clone()
                aria-label=title
                data-do=mark
                aria-current=move || is_current.get().then_some("true")
            >
                {label.run()}
            </summary>
            <div class="menu-panel" on:click=on_click>{children()}</div>
        </details>
    }
}

fn close_from_elsewhere(details: NodeRef<Details>) {
    Effect::new(move || {
        let handle = window_event_listener(ev::pointerdown, move |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if let Some(menu) = details.get_untracked().filter(HtmlDetailsElement::open)
                && !menu.contains(target.as_ref())
            {
                menu.set_open(false);
            }
        });
        on_cleanup(move || handle.remove());
    });
}

fn all(menu: &web_sys::Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = menu.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn focus(menu: &web_sys::Element, selector: &str, at: usize) -> bool {
    let found = all(menu, selector);
    found.get(at).is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus along the items, around the ends.
fn step(menu: &web_sys::Element, by: isize) -> bool {
    let items: Vec<_> = all(menu, ".menu-item")
        .into_iter()
        .filter(|item| item.offset_parent().is_some())
        .collect();
    if items.is_empty() {
        return false;
    }
    let active = document().active_element();
    let at = items.iter().position(|item| {
        active
            .as_ref()
            .is_some_and(|active| active.is_same_node(Some(item)))
    });
    let count = items.len();
    let next = match (at, by) {
        (None, 1..) => 0,
        (None, _) | (Some(0), ..=-1) => count - 1,
        (Some(at), 1..) => (at + 1) % count,
        (Some(at), _) => at - 1,
    };
    items[next].focus().is_ok()
}
