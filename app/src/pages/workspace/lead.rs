//! `/app/leads/{lead}`: one lead.

use beckon_domain::id::LeadId;
use beckon_domain::lead::LeadDetails;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::api::leads::{SetLeadStatus, lead};
use crate::components::workspace::{
    Attribution, Colleagues, ContactCard, Empty, FactList, Failure, Glyph, Icon, LeadTimeline, PageTitle,
    ScoreMeter, Session, Skeleton, StatusForm,
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
    let details = Resource::new(
        move || (id.get(), set_status.version().get()),
        |(id, _)| async move { lead(id.ok_or(AppError::NotFound)?).await },
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
                    match details.await {
                        Ok(details) => view! { <Lead details set_status title colleagues/> }.into_any(),
                        Err(AppError::NotFound) => view! { <NoSuchLead/> }.into_any(),
                        Err(error) => view! { <Failure error retry=move || details.refetch()/> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Lead(
    details: LeadDetails,
    set_status: ServerAction<SetLeadStatus>,
    title: RwSignal<String>,
    colleagues: Colleagues,
) -> impl IntoView {
    let LeadDetails {
        summary,
        first_touch,
        last_touch,
        conversation,
        timeline,
    } = details;
    let name = summary.title();
    title.set(name.clone());
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
            <h1 class="lead-title" dir="auto">{name}</h1>
            {conversation}
        </header>
        <StatusForm id=summary.id status=summary.status action=set_status/>
        <div class="lead-columns">
            <div class="lead-main">
                <section class="lead-part">
                    <h2 class="board-title">"Score"</h2>
                    <ScoreMeter score=summary.score.clone()/>
                </section>
                <section class="lead-part">
                    <h2 class="board-title">"What happened"</h2>
                    <LeadTimeline activities=timeline/>
                </section>
            </div>
            <aside class="lead-side" aria-label="Facts">
                <section class="lead-part">
                    <h2 class="board-title">"Contact"</h2>
                    <ContactCard contact=summary.facts.contact.clone()/>
                </section>
                <section class="lead-part">
                    <h2 class="board-title">"Facts"</h2>
                    <FactList lead=summary colleagues/>
                </section>
                <section class="lead-part">
                    <h2 class="board-title">"Where they came from"</h2>
                    <Attribution first=first_touch last=last_touch/>
                </section>
            </aside>
        </div>
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
