//! `/app/leads/{lead}`: one lead.

use beckon_domain::assistant::DatedVerdict;
use beckon_domain::id::{ConversationId, LeadId};
use beckon_domain::lead::LeadDetails;
use beckon_domain::score::ScoreChange;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::api::leads::{SetLeadStatus, lead, lead_verdicts};
use crate::api::scoring::score_history;
use crate::components::workspace::{
    AssignForm, Attribution, ChangeActions, Colleagues, ContactCard, Empty, FactList, Failure,
    Glyph, Icon, LeadTimeline, PageTitle, RoutingLines, ScoreHistory, ScoreMeter, Session,
    Skeleton, StatusForm, VerdictCard,
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
    let details = Resource::new(
        move || (id.get(), set_status.version().get(), assign.version()),
        |(id, ..)| async move { lead(id.ok_or(AppError::NotFound)?).await },
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
                    match (details.await, verdicts.await, history.await) {
                        (Ok(details), Ok(verdicts), Ok(history)) => {
                            view! { <Lead details verdicts history set_status assign title colleagues/> }.into_any()
                        }
                        (Err(AppError::NotFound), ..) => view! { <NoSuchLead/> }.into_any(),
                        (Err(error), ..) | (_, Err(error), _) | (.., Err(error)) => view! { <Failure error retry=move || { details.refetch(); verdicts.refetch(); history.refetch() }/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Lead(
    details: LeadDetails,
    verdicts: Vec<DatedVerdict>,
    history: Vec<ScoreChange>,
    set_status: ServerAction<SetLeadStatus>,
    assign: ChangeActions,
    title: RwSignal<String>,
    colleagues: Colleagues,
) -> impl IntoView {
    let LeadDetails {
        summary,
        first_touch,
        last_touch,
        conversation,
        timeline,
        routing,
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
