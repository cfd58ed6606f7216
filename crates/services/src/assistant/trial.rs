//! Talking to an assistant with settings that nobody has saved: the same engine, rules and knowledge as in a turn.
//! Nothing of it is kept but what it cost: no lead, no conversation.

use beckon_assistant::dialogue::{DialogueState, Intent, Setup};
use beckon_domain::account::Identity;
use beckon_domain::assistant::{
    AssistantError, AssistantField, AssistantSection, AssistantSettings, TRIAL_LINES_MAX,
    TRIAL_TEXT_MAX, Trial, TrialLine, TrialReply,
};
use beckon_domain::conversation::{Message, MessageKind, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId, MessageId, SiteId, VisitorId};
use beckon_domain::lead::{Budget, Facts};
use beckon_domain::score::{Score, Signals};
use beckon_domain::site::Site;
use beckon_store::conversations::AssistantTurn;
use beckon_store::{StoreError, TenantTx, assistant as store, sites};
use chrono::{DateTime, Utc};

use super::brief::Brief;
use super::converse::{Outcome, converse, converse_built_in};
use super::partial::Growing;
use super::plan::{Plan, plan};
use super::questions::setup;
use super::settings::{AssistantServiceError, apply, require_admin};
use super::{handoff, knowledge};
use crate::Services;

/// Longest state of a dialogue that is read, in bytes.
const STATE_MAX: usize = 20_000;

/// What the assistant would answer with what is typed in these sections, the others being as they are saved.
pub async fn try_out(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    draft: Vec<AssistantSection>,
    trial: Trial,
    text: &str,
) -> Result<TrialReply, AssistantServiceError> {
    require_admin(identity)?;
    let text = check(&trial, text)?;
    if !services.limits.allows_trial(identity.account) {
        return Err(AssistantServiceError::SlowDown);
    }
    let mut tx = services.store.tenant(identity.organization).await?;
    let found = sites::find(&mut tx, site).await?;
    let site = found.ok_or(AssistantServiceError::NotFound)?;
    let mut settings = store::settings(&mut tx, site.id).await?;
    for section in draft {
        apply(section, &mut settings, services)?;
    }
    let state = state_of(&site, &trial)?;
    let setup = Setup {
        language: trial.language,
        ..setup(&site, &settings)
    };
    let mut plan = plan(&setup, &state, text);
    plan.settle_call(services, &mut tx).await?;
    let visitor = VisitorId(identity.account.0);
    let mut brief = prepare(&mut tx, visitor, (site, settings), plan, text).await?;
    brief.choose(services, &mut tx).await?;
    drop(tx);
    brief.messages = messages(&trial.lines, text, brief.conversation, services.clock.now());
    let outcome = match &brief.chosen {
        Some(chosen) => converse(services, &brief, chosen, &Growing::default()).await,
        None => converse_built_in(services, &brief).await,
    };
    conclude(brief, outcome, trial.unanswered)
}

/// A turn in a conversation that is nobody's: what the tools would change is not there.
pub(super) async fn prepare(
    tx: &mut TenantTx,
    visitor: VisitorId,
    (site, settings): (Site, AssistantSettings),
    plan: Plan,
    text: &str,
) -> Result<Brief, StoreError> {
    let known = if plan.asks {
        knowledge::find(tx, site.id, text).await?
    } else {
        Vec::new()
    };
    let might_know = plan.asks && knowledge::has_any(tx, site.id).await?;
    Ok(Brief {
        organization: tx.organization(),
        conversation: ConversationId(uuid::Uuid::nil()),
        turn: AssistantTurn {
            visitor,
            lead: None,
            site: site.id,
            industry: site.industry,
            state: None,
            read: 0,
            silent: false,
        },
        unread: Vec::new(),
        text: text.to_owned(),
        upto: 0,
        settings,
        site,
        plan,
        chosen: None,
        messages: Vec::new(),
        known,
        might_know,
        is_over_budget: false,
    })
}

fn conclude(
    brief: Brief,
    outcome: Outcome,
    unanswered: u8,
) -> Result<TrialReply, AssistantServiceError> {
    let unanswered = match outcome.found {
        Some(true) => 0,
        Some(false) => unanswered.saturating_add(1),
        None => unanswered,
    };
    let mut state = outcome.state.clone();
    state.facts = std::mem::take(&mut state.facts).updated(outcome.news.clone());
    let score = score(&state.facts);
    Ok(TrialReply {
        unanswered,
        intent: intent_name(brief.plan.intent).to_owned(),
        handoff: handoff::reason(&brief, &outcome, unanswered.into(), Some(score)),
        complete: state.is_complete(),
        sources: brief.known.into_iter().map(|hit| hit.entry.title).collect(),
        engine: outcome.engine,
        reply: outcome.reply,
        known: state.facts.clone(),
        state: serde_json::to_string(&state).map_err(|_| malformed())?,
    })
}

/// What was said, the visitor's last words included.
pub(super) fn messages(
    lines: &[TrialLine],
    text: &str,
    conversation: ConversationId,
    now: DateTime<Utc>,
) -> Vec<Message> {
    let said = lines
        .iter()
        .map(|line| (line.is_visitors, line.text.as_str()));
    let said = said.chain([(true, text)]);
    let message = |(is_visitors, content): (bool, &str)| Message {
        id: MessageId::generate(now),
        conversation,
        number: 0,
        client_id: ClientMessageId::random(),
        sender: if is_visitors {
            Sender::Visitor
        } else {
            Sender::Assistant
        },
        sender_name: None,
        kind: MessageKind::Text,
        content: content.to_owned(),
        attachment: None,
        reactions: Vec::new(),
        created_at: now,
    };
    said.map(message).collect()
}

fn malformed() -> AssistantServiceError {
    AssistantError::Empty.of(AssistantField::Trial).into()
}

/// The message without what surrounds it.
fn check<'a>(trial: &Trial, text: &'a str) -> Result<&'a str, AssistantServiceError> {
    let wrong = |error: AssistantError| error.of(AssistantField::Trial);
    let text = text.trim();
    if text.is_empty() {
        return Err(wrong(AssistantError::Empty).into());
    }
    let is_long = text.chars().count() > usize::from(TRIAL_TEXT_MAX);
    if is_long || trial.state.len() > STATE_MAX || trial.lines.len() > TRIAL_LINES_MAX {
        return Err(wrong(AssistantError::TooLong(TRIAL_TEXT_MAX)).into());
    }
    Ok(text)
}

/// The state comes back from a browser: what can't be read is refused.
fn state_of(site: &Site, trial: &Trial) -> Result<DialogueState, AssistantServiceError> {
    if trial.state.is_empty() {
        return Ok(DialogueState::new(site.industry));
    }
    serde_json::from_str(&trial.state).map_err(|_| malformed())
}

/// The score from what was said alone: a trial views no pages.
fn score(facts: &Facts) -> u8 {
    Score::of(&Signals {
        company_size: facts.company_size,
        had_conversation: true,
        budget_monthly_cents: facts.budget.and_then(Budget::monthly_cents),
        timeline: facts.timeline,
        decision_maker: facts.decision_maker,
        answered_within_hour: true,
        ..Signals::default()
    })
    .value
}

/// An intent in words.
const fn intent_name(intent: Intent) -> &'static str {
    match intent {
        Intent::Greeting => "Greeting",
        Intent::Answer => "Tells something",
        Intent::Question => "Asks something",
        Intent::Handoff => "Wants a person",
        Intent::Thanks => "Thanks",
        Intent::Refusal => "Won't tell",
        Intent::Goodbye => "Goodbye",
        Intent::Abuse => "Insult",
        Intent::Other => "Something else",
    }
}
