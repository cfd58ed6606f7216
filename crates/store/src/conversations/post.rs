//! Messages of several people, conversations and organizations, written in one commit.

use beckon_domain::attachment::Attachment;
use beckon_domain::conversation::{
    ConversationSummary, MessageKind, MessageNumber, Sender, preview,
};
use beckon_domain::id::{
    AccountId, AttachmentId, ClientMessageId, ConversationId, JobId, MessageId, OrganizationId,
    VisitorId,
};
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{Store, StoreError, TenantTx};

/// Who writes a message, apart from the assistant and Beckon itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The conversation's visitor.
    Visitor(VisitorId),
    /// A member.
    Agent(AccountId),
}

impl Author {
    /// On which side they are.
    pub const fn sender(self) -> Sender {
        match self {
            Self::Visitor(_) => Sender::Visitor,
            Self::Agent(_) => Sender::Agent,
        }
    }

    const fn visitor(self) -> Option<Uuid> {
        match self {
            Self::Visitor(visitor) => Some(visitor.0),
            Self::Agent(_) => None,
        }
    }

    const fn account(self) -> Option<Uuid> {
        match self {
            Self::Visitor(_) => None,
            Self::Agent(account) => Some(account.0),
        }
    }
}

/// A message to be written.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// For which organization it is written.
    pub organization: OrganizationId,
    /// Where; of that organization and, for a visitor, theirs, or it is not written.
    pub conversation: ConversationId,
    /// Who writes.
    pub author: Author,
    /// The id its writer gave it.
    pub client_id: ClientMessageId,
    /// Its own id.
    pub id: MessageId,
    /// The text, checked.
    pub content: String,
    /// How it is shown.
    pub kind: MessageKind,
    /// A file of the conversation and the writer that no message shows yet.
    pub attachment: Option<Attachment>,
}

impl NewPost {
    fn preview(&self) -> String {
        match &self.attachment {
            Some(file) if self.content.is_empty() => preview(&file.name),
            _ => preview(&self.content),
        }
    }
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is written under this number. For the last one of each conversation, how that stands now.
    Stored(MessageNumber, Option<Box<Line>>),
    /// It was written before, under this number.
    Known(MessageNumber),
    /// There is no such conversation for its writer.
    UnknownConversation,
    /// There is no such file for its writer, or a message shows it already.
    UnknownAttachment,
}

/// A conversation's line after messages were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As the inbox shows it.
    pub summary: ConversationSummary,
    /// Whether it was archived or closed, and is active again.
    pub reopened: bool,
}

/// Kinds of job that a visitor's message calls for. Each is told the conversation.
const VISITOR_JOBS: [&str; 2] = ["assistant.reply", "notifications.tell"];

/// As `post_messages` returns it: what became of a message, or what the inbox shows of a conversation now.
struct OutcomeRow {
    place: i64,
    outcome: String,
    number: Option<i64>,
    line: Option<Json<ConversationSummary>>,
    reopened: Option<bool>,
}

impl OutcomeRow {
    /// The outcome for a place; lines are put to the outcomes they belong to by [`gather`].
    fn outcome(&self) -> Result<Outcome, StoreError> {
        match (self.outcome.as_str(), self.number) {
            ("stored", Some(number)) => Ok(Outcome::Stored(number, None)),
            ("known", Some(number)) => Ok(Outcome::Known(number)),
            ("unknown_conversation", _) => Ok(Outcome::UnknownConversation),
            ("unknown_attachment", _) => Ok(Outcome::UnknownAttachment),
            (other, _) => Err(StoreError::corrupt("post_messages", other)),
        }
    }
}

/// The outcomes of `count` messages in their order, whatever that of the rows.
fn gather(rows: Vec<OutcomeRow>, count: usize) -> Result<Vec<Outcome>, StoreError> {
    let mut outcomes: Vec<Option<Outcome>> = (0..count).map(|_| None).collect();
    let (lines, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.line.is_some());
    for mut row in rest.into_iter().chain(lines) {
        let place = usize::try_from(row.place - 1).ok();
        let slot = place.and_then(|place| outcomes.get_mut(place));
        let slot = slot.ok_or_else(|| StoreError::corrupt("post_messages", row.place))?;
        match (slot.as_mut(), row.line.take()) {
            (Some(Outcome::Stored(_, line)), Some(Json(summary))) => {
                let reopened = row.reopened.unwrap_or_default();
                *line = Some(Box::new(Line { summary, reopened }));
            }
            (None, None) => *slot = Some(row.outcome()?),
            _ => return Err(StoreError::corrupt("post_messages", row.outcome)),
        }
    }
    let missing = || StoreError::corrupt("post_messages", "a message without an outcome");
    outcomes
        .into_iter()
        .map(|outcome| outcome.ok_or_else(missing))
        .collect()
}

/// Writes messages in one commit, and tells for each in turn what became of it. Those of one conversation are
/// numbered in the order given. When it fails, nothing is written.
pub async fn post(
    store: &Store,
    posts: &[NewPost],
    now: DateTime<Utc>,
) -> Result<Vec<Outcome>, StoreError> {
    fn column<T>(posts: &[NewPost], value: impl FnMut(&NewPost) -> T) -> Vec<T> {
        posts.iter().map(value).collect()
    }
    let jobs = posts.len() * VISITOR_JOBS.len();
    let job_ids: Vec<Uuid> = (0..jobs).map(|_| JobId::generate(now).0).collect();
    let rows = sqlx::query_as!(
        OutcomeRow,
        r#"select place as "place!", outcome as "outcome!", number, line as "line: Json<ConversationSummary>", reopened
           from post_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"#,
        now,
        &column(posts, |post| post.organization.0),
        &column(posts, |post| post.conversation.0),
        &column(posts, |post| post.author.visitor()) as &[Option<Uuid>],
        &column(posts, |post| post.author.account()) as &[Option<Uuid>],
        &column(posts, |post| post.client_id.0),
        &column(posts, |post| post.id.0),
        &column(posts, |post| post.kind) as &[MessageKind],
        &column(posts, |post| post.content.clone()),
        &column(posts, NewPost::preview),
        &column(posts, |post| post.attachment.as_ref().map(|file| file.id.0)) as &[Option<Uuid>],
        &VISITOR_JOBS.map(str::to_owned),
        &job_ids,
    )
    .fetch_all(store.pool())
    .await?;
    gather(rows, posts.len())
}

/// A file that its writer uploaded for this conversation, whether it is sent already or not: a message that is
/// sent again names it again.
pub async fn attachment_of(
    tx: &mut TenantTx,
    conversation: ConversationId,
    author: Author,
    id: AttachmentId,
) -> Result<Option<Attachment>, StoreError> {
    let row = sqlx::query!(
        "select name, media_type, bytes, width, height, has_thumbnail from attachment
         where organization_id = $1 and id = $2 and conversation_id = $3 and sender = $4
             and account_id is not distinct from $5",
        tx.organization().0,
        id.0,
        conversation.0,
        author.sender() as Sender,
        author.account(),
    )
    .fetch_optional(&mut **tx)
    .await?;
    let pixels = |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok());
    Ok(row.map(|row| Attachment {
        id,
        name: row.name,
        media_type: row.media_type,
        bytes: row.bytes.unsigned_abs(),
        size: pixels(row.width).zip(pixels(row.height)),
        link: String::new(),
        thumbnail: row.has_thumbnail.then(String::new),
    }))
}
