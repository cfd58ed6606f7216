//! `/app/leads/{lead}`: one lead.

use beckon_domain::assistant::DatedVerdict;
use beckon_domain::id::{ConversationId, LeadId};
use beckon_domain::lead::LeadDetails;
use beckon_domain::lead_merge::{DoneMerge, Duplicate};
use beckon_domain::score::ScoreChange;
use leptos::prelude::*;
use leptos_router::components::{A, Redirect};
use leptos_router::hooks::use_params_map;

use crate::api::lead_merges::{last_lead_merge, lead_duplicates};
use crate::api::leads::{SetLeadStatus, lead, lead_verdicts};
use crate::api::scoring::score_history;
use crate::components::workspace::{
    AssignForm, Attribution, ChangeActions, Colleagues, ContactCard, Duplicates, Empty, FactList,
    Failure, Glyph, Icon, LeadTimeline, MergeActions, PageTitle, RoutingLines, ScoreHistory,
    ScoreMeter, SentFormCard, Session, Skeleton, StatusForm, VerdictCard,
};
use crate::error::AppError;

/// A lead, by the id in the address.
#[component]
pub fn LeadPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params
            .read()
            .get_str("lead")
            .and_then(|id| id.parse::<LeadId>().ok())
    });
    let set_status = ServerAction::<SetLeadStatus>::new();
    let assign = ChangeActions::new().offering_undo("Assigned.");
    let merges = MergeActions::new();
    let duplicates = Resource::new(
        move || (id.get(), merges.version()),
        |(id, _)| async move { lead_duplicates(id.ok_or(AppError::NotFound)?).await },
    );
    let done = Resource::new(move || (id.get(), merges.version()), |_| last_lead_merge());
    let details = Resource::new(
        move || {
            (
                id.get(),
                set_status.version().get(),
                assign.version(),
                merges.version(),
            )
        },
        |(id, ..)| async move {
            let id = id.ok_or(AppError::NotFound)?;
            Ok::<_, AppError>((id, lead(id).await?))
        },
    );
    let verdicts = Resource::new(
        move || id.get(),
        |id| async move { lead_verdicts(id.ok_or(AppError::NotFound)?).await },
    );
    let history = Resource::new(
        move || (id.get(), set_status.version().get()),
        |(id, _)| async move { score_history(id.ok_or(AppError::NotFound)?).await },
    );
    let title = RwSignal::new("Lead".to_owned());
    let session = StoredValue::new(expect_context::<Session>());
    view! {
        <PageTitle name=title/>
        <div class="page">
            <p class="page-back">
                <A href="/app/leads" attr:class="link">"All leads"</A>
            </p>
            <Transition fallback=|| view! { <Skeleton lines=8/> }>
                {move || Suspend::new(async move {
                    let colleagues = session.get_value().colleagues().await;
                    // Without them the lead is there all the same.
                    let (duplicates, done) = (duplicates.await.unwrap_or_default(), done.await.ok().flatten());
                    match (details.await, verdicts.await, history.await) {
                        // It was made part of that one.
                        (Ok((asked, details)), ..) if asked != details.summary.id => {
                            view! { <Redirect path=format!("/app/leads/{}", details.summary.id)/> }.into_any()
                        }
                        (Ok((_, details)), Ok(verdicts), Ok(history)) => {
                            let known = Known { details, verdicts, history, duplicates, done };
                            view! { <Lead known set_status assign merges title colleagues/> }.into_any()
                        }
                        (Err(AppError::NotFound), ..) => view! { <NoSuchLead/> }.into_any(),
                        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => view! { <Failure error retry=move || { details.refetch(); verdicts.refetch(); history.refetch() }/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

/// What a lead's page shows.
struct Known {
    details: LeadDetails,
    verdicts: Vec<DatedVerdict>,
    history: Vec<ScoreChange>,
    duplicates: Vec<Duplicate>,
    done: Option<DoneMerge>,
}

#[component]
fn Lead(
    known: Known,
    set_status: ServerAction<SetLeadStatus>,
    assign: ChangeActions,
    merges: MergeActions,
    title: RwSignal<String>,
    colleagues: Colleagues,
) -> impl IntoView {
    let Known {
        details,
        verdicts,
        history,
        duplicates,
        done,
    } = known;
    let LeadDetails {
        summary,
        first_touch,
        last_touch,
        conversation,
        timeline,
        routing,
        form,
    } = details;
    let routed = (!routing.is_empty()).then(|| {
        let colleagues = colleagues.clone();
        view! { <Part title="How it was given out"><RoutingLines log=routing colleagues/></Part> }
    });
    title.set(summary.title());
    let score = summary.score.clone();
    let contact = summary.facts.contact.clone();
    view! {
        <LeadHead title conversation/>
        <Duplicates id=summary.id duplicates done actions=merges/>
        <div class="lead-moves">
            <div><StatusForm id=summary.id status=summary.status action=set_status/></div>
            <div>
                <AssignForm id=summary.id assignee=summary.assignee colleagues=colleagues.clone() actions=assign/>
            </div>
        </div>
        <div class="lead-columns">
            <div>
                <Part title="Score"><ScoreMeter score/><ScoreHistory history/></Part>
                <Part title="What the assistant thinks"><VerdictCard verdicts/></Part>
                <Part title="What happened"><LeadTimeline activities=timeline/></Part>
            </div>
            <aside aria-label="Facts">
                <Part title="Contact"><ContactCard contact/></Part>
                <Part title="Facts"><FactList lead=summary colleagues/></Part>
                {routed}
                <Part title="What they agreed to"><SentFormCard form/></Part>
                <Part title="Where they came from"><Attribution first=first_touch last=last_touch/></Part>
            </aside>
        </div>
    }
}

#[component]
fn LeadHead(title: RwSignal<String>, conversation: Option<ConversationId>) -> impl IntoView {
    let conversation = conversation.map(|id| {
        view! {
            <A href=format!("/app/inbox/{id}") attr:class="btn btn-primary">
                <Glyph icon=Icon::Bubble/>
                "Open conversation"
            </A>
        }
    });
    view! {
        <header class="lead-head">
            <h1 class="lead-title" dir="auto">{title}</h1>
            {conversation}
        </header>
    }
}

#[component]
fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="lead-part">
            <h2 class="board-title">{title}</h2>
            {children()}
        </section>
    }
}

#[component]
fn NoSuchLead() -> impl IntoView {
    view! {
        <Empty icon=Icon::Funnel title="This lead can't be found">
            <p>"The address may be wrong, or it belongs to another organization."</p>
        </Empty>
    }
}
