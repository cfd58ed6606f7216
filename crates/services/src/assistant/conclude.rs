//! The end of a turn: the answer, what was learned, whether a person takes over, and the end of the job are there
//! together or not at all.

use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId, JobId};
use beckon_domain::lead::Facts;
use beckon_store::conversations::{self, AssistantTurn, NewMessage};
use beckon_store::{StoreError, TenantTx, assistant as store, jobs};
use chrono::TimeDelta;
use uuid::Uuid;

use super::brief::Brief;
use super::converse::Outcome;
use super::handoff::{self, HandedOver};
use super::qualify;
use super::settings::first_of_month;
use crate::conversations::News;
use crate::leads::{self, Learned};
use crate::notifications::Told;
use crate::{Services, conversations as conversation_services};

/// Ends a turn, in the transaction that holds the conversation, and tells everybody.
pub(super) async fn conclude(
    services: &Services,
    mut tx: TenantTx,
    job: JobId,
    brief: &Brief,
    turn: &AssistantTurn,
    outcome: Outcome,
) -> Result<(), StoreError> {
    note_learned(services, &mut tx, brief, turn, &outcome).await?;
    let mut state = outcome.state.clone();
    state.facts = state.facts.updated(outcome.news.clone());
    let state =
        serde_json::to_value(&state).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    conversations::save_assistant(&mut tx, brief.conversation, &state, brief.upto).await?;
    let handed = handoff::consider(services, &mut tx, brief, &outcome).await?;
    let number = say(services, &mut tx, brief, &outcome, &handed).await?;
    let budget = tell_of_budget(services, &mut tx, brief).await?;
    qualify::enqueue_when_quiet(services, &mut tx, brief.conversation).await?;
    jobs::complete(&mut tx, job).await?;
    let news = News::gather(&mut tx, brief.conversation, number).await?;
    tx.commit().await?;
    conversation_services::count_message(Sender::Assistant);
    metrics::counter!("beckon_assistant_turns_total", "engine" => outcome.engine.as_str())
        .increment(1);
    news.publish(services, brief.organization);
    handed.publish(services, brief);
    budget.publish(services, brief.organization);
    Ok(())
}

async fn say(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
    outcome: &Outcome,
    handed: &HandedOver,
) -> Result<Option<i64>, StoreError> {
    let content = match &handed.told {
        Some(told) => format!("{} {told}", outcome.reply.trim_end()),
        None => outcome.reply.clone(),
    };
    let new = NewMessage {
        conversation: brief.conversation,
        client_id: answer_id(brief.conversation, brief.upto),
        sender: Sender::Assistant,
        account: None,
        content: &content,
        attachment: None,
    };
    let appended = conversations::append(tx, new, services.clock.now()).await?;
    Ok(appended.map(|appended| appended.number))
}

async fn note_learned(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
    turn: &AssistantTurn,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    let news = if outcome.is_noted {
        Facts::default()
    } else {
        outcome.news.clone()
    };
    let learned = Learned {
        known: brief.plan.next.facts.clone().updated(outcome.news.clone()),
        news,
        answered_within_hour: answered_within_hour(&brief.unread, turn),
    };
    leads::note_from_chat(services, tx, brief.conversation, turn, learned).await
}

async fn tell_of_budget(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
) -> Result<Told, StoreError> {
    let month = first_of_month(services.clock.now());
    if brief.is_over_budget && store::note_budget_told(tx, brief.site.id, month).await? {
        return handoff::tell_of_budget(services, tx, brief).await;
    }
    Ok(Told::default())
}

/// Whether the visitor came back to an answer (the greeting is none) within an hour.
fn answered_within_hour(unread: &[Message], turn: &AssistantTurn) -> bool {
    turn.read > 0
        && unread.windows(2).any(|pair| {
            pair[0].sender != Sender::Visitor
                && pair[1].sender == Sender::Visitor
                && pair[1].created_at - pair[0].created_at <= TimeDelta::hours(1)
        })
}

/// The same for the same turn, so that a turn taken twice is stored once.
pub(super) fn answer_id(conversation: ConversationId, number: i64) -> ClientMessageId {
    ClientMessageId(Uuid::new_v5(&conversation.0, &number.to_be_bytes()))
}
