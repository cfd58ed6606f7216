//! What members are told about, and how each wants to be told.

use beckon_domain::id::{AccountId, ConversationId, LeadId, NotificationId, TeamId};
use beckon_domain::notification::{Notification, NotificationKind, NotificationSettings, Subject};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// Something to tell a member.
#[derive(Clone, Copy, Debug)]
pub struct NewNotification<'a> {
    /// Whom.
    pub account: AccountId,
    /// Why.
    pub kind: NotificationKind,
    /// About what.
    pub about: Subject,
    /// Who did it.
    pub title: &'a str,
    /// The beginning of what was written.
    pub detail: &'a str,
    /// How often it happened.
    pub count: i32,
}

/// A line as it is now, and what follows from it.
#[derive(Clone, Debug)]
pub struct Raised {
    /// The line.
    pub notification: Notification,
    /// Whether nothing about it waits to be mailed yet: it is new, or was mailed before.
    pub is_unmailed_anew: bool,
}

struct Row {
    id: Uuid,
    account_id: Uuid,
    kind: NotificationKind,
    conversation_id: Option<Uuid>,
    lead_id: Option<Uuid>,
    title: String,
    detail: String,
    count: i32,
    at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

impl From<Row> for Notification {
    fn from(row: Row) -> Self {
        Self {
            id: NotificationId(row.id),
            account: AccountId(row.account_id),
            kind: row.kind,
            about: match (row.conversation_id, row.lead_id) {
                (Some(conversation), _) => Subject::Conversation(ConversationId(conversation)),
                (None, lead) => Subject::Lead(LeadId(lead.unwrap_or_default())),
            },
            title: row.title,
            detail: row.detail,
            count: row.count.unsigned_abs(),
            at: row.at,
            is_read: row.read_at.is_some(),
        }
    }
}

/// Tells a member; what happens again before they have read it makes no second line.
pub async fn raise(
    tx: &mut TenantTx,
    new: NewNotification<'_>,
    now: DateTime<Utc>,
) -> Result<Raised, StoreError> {
    let before = sqlx::query_scalar!(
        r#"select mailed_at as "mailed_at: DateTime<Utc>" from notification
           where organization_id = $1 and account_id = $2 and coalesce(conversation_id, lead_id) = $3 and kind = $4
               and read_at is null
           for update"#,
        tx.organization().0,
        new.account.0,
        new.about.id(),
        new.kind as NotificationKind,
    )
    .fetch_optional(&mut **tx)
    .await?;
    let row = sqlx::query_as!(
        Row,
        r#"insert into notification (organization_id, id, account_id, kind, conversation_id, lead_id, title, detail, count, at)
           values ($1, $2, $3, $4, $5, $10, $6, $7, $8, $9)
           on conflict (organization_id, account_id, coalesce(conversation_id, lead_id), kind) where read_at is null
           do update set title = $6, detail = $7, count = notification.count + $8, at = $9, mailed_at = null
           returning id, account_id, kind as "kind: NotificationKind", conversation_id, lead_id, title, detail, count, at, read_at"#,
        tx.organization().0,
        NotificationId::generate(now).0,
        new.account.0,
        new.kind as NotificationKind,
        new.about.conversation().map(|conversation| conversation.0),
        new.title,
        new.detail,
        new.count,
        now,
        new.about.lead().map(|lead| lead.0),
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Raised {
        notification: row.into(),
        is_unmailed_anew: before.is_none_or(|mailed| mailed.is_some()),
    })
}

/// A page of what a member was told, the newest first; `before` is the time of the last line one has.
pub async fn list(
    tx: &mut TenantTx,
    account: AccountId,
    before: Option<DateTime<Utc>>,
    most: i64,
) -> Result<Vec<Notification>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id, account_id, kind as "kind: NotificationKind", conversation_id, lead_id, title, detail, count, at, read_at
           from notification
           where organization_id = $1 and account_id = $2 and ($3::timestamptz is null or at < $3)
           order by at desc, id desc limit $4"#,
        tx.organization().0,
        account.0,
        before,
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many lines a member has not read.
pub async fn count_unread(tx: &mut TenantTx, account: AccountId) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from notification
           where organization_id = $1 and account_id = $2 and read_at is null"#,
        tx.organization().0,
        account.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Notes that a member has read what they were told, of one conversation or lead, or of all; gives the lines that changed.
pub async fn mark_read(
    tx: &mut TenantTx,
    account: AccountId,
    about: Option<Subject>,
    now: DateTime<Utc>,
) -> Result<Vec<Notification>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"update notification set read_at = $4
           where organization_id = $1 and account_id = $2 and ($3::uuid is null or coalesce(conversation_id, lead_id) = $3)
               and read_at is null
           returning id, account_id, kind as "kind: NotificationKind", conversation_id, lead_id, title, detail, count, at, read_at"#,
        tx.organization().0,
        account.0,
        about.map(Subject::id),
        now,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// One line.
pub async fn find(
    tx: &mut TenantTx,
    id: NotificationId,
) -> Result<Option<Notification>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, account_id, kind as "kind: NotificationKind", conversation_id, lead_id, title, detail, count, at, read_at
           from notification where organization_id = $1 and id = $2"#,
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Into::into))
}

/// Takes what a member has neither read nor been mailed about one conversation or lead: it counts as mailed from now on.
pub async fn take_unmailed(
    tx: &mut TenantTx,
    account: AccountId,
    about: Subject,
    now: DateTime<Utc>,
) -> Result<Vec<Notification>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"update notification set mailed_at = $4
           where organization_id = $1 and account_id = $2 and coalesce(conversation_id, lead_id) = $3 and read_at is null
               and mailed_at is null
           returning id, account_id, kind as "kind: NotificationKind", conversation_id, lead_id, title, detail, count, at, read_at"#,
        tx.organization().0,
        account.0,
        about.id(),
        now,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How a member wants to be told.
pub async fn settings(
    tx: &mut TenantTx,
    account: AccountId,
) -> Result<NotificationSettings, StoreError> {
    let kept = sqlx::query_as!(
        NotificationSettings,
        "select sound, email, push from notification_setting where organization_id = $1 and account_id = $2",
        tx.organization().0,
        account.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(kept.unwrap_or_default())
}

/// Keeps how a member wants to be told.
pub async fn save_settings(
    tx: &mut TenantTx,
    account: AccountId,
    settings: NotificationSettings,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into notification_setting (organization_id, account_id, sound, email, push) values ($1, $2, $3, $4, $5)
         on conflict (organization_id, account_id) do update set sound = $3, email = $4, push = $5",
        tx.organization().0,
        account.0,
        settings.sound,
        settings.email,
        settings.push,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What a visitor wrote that no member was told of.
#[derive(Clone, Debug)]
pub struct Untold {
    /// Who takes care of the conversation.
    pub assignee: Option<AccountId>,
    /// Which team does.
    pub team: Option<TeamId>,
    /// How many messages.
    pub count: i64,
    /// The beginning of the last one.
    pub detail: String,
    /// What to call the visitor.
    pub title: String,
}

/// Takes what a visitor wrote that no member was told of: from now on they were.
pub async fn take_untold(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Option<Untold>, StoreError> {
    Ok(sqlx::query_as!(
        Untold,
        r#"with held as (
               select * from conversation where organization_id = $1 and id = $2 for update),
           news as (
               select count(*) as count, max(message.number) as upto from message, held
               where message.organization_id = held.organization_id and message.conversation_id = held.id
                   and message.number > held.notified_number and message.sender = 'visitor'),
           told as (
               update conversation c set notified_number = news.upto from news
               where c.organization_id = $1 and c.id = $2 and news.count > 0)
           select held.assignee_id as "assignee: AccountId", held.team_id as "team: TeamId", news.count as "count!",
               coalesce(nullif(left(message.content, 200), ''), 'Sent a file') as "detail!",
               conversation_title(lead.name, lead.email, lead.phone, visitor.verified_name, visitor.verified_email, held.visitor_id) as "title!"
           from held cross join news
           join message on message.organization_id = held.organization_id and message.conversation_id = held.id
               and message.number = news.upto
           left join lead on lead.organization_id = held.organization_id and lead.id = held.lead_id
           left join visitor on visitor.organization_id = held.organization_id and visitor.id = held.visitor_id"#,
        tx.organization().0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The members of a team.
pub async fn team(tx: &mut TenantTx, team: TeamId) -> Result<Vec<AccountId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select account_id as "account: AccountId" from team_member where organization_id = $1 and team_id = $2"#,
        tx.organization().0,
        team.0,
    )
    .fetch_all(&mut **tx)
    .await?)
}
