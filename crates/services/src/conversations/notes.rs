//! Notes that agents leave for each other. No visitor gets one, or learns that there is one.

use beckon_domain::account::Identity;
use beckon_domain::conversation::parse_message;
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId, OrganizationId};
use beckon_domain::note::Note;
use beckon_domain::notification::NotificationKind;
use beckon_realtime::{Event, Topic};
use beckon_store::conversations::notes::{self, NewNote};

use super::ConversationError;
use crate::Services;
use crate::notifications::{Raise, raise};

/// Stores a note; who is mentioned is told. Storing it twice is storing it once.
pub async fn add_note(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
    client_id: ClientMessageId,
    content: &str,
    mentions: &[AccountId],
) -> Result<Note, ConversationError> {
    let content = parse_message(content)?;
    let new = NewNote {
        conversation,
        client_id,
        author: Some(identity.account),
        content: &content,
        mentions,
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    let inserted = notes::insert(&mut tx, new, services.clock.now()).await?;
    let (note, is_new) = inserted.ok_or(ConversationError::NotFound)?;
    if !is_new {
        return Ok(note);
    }
    let what = Raise {
        kind: NotificationKind::Mention,
        about: conversation.into(),
        title: &identity.name,
        detail: &note.content,
        count: 1,
    };
    let others = note
        .mentions
        .iter()
        .copied()
        .filter(|account| *account != identity.account);
    let told = raise(services, &mut tx, &others.collect::<Vec<_>>(), what).await?;
    tx.commit().await?;
    let topic = Topic::Conversation(identity.organization, conversation);
    services.bus.publish(topic, Event::Note(note.clone()));
    told.publish(services, identity.organization);
    Ok(note)
}

/// The notes of a conversation, the oldest first.
pub async fn notes(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
) -> Result<Vec<Note>, ConversationError> {
    let mut tx = services.store.tenant(organization).await?;
    Ok(notes::of_conversation(&mut tx, conversation).await?)
}
