use std::collections::HashMap;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message as Raw, WebSocket, close_code};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::presence::{Presence, Present};
use beckon_domain::protocol::{FRAME_MAX, Refusal, ServerFrame, decode, encode};
use beckon_realtime::{Listener, Seat};
use beckon_services::Services;
use beckon_services::conversations::{ConversationError, Posted};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::end::{End, Failure};
use super::followed::Followed;
use super::party::{Party, refusal};
use super::unanswered::Unanswered;
use super::{obey, tell};
use crate::state::AppState;

/// A client that says nothing for so long is gone: it pings every 25 seconds.
const SILENCE: Duration = Duration::from_secs(75);

/// A client that takes nothing for so long is gone.
const STUCK: Duration = Duration::from_secs(20);

/// Frames that can't be obeyed before the connection ends.
const PATIENCE: u32 = 20;

/// One page's connection, and all that is known of it. What a client says is obeyed in [`obey`], what
/// happens elsewhere is told in [`tell`]; both in order, one after the other.
pub(super) struct Connection {
    socket: WebSocket,
    stopping: CancellationToken,
    refused: u32,
    pub(super) services: Services,
    pub(super) listener: Listener,
    pub(super) party: Party,
    pub(super) followed: Followed,
    /// Messages that are on their way into the log.
    pub(super) unanswered: Unanswered,
    /// Makes the person show as present while the connection lasts.
    pub(super) seat: Option<Seat>,
    /// Who the client believes to be there.
    pub(super) present: HashMap<Present, Presence>,
}

impl Connection {
    pub(super) fn new(socket: WebSocket, state: AppState, party: Party) -> Self {
        let listener = state.services.bus.listen();
        Self {
            socket,
            stopping: state.stopping,
            refused: 0,
            services: state.services,
            listener,
            party,
            followed: Followed::default(),
            unanswered: Unanswered::default(),
            seat: None,
            present: HashMap::new(),
        }
    }

    /// Talks until one side ends it.
    pub(super) async fn run(mut self) {
        metrics::gauge!("beckon_connections").increment(1.0);
        let end = loop {
            if let Err(end) = self.step().await {
                break end;
            }
        };
        if let End::Close(code, reason) = end {
            let frame = CloseFrame {
                code,
                reason: reason.into(),
            };
            // The client may be gone by now.
            let _ = timeout(STUCK, self.socket.send(Raw::Close(Some(frame)))).await;
        }
        metrics::gauge!("beckon_connections").decrement(1.0);
    }

    /// One thing that comes, from whichever side. What is done about it is boxed: a connection that waits, as
    /// nearly all do nearly always, then holds no room for the largest thing it may have to do.
    async fn step(&mut self) -> Result<(), End> {
        tokio::select! {
            () = self.stopping.cancelled() => Err(End::Close(close_code::RESTART, "the server restarts")),
            heard = self.listener.hear() => Box::pin(tell::tell(self, heard)).await,
            (client_id, result) = self.unanswered.next() => self.answer(client_id, result).await,
            // With many messages on their way, nothing more is read: whoever sends has to wait.
            raw = timeout(SILENCE, self.socket.recv()), if !self.unanswered.is_full() => match raw {
                Ok(Some(Ok(raw))) => Box::pin(self.take(raw)).await,
                Ok(Some(Err(_)) | None) => Err(End::Gone),
                Err(_) => Err(End::Close(close_code::AWAY, "nothing was heard")),
            },
        }
    }

    /// Sends a frame.
    pub(super) async fn send(&mut self, frame: &ServerFrame) -> Result<(), End> {
        self.send_bytes(encode(frame).into()).await
    }

    /// Sends a frame that is encoded already.
    pub(super) async fn send_bytes(&mut self, bytes: Bytes) -> Result<(), End> {
        match timeout(STUCK, self.socket.send(Raw::Binary(bytes))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }

    async fn take(&mut self, raw: Raw) -> Result<(), End> {
        let bytes = match raw {
            Raw::Binary(bytes) => bytes,
            Raw::Close(_) => return Err(End::Gone),
            Raw::Ping(_) | Raw::Pong(_) => return Ok(()),
            Raw::Text(_) => return self.refuse(None, Refusal::Malformed).await,
        };
        if bytes.len() > FRAME_MAX {
            return self.refuse(None, Refusal::Malformed).await;
        }
        let frame = match decode(&bytes) {
            Ok(frame) => frame,
            Err(error) => {
                tracing::debug!(%error, "a frame could not be read");
                return self.refuse(None, Refusal::Malformed).await;
            }
        };
        let client_id = obey::client_id(&frame);
        match obey::obey(self, frame).await {
            Ok(()) => Ok(()),
            Err(Failure::Refused(reason)) => self.refuse(client_id, reason).await,
            Err(Failure::Ended(end)) => Err(end),
        }
    }

    /// Tells what became of a message that was handed over.
    async fn answer(
        &mut self,
        client_id: ClientMessageId,
        result: Result<Posted, ConversationError>,
    ) -> Result<(), End> {
        match result {
            Ok(posted) => self.acknowledge(client_id, posted).await,
            Err(error) => self.refuse(Some(client_id), refusal(error)).await,
        }
    }

    /// A message is committed.
    pub(super) async fn acknowledge(
        &mut self,
        client_id: ClientMessageId,
        posted: Posted,
    ) -> Result<(), End> {
        self.send(&ServerFrame::Acknowledged {
            client_id,
            conversation: posted.conversation,
            number: posted.number,
        })
        .await
    }

    /// Says no. Somebody who keeps asking is cut off; waiting for the database is no fault of theirs.
    async fn refuse(
        &mut self,
        client_id: Option<ClientMessageId>,
        reason: Refusal,
    ) -> Result<(), End> {
        self.send(&ServerFrame::Refused { client_id, reason })
            .await?;
        if matches!(reason, Refusal::UnknownSite | Refusal::Version) {
            return Err(End::Close(close_code::POLICY, "not available"));
        }
        self.refused += u32::from(!reason.is_temporary());
        if self.refused >= PATIENCE {
            Err(End::Close(close_code::POLICY, "too many errors"))
        } else {
            Ok(())
        }
    }

    /// Refuses what concerns a conversation that is not followed: whether it may be, was found out then.
    pub(super) fn must_follow(&self, conversation: ConversationId) -> Result<(), Refusal> {
        if self.followed.contains(conversation) {
            Ok(())
        } else {
            Err(Refusal::UnknownConversation)
        }
    }
}
