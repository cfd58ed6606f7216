//! Talking to a site's assistant while it is set up: the same engine, settings and knowledge, and nothing is kept but what
//! it cost.

use beckon_assistant::dialogue::DialogueState;
use beckon_domain::account::Identity;
use beckon_domain::assistant::{AssistantError, AssistantField, TryAnswer, TryLine};
use beckon_domain::conversation::{Message, MessageKind, Sender, parse_message};
use beckon_domain::id::{ClientMessageId, ConversationId, MessageId, SiteId, VisitorId};
use beckon_store::conversations::AssistantTurn;
use beckon_store::{TenantTx, assistant as store, sites};
use chrono::{DateTime, Utc};

use super::brief::Brief;
use super::converse::{built_in, converse};
use super::plan::{Plan, plan};
use super::settings::{AssistantServiceError, require_admin};
use super::{facts, knowledge};
use crate::Services;

/// Most lines of a trial.
const LINES_MAX: usize = 40;

/// What the assistant of a site would answer to the last of these lines, which is the visitor's.
pub async fn try_it(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    said: &[TryLine],
) -> Result<TryAnswer, AssistantServiceError> {
    require_admin(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    let brief = prepare(services, &mut tx, identity, site, said).await?;
    drop(tx);
    let outcome = match &brief.chosen {
        Some(chosen) => converse(services, &brief, chosen).await,
        None => built_in(&brief),
    };
    let known = brief.plan.next.facts.clone().updated(outcome.news);
    Ok(TryAnswer {
        reply: outcome.reply,
        engine: outcome.engine,
        known: facts::in_words(&known),
        hands_over: outcome.handoff.is_some(),
    })
}

async fn prepare(
    services: &Services,
    tx: &mut TenantTx,
    identity: &Identity,
    site: SiteId,
    said: &[TryLine],
) -> Result<Brief, AssistantServiceError> {
    let wrong = |error: AssistantError| error.of(AssistantField::Trial);
    let said = &said[said.len().saturating_sub(LINES_MAX)..];
    let Some(TryLine {
        text,
        is_visitors: true,
    }) = said.last()
    else {
        return Err(wrong(AssistantError::Empty).into());
    };
    let text = parse_message(text).map_err(|_| wrong(AssistantError::Empty))?;
    let site = sites::find(tx, site).await?;
    let site = site.ok_or(AssistantServiceError::NotFound)?;
    let plan = replay(said, DialogueState::new(site.industry), &text);
    let known = if plan.asks {
        knowledge::find(tx, site.id, &text).await?
    } else {
        Vec::new()
    };
    let now = services.clock.now();
    // It is nobody's: what the tools would change is not there.
    let conversation = ConversationId::generate(now);
    let mut brief = Brief {
        organization: identity.organization,
        conversation,
        turn: AssistantTurn {
            visitor: VisitorId(identity.account.0),
            lead: None,
            site: site.id,
            industry: site.industry,
            state: None,
            read: 0,
            silent: false,
        },
        unread: Vec::new(),
        text,
        upto: 0,
        settings: store::settings(tx, site.id).await?,
        site,
        plan,
        chosen: None,
        messages: Vec::new(),
        known,
        might_know: false,
        is_over_budget: false,
    };
    brief.choose(services, tx).await?;
    brief.messages = said
        .iter()
        .map(|line| message(line, conversation, now))
        .collect();
    Ok(brief)
}

/// What the built-in dialogue makes of the last line, after those before.
fn replay(said: &[TryLine], begun: DialogueState, last: &str) -> Plan {
    let before = &said[..said.len().saturating_sub(1)];
    let visitors = before.iter().filter(|line| line.is_visitors);
    let state = visitors.fold(begun, |state, line| plan(&state, &line.text).next);
    plan(&state, last)
}

fn message(line: &TryLine, conversation: ConversationId, now: DateTime<Utc>) -> Message {
    Message {
        id: MessageId::generate(now),
        conversation,
        number: 0,
        client_id: ClientMessageId::random(),
        sender: if line.is_visitors {
            Sender::Visitor
        } else {
            Sender::Assistant
        },
        sender_name: None,
        kind: MessageKind::Text,
        content: line.text.clone(),
        attachment: None,
        reactions: Vec::new(),
        created_at: now,
    }
}
