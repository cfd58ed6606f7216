//! `/app/leads/{lead}/merge/{other}`: two leads side by side, and what they make.

use beckon_domain::id::LeadId;
use beckon_domain::lead_merge::{MergeField, MergePreview, Picks, Side};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::api::lead_merges::{MergeLeads, compare_leads};
use crate::components::workspace::{
    Colleagues, ContactCard, Empty, FactList, Failure, Icon, PageTitle, ScoreMeter, Session,
    Skeleton,
};
use crate::error::AppError;

/// Compares two leads, and makes them one.
#[component]
pub fn LeadMergePage() -> impl IntoView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        let params = params.read();
        let id = |name| {
            params
                .get_str(name)
                .and_then(|id| id.parse::<LeadId>().ok())
        };
        id("lead").zip(id("other"))
    });
    let preview = Resource::new(
        move || ids.get(),
        |ids| async move {
            let (kept, other) = ids.ok_or(AppError::NotFound)?;
            compare_leads(kept, other).await
        },
    );
    let session = StoredValue::new(expect_context::<Session>());
    let back = move || match ids.get() {
        Some((kept, _)) => format!("/app/leads/{kept}"),
        None => "/app/leads".to_owned(),
    };
    view! {
        <PageTitle name="Merge two leads"/>
        <div class="page">
            <p class="page-back"><A href=back attr:class="link">"Back to the lead"</A></p>
            <h1 class="page-title">"Are these the same person?"</h1>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    let colleagues = session.get_value().colleagues().await;
                    match preview.await {
                        Ok(preview) => view! { <Merge preview colleagues/> }.into_any(),
                        Err(AppError::NotFound) => view! { <Gone/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || preview.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Merge(preview: MergePreview, colleagues: Colleagues) -> impl IntoView {
    let action = ServerAction::<MergeLeads>::new();
    let picks = RwSignal::new(Picks::new());
    let (kept, other) = (&preview.kept.summary, &preview.other.summary);
    let (kept_id, other_id) = (kept.id, other.id);
    let titles = [kept.title(), other.title()];
    let (differing, same): (Vec<_>, Vec<_>) = MergeField::ALL
        .into_iter()
        .filter(|field| field.is_known(kept) || field.is_known(other))
        .partition(|field| field.differs(kept, other));
    let same = same.into_iter().filter_map(|field| {
        let value = shown(field, &preview, Side::Kept, &colleagues)?;
        Some(view! { <dt>{field.name()}</dt><dd dir="auto">{value}</dd> })
    });
    let same = same.collect_view();
    let choices = differing.into_iter().enumerate();
    let choices = choices
        .map(|(at, field)| {
            let side = preview.side(field, &Picks::new());
            let values = Side::BOTH.map(|side| shown(field, &preview, side, &colleagues));
            view! { <Choice at field side values picks/> }
        })
        .collect_view();
    let result = Memo::new(move |_| preview.result(&picks.read()));
    let error = move || action.value().get().and_then(Result::err);
    let [stays, goes] = titles;
    view! {
        <p class="merge-lead">
            <strong dir="auto">{stays}</strong> " stays and keeps its address. "
            <strong dir="auto">{goes}</strong>
            " becomes part of it, with its conversations, appointments and history. You can undo it for five minutes. "
            <A href=format!("/app/leads/{other_id}/merge/{kept_id}") attr:class="link">"Keep the other one instead"</A>
        </p>
        <ActionForm action attr:class="merge">
            <input type="hidden" name="kept" value=kept_id.to_string()/>
            <input type="hidden" name="other" value=other_id.to_string()/>
            <section class="merge-choices" aria-labelledby="merge-choices">
                <h2 class="board-title" id="merge-choices">"What differs"</h2>
                {choices}
                <h2 class="board-title">"The same on both"</h2>
                <dl class="facts">{same}</dl>
            </section>
            <aside class="merge-result" aria-label="What they make">
                <h2 class="board-title">"What they make"</h2>
                {move || {
                    let lead = result.get();
                    view! {
                        <ContactCard contact=lead.facts.contact.clone()/>
                        <p class="merge-status">{lead.status.name()}</p>
                        <ScoreMeter score=lead.score.clone()/>
                        <FactList lead colleagues=colleagues.clone()/>
                    }
                }}
            </aside>
            <div class="merge-moves">
                <button type="submit" class="btn btn-primary" disabled=action.pending()>"Merge the two"</button>
                <A href=format!("/app/leads/{kept_id}") attr:class="btn btn-ghost">"Leave them apart"</A>
            </div>
        </ActionForm>
        {move || error().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
    }
}

/// What one of the two has in a field, in words.
fn shown(
    field: MergeField,
    preview: &MergePreview,
    side: Side,
    colleagues: &Colleagues,
) -> Option<String> {
    let lead = &preview.of(side).summary;
    match field {
        MergeField::Assignee => lead.assignee.map(|account| colleagues.name(account)),
        _ => field.value(lead),
    }
}

/// A field that differs, and which of both values stays.
#[component]
fn Choice(
    at: usize,
    field: MergeField,
    /// The one that stays unless somebody chooses.
    side: Side,
    values: [Option<String>; 2],
    picks: RwSignal<Picks>,
) -> impl IntoView {
    let options = Side::BOTH.into_iter().zip(values).map(|(one, value)| {
        let is_empty = value.is_none();
        view! {
            <label class="merge-option">
                <input
                    type="radio"
                    name=format!("picks[{at}]")
                    value=format!("{}:{}", field.as_str(), one.as_str())
                    checked=one == side
                    on:change=move |_| picks.update(|picks| { picks.insert(field, one); })
                />
                <span dir="auto" class:hint=is_empty>{value.unwrap_or_else(|| "Nothing".to_owned())}</span>
            </label>
        }
    });
    view! {
        <fieldset class="merge-choice">
            <legend>{field.name()}</legend>
            <div class="merge-options">{options.collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn Gone() -> impl IntoView {
    view! {
        <Empty icon=Icon::Funnel title="These two can't be merged">
            <p>"One of them can't be found, or they were merged already."</p>
        </Empty>
    }
}
