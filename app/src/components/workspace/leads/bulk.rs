//! What is done to several leads of a list at once, and undone.

use std::collections::BTreeSet;

use beckon_domain::id::LeadId;
use beckon_domain::lead::LeadStatus;
use beckon_domain::lead_change::{DoneChange, LeadChange};
use beckon_domain::lead_list::LeadQuery;
use leptos::prelude::*;

use super::changes::ChangeActions;
use crate::api::leads::last_lead_change;
use crate::components::workspace::session::{Colleagues, Session};

/// The leads that are chosen in a list, and what is done with them.
#[derive(Clone, Copy)]
pub struct Bulk {
    /// Changes them, and back.
    pub actions: ChangeActions,
    chosen: RwSignal<BTreeSet<LeadId>>,
    /// The one that was moved alone, on a board.
    moved: StoredValue<Option<LeadId>>,
}

impl Bulk {
    /// None chosen. Once leads were changed, none is any longer.
    pub fn new() -> Self {
        let bulk = Self {
            actions: ChangeActions::new(),
            chosen: RwSignal::default(),
            moved: StoredValue::new(None),
        };
        Effect::new(move || {
            if let Some(Ok(_)) = bulk.actions.change.value().get() {
                bulk.chosen.set(BTreeSet::new());
            }
        });
        bulk
    }

    /// Forgets what was chosen: another page is shown.
    pub fn forget(self) {
        self.chosen.update(BTreeSet::clear);
    }

    /// Keeps in mind which card of a board is moved.
    pub(super) fn note_moved(self, lead: LeadId) {
        self.moved.set_value(Some(lead));
    }

    /// Which card was, once.
    pub(super) fn last_moved(self) -> Option<LeadId> {
        self.moved.try_update_value(Option::take).flatten()
    }

    fn choose(self, lead: LeadId, is_chosen: bool) {
        self.chosen.update(|chosen| {
            if is_chosen {
                chosen.insert(lead);
            } else {
                chosen.remove(&lead);
            }
        });
    }
}

impl Default for Bulk {
    fn default() -> Self {
        Self::new()
    }
}

/// The box that chooses a lead, the `at`-th of the page.
#[component]
pub(super) fn Pick(bulk: Bulk, lead: LeadId, at: usize, title: String) -> impl IntoView {
    let is_chosen = move || bulk.chosen.read().contains(&lead);
    view! {
        <input
            class="checkbox lead-pick"
            type="checkbox"
            name=format!("ids[{at}]")
            value=lead.to_string()
            aria-label=format!("Select {title}")
            prop:checked=is_chosen
            on:change=move |event| bulk.choose(lead, event_target_checked(&event))
        />
    }
}

/// The box that chooses all leads of the page.
#[component]
pub(super) fn PickAll(bulk: Bulk, leads: Vec<LeadId>) -> impl IntoView {
    let leads = StoredValue::new(leads);
    let chosen = move || {
        let chosen = bulk.chosen.read();
        leads.with_value(|leads| leads.iter().filter(|lead| chosen.contains(lead)).count())
    };
    let all = leads.with_value(Vec::len);
    let choose = move |event| {
        let is_chosen = event_target_checked(&event);
        leads.with_value(|leads| {
            for lead in leads {
                bulk.choose(*lead, is_chosen);
            }
        });
    };
    view! {
        <input
            class="checkbox"
            type="checkbox"
            aria-label="Select all on this page"
            prop:checked=move || chosen() == all
            prop:indeterminate=move || (1..all).contains(&chosen())
            on:change=choose
        />
    }
}

/// What can be done with the chosen leads, or with the whole list. It is seen while any is chosen.
#[component]
pub(super) fn BulkBar(
    bulk: Bulk,
    /// The list.
    query: LeadQuery,
    /// Whom leads can be given to.
    colleagues: Colleagues,
) -> impl IntoView {
    let query = serde_json::to_string(&query.first_page()).unwrap_or_default();
    let count = move || match bulk.chosen.read().len() {
        0 => "Selected leads".to_owned(),
        count => format!("{count} selected"),
    };
    view! {
        <div class="bulk" role="group" aria-label="Change the selected leads">
            <input type="hidden" name="query" value=query/>
            <span class="bulk-count" aria-live="polite">{count}</span>
            <label class="bulk-whole">
                <input class="checkbox" type="checkbox" name="whole" value="true"/>
                "or the whole list"
            </label>
            <select class="select" name="change" aria-label="What to do with them" required>
                <option value="">"Choose what to do…"</option>
                <optgroup label="Status">{LeadStatus::ALL.map(status_option)}</optgroup>
                <optgroup label="Give to">{assignee_options(&colleagues, None)}</optgroup>
            </select>
            <button type="submit" class="btn btn-primary btn-sm" disabled=bulk.actions.change.pending()>"Apply"</button>
        </div>
    }
}

fn status_option(status: LeadStatus) -> impl IntoView {
    view! { <option value=LeadChange::Status(status).to_string()>{status.name()}</option> }
}

/// Everybody to whom leads can be given, and nobody; `current` is chosen.
pub(in super::super) fn assignee_options(
    colleagues: &Colleagues,
    current: Option<LeadChange>,
) -> impl IntoView + use<> {
    let everybody = colleagues.members();
    let names = everybody
        .iter()
        .map(|member| (Some(member.account), colleagues.name(member.account)));
    let names = names.chain([(None, "Nobody".to_owned())]);
    let option = |(account, name)| {
        let change = LeadChange::Assignee(account);
        view! { <option value=change.to_string() selected=current == Some(change)>{name}</option> }
    };
    names.map(option).collect_view()
}

/// What the member did to leads last, with a way back.
#[component]
pub fn LastChange(
    /// What is done to leads.
    bulk: Bulk,
) -> impl IntoView {
    let session = StoredValue::new(expect_context::<Session>());
    let last = Resource::new(move || bulk.actions.version(), |_| last_lead_change());
    let said = move || {
        Suspend::new(async move {
            let colleagues = session.get_value().colleagues().await;
            // Without it the list is there all the same.
            let last = last.await.ok().flatten();
            last.map(|last| {
                let words = in_words(&last, &colleagues);
                view! {
                    <div class="bulk-done">
                        <span dir="auto">{words}</span>
                        <ActionForm action=bulk.actions.undo>
                            <input type="hidden" name="id" value=last.id.to_string()/>
                            <button type="submit" class="btn btn-ghost btn-sm">"Undo"</button>
                        </ActionForm>
                    </div>
                }
            })
        })
    };
    view! {
        <div class="bulk-said" aria-live="polite">
            <Transition>{said}</Transition>
            {move || bulk.actions.error().map(|error| view! { <p class="error">{error.to_string()}</p> })}
        </div>
    }
}

fn in_words(done: &DoneChange, colleagues: &Colleagues) -> String {
    let leads = match done.leads {
        1 => "1 lead".to_owned(),
        more => format!("{more} leads"),
    };
    match done.change {
        LeadChange::Status(status) => format!("{leads} moved to {}.", status.name()),
        LeadChange::Assignee(None) => format!("{leads} given to nobody."),
        LeadChange::Assignee(Some(to)) => format!("{leads} given to {}.", colleagues.name(to)),
    }
}
