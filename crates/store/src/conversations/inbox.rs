//! The lists of the inbox. Each has a query of its own, so that each uses the index made for it.

use beckon_domain::conversation::{Channel, ConversationStatus, ConversationSummary, Sender};
use beckon_domain::id::{AccountId, ConversationId, LeadId, TeamId};
use beckon_domain::inbox::{INBOX_PAGE, InboxFilter, InboxPage, InboxPlace, UnreadCounts};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{StoreError, TenantTx};

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
    ([$($tail:literal),+], $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            SummaryRow,
            r#"select c.id, c.lead_id as lead,
                   conversation_title(lead.name, lead.email, lead.phone, visitor.verified_name, visitor.verified_email,
                       c.visitor_id) as "title!",
                   site.name as site, c.status as "status: ConversationStatus", c.channel as "channel: Channel",
                   c.assignee_id as assignee, c.team_id as team, c.snoozed_until, c.rating, lead.score as "score?", c.preview, c.last_sender as "last_sender: Sender",
                   c.last_number, c.agent_read_number as read_number, c.last_message_at
               from conversation c
               join site on site.organization_id = c.organization_id and site.id = c.site_id
               left join lead on lead.organization_id = c.organization_id and lead.id = c.lead_id
               left join visitor on visitor.organization_id = c.organization_id and visitor.id = c.visitor_id "# $(+ $tail)+,
            $($argument),*
        )
    };
}

/// A page of the conversations for which a condition holds, the last written to first.
macro_rules! page {
    ($tx:ident, $page:ident, $condition:literal $(, $argument:expr)?) => {{
        let organization = $tx.organization().0;
        match $page {
            InboxPage::Newest => page!(below $tx, organization, top(), $condition $(, $argument)?),
            InboxPage::Below(place) => page!(below $tx, organization, place, $condition $(, $argument)?),
            InboxPage::Above(place) => {
                let mut rows = select_summaries!(
                    [
                        "where c.organization_id = $1 and (c.last_message_at, c.id) > ($2, $3) and ",
                        $condition,
                        " order by c.last_message_at, c.id limit 50"
                    ],
                    organization,
                    place.at,
                    place.id.0,
                    $($argument)?
                )
                .fetch_all(&mut **$tx)
                .await?;
                rows.reverse();
                rows
            }
        }
    }};
    (below $tx:ident, $organization:ident, $place:expr, $condition:literal $(, $argument:expr)?) => {{
        let place: InboxPlace = $place;
        select_summaries!(
            [
                "where c.organization_id = $1 and (c.last_message_at, c.id) < ($2, $3) and ",
                $condition,
                " order by c.last_message_at desc, c.id desc limit 50"
            ],
            $organization,
            place.at,
            place.id.0,
            $($argument)?
        )
        .fetch_all(&mut **$tx)
        .await?
    }};
}

/// The limit of 50 stands in the queries, where the planner sees it.
const _: () = assert!(INBOX_PAGE == 50);

/// Above every line: the year 9999.
const fn top() -> InboxPlace {
    let at = match DateTime::from_timestamp(253_370_764_800, 0) {
        Some(at) => at,
        None => DateTime::<Utc>::MAX_UTC,
    };
    InboxPlace {
        at,
        id: ConversationId(Uuid::max()),
    }
}

/// A page of a list, the last written to first.
pub async fn list(
    tx: &mut TenantTx,
    filter: InboxFilter,
    me: AccountId,
    page: InboxPage,
) -> Result<Vec<ConversationSummary>, StoreError> {
    let rows = match filter {
        InboxFilter::All => page!(tx, page, "c.status = 'active' and c.snoozed_until is null"),
        InboxFilter::Mine => page!(
            tx,
            page,
            "c.status = 'active' and c.snoozed_until is null and c.assignee_id = $4",
            me.0
        ),
        InboxFilter::Unassigned => page!(
            tx,
            page,
            "c.status = 'active' and c.snoozed_until is null and c.assignee_id is null and c.team_id is null"
        ),
        InboxFilter::Team(team) => page!(
            tx,
            page,
            "c.status = 'active' and c.snoozed_until is null and c.team_id = $4",
            team.0
        ),
        InboxFilter::Snoozed => {
            page!(
                tx,
                page,
                "c.status = 'active' and c.snoozed_until is not null"
            )
        }
        InboxFilter::Mentions => page!(
            tx,
            page,
            "c.id in (select note.conversation_id from note_mention m
                 join note on note.organization_id = m.organization_id and note.id = m.note_id
                 where m.organization_id = $1 and m.account_id = $4)",
            me.0
        ),
        InboxFilter::Archived => page!(tx, page, "c.status <> 'active'"),
    };
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many conversations of each list have messages that no agent has seen.
pub async fn unread_counts(tx: &mut TenantTx, me: AccountId) -> Result<UnreadCounts, StoreError> {
    let rows = sqlx::query!(
        r#"with mentions as (
               select distinct note.conversation_id as id from note_mention m
               join note on note.organization_id = m.organization_id and note.id = m.note_id
               where m.organization_id = $1 and m.account_id = $2)
           select team_id as "team: TeamId",
               count(*) filter (where snoozed_until is null) as "open!",
               count(*) filter (where snoozed_until is null and assignee_id = $2) as "mine!",
               count(*) filter (where snoozed_until is null and assignee_id is null) as "free!",
               count(*) filter (where snoozed_until is not null) as "snoozed!",
               count(mentions.id) as "mentions!"
           from conversation c left join mentions on mentions.id = c.id
           where organization_id = $1 and status = 'active' and agent_read_number < last_number
           group by team_id"#,
        tx.organization().0,
        me.0,
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut counts = UnreadCounts::default();
    let add = |to: &mut u32, count: i64| *to += u32::try_from(count).unwrap_or(u32::MAX);
    for row in rows {
        add(&mut counts.all, row.open);
        add(&mut counts.mine, row.mine);
        add(&mut counts.snoozed, row.snoozed);
        add(&mut counts.mentions, row.mentions);
        let mut open = 0;
        add(&mut open, row.open);
        match row.team {
            Some(team) if open > 0 => counts.teams.push((team, open)),
            Some(_) => {}
            None => add(&mut counts.unassigned, row.free),
        }
    }
    Ok(counts)
}

/// One line of the inbox.
pub async fn summary(
    tx: &mut TenantTx,
    id: ConversationId,
) -> Result<Option<ConversationSummary>, StoreError> {
    let row = select_summaries!(
        ["where c.organization_id = $1 and c.id = $2"],
        tx.organization().0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Into::into))
}

/// The other conversations of the same lead or visitor, the newest first.
pub async fn earlier(
    tx: &mut TenantTx,
    id: ConversationId,
) -> Result<Vec<ConversationSummary>, StoreError> {
    let rows = select_summaries!(
        ["join conversation this on this.organization_id = c.organization_id and this.id = $2
          where c.organization_id = $1 and c.id <> $2 and (c.visitor_id = this.visitor_id or c.lead_id = this.lead_id)
          order by c.created_at desc limit 10"],
        tx.organization().0,
        id.0,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}
