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

/// Does what a frame says.
pub(super) async fn obey(connection: &mut Connection, frame: ClientFrame) -> Result<(), Failure> {
    match frame {
        ClientFrame::Hello { version, visit } => hello::hello(connection, version, visit).await,
        ClientFrame::Ping => hello::ping(connection).await,
        ClientFrame::Follow {
            conversation,
            after,
        } => follow::follow(connection, conversation, after).await,
        ClientFrame::Unfollow { conversation } => {
            follow::unfollow(connection, conversation);
            Ok(())
        }
        ClientFrame::History {
            conversation,
            cursor,
        } => follow::history(connection, conversation, cursor).await,
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
        } => reactions::react(connection, conversation, number, (emoji, on)).await,
        ClientFrame::Read { conversation, upto } => {
            signals::read(connection, conversation, upto).await
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
        } => notes::write(connection, conversation, client_id, &content, &mentions).await,
        ClientFrame::Rate {
            conversation,
            rating,
            comment,
        } => rating::rate(connection, conversation, rating, &comment).await,
        ClientFrame::Identify { token } => about_visitor::identify(connection, token).await,
        ClientFrame::Attributes { json } => about_visitor::attributes(connection, &json).await,
        ClientFrame::Track { event } => about_visitor::track(connection, &event).await,
    }
}
