//! The assistant's turn: a job that answers what a visitor wrote, and notes what it learned.

use beckon_domain::assistant::Engine;
use beckon_domain::id::{ConversationId, JobId, OrganizationId};
use beckon_store::{StoreError, TenantTx, conversations, jobs};
use serde::{Deserialize, Serialize};

use super::brief::prepare;
use super::conclude::conclude;
use super::converse::{built_in, converse, converse_built_in};
use super::partial::{Growing, Teller};
use crate::Services;

/// The kind of the job.
pub const REPLY: &str = "assistant.reply";

/// What the job is told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
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

/// Answers all that the visitor wrote since the assistant's last turn. The built-in engine does so at once, in one
/// transaction; for another one, or where it speaks of an appointment, the turn goes on beside the worker, which is free
/// for others meanwhile. Should this
/// process end before, the job's lease ends too, and the turn is taken again.
pub(crate) async fn reply(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    reply: Reply,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    let Some(brief) = prepare(services, &mut tx, reply.conversation).await? else {
        jobs::complete(&mut tx, job).await?;
        return tx.commit().await;
    };
    if brief.chosen.is_none() && brief.plan.meeting.is_none() {
        let outcome = built_in(&brief);
        return conclude(services, tx, job, &brief, &brief.turn, outcome).await;
    }
    drop(tx);
    let beside = services.clone();
    services.engines.spawn(async move {
        if let Err(error) = talk(&beside, organization, job, reply.conversation).await {
            tracing::warn!(%job, %error, "a turn failed: it is taken again when the job's lease is over");
        }
    });
    Ok(())
}

/// The turn with another engine, or with tools. No transaction is open while it is waited for.
async fn talk(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    let turn = services.engines.turn_of(conversation);
    let _turn = turn.lock().await;
    let _seat = services.engines.seat().await;
    let mut tx = services.store.tenant(organization).await?;
    // The turn before may have answered this one's messages, too.
    let Some(brief) = prepare(services, &mut tx, conversation).await? else {
        jobs::complete(&mut tx, job).await?;
        return tx.commit().await;
    };
    drop(tx);
    let mut teller = Teller::new(services, &brief);
    let outcome = match &brief.chosen {
        Some(chosen) => {
            let growing = Growing::default();
            tokio::select! {
                outcome = converse(services, &brief, chosen, &growing) => outcome,
                never = teller.tell(&growing) => match never {},
            }
        }
        None => converse_built_in(services, &brief).await,
    };
    if outcome.engine == Engine::Builtin {
        teller.take_back();
    }
    let mut tx = services.store.tenant(organization).await?;
    let Some(turn) = conversations::lock_for_assistant(&mut tx, conversation).await? else {
        return Ok(());
    };
    // A person answered meanwhile, or another node did.
    if turn.silent || turn.read >= brief.upto {
        jobs::complete(&mut tx, job).await?;
        return tx.commit().await;
    }
    conclude(services, tx, job, &brief, &turn, outcome).await?;
    teller.settle();
    Ok(())
}
