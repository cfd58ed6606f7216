use beckon_domain::appointment::{Appointment, AppointmentStatus, Span};
use beckon_domain::id::{AccountId, AppointmentId, ConversationId, LeadId, OrganizationId, SiteId};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Store, StoreError, TenantTx};

/// The constraint that keeps a host's appointments apart.
pub const TAKEN: &str = "appointment_taken";

/// An appointment to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewAppointment<'a> {
    /// Its id.
    pub id: AppointmentId,
    /// Through which site.
    pub site: SiteId,
    /// With which lead.
    pub lead: LeadId,
    /// In which conversation they talk.
    pub conversation: Option<ConversationId>,
    /// Who meets them.
    pub host: AccountId,
    /// When.
    pub slot: Span,
    /// With the room around it.
    pub blocked: Span,
    /// What the visitor is called.
    pub name: &'a str,
    /// Their address.
    pub email: Option<&'a str>,
    /// Their number.
    pub phone: Option<&'a str>,
    /// What they want to talk about; may be empty.
    pub note: &'a str,
    /// By whose clock they booked.
    pub time_zone: &'a str,
    /// In which language they are mailed.
    pub language: &'a str,
    /// SHA-256 of the token in their link.
    pub token_hash: &'a [u8],
}

/// An appointment as use cases work on it.
#[derive(Clone, Debug)]
pub struct Booking {
    /// What members see.
    pub appointment: Appointment,
    /// Through which site.
    pub site: SiteId,
    /// In which language the visitor is mailed.
    pub language: String,
    /// Where the host is mailed.
    pub host_email: Option<String>,
    /// The time that it takes up, with the room around it.
    pub blocked: Span,
}

/// A row as [`super::list`] and this file read it.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) site_id: Uuid,
    pub(super) lead_id: Uuid,
    pub(super) conversation_id: Option<Uuid>,
    pub(super) host_id: Option<Uuid>,
    pub(super) host_name: Option<String>,
    pub(super) host_email: Option<String>,
    pub(super) status: AppointmentStatus,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) ends_at: DateTime<Utc>,
    pub(super) blocked_from: DateTime<Utc>,
    pub(super) blocked_until: DateTime<Utc>,
    pub(super) visitor_name: String,
    pub(super) visitor_email: Option<String>,
    pub(super) visitor_phone: Option<String>,
    pub(super) note: String,
    pub(super) time_zone: String,
    pub(super) language: String,
    pub(super) sequence: i32,
}

impl From<Row> for Booking {
    fn from(row: Row) -> Self {
        Self {
            appointment: Appointment {
                id: AppointmentId(row.id),
                status: row.status,
                starts_at: row.starts_at,
                ends_at: row.ends_at,
                host: row.host_id.map(AccountId),
                host_name: row.host_name,
                lead: LeadId(row.lead_id),
                conversation: row.conversation_id.map(ConversationId),
                visitor_name: row.visitor_name,
                visitor_email: row.visitor_email,
                visitor_phone: row.visitor_phone,
                note: row.note,
                time_zone: row.time_zone,
                sequence: row.sequence,
            },
            site: SiteId(row.site_id),
            language: row.language,
            host_email: row.host_email,
            blocked: Span {
                start: row.blocked_from,
                end: row.blocked_until,
            },
        }
    }
}

/// `select` of a [`Row`] with what comes after the join.
macro_rules! select_appointments {
    ($tail:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            $crate::appointments::booking::Row,
            r#"select a.id, a.site_id, a.lead_id, a.conversation_id, a.host_id, account.name as "host_name?",
                   account.email as "host_email?", a.status as "status: AppointmentStatus", a.starts_at, a.ends_at,
                   a.blocked_from, a.blocked_until, a.visitor_name, a.visitor_email, a.visitor_phone, a.note, a.time_zone, a.language, a.sequence
               from appointment a left join account on account.id = a.host_id "# + $tail,
            $($argument),*
        )
    };
}
pub(super) use select_appointments;

/// Stores an appointment. One that takes what is taken violates [`TAKEN`].
pub async fn insert(
    tx: &mut TenantTx,
    new: &NewAppointment<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into appointment (organization_id, id, site_id, lead_id, conversation_id, host_id, starts_at, ends_at,
             blocked_from, blocked_until, visitor_name, visitor_email, visitor_phone, note, time_zone, language,
             token_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        tx.organization().0,
        new.id.0,
        new.site.0,
        new.lead.0,
        new.conversation.map(|conversation| conversation.0),
        new.host.0,
        new.slot.start,
        new.slot.end,
        new.blocked.start,
        new.blocked.end,
        new.name,
        new.email,
        new.phone,
        new.note,
        new.time_zone,
        new.language,
        new.token_hash,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whose appointment a link's token is.
pub async fn by_token(
    store: &Store,
    token_hash: &[u8],
) -> Result<Option<(OrganizationId, AppointmentId)>, StoreError> {
    let row = sqlx::query!(
        r#"select organization_id as "organization!: OrganizationId", id as "id!: AppointmentId"
           from appointment_for_token($1)"#,
        token_hash,
    )
    .fetch_optional(store.pool())
    .await?;
    Ok(row.map(|row| (row.organization, row.id)))
}

/// One appointment.
pub async fn find(tx: &mut TenantTx, id: AppointmentId) -> Result<Option<Booking>, StoreError> {
    let row = select_appointments!(
        "where a.organization_id = $1 and a.id = $2",
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Into::into))
}

/// The next appointment that a lead has from a conversation and that can still be changed.
pub async fn open_from(
    tx: &mut TenantTx,
    conversation: ConversationId,
    lead: LeadId,
    now: DateTime<Utc>,
) -> Result<Option<Booking>, StoreError> {
    let row = select_appointments!(
        "where a.organization_id = $1 and a.lead_id = $2 and a.conversation_id = $3 and a.status = 'booked'
             and a.starts_at > $4
         order by a.starts_at, a.id limit 1",
        tx.organization().0,
        lead.0,
        conversation.0,
        now,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Into::into))
}

/// The appointment that a lead booked last in a conversation, wherever it stands.
pub async fn last_from(
    tx: &mut TenantTx,
    conversation: ConversationId,
    lead: LeadId,
) -> Result<Option<Booking>, StoreError> {
    let row = select_appointments!(
        "where a.organization_id = $1 and a.lead_id = $2 and a.conversation_id = $3
         order by a.created_at desc, a.id desc limit 1",
        tx.organization().0,
        lead.0,
        conversation.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Into::into))
}

/// One appointment, held until the transaction ends so that nobody else changes it in between.
pub async fn lock(tx: &mut TenantTx, id: AppointmentId) -> Result<Option<Booking>, StoreError> {
    let row = select_appointments!(
        "where a.organization_id = $1 and a.id = $2 for update of a",
        tx.organization().0,
        id.0,
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(Into::into))
}

/// Moves an appointment, to another host if need be. What is taken violates [`TAKEN`].
pub async fn reschedule(
    tx: &mut TenantTx,
    id: AppointmentId,
    host: AccountId,
    slot: Span,
    blocked: Span,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update appointment set host_id = $3, starts_at = $4, ends_at = $5, blocked_from = $6, blocked_until = $7,
             sequence = sequence + 1
         where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        host.0,
        slot.start,
        slot.end,
        blocked.start,
        blocked.end,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Changes where an appointment stands. Calling off and booking again change its calendar entry; a time that was taken
/// since violates [`TAKEN`].
pub async fn set_status(
    tx: &mut TenantTx,
    id: AppointmentId,
    status: AppointmentStatus,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update appointment set status = $3::appointment_status,
             sequence = sequence + case when $3::appointment_status in ('booked', 'cancelled') then 1 else 0 end
         where organization_id = $1 and id = $2",
        tx.organization().0,
        id.0,
        status as AppointmentStatus,
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
