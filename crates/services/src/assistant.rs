//! The assistant's turn: a job that answers what a visitor wrote, and notes what it learned.

mod keys;
pub mod knowledge;
mod providers;
pub mod settings;

pub use providers::{ProviderAccount, Providers};
pub use settings::{AssistantSection, AssistantServiceError};

use beckon_assistant::dialogue::{self, DialogueState, Turn};
use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId, JobId, OrganizationId};
use beckon_domain::protocol::PAGE;
use beckon_store::conversations::{self, AssistantTurn, NewMessage};
use beckon_store::{StoreError, TenantTx, jobs};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::conversations::News;
use crate::leads::{self, Learned};
use crate::{Services, conversations as conversation_services};

/// The kind of the job.
pub const REPLY: &str = "assistant.reply";

/// What the job is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Reply {
    conversation: ConversationId,
}

/// Writes the job that gives the assistant its turn, in the transaction of what it answers.
pub(crate) async fn enqueue_reply(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    jobs::enqueue(tx, REPLY, &Reply { conversation }, services.clock.now()).await
}

/// Answers all that the visitor wrote since the assistant's last turn, in one transaction: the answer, what
/// was learned, and the end of the job are there together or not at all.
pub(crate) async fn reply(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Reply { conversation }: Reply,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    let answer = take_turn(services, &mut tx, conversation).await?;
    jobs::complete(&mut tx, job).await?;
    let news = match answer {
        Some(number) => Some(News::gather(&mut tx, conversation, Some(number)).await?),
        None => None,
    };
    tx.commit().await?;
    if let Some(news) = news {
        conversation_services::count_message(Sender::Assistant);
        news.publish(services, organization);
    }
    Ok(())
}

/// The turn itself; the number of the answer, if there was anything to answer.
async fn take_turn(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Option<i64>, StoreError> {
    let Some(turn) = conversations::lock_for_assistant(tx, conversation).await? else {
        return Ok(None);
    };
    if turn.silent {
        return Ok(None);
    }
    let unread = conversations::after(tx, conversation, turn.read, PAGE).await?;
    let text = visitor_text(&unread);
    let Some(last) = unread.last().filter(|_| !text.is_empty()) else {
        return Ok(None);
    };
    let (state, answer) = dialogue::respond(&state_of(&turn)?, &text);
    note_learned(services, tx, conversation, &turn, &unread, &answer).await?;
    let state =
        serde_json::to_value(&state).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    conversations::save_assistant(tx, conversation, &state, last.number).await?;
    let new = NewMessage {
        conversation,
        client_id: answer_id(conversation, last.number),
        sender: Sender::Assistant,
        account: None,
        content: &answer.reply,
        attachment: None,
    };
    let appended = conversations::append(tx, new, services.clock.now()).await?;
    Ok(appended.map(|appended| appended.number))
}

async fn note_learned(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    turn: &AssistantTurn,
    unread: &[Message],
    answer: &Turn,
) -> Result<(), StoreError> {
    let mut state = state_of(turn)?;
    state.facts = state.facts.updated(answer.noted.clone());
    let learned = Learned {
        known: state.facts,
        news: answer.noted.clone(),
        answered_within_hour: answered_within_hour(unread, turn),
    };
    leads::note_from_chat(services, tx, conversation, turn, learned).await
}

fn state_of(turn: &AssistantTurn) -> Result<DialogueState, StoreError> {
    match &turn.state {
        Some(state) => serde_json::from_value(state.clone())
            .map_err(|error| StoreError::Corrupt(error.to_string())),
        None => Ok(DialogueState::new(turn.industry)),
    }
}

/// What the visitor wrote, as one text: somebody who writes three short messages gets one answer.
fn visitor_text(messages: &[Message]) -> String {
    let texts: Vec<&str> = messages
        .iter()
        .filter(|message| message.sender == Sender::Visitor)
        .map(|message| message.content.as_str())
        .collect();
    texts.join("\n")
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
fn answer_id(conversation: ConversationId, number: i64) -> ClientMessageId {
    ClientMessageId(Uuid::new_v5(&conversation.0, &number.to_be_bytes()))
}
