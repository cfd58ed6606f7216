use beckon_domain::id::{ConversationId, LeadId};
use beckon_domain::lead::{ActivityKind, Facts, LeadSource, LeadStatus, LeadSummary};
use beckon_domain::score::Score;
use beckon_store::conversations::{self, AssistantTurn};
use beckon_store::leads::{self, Lead, Origin};
use beckon_store::visitors::{self, Visitor};
use beckon_store::{StoreError, TenantTx};

use super::routing::enqueue_route;
use super::scoring::{Scale, rescore};
use crate::Services;

/// What the assistant learned in a turn.
pub(crate) struct Learned {
    /// All that is known now.
    pub(crate) known: Facts,
    /// What is new.
    pub(crate) news: Facts,
    /// Whether the visitor came back to an answer within an hour.
    pub(crate) answered_within_hour: bool,
}

/// Writes what was learned in a conversation to its lead. Somebody who can be reached becomes a lead.
pub(crate) async fn note_from_chat(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    turn: &AssistantTurn,
    learned: Learned,
) -> Result<(), StoreError> {
    let visitor = visitors::find(tx, turn.visitor).await?;
    match turn.lead {
        Some(id) => update(services, tx, id, &visitor, learned).await,
        None if learned.known.is_reachable() => {
            create(services, tx, conversation, turn, &visitor, learned).await
        }
        None => Ok(()),
    }
}

async fn create(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    turn: &AssistantTurn,
    visitor: &Visitor,
    learned: Learned,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    let scale = Scale::read(tx).await?;
    let source = if visitor.last_touch.is_paid() {
        LeadSource::PaidAds
    } else {
        LeadSource::AiChat
    };
    let mut lead = Lead {
        summary: LeadSummary {
            id: LeadId::generate(now),
            facts: learned.known,
            industry: turn.industry,
            source,
            status: LeadStatus::New,
            score: Score::default(),
            assignee: None,
            created_at: now,
        },
        page_views: visitor.page_views,
        seconds_on_site: visitor.seconds_on_site,
        form_submissions: 0,
        had_conversation: true,
        answered_within_hour: learned.answered_within_hour,
        touch: visitor.last_touch.clone(),
        heard_at: now,
    };
    lead.summary.score = scale.score(&lead, now);
    let first_touch = leads::first_touch_of(tx, &lead.summary.facts.contact).await?;
    let origin = Origin {
        site: turn.site,
        visitor: Some(turn.visitor),
        first_touch: first_touch.as_ref().unwrap_or(&visitor.first_touch),
        last_touch: &visitor.last_touch,
        notes: None,
        consent: None,
        answers: &[],
    };
    leads::insert(tx, &lead, &origin).await?;
    conversations::link_lead(tx, conversation, lead.summary.id).await?;
    leads::note_activity(
        tx,
        lead.summary.id,
        ActivityKind::ConversationStarted,
        "Came in through the chat",
        None,
        now,
    )
    .await?;
    enqueue_route(services, tx, lead.summary.id).await?;
    metrics::counter!("beckon_leads_total", "source" => source.name()).increment(1);
    Ok(())
}

async fn update(
    services: &Services,
    tx: &mut TenantTx,
    id: LeadId,
    visitor: &Visitor,
    learned: Learned,
) -> Result<(), StoreError> {
    let Some(mut lead) = leads::lock(tx, id).await? else {
        return Ok(());
    };
    let id = lead.summary.id;
    let now = services.clock.now();
    let scale = Scale::read(tx).await?;
    let noted = describe(&learned.news);
    lead.summary.facts = lead.summary.facts.updated(learned.news);
    lead.page_views = lead.page_views.max(visitor.page_views);
    lead.seconds_on_site = lead.seconds_on_site.max(visitor.seconds_on_site);
    lead.answered_within_hour |= learned.answered_within_hour;
    lead.heard_at = now;
    lead.touch = visitor.last_touch.clone();
    if !noted.is_empty() {
        leads::note_activity(tx, id, ActivityKind::DetailsNoted, &noted, None, now).await?;
    }
    rescore(tx, &mut lead, &scale, now).await
}

/// Which facts these are, for a timeline: `Name, budget`.
fn describe(facts: &Facts) -> String {
    let contact = &facts.contact;
    let fields = [
        (contact.name.is_some(), "name"),
        (contact.email.is_some(), "e-mail"),
        (contact.phone.is_some(), "phone"),
        (contact.company.is_some(), "company"),
        (facts.location.is_some(), "location"),
        (facts.budget.is_some(), "budget"),
        (facts.timeline.is_some(), "timeline"),
        (facts.company_size.is_some(), "company size"),
        (facts.decision_maker.is_some(), "decision maker"),
    ];
    let known: Vec<&str> = fields
        .into_iter()
        .filter_map(|(known, name)| known.then_some(name))
        .collect();
    known.join(", ")
}
