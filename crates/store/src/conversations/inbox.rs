use beckon_domain::conversation::{Channel, ConversationStatus, ConversationSummary, Sender};
use beckon_domain::id::{AccountId, ConversationId, LeadId, TeamId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// Conversations of one page of the inbox.
pub const PAGE: i64 = 50;

/// Which conversations the inbox shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InboxFilter {
    /// Active ones that I take care of.
    Mine,
    /// Active ones that nobody takes care of.
    Unassigned,
    /// All active ones.
    #[default]
    All,
    /// Those put away or closed.
    Archived,
}

struct SummaryRow {
    id: Uuid,
    lead: Option<Uuid>,
    title: String,
    site: String,
    status: ConversationStatus,
    channel: Channel,
    assignee: Option<Uuid>,
    team: Option<Uuid>,
    snoozed_until: Option<DateTime<Utc>>,
    rating: Option<i16>,
    score: Option<i16>,
    preview: String,
    last_sender: Sender,
    last_number: i64,
    read_number: i64,
    last_message_at: DateTime<Utc>,
}

impl From<SummaryRow> for ConversationSummary {
    fn from(row: SummaryRow) -> Self {
        Self {
            id: ConversationId(row.id),
            lead: row.lead.map(LeadId),
            title: row.title,
            site: row.site,
            status: row.status,
            channel: row.channel,
            assignee: row.assignee.map(AccountId),
            team: row.team.map(TeamId),
            snoozed_until: row.snoozed_until,
            rating: row.rating.and_then(|rating| u8::try_from(rating).ok()),
            score: row.score.and_then(|score| u8::try_from(score).ok()),
            preview: row.preview,
            last_sender: row.last_sender,
            last_number: row.last_number,
            read_number: row.read_number,
            last_message_at: row.last_message_at,
        }
    }
}

/// `select` of a [`SummaryRow`] with what comes after the joins. A visitor nobody knows by name is told
/// from others by the end of their id.
macro_rules! select_summaries {
    ($tail:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            SummaryRow,
            r#"select c.id, c.lead_id as lead,
                   coalesce(lead.name, lead.email, lead.phone, 'Visitor ' || upper(right(c.visitor_id::text, 4))) as "title!",
                   site.name as site, c.status as "status: ConversationStatus", c.channel as "channel: Channel",
                   c.assignee_id as assignee, c.team_id as team, c.snoozed_until, c.rating, lead.score as "score?", c.preview, c.last_sender as "last_sender: Sender",
                   c.last_number, c.agent_read_number as read_number, c.last_message_at
               from conversation c
               join site on site.organization_id = c.organization_id and site.id = c.site_id
               left join lead on lead.organization_id = c.organization_id and lead.id = c.lead_id "# + $tail,
            $($argument),*
        )
    };
}

/// A page of the inbox, the last written to first.
pub async fn list(
    tx: &mut TenantTx,
    filter: InboxFilter,
    me: AccountId,
    before: Option<DateTime<Utc>>,
) -> Result<Vec<ConversationSummary>, StoreError> {
    let archived = filter == InboxFilter::Archived;
    let assignee = (filter == InboxFilter::Mine).then_some(me.0);
    let rows = select_summaries!(
        "where c.organization_id = $1 and (c.status = 'active') <> $2
           and ($3::uuid is null or c.assignee_id = $3) and (not $4 or c.assignee_id is null)
           and ($5::timestamptz is null or c.last_message_at < $5)
         order by c.last_message_at desc, c.id desc limit $6",
        tx.organization().0,
        archived,
        assignee,
        filter == InboxFilter::Unassigned,
        before,
        PAGE,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// One line of the inbox.
pub async fn summary(
    tx: &mut TenantTx,
    id: ConversationId,
) -> Result<Option<ConversationSummary>, StoreError> {
    let row = select_summaries!(
        "where c.organization_id = $1 and c.id = $2",
        tx.organization().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Into::into))
}

/// Gives a conversation to a member; tells whether it is there.
pub async fn assign(
    tx: &mut TenantTx,
    id: ConversationId,
    account: AccountId,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update conversation set assignee_id = $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        account.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Changes where a conversation stands; tells whether it is there.
pub async fn set_status(
    tx: &mut TenantTx,
    id: ConversationId,
    status: ConversationStatus,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update conversation set status = $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        status as ConversationStatus,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}
