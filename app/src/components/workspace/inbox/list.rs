//! The list of conversations: its lines in live order, and those further down as one scrolls.

use beckon_domain::conversation::ConversationSummary;
use beckon_domain::id::ConversationId;
use beckon_domain::inbox::{InboxFilter, InboxLines, InboxPage, InboxPlace};
use leptos::html::Section;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::folders::Folders;
use super::line::InboxLine;
use super::search::{SearchBox, SearchResults};
use super::store::InboxStore;
use crate::api::conversations::list_conversations;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::online::when_online;
use crate::components::workspace::session::{Colleagues, Session};
use crate::components::workspace::states::{Empty, Failure, Skeleton};
use crate::components::workspace::toast::Toasts;

/// So many pixels above the end of the list, what is further down is loaded.
const NEAR: i32 = 800;

/// The whole column: search, the lists as tabs, and the lines of the one being shown.
#[component]
pub fn ConversationList(
    /// The list being shown.
    #[prop(into)]
    filter: Signal<InboxFilter>,
    /// What stands at the top.
    children: Children,
) -> impl IntoView {
    let session = StoredValue::new(expect_context::<Session>());
    let frame = NodeRef::<Section>::new();
    let typed = RwSignal::new(String::new());
    // How often it was.
    let scrolled = RwSignal::new(0_u32);
    let on_scroll = move |_| scrolled.update(|times| *times = times.wrapping_add(1));
    let lines = Resource::new(
        move || filter.get(),
        |filter| async move { (filter, list_conversations(filter, InboxPage::Newest).await) },
    );
    let is_searching = Memo::new(move |_| !typed.read().trim().is_empty());
    view! {
        <section class="inbox-list" aria-label="Conversations" node_ref=frame on:scroll=on_scroll>
            {children()}
            <SearchBox typed/>
            <div class="inbox-lines" class:inbox-lines-hidden=move || is_searching.get()>
                <Transition fallback=|| view! { <Skeleton lines=8/> }>
                    {move || Suspend::new(async move {
                        let colleagues = session.get_value().colleagues().await;
                        let folders = view! { <Folders filter colleagues=colleagues.clone()/> };
                        let body = match lines.await {
                            (filter, Ok(loaded)) => view! { <Lines filter loaded colleagues frame scrolled/> }.into_any(),
                            (_, Err(error)) => view! { <Failure error retry=move || lines.refetch()/> }.into_any(),
                        };
                        (folders, body)
                    })}
                </Transition>
            </div>
            <Show when=move || is_searching.get()>
                <SearchResults typed filter/>
            </Show>
        </section>
    }
}

#[component]
fn Lines(
    filter: InboxFilter,
    loaded: InboxLines,
    colleagues: Colleagues,
    frame: NodeRef<Section>,
    scrolled: RwSignal<u32>,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let end = RwSignal::new(loaded.end);
    let loaded = RwSignal::new(loaded);
    Effect::new(move || store.fill(filter, &loaded.read_untracked().lines));
    // What happened while nobody listened is in no event.
    when_online(move || {
        spawn_local(async move {
            // Should this fail, the line breaks again or the next change tells.
            if let Ok(page) = list_conversations(filter, InboxPage::Newest).await {
                store.catch_up(filter, &page);
                _ = loaded.try_set(page);
            }
        });
    });
    let current = Memo::new(move |_| store.list(filter, &loaded.read(), end.get()));
    let order = Order::new(current);
    let line = move |line: ConversationSummary| {
        view! { <InboxLine loaded=line filter colleagues=colleagues.clone()/> }
    };
    let enter = move |event: leptos::ev::PointerEvent| {
        order.hold(event.pointer_type() == "mouse");
    };
    view! {
        <Show
            when=move || !current.read().is_empty()
            fallback=move || view! { <NoConversations filter/> }
        >
            <NewOnes order/>
            <ul class="lines" on:pointerenter=enter on:pointerleave=move |_| order.hold(false)>
                <For each=move || order.shown.get() key=|line| line.id children=line.clone()/>
            </ul>
            <Further filter end frame scrolled/>
        </Show>
    }
}

/// In which order the lines are shown. While the pointer is over the list nothing moves under it: what came in or
/// moved up waits at the top until it leaves.
#[derive(Clone, Copy)]
struct Order {
    is_held: RwSignal<bool>,
    shown: Memo<Vec<ConversationSummary>>,
    waiting: Memo<usize>,
}

impl Order {
    fn new(current: Memo<Vec<ConversationSummary>>) -> Self {
        let is_held = RwSignal::new(false);
        let shown = Memo::new(move |before: Option<&Vec<ConversationSummary>>| {
            let current = current.get();
            match before.filter(|_| is_held.get()) {
                Some(before) => keep_places(before, current),
                None => current,
            }
        });
        let waiting = Memo::new(move |_| {
            let shown = shown.read();
            let is_in_place = |(at, line): &(usize, &ConversationSummary)| {
                shown.get(*at).is_some_and(|shown| shown.id == line.id)
            };
            let current = current.read();
            let tail = current
                .iter()
                .rev()
                .zip(shown.iter().rev())
                .take_while(|(current, shown)| current.id == shown.id);
            if current.iter().enumerate().all(|line| is_in_place(&line)) {
                0
            } else {
                current.len() - tail.count().min(current.len())
            }
        });
        Self {
            is_held,
            shown,
            waiting,
        }
    }

    fn hold(self, hold: bool) {
        if self.is_held.get_untracked() != hold {
            self.is_held.set(hold);
        }
    }
}

/// The lines as they are now, in the places they had; lines that had none are left out, except below the others.
fn keep_places(
    before: &[ConversationSummary],
    current: Vec<ConversationSummary>,
) -> Vec<ConversationSummary> {
    let place = |id: ConversationId| before.iter().position(|line| line.id == id);
    let last = before.last().map(|line| (line.last_message_at, line.id));
    let mut lines: Vec<_> = current
        .into_iter()
        .map(|line| (place(line.id), line))
        .filter(|(place, line)| {
            place.is_some() || last.is_none_or(|last| (line.last_message_at, line.id) < last)
        })
        .collect();
    lines.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Tells that the order is another by now, and shows it.
#[component]
fn NewOnes(order: Order) -> impl IntoView {
    view! {
        <Show when=move || order.waiting.get() != 0>
            <button type="button" class="lines-news" on:click=move |_| order.hold(false)>
                <Glyph icon=Icon::Up/>
                "Newer messages"
            </button>
        </Show>
    }
}

/// Loads what is further down: as one scrolls near the end, or by its button.
#[component]
fn Further(
    filter: InboxFilter,
    end: RwSignal<Option<InboxPlace>>,
    frame: NodeRef<Section>,
    scrolled: RwSignal<u32>,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let toasts = expect_context::<Toasts>();
    let is_busy = RwSignal::new(false);
    let load = move || {
        let Some(place) = end.get_untracked().filter(|_| !is_busy.get_untracked()) else {
            return;
        };
        is_busy.set(true);
        spawn_local(async move {
            match list_conversations(filter, InboxPage::Below(place)).await {
                Ok(further) => {
                    store.fill(filter, &further.lines);
                    _ = end.try_set(further.end);
                }
                Err(error) => toasts.failed(error.to_string()),
            }
            _ = is_busy.try_set(false);
        });
    };
    Effect::new(move || {
        let has_scrolled = scrolled.get() > 0;
        if let Some(frame) = frame.get().filter(|_| has_scrolled)
            && frame.scroll_height() - frame.scroll_top() - frame.client_height() < NEAR
        {
            load();
        }
    });
    view! {
        <Show when=move || end.get().is_some()>
            <p class="lines-older">
                <button type="button" class="btn btn-secondary btn-sm" on:click=move |_| load() disabled=is_busy>
                    {move || if is_busy.get() { "Loading…" } else { "Show older" }}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn NoConversations(filter: InboxFilter) -> impl IntoView {
    let (icon, title, text) = match filter {
        InboxFilter::All => return view! { <NoneYet/> }.into_any(),
        InboxFilter::Unassigned => (
            Icon::Check,
            "All taken care of",
            "Every open conversation has somebody who looks after it.",
        ),
        InboxFilter::Mine => (
            Icon::Person,
            "Nothing on your desk",
            "Conversations you take, or that colleagues give you, appear here.",
        ),
        InboxFilter::Team(_) => (
            Icon::People,
            "Nothing for this team",
            "Conversations that are given to the team appear here.",
        ),
        InboxFilter::Snoozed => (
            Icon::Clock,
            "Nothing put off",
            "A snoozed conversation waits here, and comes back by itself or when the visitor writes.",
        ),
        InboxFilter::Mentions => (
            Icon::At,
            "No mentions",
            "When a colleague writes your name after an @ in a note, the conversation appears here.",
        ),
        InboxFilter::Archived => (
            Icon::Archive,
            "Nothing archived",
            "Conversations you archive or close are kept here. A new message brings one back.",
        ),
    };
    view! { <Empty icon title><p>{text}</p></Empty> }.into_any()
}

#[component]
fn NoneYet() -> impl IntoView {
    view! {
        <Empty icon=Icon::Bubble title="No conversations yet">
            <p>
                "Put the widget on your site: one line of HTML, and the first visitor who writes appears here."
            </p>
            <A href="/app/sites" attr:class="btn btn-primary btn-sm">"Install the widget"</A>
        </Empty>
    }
}
