//! What is mailed: the threads of conversations, who wants none, and the mailbox for trying things out.

use beckon_domain::conversation::{Message, MessageNumber};
use beckon_domain::id::{AccountId, ConversationId, MailId, OrganizationId};
use chrono::{DateTime, Utc};

use crate::{Store, StoreError, TenantTx, conversations};

/// A mail in the mailbox for trying things out.
#[derive(Clone, Debug)]
pub struct KeptMail {
    /// Its id.
    pub id: MailId,
    /// To whom.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// The whole message as it would have been sent.
    pub message: Vec<u8>,
    /// Its HTML part.
    pub html: String,
    /// Its text part.
    pub content: String,
    /// When it was sent.
    pub created_at: DateTime<Utc>,
}

/// Keeps a mail; keeping it twice is keeping it once.
pub async fn keep(tx: &mut TenantTx, mail: &KeptMail) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into kept_mail (organization_id, id, recipient, subject, message, html, content, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        tx.organization().0,
        mail.id.0,
        mail.recipient,
        mail.subject,
        mail.message,
        mail.html,
        mail.content,
        mail.created_at,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The mails kept last, of all organizations.
pub async fn newest_kept(store: &Store, most: i32) -> Result<Vec<KeptMail>, StoreError> {
    Ok(sqlx::query_as!(
        KeptMail,
        r#"select id as "id!: MailId", recipient as "recipient!", subject as "subject!", message as "message!",
               html as "html!", content as "content!", created_at as "created_at!"
           from newest_kept_mail($1)"#,
        most,
    )
    .fetch_all(store.pool())
    .await?)
}

/// One mail, of whichever organization.
pub async fn kept(store: &Store, id: MailId) -> Result<Option<KeptMail>, StoreError> {
    Ok(sqlx::query_as!(
        KeptMail,
        r#"select id as "id!: MailId", recipient as "recipient!", subject as "subject!", message as "message!",
               html as "html!", content as "content!", created_at as "created_at!"
           from kept_mail_with($1)"#,
        id.0,
    )
    .fetch_optional(store.pool())
    .await?)
}

/// Removes mails kept before a time.
pub async fn delete_old(store: &Store, before: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(r#"select delete_old_mail($1) as "done?: ()""#, before)
        .fetch_one(store.pool())
        .await?;
    Ok(())
}

/// Conversations whose visitor gave an address and has not seen what an agent wrote between two times.
pub async fn visitors_to_mail(
    store: &Store,
    since: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<(OrganizationId, ConversationId)>, StoreError> {
    let rows = sqlx::query!(
        r#"select organization_id as "organization!: OrganizationId", conversation_id as "conversation!: ConversationId"
           from visitors_to_mail($1, $2)"#,
        since,
        until,
    )
    .fetch_all(store.pool())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.organization, row.conversation))
        .collect())
}

/// What it takes to mail about a conversation.
#[derive(Clone, Debug)]
pub struct Correspondence {
    /// The organization's name.
    pub organization: String,
    /// The site's name.
    pub site: String,
    /// Where visitors meet it.
    pub origins: Vec<String>,
    /// What to call the visitor.
    pub title: String,
    /// The address that the visitor gave.
    pub email: Option<String>,
    /// Whether this address wants no mail.
    pub refused: bool,
    /// Its last message.
    pub last_number: MessageNumber,
    /// Up to where agents have seen it.
    pub agent_read: MessageNumber,
    /// Up to where the visitor has seen it, or was mailed it.
    pub visitor_has: MessageNumber,
}

/// What it takes to mail about a conversation; its row is held until the transaction ends.
pub async fn correspondence(
    tx: &mut TenantTx,
    conversation: ConversationId,
) -> Result<Option<Correspondence>, StoreError> {
    Ok(sqlx::query_as!(
        Correspondence,
        r#"select organization.name as organization, site.name as site, site.allowed_origins as origins, lead.email as "email?",
               conversation_title(lead.name, lead.email, lead.phone, visitor.verified_name, visitor.verified_email, c.visitor_id) as "title!",
               exists (select from mail_refusal r
                   where r.organization_id = c.organization_id and r.email = lower(lead.email)) as "refused!",
               c.last_number, c.agent_read_number as agent_read,
               greatest(c.visitor_read_number, c.visitor_mailed_number) as "visitor_has!"
           from conversation c
           join organization on organization.id = c.organization_id
           join site on site.organization_id = c.organization_id and site.id = c.site_id
           left join lead on lead.organization_id = c.organization_id and lead.id = c.lead_id
           left join visitor on visitor.organization_id = c.organization_id and visitor.id = c.visitor_id
           where c.organization_id = $1 and c.id = $2
           for update of c"#,
        tx.organization().0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Up to `most` messages that follow a number.
pub async fn missed(
    tx: &mut TenantTx,
    conversation: ConversationId,
    after: MessageNumber,
    most: i64,
) -> Result<Vec<Message>, StoreError> {
    conversations::after(tx, conversation, after, most).await
}

/// Notes that the visitor was mailed everything up to a number.
pub async fn mark_mailed(
    tx: &mut TenantTx,
    conversation: ConversationId,
    upto: MessageNumber,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update conversation set visitor_mailed_number = $3 where organization_id = $1 and id = $2",
        tx.organization().0,
        conversation.0,
        upto,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The mails about a conversation to a member, or to the visitor, in order.
pub async fn thread(
    tx: &mut TenantTx,
    conversation: ConversationId,
    account: Option<AccountId>,
) -> Result<Vec<MailId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: MailId" from conversation_mail
           where organization_id = $1 and conversation_id = $2 and account_id is not distinct from $3
           order by created_at, id"#,
        tx.organization().0,
        conversation.0,
        account.map(|account| account.0),
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Notes a mail about a conversation.
pub async fn note(
    tx: &mut TenantTx,
    id: MailId,
    conversation: ConversationId,
    account: Option<AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into conversation_mail (organization_id, id, conversation_id, account_id, created_at)
         values ($1, $2, $3, $4, $5)",
        tx.organization().0,
        id.0,
        conversation.0,
        account.map(|account| account.0),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether an address wants no mail.
pub async fn is_refused(tx: &mut TenantTx, email: &str) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from mail_refusal where organization_id = $1 and email = $2) as "is_refused!""#,
        tx.organization().0,
        email,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Notes that an address wants no more mail from the organization.
pub async fn refuse(tx: &mut TenantTx, email: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into mail_refusal (organization_id, email, created_at) values ($1, lower($2::text), $3) on conflict do nothing",
        tx.organization().0,
        email,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The name and address of a member.
pub async fn member(
    tx: &mut TenantTx,
    account: AccountId,
) -> Result<Option<(String, String)>, StoreError> {
    let row = sqlx::query!(
        "select account.name, account.email from membership join account on account.id = membership.account_id
         where membership.organization_id = $1 and membership.account_id = $2",
        tx.organization().0,
        account.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.name, row.email)))
}
