use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message as Raw, WebSocket, close_code};
use beckon_domain::conversation::{Message, MessageNumber};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, FRAME_MAX, PAGE, Refusal, ServerFrame, decode, encode};
use beckon_realtime::{Event, Heard, Listener, Topic};
use beckon_services::conversations::{self, Begun, ConversationError, InboxFilter};
use beckon_services::{Services, accounts};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::followed::{Followed, Step};
use super::party::{Party, refusal};
use crate::state::AppState;

/// A client that says nothing for so long is gone: it pings every 25 seconds.
const SILENCE: Duration = Duration::from_secs(75);

/// A client that takes nothing for so long is gone.
const STUCK: Duration = Duration::from_secs(20);

/// Frames that can't be obeyed before the connection ends.
const PATIENCE: u32 = 20;

/// Why a connection ends.
enum End {
    /// The client is gone.
    Gone,
    /// We end it, with a code and a reason.
    Close(u16, &'static str),
}

/// The log can't be read: the client comes back and asks again.
fn try_again(error: ConversationError) -> End {
    tracing::warn!(%error, "can't read the log");
    End::Close(close_code::AGAIN, "try again")
}

pub(super) struct Connection {
    socket: WebSocket,
    services: Services,
    stopping: CancellationToken,
    listener: Listener,
    party: Party,
    followed: Followed,
    refused: u32,
}

impl Connection {
    pub(super) fn new(socket: WebSocket, state: AppState, party: Party) -> Self {
        let listener = state.services.bus.listen();
        Self {
            socket,
            services: state.services,
            stopping: state.stopping,
            listener,
            party,
            followed: Followed::default(),
            refused: 0,
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

    async fn step(&mut self) -> Result<(), End> {
        tokio::select! {
            () = self.stopping.cancelled() => Err(End::Close(close_code::RESTART, "the server restarts")),
            heard = self.listener.hear() => self.tell(heard).await,
            raw = timeout(SILENCE, self.socket.recv()) => match raw {
                Ok(Some(Ok(raw))) => self.take(raw).await,
                Ok(Some(Err(_)) | None) => Err(End::Gone),
                Err(_) => Err(End::Close(close_code::AWAY, "nothing was heard")),
            },
        }
    }

    async fn send(&mut self, frame: &ServerFrame) -> Result<(), End> {
        match timeout(STUCK, self.socket.send(Raw::Binary(encode(frame).into()))).await {
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
        match decode(&bytes) {
            Ok(frame) => self.obey(frame).await,
            Err(error) => {
                tracing::debug!(%error, "a frame could not be read");
                self.refuse(None, Refusal::Malformed).await
            }
        }
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

    async fn obey(&mut self, frame: ClientFrame) -> Result<(), End> {
        let (client_id, result) = match frame {
            ClientFrame::Hello { version, visit } => {
                match self.party.greet(&self.services, version, visit).await {
                    Ok(welcome) => return self.welcome(welcome).await,
                    Err(reason) => (None, Err(reason)),
                }
            }
            ClientFrame::Follow {
                conversation,
                after,
            } => match self.may_follow(conversation).await {
                Ok(()) => return self.follow(conversation, after.unwrap_or(0)).await,
                Err(reason) => (None, Err(reason)),
            },
            ClientFrame::Post {
                client_id,
                conversation,
                content,
                attachment: _,
            } => (
                Some(client_id),
                self.post(client_id, conversation, &content).await,
            ),
            ClientFrame::Read { conversation, upto } => (
                None,
                self.read(conversation, upto).await.map(|()| Vec::new()),
            ),
            ClientFrame::Unfollow { conversation } => {
                self.unfollow(conversation);
                (None, Ok(Vec::new()))
            }
            ClientFrame::Typing { conversation } => {
                self.typing(conversation);
                (None, Ok(Vec::new()))
            }
            ClientFrame::History { .. }
            | ClientFrame::React { .. }
            | ClientFrame::Note { .. }
            | ClientFrame::Rate { .. }
            | ClientFrame::Identify { .. }
            | ClientFrame::Attributes { .. }
            | ClientFrame::Track { .. }
            | ClientFrame::Presence(_) => (None, Err(Refusal::NotAllowed)),
            ClientFrame::Ping => return self.pong().await,
        };
        match result {
            Ok(frames) => {
                for frame in frames {
                    self.send(&frame).await?;
                }
                Ok(())
            }
            Err(reason) => self.refuse(client_id, reason).await,
        }
    }

    async fn welcome(&mut self, welcome: ServerFrame) -> Result<(), End> {
        if let Party::Agent { identity, .. } = &self.party {
            self.listener.follow(Topic::Inbox(identity.organization));
        }
        self.send(&welcome).await
    }

    /// Answers a ping. An agent whose session was revoked in the meantime is signed out here too.
    async fn pong(&mut self) -> Result<(), End> {
        if let Party::Agent { session, .. } = &self.party
            && matches!(accounts::identify(&self.services, session).await, Ok(None))
        {
            return Err(End::Close(close_code::POLICY, "signed out"));
        }
        self.send(&ServerFrame::Pong).await
    }

    async fn may_follow(&mut self, conversation: ConversationId) -> Result<(), Refusal> {
        let organization = self.party.organization()?;
        match &self.party {
            Party::Agent { identity, .. } => {
                conversations::find(&self.services, identity, conversation)
                    .await
                    .map(|_| ())
                    .map_err(refusal)
            }
            Party::Visitor(party) => {
                let visitor = party.visitor.ok_or(Refusal::UnknownConversation)?;
                let theirs =
                    conversations::is_visitors(&self.services, organization, conversation, visitor)
                        .await;
                if theirs.map_err(refusal)? {
                    Ok(())
                } else {
                    Err(Refusal::UnknownConversation)
                }
            }
            Party::Stranger { .. } => Err(Refusal::OutOfTurn),
        }
    }

    /// Listens first and reads the log then, so that nothing falls between.
    async fn follow(
        &mut self,
        conversation: ConversationId,
        after: MessageNumber,
    ) -> Result<(), End> {
        let Ok(organization) = self.party.organization() else {
            return Ok(());
        };
        if !self.followed.follow(conversation, after) {
            return self.refuse(None, Refusal::SlowDown).await;
        }
        self.listener
            .follow(Topic::Conversation(organization, conversation));
        self.catch_up(conversation, after).await?;
        self.tell_receipts(conversation).await
    }

    /// What the other side has seen, so that receipts survive a reload.
    async fn tell_receipts(&mut self, conversation: ConversationId) -> Result<(), End> {
        let Ok(organization) = self.party.organization() else {
            return Ok(());
        };
        let seen = conversations::read_numbers(&self.services, organization, conversation).await;
        for (sender, upto) in seen.map_err(try_again)? {
            if sender != self.party.sender() && upto > 0 {
                self.send(&ServerFrame::Read {
                    conversation,
                    sender,
                    upto,
                })
                .await?;
            }
        }
        Ok(())
    }

    fn unfollow(&mut self, conversation: ConversationId) {
        if let Ok(organization) = self.party.organization() {
            self.listener
                .unfollow(Topic::Conversation(organization, conversation));
        }
        self.followed.unfollow(conversation);
    }

    /// Sends what the log holds after a number, page by page. If the log can't be read, the client is cut
    /// off: it comes back and asks again.
    async fn catch_up(
        &mut self,
        conversation: ConversationId,
        mut after: MessageNumber,
    ) -> Result<(), End> {
        let Ok(organization) = self.party.organization() else {
            return Ok(());
        };
        loop {
            let page =
                conversations::messages_after(&self.services, organization, conversation, after)
                    .await;
            let page = page.map_err(try_again)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = last.number;
            let full = i64::try_from(page.len()).is_ok_and(|count| count >= PAGE);
            self.send(&ServerFrame::Messages(page)).await?;
            self.followed.sent(conversation, after);
            if !full {
                return Ok(());
            }
        }
    }

    async fn post(
        &mut self,
        client_id: ClientMessageId,
        conversation: Option<ConversationId>,
        content: &str,
    ) -> Result<Vec<ServerFrame>, Refusal> {
        let acknowledged = |conversation, number| ServerFrame::Acknowledged {
            client_id,
            conversation,
            number,
        };
        match (&mut self.party, conversation) {
            (Party::Agent { identity, .. }, Some(conversation)) => {
                let posted = conversations::post_as_agent(
                    &self.services,
                    identity,
                    conversation,
                    client_id,
                    content,
                )
                .await;
                let posted = posted.map_err(refusal)?;
                Ok(vec![acknowledged(posted.conversation, posted.number)])
            }
            (Party::Visitor(party), Some(conversation)) => {
                let visitor = party.visitor.ok_or(Refusal::UnknownConversation)?;
                let (services, organization) = (&self.services, party.organization);
                let posted = conversations::post_as_visitor(
                    services,
                    organization,
                    visitor,
                    conversation,
                    client_id,
                    content,
                )
                .await
                .map_err(refusal)?;
                Ok(vec![acknowledged(posted.conversation, posted.number)])
            }
            (Party::Visitor(party), None) => {
                let begun =
                    conversations::begin(&self.services, &party.arrival(), client_id, content)
                        .await;
                let Begun {
                    visitor,
                    token,
                    posted,
                } = begun.map_err(refusal)?;
                party.visitor = Some(visitor);
                party.visit.token = Some(token.clone());
                let known = ServerFrame::Known {
                    token,
                    conversation: posted.conversation,
                };
                Ok(vec![
                    known,
                    acknowledged(posted.conversation, posted.number),
                ])
            }
            (Party::Agent { .. }, None) => Err(Refusal::UnknownConversation),
            (Party::Stranger { .. }, _) => Err(Refusal::OutOfTurn),
        }
    }

    async fn read(
        &mut self,
        conversation: ConversationId,
        upto: MessageNumber,
    ) -> Result<(), Refusal> {
        if !self.followed.contains(conversation) {
            return Err(Refusal::UnknownConversation);
        }
        let organization = self.party.organization()?;
        conversations::mark_read(
            &self.services,
            organization,
            conversation,
            self.party.sender(),
            upto,
        )
        .await
        .map_err(refusal)
    }

    fn typing(&self, conversation: ConversationId) {
        let Ok(organization) = self.party.organization() else {
            return;
        };
        if !self.followed.contains(conversation) {
            return;
        }
        let name = match &self.party {
            Party::Agent { identity, .. } => Some(identity.name.clone()),
            _ => None,
        };
        let event = Event::Typing {
            conversation,
            sender: self.party.sender(),
            name,
            origin: Some(self.listener.id()),
        };
        self.services
            .bus
            .publish(Topic::Conversation(organization, conversation), event);
    }

    /// Passes on what was heard.
    async fn tell(&mut self, heard: Heard) -> Result<(), End> {
        let Heard::Event(event) = heard else {
            return self.ask_the_log().await;
        };
        match &*event {
            Event::Message(message) => self.tell_message(message).await,
            Event::Typing { origin, .. } if *origin == Some(self.listener.id()) => Ok(()),
            Event::Typing {
                conversation,
                sender,
                name,
                ..
            } => {
                let (conversation, sender, name) = (*conversation, *sender, name.clone());
                self.send(&ServerFrame::Typing {
                    conversation,
                    sender,
                    name,
                })
                .await
            }
            Event::Read {
                conversation,
                sender,
                upto,
            } => {
                self.send(&ServerFrame::Read {
                    conversation: *conversation,
                    sender: *sender,
                    upto: *upto,
                })
                .await
            }
            Event::Conversation(summary) => {
                self.send(&ServerFrame::Conversation(summary.clone())).await
            }
        }
    }

    async fn tell_message(&mut self, message: &Message) -> Result<(), End> {
        match self.followed.hear(message) {
            Step::Skip => Ok(()),
            Step::CatchUp(sent) => self.catch_up(message.conversation, sent).await,
            Step::Send => {
                self.send(&ServerFrame::Messages(vec![message.clone()]))
                    .await?;
                self.followed.sent(message.conversation, message.number);
                Ok(())
            }
        }
    }

    /// After being too slow: everything that may have been missed, from the database.
    async fn ask_the_log(&mut self) -> Result<(), End> {
        for (conversation, sent) in self.followed.all() {
            self.catch_up(conversation, sent).await?;
        }
        let Party::Agent { identity, .. } = &self.party else {
            return Ok(());
        };
        let lines = conversations::inbox(&self.services, identity, InboxFilter::All, None).await;
        for line in lines.map_err(try_again)? {
            self.send(&ServerFrame::Conversation(Box::new(line)))
                .await?;
        }
        Ok(())
    }
}
