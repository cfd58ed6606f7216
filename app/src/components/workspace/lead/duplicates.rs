//! Other leads that may be the same person, on a lead's page.

use beckon_domain::id::LeadId;
use beckon_domain::lead_merge::{DoneMerge, Duplicate};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::lead_merges::{SetLeadsDistinct, UndoLeadMerge};
use crate::components::workspace::score::ScoreBadge;
use crate::components::workspace::time::Moment;
use crate::error::AppError;

/// Saying that two leads are different people, and parting two that were merged.
#[derive(Clone, Copy)]
pub struct MergeActions {
    distinct: ServerAction<SetLeadsDistinct>,
    undo: ServerAction<UndoLeadMerge>,
}

impl MergeActions {
    /// Nothing done yet.
    pub fn new() -> Self {
        Self {
            distinct: ServerAction::new(),
            undo: ServerAction::new(),
        }
    }

    /// Grows with everything that was done.
    pub fn version(self) -> usize {
        self.distinct.version().get() + self.undo.version().get()
    }

    fn error(self) -> Option<AppError> {
        let error = self.distinct.value().get().and_then(Result::err);
        error.or_else(|| self.undo.value().get().and_then(Result::err))
    }
}

impl Default for MergeActions {
    fn default() -> Self {
        Self::new()
    }
}

/// Who else this may be, and what was just merged, with a way back.
#[component]
pub fn Duplicates(
    /// The lead whose page it is.
    id: LeadId,
    /// The others.
    duplicates: Vec<Duplicate>,
    /// What the member merged last.
    done: Option<DoneMerge>,
    /// What can be done.
    actions: MergeActions,
) -> impl IntoView {
    let done = done.filter(|done| done.kept == id).map(|done| {
        view! {
            <div class="bulk-done">
                <span dir="auto">"Merged with " {done.title} "."</span>
                <ActionForm action=actions.undo>
                    <input type="hidden" name="id" value=done.id.to_string()/>
                    <button type="submit" class="btn btn-ghost btn-sm">"Undo"</button>
                </ActionForm>
            </div>
        }
    });
    let (distinct, possible): (Vec<_>, Vec<_>) =
        duplicates.into_iter().partition(|one| one.is_distinct);
    let possible = (!possible.is_empty()).then(|| {
        let lines = possible
            .into_iter()
            .map(|other| view! { <Possible id other actions/> });
        view! {
            <section class="duplicates" aria-labelledby="duplicates">
                <h2 class="duplicates-title" id="duplicates">"May be the same person"</h2>
                <ul class="duplicates-list">{lines.collect_view()}</ul>
            </section>
        }
    });
    let distinct = (!distinct.is_empty()).then(|| {
        let lines = distinct
            .into_iter()
            .map(|other| view! { <Distinct id other actions/> });
        view! { <ul class="duplicates-distinct">{lines.collect_view()}</ul> }
    });
    view! {
        <div aria-live="polite">{done}</div>
        {possible}
        {distinct}
        {move || actions.error().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
    }
}

/// What both have, in words.
const fn in_common(other: &Duplicate) -> &'static str {
    match (other.same_email, other.same_phone) {
        (true, true) => "Same e-mail and phone",
        (true, false) => "Same e-mail",
        _ => "Same phone",
    }
}

#[component]
fn Possible(id: LeadId, other: Duplicate, actions: MergeActions) -> impl IntoView {
    let why = in_common(&other);
    let lead = other.summary;
    let (title, other) = (lead.title(), lead.id);
    let compares = format!("Compare and merge with {title}");
    view! {
        <li class="duplicate">
            <div class="duplicate-who">
                <A href=format!("/app/leads/{other}") attr:class="link" attr:dir="auto">{title}</A>
                <span class="hint">
                    {why} ", " {lead.status.name()} ", " {lead.source.name()} ", arrived " <Moment at=lead.created_at/>
                </span>
            </div>
            <ScoreBadge score=lead.score/>
            <div class="duplicate-moves">
                <A
                    href=format!("/app/leads/{id}/merge/{other}")
                    attr:class="btn btn-secondary btn-sm"
                    attr:aria-label=compares
                >
                    "Compare and merge"
                </A>
                <ActionForm action=actions.distinct>
                    <input type="hidden" name="lead" value=id.to_string()/>
                    <input type="hidden" name="other" value=other.to_string()/>
                    <input type="hidden" name="is_distinct" value="true"/>
                    <button type="submit" class="btn btn-ghost btn-sm">"Not the same person"</button>
                </ActionForm>
            </div>
        </li>
    }
}

#[component]
fn Distinct(id: LeadId, other: Duplicate, actions: MergeActions) -> impl IntoView {
    let why = in_common(&other);
    let (title, other) = (other.summary.title(), other.summary.id);
    view! {
        <li class="duplicate-distinct hint">
            <span>
                "Not the same person as "
                <A href=format!("/app/leads/{other}") attr:class="link" attr:dir="auto">{title}</A>
                " (" {why} ")"
            </span>
            <ActionForm action=actions.distinct>
                <input type="hidden" name="lead" value=id.to_string()/>
                <input type="hidden" name="other" value=other.to_string()/>
                <input type="hidden" name="is_distinct" value="false"/>
                <button type="submit" class="btn btn-ghost btn-sm">"Suggest again"</button>
            </ActionForm>
        </li>
    }
}
