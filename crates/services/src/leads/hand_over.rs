//! A lead and its conversation, held together and given to somebody: by rule, by turn, or by hand.

use beckon_domain::id::{AccountId, ConversationId, LeadId};
use beckon_domain::inbox::Assignment;
use beckon_domain::lead::ActivityKind;
use beckon_domain::notification::Subject;
use beckon_store::leads::{self, Lead, merges};
use beckon_store::{StoreError, TenantTx, conversations, routing};
use chrono::{DateTime, Utc};

use crate::conversations::News;

/// A lead that nobody else changes until the transaction ends, with its conversation.
pub(super) struct Held {
    /// The lead.
    pub(super) lead: Lead,
    conversation: Option<ConversationId>,
}

impl Held {
    /// Takes hold, in the order of all that touches a conversation: the conversation, then its lead. Of a lead that was made
    /// part of another it is that other one.
    pub(super) async fn take(tx: &mut TenantTx, id: LeadId) -> Result<Option<Self>, StoreError> {
        let mut id = merges::current(tx, id).await?;
        loop {
            let conversation = conversations::of_lead(tx, id).await?;
            if let Some(conversation) = conversation {
                conversations::hold(tx, conversation).await?;
            }
            let Some(lead) = leads::lock(tx, id).await? else {
                return Ok(None);
            };
            if lead.summary.id == id {
                return Ok(Some(Self { lead, conversation }));
            }
            // Made part of another one in between.
            id = lead.summary.id;
        }
    }

    /// About what whoever has it now is told.
    pub(super) fn subject(&self) -> Subject {
        let lead = Subject::Lead(self.lead.summary.id);
        self.conversation.map_or(lead, Subject::Conversation)
    }

    /// The lead and its conversation are theirs from now on, or nobody's, and it waits for nobody any longer. The assistant
    /// goes on until a person writes. `by` did it, `detail` says it on the timeline. Gives back what those who look at the
    /// conversation are told after the commit.
    pub(super) async fn hand_over(
        &self,
        tx: &mut TenantTx,
        to: Option<AccountId>,
        detail: &str,
        by: Option<AccountId>,
        now: DateTime<Utc>,
    ) -> Result<Option<News>, StoreError> {
        let id = self.lead.summary.id;
        leads::assign(tx, id, to).await?;
        routing::dequeue(tx, id).await?;
        leads::note_activity(tx, id, ActivityKind::Assigned, detail, by, now).await?;
        let Some(conversation) = self.conversation else {
            return Ok(None);
        };
        let assignment = to.map_or(Assignment::Nobody, Assignment::Member);
        conversations::assign(tx, conversation, assignment).await?;
        Ok(Some(News::gather(tx, conversation, None).await?))
    }
}
