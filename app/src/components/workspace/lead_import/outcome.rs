use std::time::Duration;

use beckon_domain::lead_import::{Import, ImportState, UNDO_HOURS};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::lead_imports::{CancelLeadImport, UndoLeadImport};
use crate::components::workspace::time::{Ago, Clock};

/// How often it is looked how far an import is.
const LOOK: Duration = Duration::from_secs(1);

/// How far an import is, what came of it, and what can be done about it.
#[component]
pub fn ImportOutcome(
    /// The import.
    import: Import,
    /// Stops it.
    cancel: ServerAction<CancelLeadImport>,
    /// Removes its leads.
    undo: ServerAction<UndoLeadImport>,
    /// Looks again how far it is.
    look: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    // It is looked again by itself: no need to make all of this anew each time the clock goes on.
    let now = untrack(|| expect_context::<Clock>().now());
    if import.state.is_moving() {
        Effect::new(move || {
            let again = set_timeout_with_handle(look, LOOK);
            on_cleanup(move || {
                if let Ok(again) = again {
                    again.clear();
                }
            });
        });
    }
    let counts = import.counts;
    let id = import.id;
    let progress = (import.state == ImportState::Running).then(|| {
        let rate = import
            .rate(now)
            .map(|rate| format!(", {rate} rows a second"));
        let left = import.seconds_left(now).map(|left| match left {
            0..=90 => format!(", about {left} seconds left"),
            more => format!(", about {} minutes left", more.div_ceil(60)),
        });
        view! {
            <div class="score-progress" role="status">
                <progress max=100 value=import.percent() aria-label="Of the file"></progress>
                <span>{import.percent()} "% of the file" {rate} {left}</span>
            </div>
        }
    });
    let line = |name: &'static str, count: u32| {
        view! { <li class="person"><div class="person-who"><p class="person-name">{name}</p></div><span class="badge badge-neutral">{count}</span></li> }
    };
    let mend = (counts.bad > 0).then(|| view! {
        <p>
            <a class="btn btn-secondary btn-sm" rel="external" download="rows-to-mend.csv" href=format!("/exports/imports/{id}.csv")>
                "Rows that can't be leads, with reasons"
            </a>
        </p>
        <p class="hint">"Mend them in this file and import it: its last column is left out. It is kept for 30 days."</p>
    });
    let stop = (import.state == ImportState::Running).then(|| {
        view! {
            <ActionForm action=cancel>
                <input type="hidden" name="id" value=id.to_string()/>
                <button type="submit" class="btn btn-secondary btn-sm">"Stop"</button>
            </ActionForm>
        }
    });
    let back = import.can_be_undone(now).then(|| view! {
        <ActionForm action=undo>
            <input type="hidden" name="id" value=id.to_string()/>
            <button type="submit" class="btn btn-secondary btn-sm">"Undo this import"</button>
            <p class="hint">
                {format!("For {UNDO_HOURS} hours. Leads with which somebody did something since stay, and so does what was filled in of others.")}
            </p>
        </ActionForm>
    });
    let removed = matches!(import.state, ImportState::Undoing | ImportState::Undone)
        .then(|| line("Leads removed again", import.removed));
    view! {
        <div class="stack">
            <p><span class="badge badge-neutral">{import.state.name()}</span> " " <Ago at=import.created_at/></p>
            {import.problem.map(|problem| view! { <p class="error" role="alert">{problem.to_string()}</p> })}
            {progress}
            <ul class="card people">
                {line("Rows read", counts.rows)}
                {line("New leads", counts.created)}
                {line("Leads filled in", counts.filled)}
                {line("Duplicates left out", counts.skipped)}
                {line("Rows that can't be leads", counts.bad)}
                {removed}
            </ul>
            {mend}
            {stop}
            {back}
            <p><A href="/app/leads" attr:class="link">"All leads"</A></p>
        </div>
    }
}
