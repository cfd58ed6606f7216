//! The verdict on a lead, once its conversation has gone quiet or was closed: by the site's model, else by rules.

use beckon_assistant::engine::{Entry, Request, transcript};
use beckon_assistant::verdict::{self, Evidence};
use beckon_domain::account::Identity;
use beckon_domain::assistant::{AssistantSettings, DatedVerdict, Engine as Kind, Verdict};
use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::{ConversationId, JobId, LeadId, OrganizationId, SiteId};
use beckon_domain::lead::LeadSummary;
use beckon_store::assistant::handoff;
use beckon_store::assistant::verdicts::{self, NewVerdict};
use beckon_store::leads::merges;
use beckon_store::{StoreError, TenantTx, assistant as store, conversations, jobs, leads};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::ask::{Account, ask};
use super::brief::engine_of;
use super::engines::Chosen;
use super::partial::Growing;
use super::settings::first_of_month;
use crate::Services;
use crate::leads::LeadError;

/// The kind of the job.
pub(crate) const QUALIFY: &str = "assistant.qualify";

/// For how long nobody has to write.
const QUIET: TimeDelta = TimeDelta::minutes(10);

/// Messages that are judged.
const MESSAGES: i64 = 60;

/// What the job is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Qualify {
    conversation: ConversationId,
}

/// Sees to it that a conversation is judged once it has gone quiet.
pub(super) async fn enqueue_when_quiet(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    if jobs::waits_for(tx, QUALIFY, conversation).await? {
        return Ok(());
    }
    let now = services.clock.now();
    jobs::enqueue_outside_at(tx, QUALIFY, &Qualify { conversation }, now + QUIET, now).await
}

/// Sees to it that a conversation is judged now, as it was closed.
pub(crate) async fn enqueue_at_once(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    jobs::enqueue_outside(tx, QUALIFY, &Qualify { conversation }, now).await
}

/// What is judged.
struct Case {
    lead: LeadSummary,
    site: SiteId,
    settings: AssistantSettings,
    chosen: Option<Chosen>,
    messages: Vec<Message>,
    wants_person: bool,
}

/// Judges a conversation's lead, if it has one and there is anything new.
pub(crate) async fn qualify(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Qualify { conversation }: Qualify,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    let now = services.clock.now();
    let Some(line) = conversations::summary(&mut tx, conversation).await? else {
        return finish(tx, job).await;
    };
    let is_active = line.status == beckon_domain::conversation::ConversationStatus::Active;
    if is_active && line.last_message_at + QUIET > now {
        let later = line.last_message_at + QUIET;
        jobs::enqueue_outside_at(&mut tx, QUALIFY, &Qualify { conversation }, later, now).await?;
        return finish(tx, job).await;
    }
    let Some(case) = case(services, &mut tx, conversation, line.lead).await? else {
        return finish(tx, job).await;
    };
    // Nobody's transaction waits for a provider.
    drop(tx);
    let (verdict, engine) = judge(services, organization, &case).await;
    let mut tx = services.store.tenant(organization).await?;
    let new = NewVerdict {
        // It may have been made part of another one since.
        lead: merges::current(&mut tx, case.lead.id).await?,
        conversation,
        upto: case.messages.last().map_or(0, |message| message.number),
        verdict: &verdict,
        engine,
        model: (engine != Kind::Builtin).then(|| case.settings.model()),
    };
    verdicts::insert(&mut tx, new, now).await?;
    finish(tx, job).await
}

async fn finish(mut tx: TenantTx, job: JobId) -> Result<(), StoreError> {
    jobs::complete(&mut tx, job).await?;
    tx.commit().await
}

async fn case(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    lead: Option<LeadId>,
) -> Result<Option<Case>, StoreError> {
    let Some(lead) = lead else {
        return Ok(None);
    };
    let Some(lead) = leads::find(tx, lead).await? else {
        return Ok(None);
    };
    let messages = conversations::last(tx, conversation, MESSAGES).await?;
    let judged = verdicts::judged_upto(tx, lead.id, conversation).await?;
    let by_visitor =
        |message: &Message| message.sender == Sender::Visitor && message.number > judged;
    if !messages.iter().any(by_visitor) {
        return Ok(None);
    }
    let Some(turn) = conversations::lock_for_assistant(tx, conversation).await? else {
        return Ok(None);
    };
    let settings = store::settings(tx, turn.site).await?;
    let standing = handoff::standing(tx, conversation).await?;
    Ok(Some(Case {
        lead,
        site: turn.site,
        chosen: chosen(services, tx, turn.site, &settings).await?,
        settings,
        messages,
        wants_person: standing.is_some_and(|standing| standing.handoffs > 0),
    }))
}

async fn chosen(
    services: &Services,
    tx: &mut TenantTx,
    site: SiteId,
    settings: &AssistantSettings,
) -> Result<Option<Chosen>, StoreError> {
    let month = first_of_month(services.clock.now());
    let spent = store::usage::since(tx, site, month).await?;
    if settings.engine == Kind::Builtin || settings.is_over_budget(&spent) {
        return Ok(None);
    }
    let chosen = engine_of(services, tx, site, settings).await?;
    Ok(chosen.ok().flatten())
}

/// A broken answer of a model is asked for once more; then the rules judge.
async fn judge(services: &Services, organization: OrganizationId, case: &Case) -> (Verdict, Kind) {
    if let Some(chosen) = &case.chosen {
        let account = Account {
            organization,
            site: case.site,
            settings: &case.settings,
            until: Instant::now() + services.engines.patience.turn,
            growing: &Growing::default(),
        };
        let mut request = compose(case);
        for _ in 0..2 {
            let Ok(answer) = ask(services, account, chosen, &request).await else {
                break;
            };
            match verdict::read(&answer.text) {
                Ok(verdict) => return (verdict, chosen.kind),
                Err(error) => {
                    tracing::warn!(lead = %case.lead.id, %error, "a verdict was broken");
                    request.entries.push(Entry::Assistant(answer.text));
                    let again = format!("That is no verdict: {error}. Answer by the schema.");
                    request.entries.push(Entry::Visitor(again));
                }
            }
        }
    }
    (by_rules(case), Kind::Builtin)
}

/// The conversation is one text, quoted: nobody in it speaks to the model.
fn compose(case: &Case) -> Request {
    let said = transcript(&case.messages)
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Visitor(text) => Some(format!("VISITOR: {text}")),
            Entry::Assistant(text) => Some(format!("BUSINESS: {text}")),
            Entry::Calls(..) | Entry::Result { .. } => None,
        });
    let said: Vec<String> = said.collect();
    let data = serde_json::json!({
        "score_by_rules": case.lead.score.value,
        "known": case.lead.facts,
        "conversation": said,
    });
    Request {
        instructions: verdict::INSTRUCTIONS.to_owned(),
        entries: vec![Entry::Visitor(data.to_string())],
        schema: Some((verdict::NAME, verdict::schema())),
        ..Request::default()
    }
}

fn by_rules(case: &Case) -> Verdict {
    let said: Vec<&str> = case
        .messages
        .iter()
        .filter(|message| message.sender == Sender::Visitor)
        .map(|message| message.content.as_str())
        .collect();
    verdict::built_in(Evidence {
        facts: &case.lead.facts,
        score: case.lead.score.value,
        wants_person: case.wants_person,
        said: &said,
    })
}

/// The verdicts on a lead, the newest first.
pub async fn verdicts(
    services: &Services,
    identity: &Identity,
    lead: LeadId,
) -> Result<Vec<DatedVerdict>, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(verdicts::of_lead(&mut tx, lead).await?)
}
