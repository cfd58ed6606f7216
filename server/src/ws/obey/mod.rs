//! What a client asks for, a module for each subject. Each function does what one frame says and sends the
//! answer, or says why not.

mod about_visitor;
mod follow;
mod hello;
mod notes;
mod post;
mod presence;
mod rating;
mod reactions;
mod signals;

use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::ClientFrame;

use super::connection::Connection;
use super::end::Failure;

/// Under which id of the client's its frame is answered, if it has one.
pub(super) const fn client_id(frame: &ClientFrame) -> Option<ClientMessageId> {
    match frame {
        ClientFrame::Post { client_id, .. } | ClientFrame::Note { client_id, .. } => {
            Some(*client_id)
        }
        _ => None,
    }
}

/// Does what a frame says. What is not said all the time is boxed: the room for it is not moved about with each message.
pub(super) async fn obey(connection: &mut Connection, frame: ClientFrame) -> Result<(), Failure> {
    match frame {
        ClientFrame::Hello { version, visit } => {
            Box::pin(hello::hello(connection, version, visit)).await
        }
        ClientFrame::Ping => hello::ping(connection).await,
        ClientFrame::Follow {
            conversation,
            after,
        } => Box::pin(follow::follow(connection, conversation, after)).await,
        ClientFrame::Unfollow { conversation } => {
            follow::unfollow(connection, conversation);
            Ok(())
        }
        ClientFrame::History {
            conversation,
            cursor,
        } => Box::pin(follow::history(connection, conversation, cursor)).await,
        ClientFrame::Post {
            client_id,
            conversation,
            content,
            attachment,
        } => post::post(connection, client_id, conversation, &content, attachment).await,
        ClientFrame::React {
            conversation,
            number,
            emoji,
            on,
        } => {
            Box::pin(reactions::react(
                connection,
                conversation,
                number,
                (emoji, on),
            ))
            .await
        }
        ClientFrame::Read { conversation, upto } => {
            Box::pin(signals::read(connection, conversation, upto)).await
        }
        ClientFrame::Typing { conversation } => {
            signals::typing(connection, conversation);
            Ok(())
        }
        ClientFrame::Presence(presence) => {
            presence::set(connection, presence);
            Ok(())
        }
        ClientFrame::Note {
            client_id,
            conversation,
            content,
            mentions,
        } => {
            Box::pin(notes::write(
                connection,
                conversation,
                client_id,
                &content,
                &mentions,
            ))
            .await
        }
        ClientFrame::Rate {
            conversation,
            rating,
            comment,
        } => Box::pin(rating::rate(connection, conversation, rating, &comment)).await,
        ClientFrame::Identify { token } => {
            Box::pin(about_visitor::identify(connection, token)).await
        }
        ClientFrame::Attributes { json } => {
            Box::pin(about_visitor::attributes(connection, &json)).await
        }
        ClientFrame::Track { event } => Box::pin(about_visitor::track(connection, &event)).await,
    }
}
