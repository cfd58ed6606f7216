use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::{HistoryCursor, Refusal, ServerFrame};
use beckon_realtime::Topic;
use beckon_services::conversations;

use crate::ws::connection::Connection;
use crate::ws::end::{Failure, try_again};
use crate::ws::party::Party;
use crate::ws::tell::log;

/// Sends what follows a number, or the last page, and from then on what comes. Listens first and reads the log
/// then, so that nothing falls between.
pub(super) async fn follow(
    connection: &mut Connection,
    conversation: ConversationId,
    after: Option<MessageNumber>,
) -> Result<(), Failure> {
    may_see(connection, conversation).await?;
    let organization = connection.party.organization()?;
    if !connection
        .followed
        .follow(conversation, after.unwrap_or(MessageNumber::MAX))
    {
        return Err(Refusal::SlowDown.into());
    }
    let topic = Topic::Conversation(organization, conversation);
    connection.listener.follow(topic).await;
    match after {
        Some(after) => log::catch_up(connection, conversation, after.max(0)).await?,
        None => last_page(connection, conversation).await?,
    }
    Ok(log::tell_current(connection, conversation).await?)
}

async fn last_page(
    connection: &mut Connection,
    conversation: ConversationId,
) -> Result<(), Failure> {
    let organization = connection.party.organization()?;
    let page = conversations::last_messages(&connection.services, organization, conversation).await;
    let page = page.map_err(try_again)?;
    let last = page.last().map_or(0, |message| message.number);
    connection.followed.follow(conversation, last);
    Ok(connection.send(&ServerFrame::Messages(page)).await?)
}

/// No more of this conversation.
pub(super) fn unfollow(connection: &mut Connection, conversation: ConversationId) {
    if let Ok(organization) = connection.party.organization() {
        let topic = Topic::Conversation(organization, conversation);
        connection.listener.unfollow(topic);
    }
    connection.followed.unfollow(conversation);
}

/// A page of what was said before or after.
pub(super) async fn history(
    connection: &mut Connection,
    conversation: ConversationId,
    cursor: HistoryCursor,
) -> Result<(), Failure> {
    if !connection.followed.contains(conversation) {
        may_see(connection, conversation).await?;
    }
    let (services, organization) = (&connection.services, connection.party.organization()?);
    let messages = match cursor {
        HistoryCursor::Before(number) => {
            conversations::messages_before(services, organization, conversation, number).await?
        }
        HistoryCursor::After(number) => {
            conversations::messages_after(services, organization, conversation, number).await?
        }
    };
    let page = ServerFrame::History {
        conversation,
        cursor,
        messages,
    };
    Ok(connection.send(&page).await?)
}

/// An agent sees the conversations of their organization, a visitor their own.
async fn may_see(connection: &mut Connection, conversation: ConversationId) -> Result<(), Failure> {
    let services = &connection.services;
    match &connection.party {
        Party::Agent { identity, .. } => {
            conversations::find(services, identity, conversation).await?;
        }
        Party::Visitor(party) => {
            let visitor = party.visitor.ok_or(Refusal::UnknownConversation)?;
            let organization = party.organization;
            if !conversations::is_visitors(services, organization, conversation, visitor).await? {
                return Err(Refusal::UnknownConversation.into());
            }
        }
        Party::Stranger { .. } => return Err(Refusal::OutOfTurn.into()),
    }
    Ok(())
}
