use beckon_domain::conversation::{MessageNumber, Sender};
use beckon_domain::id::ConversationId;
use beckon_domain::inbox::{InboxFilter, InboxPage};
use beckon_domain::protocol::{PAGE, ServerFrame};
use beckon_services::conversations::{self, Current};

use super::presence;
use crate::ws::connection::Connection;
use crate::ws::end::{End, try_again};
use crate::ws::party::Party;

/// Sends what the log holds after a number, page by page. If the log can't be read, the client is cut
/// off: it comes back and asks again.
pub(in crate::ws) async fn catch_up(
    connection: &mut Connection,
    conversation: ConversationId,
    mut after: MessageNumber,
) -> Result<(), End> {
    let Ok(organization) = connection.party.organization() else {
        return Ok(());
    };
    loop {
        let services = &connection.services;
        let page = conversations::messages_after(services, organization, conversation, after).await;
        let page = page.map_err(try_again)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.number;
        let full = i64::try_from(page.len()).is_ok_and(|count| count >= PAGE);
        connection.send(&ServerFrame::Messages(page)).await?;
        connection.flush().await?;
        connection.followed.sent(conversation, after);
        if !full {
            return Ok(());
        }
    }
}

/// Tells what has no number, as it is now: where the conversation stands, what the other side has seen, the
/// reactions, and whether the visitor is there.
pub(in crate::ws) async fn tell_current(
    connection: &mut Connection,
    conversation: ConversationId,
) -> Result<(), End> {
    let Ok(organization) = connection.party.organization() else {
        return Ok(());
    };
    let services = &connection.services;
    let current = conversations::current(services, organization, conversation).await;
    for frame in frames(
        connection.party.sender(),
        conversation,
        current.map_err(try_again)?,
    ) {
        connection.send(&frame).await?;
    }
    tell_notes(connection, conversation).await?;
    presence::tell_visitor(connection, conversation).await
}

/// Tells an agent the notes, and nobody else.
async fn tell_notes(connection: &mut Connection, conversation: ConversationId) -> Result<(), End> {
    let Party::Agent { identity, .. } = &connection.party else {
        return Ok(());
    };
    let services = &connection.services;
    let notes = conversations::notes(services, identity.organization, conversation).await;
    let notes = notes.map_err(try_again)?;
    if notes.is_empty() {
        return Ok(());
    }
    connection.send(&ServerFrame::Notes(notes)).await
}

fn frames(me: Sender, conversation: ConversationId, current: Current) -> Vec<ServerFrame> {
    let Current {
        standing,
        reactions,
    } = current;
    let mut frames = vec![ServerFrame::Status {
        conversation,
        status: standing.status,
        rating: standing.rating,
    }];
    let seen = [
        (Sender::Agent, standing.agent_read),
        (Sender::Visitor, standing.visitor_read),
    ];
    for (sender, upto) in seen {
        if sender != me && upto > 0 {
            frames.push(ServerFrame::Read {
                conversation,
                sender,
                upto,
            });
        }
    }
    if !reactions.is_empty() {
        frames.push(ServerFrame::Reactions {
            conversation,
            reactions,
        });
    }
    frames
}

/// After being too slow: everything that may have been missed, from the database.
pub(super) async fn tell_all_anew(connection: &mut Connection) -> Result<(), End> {
    for (conversation, sent) in connection.followed.all() {
        catch_up(connection, conversation, sent).await?;
        tell_current(connection, conversation).await?;
    }
    presence::tell_who_is_there(connection).await?;
    tell_inbox(connection).await
}

async fn tell_inbox(connection: &mut Connection) -> Result<(), End> {
    let Party::Agent { identity, .. } = &connection.party else {
        return Ok(());
    };
    let services = &connection.services;
    let lines = conversations::inbox(services, identity, InboxFilter::All, InboxPage::Newest).await;
    for line in lines.map_err(try_again)?.lines {
        let frame = ServerFrame::Conversation(Box::new(line));
        connection.send(&frame).await?;
    }
    Ok(())
}
