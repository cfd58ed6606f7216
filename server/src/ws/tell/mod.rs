//! What a client is told without asking: what was heard on the bus, and after a gap how everything is now.

pub(super) mod log;
pub(super) mod presence;

use beckon_domain::conversation::Message;
use beckon_domain::protocol::PARTIAL_SINCE;
use beckon_realtime::{Event, Heard, Told};

use super::connection::Connection;
use super::end::End;
use super::followed::Step;
use super::party::Party;

/// Passes on what was heard, if it is for this client. Nearly always that is a frame, sent as it is; what has to be
/// read from the log first is boxed, so that nobody moves the room for it about.
pub(super) async fn tell(connection: &mut Connection, heard: Heard) -> Result<(), End> {
    let Heard::Event(told) = heard else {
        return Box::pin(log::tell_all_anew(connection)).await;
    };
    let is_agent = matches!(connection.party, Party::Agent { .. });
    match &*told {
        Event::Message(message) => tell_message(connection, message, &told).await,
        Event::Typing { origin, .. } if *origin == Some(connection.listener.id()) => Ok(()),
        Event::Partial(_) if connection.version < PARTIAL_SINCE => Ok(()),
        Event::Presence { present, presence } if is_agent => {
            connection.present.insert(*present, *presence);
            connection.send_bytes(told.frame()).await
        }
        // Not for a visitor's eyes, whatever is published where they listen.
        Event::Presence { .. }
        | Event::Note(_)
        | Event::Conversation(_)
        | Event::Notification(_)
            if !is_agent =>
        {
            Ok(())
        }
        _ => connection.send_bytes(told.frame()).await,
    }
}

async fn tell_message(
    connection: &mut Connection,
    message: &Message,
    told: &Told,
) -> Result<(), End> {
    match connection.followed.hear(message) {
        Step::Skip => Ok(()),
        Step::CatchUp(sent) => {
            Box::pin(log::catch_up(connection, message.conversation, sent)).await
        }
        Step::Send => {
            connection.send_bytes(told.frame()).await?;
            connection
                .followed
                .sent(message.conversation, message.number);
            Ok(())
        }
    }
}
