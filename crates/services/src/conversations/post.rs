use beckon_domain::account::Identity;
use beckon_domain::attachment::kind_of;
use beckon_domain::conversation::{
    MessageError, MessageKind, MessageNumber, Sender, parse_message,
};
use beckon_domain::id::{
    AttachmentId, ClientMessageId, ConversationId, MessageId, OrganizationId, VisitorId,
};
use beckon_store::conversations::{self, Author, NewPost};

use super::writer::Posting;
use super::{Arrival, ConversationError};
use crate::{Services, files};

/// A message that is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// Where.
    pub conversation: ConversationId,
    /// Its number.
    pub number: MessageNumber,
}

/// What somebody wants to say.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Where.
    pub conversation: ConversationId,
    /// The id its writer gave it: sending twice stores once.
    pub client_id: ClientMessageId,
    /// The text as it was typed; may be empty beside a file.
    pub content: &'a str,
    /// A file that was uploaded for this conversation.
    pub attachment: Option<AttachmentId>,
}

/// Whether a visitor may write another message now; asked before it is handed over.
pub fn may_write(
    services: &Services,
    arrival: &Arrival<'_>,
    visitor: VisitorId,
) -> Result<(), ConversationError> {
    let (site, address) = (arrival.site.id, arrival.client.address);
    let limits = &services.limits;
    limits
        .message(visitor, site, address)
        .map_err(ConversationError::SlowDown)
}

/// Hands over a visitor's message for a conversation of theirs; the assistant gets its turn.
pub async fn submit_as_visitor(
    services: &Services,
    organization: OrganizationId,
    visitor: VisitorId,
    draft: Draft<'_>,
) -> Result<Posting, ConversationError> {
    let author = Author::Visitor(visitor);
    let post = prepare(services, organization, author, draft).await?;
    services.writer.write(post, None).await
}

/// Hands over an agent's message. From then on the assistant is silent, and an unassigned conversation is theirs.
pub async fn submit_as_agent(
    services: &Services,
    identity: &Identity,
    draft: Draft<'_>,
) -> Result<Posting, ConversationError> {
    let author = Author::Agent(identity.account);
    let post = prepare(services, identity.organization, author, draft).await?;
    services
        .writer
        .write(post, Some(identity.name.clone()))
        .await
}

/// Stores a visitor's message.
pub async fn post_as_visitor(
    services: &Services,
    organization: OrganizationId,
    visitor: VisitorId,
    draft: Draft<'_>,
) -> Result<Posted, ConversationError> {
    let mut posting = submit_as_visitor(services, organization, visitor, draft).await?;
    posting.posted().await
}

/// Stores an agent's message.
pub async fn post_as_agent(
    services: &Services,
    identity: &Identity,
    draft: Draft<'_>,
) -> Result<Posted, ConversationError> {
    let mut posting = submit_as_agent(services, identity, draft).await?;
    posting.posted().await
}

/// Checks the text, and finds the file if there is one.
async fn prepare(
    services: &Services,
    organization: OrganizationId,
    author: Author,
    draft: Draft<'_>,
) -> Result<NewPost, ConversationError> {
    let content = match parse_message(draft.content) {
        Err(MessageError::Empty) if draft.attachment.is_some() => String::new(),
        parsed => parsed?,
    };
    let mut post = NewPost {
        organization,
        conversation: draft.conversation,
        author,
        client_id: draft.client_id,
        id: MessageId::generate(services.clock.now()),
        content,
        kind: MessageKind::Text,
        attachment: None,
    };
    if let Some(id) = draft.attachment {
        let mut tx = services.store.tenant(organization).await?;
        let file = conversations::attachment_of(&mut tx, draft.conversation, author, id).await?;
        let mut file = file.ok_or(ConversationError::UnknownAttachment)?;
        files::sign_one(
            &services.secret,
            services.clock.now(),
            organization,
            &mut file,
        );
        post.kind = kind_of(&file.media_type);
        post.attachment = Some(file);
    }
    Ok(post)
}

/// Counts a committed message.
pub(crate) fn count(sender: Sender) {
    let sender = match sender {
        Sender::Visitor => "visitor",
        Sender::Agent => "agent",
        Sender::Assistant => "assistant",
        Sender::System => "system",
    };
    metrics::counter!("beckon_messages_total", "sender" => sender).increment(1);
}
