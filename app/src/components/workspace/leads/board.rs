//! The leads as cards in a column for each status. A card is moved by dragging it, by its menu, or by Shift and an arrow key.

use std::collections::HashMap;

use beckon_domain::id::LeadId;
use beckon_domain::lead::{LeadStatus, LeadSummary};
use beckon_domain::lead_change::LeadChange;
use beckon_domain::lead_list::{BoardColumn, COUNTED_MAX, LeadQuery};
use leptos::ev::{DragEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::A;

use super::bulk::Bulk;
use super::list_href;
use super::table::contact_line;
use crate::api::leads::{ChangeLeads, list_leads};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::lead::status_class;
use crate::components::workspace::score::ScoreBadge;
use crate::components::workspace::session::Colleagues;
use crate::components::workspace::time::Ago;
use crate::components::workspace::toast::Toasts;

/// [`COUNTED_MAX`] leads or more.
const MANY: &str = "1,000+";

/// What a board shows, and what is being done with it.
#[derive(Clone, Copy)]
struct Board {
    columns: RwSignal<Vec<BoardColumn>>,
    /// Where cards were put that the server has not answered for yet.
    moved: RwSignal<HashMap<LeadId, LeadStatus>>,
    /// The card that is being dragged.
    dragged: RwSignal<Option<LeadId>>,
    bulk: Bulk,
    toasts: Toasts,
}

impl Board {
    fn statuses(self) -> Vec<LeadStatus> {
        self.columns
            .with_untracked(|columns| columns.iter().map(|column| column.status).collect())
    }

    /// Where a lead's card is.
    fn place(self, lead: LeadId) -> Option<LeadStatus> {
        let moved = self.moved.read().get(&lead).copied();
        moved.or_else(|| {
            let columns = self.columns.read();
            let column = columns
                .iter()
                .find(|column| column.page.leads.iter().any(|card| card.id == lead));
            column.map(|column| column.status)
        })
    }

    /// The cards of a column, those first that were just put there.
    fn cards(self, of: LeadStatus) -> Vec<LeadSummary> {
        let (columns, moved) = (self.columns.read(), self.moved.read());
        let all = || {
            columns
                .iter()
                .flat_map(|column| column.page.leads.iter().map(|lead| (column.status, lead)))
        };
        let came = all().filter(|(from, lead)| *from != of && moved.get(&lead.id) == Some(&of));
        let stayed = all().filter(|(from, lead)| {
            *from == of && moved.get(&lead.id).is_none_or(|status| *status == of)
        });
        came.chain(stayed).map(|(_, lead)| lead.clone()).collect()
    }

    /// How many leads a column has, in words.
    fn count(self, of: LeadStatus) -> String {
        let (columns, moved) = (self.columns.read(), self.moved.read());
        let Some(column) = columns.iter().find(|column| column.status == of) else {
            return String::new();
        };
        if column.count >= COUNTED_MAX {
            return MANY.to_owned();
        }
        let mut count = column.count;
        for other in columns.iter() {
            for lead in &other.page.leads {
                match moved.get(&lead.id) {
                    Some(to) if *to == of && other.status != of => count += 1,
                    Some(to) if *to != of && other.status == of => count -= 1,
                    _ => {}
                }
            }
        }
        count.to_string()
    }

    /// Moves a card, and its lead, which keeps the focus.
    fn put(self, lead: LeadId, to: LeadStatus) {
        if untrack(|| self.place(lead)) == Some(to) {
            return;
        }
        self.moved.update(|moved| {
            moved.insert(lead, to);
        });
        self.bulk.note_moved(lead);
        self.bulk.actions.change.dispatch(ChangeLeads {
            change: LeadChange::Status(to).to_string(),
            ids: vec![lead],
            whole: false,
            query: String::new(),
        });
        focus_soon(link_id(lead));
    }

    /// Moves a card by so many columns.
    fn shift(self, lead: LeadId, by: isize) {
        let statuses = self.statuses();
        let Some(from) = untrack(|| self.place(lead)) else {
            return;
        };
        let at = statuses.iter().position(|status| *status == from);
        let to = at.and_then(|at| statuses.get(at.checked_add_signed(by)?));
        if let Some(to) = to {
            self.put(lead, *to);
        }
    }

    /// Shows more of a column.
    fn read_on(self, of: LeadStatus, next: LeadQuery) {
        spawn_local(async move {
            match list_leads(next).await {
                Ok(page) => {
                    self.columns.try_update(|columns| {
                        let column = columns.iter_mut().find(|column| column.status == of);
                        if let Some(column) = column {
                            column.page.leads.extend(page.leads);
                            column.page.next = page.next;
                        }
                    });
                }
                Err(error) => self.toasts.failed(error.to_string()),
            }
        });
    }
}

fn link_id(lead: LeadId) -> String {
    format!("card-{lead}")
}

/// The board.
#[component]
pub fn LeadBoard(
    /// Its columns.
    columns: Vec<BoardColumn>,
    /// What is done to leads.
    bulk: Bulk,
    /// To name whoever takes care of a lead.
    colleagues: Colleagues,
) -> impl IntoView {
    let board = Board {
        columns: RwSignal::new(columns),
        moved: RwSignal::default(),
        dragged: RwSignal::new(None),
        bulk,
        toasts: expect_context::<Toasts>(),
    };
    // What was refused goes back to where it was.
    Effect::new(move || {
        let done = bulk.actions.change.value().get();
        if done.is_some_and(|done| done.is_err()) {
            board.moved.update(HashMap::clear);
        }
    });
    // The cards are made anew with what the server knows now: the one that was moved keeps the focus.
    Effect::new(move || {
        if let Some(lead) = bulk.last_moved() {
            focus_soon(link_id(lead));
        }
    });
    let is_alive = RwSignal::new(false);
    Effect::new(move || is_alive.set(true));
    let columns = board.statuses().into_iter();
    let columns = columns
        .map(|status| view! { <Column board status colleagues=colleagues.clone()/> })
        .collect_view();
    view! {
        <p class="board-hint" hidden=move || !is_alive.get()>
            "Drag a card to another column, or press "<kbd>"Shift"</kbd>" and an arrow key on it."
        </p>
        <div class="board">{columns}</div>
    }
}

#[component]
fn Column(board: Board, status: LeadStatus, colleagues: Colleagues) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let is_target = move || {
        let dragged = board.dragged.get();
        is_over.get() && dragged.is_some_and(|lead| board.place(lead) != Some(status))
    };
    let on_over = move |event: DragEvent| {
        if board.dragged.get_untracked().is_some() {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if let Some(lead) = board.dragged.get_untracked() {
            board.dragged.set(None);
            board.put(lead, status);
        }
    };
    let colleagues = StoredValue::new(colleagues);
    let next = move || {
        let columns = board.columns.read();
        let column = columns.iter().find(|column| column.status == status)?;
        column.page.next.clone()
    };
    let more = move || {
        next().map(|next| {
            // Without the program the column goes on as a list.
            let href = list_href(&next);
            let on_click = move |event: MouseEvent| {
                event.prevent_default();
                board.read_on(status, next.clone());
            };
            view! { <a class="btn btn-ghost btn-sm board-more" href=href on:click=on_click>"Show more"</a> }
        })
    };
    view! {
        <section
            class="board-column"
            class:is-target=is_target
            aria-labelledby=format!("column-{}", status.as_str())
            on:dragover=on_over
            on:dragleave=move |_| is_over.set(false)
            on:drop=on_drop
        >
            <h2 class="board-head" id=format!("column-{}", status.as_str())>
                <span class=status_class(status)>{status.name()}</span>
                <span class="board-count">{move || board.count(status)}</span>
            </h2>
            <ul class="board-cards">
                <For each=move || board.cards(status) key=|lead| lead.id let(lead)>
                    <Card board status lead colleagues/>
                </For>
            </ul>
            {move || board.cards(status).is_empty().then(|| view! { <p class="board-none">"No leads here."</p> })}
            {more}
        </section>
    }
}

#[component]
fn Card(
    board: Board,
    status: LeadStatus,
    lead: LeadSummary,
    colleagues: StoredValue<Colleagues>,
) -> impl IntoView {
    let id = lead.id;
    let title = lead.title();
    let name = title.clone();
    let contact = contact_line(&lead.facts.contact, &title);
    let assignee = lead
        .assignee
        .map(|account| colleagues.with_value(|colleagues| colleagues.name(account)));
    let on_start = move |event: DragEvent| {
        if let Some(transfer) = event.data_transfer() {
            // A browser drags nothing that holds no data.
            _ = transfer.set_data("text/plain", &id.to_string());
            transfer.set_effect_allowed("move");
        }
        board.dragged.set(Some(id));
    };
    let on_key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return,
        };
        if event.shift_key() {
            event.prevent_default();
            board.shift(id, by);
        }
    };
    view! {
        <li
            class="board-card"
            class:is-dragged=move || board.dragged.get() == Some(id)
            draggable="true"
            on:dragstart=on_start
            on:dragend=move |_| board.dragged.set(None)
            on:keydown=on_key
        >
            <A
                href=format!("/app/leads/{id}")
                attr:id=link_id(id)
                attr:class="lead-name"
                attr:dir="auto"
                attr:draggable="false"
                attr:aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
            >
                {name}
            </A>
            <span class="lead-contact" dir="auto">{contact}</span>
            <div class="board-foot">
                <ScoreBadge score=lead.score/>
                <span class="board-age"><Ago at=lead.created_at/></span>
            </div>
            <span class="board-assignee" dir="auto">{assignee.unwrap_or_else(|| "Nobody yet".to_owned())}</span>
            <Move board status lead=id title/>
        </li>
    }
}

/// The form that moves a card. A choice alone moves nothing: with the keyboard it passes by others on its way.
#[component]
fn Move(board: Board, status: LeadStatus, lead: LeadId, title: String) -> impl IntoView {
    let options = board.statuses().into_iter().map(|to| {
        let change = LeadChange::Status(to).to_string();
        view! { <option value=change selected=to == status>{to.name()}</option> }
    });
    let options = options.collect_view();
    view! {
        <ActionForm
            action=board.bulk.actions.change
            attr:class="board-move"
            on:submit=move |_| board.bulk.note_moved(lead)
        >
            <input type="hidden" name="ids[0]" value=lead.to_string()/>
            <select class="select" name="change" aria-label=format!("Move {title} to")>{options}</select>
            <button type="submit" class="btn btn-ghost btn-sm" aria-label=format!("Move {title}")>"Move"</button>
        </ActionForm>
    }
}
