//! What a list is narrowed to, each part with a way to take it out, and one to add more.

use beckon_domain::lead_list::{Draft, FilterField, LeadQuery};
use leptos::prelude::*;

use super::adding::NewCriterion;
use super::{adding_href, list_href};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::menu::Menu;
use crate::components::workspace::session::{Colleagues, Session};

/// The button that adds a criterion: where the focus goes from what is gone.
const ADD: &str = "add-filter";

/// The criteria of a list, and the form of one being made.
#[component]
pub fn FilterChips(
    /// The list being shown.
    #[prop(into)]
    query: Signal<LeadQuery>,
    /// The criterion being made.
    #[prop(into)]
    draft: Signal<Option<Draft>>,
    /// Whether a part of the address could not be read.
    #[prop(into)]
    is_garbled: Signal<bool>,
) -> impl IntoView {
    let session = StoredValue::new(expect_context::<Session>());
    // Members are told by name.
    let chips = move || {
        let query = query.get();
        Suspend::new(async move {
            let colleagues = session.get_value().colleagues().await;
            view! { <Chips query colleagues/> }
        })
    };
    let form = move || {
        draft.get().map(|draft| {
            let query = query.get_untracked();
            Suspend::new(async move {
                let colleagues = session.get_value().colleagues().await;
                view! { <NewCriterion query draft colleagues/> }
            })
        })
    };
    let clear = move || {
        query.read().is_narrowed().then(|| {
            view! {
                <li>
                    <a class="lead-clear" href=move || list_href(&query.read().cleared()) on:click=to_the_menu>
                        "Clear all"
                    </a>
                </li>
            }
        })
    };
    view! {
        <div class="lead-narrowing">
            <ul class="lead-chips" aria-label="Filters">
                <Transition>{chips}</Transition>
                <li><AddMenu query/></li>
                {clear}
            </ul>
            <Transition>{form}</Transition>
            {move || is_garbled.get().then(|| view! {
                <p class="hint" role="status">"A part of this page's address could not be read, and is left out."</p>
            })}
        </div>
    }
}

fn to_the_menu(_: leptos::ev::MouseEvent) {
    focus_soon(ADD.to_owned());
}

#[component]
fn Chips(query: LeadQuery, colleagues: Colleagues) -> impl IntoView {
    let chips = query.criteria.iter().enumerate().map(|(at, criterion)| {
        let words = criterion.in_words(|who| colleagues.who(who));
        view! {
            <li>
                <a class="lead-chip" href=list_href(&query.without(at)) on:click=to_the_menu>
                    <span class="sr-only">"Remove filter: "</span>
                    <span dir="auto">{words}</span>
                    <Glyph icon=Icon::Cross/>
                </a>
            </li>
        }
    });
    chips.collect_view()
}

/// All fields, as links that open a form.
#[component]
fn AddMenu(query: Signal<LeadQuery>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let fields = FilterField::all().map(move |field| {
        let name = field.name();
        let is_hidden = move || {
            !name
                .to_lowercase()
                .contains(&typed.read().trim().to_lowercase())
        };
        view! {
            <li hidden=is_hidden>
                <a class="menu-item" href=move || adding_href(&query.read(), field)>{name}</a>
            </li>
        }
    });
    let label = || view! { <Glyph icon=Icon::Plus/>"Add filter" }.into_any();
    view! {
        <Menu label class="lead-add" button_class="btn btn-ghost btn-sm" id=ADD>
            <input
                class="menu-filter"
                type="text"
                autocomplete="off"
                placeholder="Find a field"
                aria-label="Find a field"
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <ul class="menu-list">{fields.collect_view()}</ul>
        </Menu>
    }
}
