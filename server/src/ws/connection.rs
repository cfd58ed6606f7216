use std::collections::HashMap;
use std::pin::{Pin, pin};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message as Raw, WebSocket, close_code};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::presence::{Presence, Present};
use beckon_domain::protocol::{FRAME_MAX, Refusal, ServerFrame, VERSION_OLDEST, decode, encode};
use beckon_realtime::{Heard, Listener, Seat};
use beckon_services::Services;
use beckon_services::conversations::{ConversationError, Posted};
use futures::SinkExt as _;
use futures::future::poll_immediate;
use tokio::time::{Instant, Sleep, sleep, timeout};
use tokio_util::sync::{CancellationToken, WaitForCancellationFuture};

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

/// How long a frame waits for others to be sent with.
const TOGETHER: Duration = Duration::from_millis(2);

/// One page's connection, and all that is known of it. What a client says is obeyed in [`obey`], what
/// happens elsewhere is told in [`tell`]; both in order, one after the other.
pub(super) struct Connection {
    socket: WebSocket,
    stopping: CancellationToken,
    /// When the client said something last.
    heard_at: Instant,
    refused: u32,
    /// Since when there are frames that are written and not sent.
    unsent: Option<Instant>,
    pub(super) services: Services,
    pub(super) listener: Listener,
    pub(super) party: Party,
    /// The protocol's version that the client speaks, once it has said hello.
    pub(super) version: u16,
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
            heard_at: Instant::now(),
            refused: 0,
            unsent: None,
            services: state.services,
            listener,
            party,
            version: VERSION_OLDEST,
            followed: Followed::default(),
            unanswered: Unanswered::default(),
            seat: None,
            present: HashMap::new(),
        }
    }

    /// Talks until one side ends it.
    pub(super) async fn run(mut self) {
        metrics::gauge!("beckon_connections").increment(1.0);
        let stopping = self.stopping.clone();
        let mut stopped = pin!(stopping.cancelled());
        let mut silence = pin!(sleep(SILENCE));
        let end = loop {
            if let Err(end) = self.step(stopped.as_mut(), silence.as_mut()).await {
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

    /// One thing that comes, from whichever side. What the client asks for is done in a box: a connection that waits,
    /// as nearly all do nearly always, then holds no room for the largest thing it may have to do.
    async fn step(
        &mut self,
        stopped: Pin<&mut WaitForCancellationFuture<'_>>,
        mut silence: Pin<&mut Sleep>,
    ) -> Result<(), End> {
        match self.next(stopped, silence.as_mut()).await? {
            Happening::Stopping => Err(End::Close(close_code::RESTART, "the server restarts")),
            Happening::Heard(heard) => tell::tell(self, heard).await,
            Happening::Answered(client_id, result) => self.answer(client_id, result).await,
            Happening::Said(raw) => self.hear(raw).await,
            Happening::Gone => Err(End::Gone),
            Happening::Silence => self.is_silent(silence).await,
        }
    }

    /// What comes next. Frames that are written meanwhile are sent before anybody waits: in a rush many at once.
    async fn next(
        &mut self,
        mut stopped: Pin<&mut WaitForCancellationFuture<'_>>,
        mut silence: Pin<&mut Sleep>,
    ) -> Result<Happening, End> {
        if self.unsent.is_some_and(|since| since.elapsed() < TOGETHER) {
            let waiting = self.wait(stopped.as_mut(), silence.as_mut());
            if let Some(happening) = poll_immediate(waiting).await {
                return Ok(happening);
            }
        }
        self.flush().await?;
        Ok(self.wait(stopped, silence).await)
    }

    /// Waits until something happens. Safe to cancel. What is waited for as long as the connection lasts is handed in:
    /// to begin and to give up waiting takes locks that all connections share.
    async fn wait(
        &mut self,
        stopped: Pin<&mut WaitForCancellationFuture<'_>>,
        silence: Pin<&mut Sleep>,
    ) -> Happening {
        tokio::select! {
            () = stopped => Happening::Stopping,
            heard = self.listener.hear() => Happening::Heard(heard),
            (client_id, result) = self.unanswered.next() => Happening::Answered(client_id, result),
            // With many messages on their way, nothing more is read: whoever sends has to wait.
            raw = self.socket.recv(), if !self.unanswered.is_full() => match raw {
                Some(Ok(raw)) => Happening::Said(raw),
                Some(Err(_)) | None => Happening::Gone,
            },
            () = silence => Happening::Silence,
        }
    }

    /// Writes a frame, which is sent before the connection waits again.
    pub(super) async fn send(&mut self, frame: &ServerFrame) -> Result<(), End> {
        self.send_bytes(encode(frame).into()).await
    }

    /// Writes a frame that is encoded already.
    pub(super) async fn send_bytes(&mut self, bytes: Bytes) -> Result<(), End> {
        self.unsent.get_or_insert_with(Instant::now);
        in_time(self.socket.feed(Raw::Binary(bytes))).await
    }

    /// Sends what is written. For those who wait for something else before they are done.
    pub(super) async fn flush(&mut self) -> Result<(), End> {
        if self.unsent.take().is_none() {
            return Ok(());
        }
        in_time(self.socket.flush()).await
    }

    /// Nothing was heard for long. It may be that nobody listened: then what has come meanwhile is read.
    async fn is_silent(&mut self, silence: Pin<&mut Sleep>) -> Result<(), End> {
        let end = self.heard_at + SILENCE;
        if end > Instant::now() {
            silence.reset(end);
            return Ok(());
        }
        silence.reset(Instant::now() + SILENCE);
        if self.unanswered.is_full() {
            return Ok(());
        }
        match poll_immediate(self.socket.recv()).await {
            Some(Some(Ok(raw))) => self.hear(raw).await,
            Some(Some(Err(_)) | None) => Err(End::Gone),
            None => Err(End::Close(close_code::AWAY, "nothing was heard")),
        }
    }

    async fn hear(&mut self, raw: Raw) -> Result<(), End> {
        self.heard_at = Instant::now();
        Box::pin(self.take(raw)).await
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

/// What a connection waits for.
enum Happening {
    /// The server is told to stop.
    Stopping,
    /// Something happened elsewhere.
    Heard(Heard),
    /// It is known what became of a message.
    Answered(ClientMessageId, Result<Posted, ConversationError>),
    /// The client says something.
    Said(Raw),
    /// The client is gone.
    Gone,
    /// Nothing was heard for a while, perhaps.
    Silence,
}

/// Who takes nothing for so long is gone.
async fn in_time<E>(sent: impl Future<Output = Result<(), E>>) -> Result<(), End> {
    match timeout(STUCK, sent).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(End::Gone),
    }
}
