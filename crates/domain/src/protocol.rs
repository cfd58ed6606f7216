//! What travels over the WebSocket: postcard frames, one per binary message.
//!
//! A client says [`ClientFrame::Hello`] first. A visitor proves who they are with the token they were
//! given when they first wrote; an agent is known by the session cookie of the upgrade request.
//! Everything after is symmetrical: follow a conversation, write, tell that you type or have read.
//!
//! Numbers make it safe. Each message of a conversation has the number after the one before; a client
//! that was away says [`ClientFrame::Follow`] with the highest number it holds and gets what
//! it missed, in order. A message is acknowledged only when it is committed, and one sent
//! twice under the same [`ClientMessageId`] is stored once.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::attribution::Touch;
use crate::conversation::{
    ConversationStatus, ConversationSummary, Message, MessageError, MessageNumber, PartialAnswer,
    Sender,
};
use crate::id::{AccountId, AttachmentId, ClientMessageId, ConversationId};
use crate::note::Note;
use crate::notification::Notification;
use crate::presence::{Presence, Present};
use crate::reaction::{Emoji, Reactions};
use crate::site::SiteKey;

/// The protocol's version. A server speaks with clients of [`VERSION_OLDEST`] to this one, and refuses others.
pub const VERSION: u16 = 3;

/// The oldest version that a page may have which was loaded before the server was renewed. A frame that it does not
/// know would end its connection for good, so that none is sent.
pub const VERSION_OLDEST: u16 = 2;

/// The version from which on a client knows [`ServerFrame::Partial`].
pub const PARTIAL_SINCE: u16 = 3;

/// Largest frame accepted from a client, in bytes.
pub const FRAME_MAX: usize = 32 * 1024;

/// Messages of one page of history.
pub const PAGE: i64 = 100;

/// What a client says.
#[allow(
    clippy::large_enum_variant,
    reason = "the large one is said once for each connection; in a browser it is not large"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClientFrame {
    /// The first frame.
    Hello {
        /// [`VERSION`].
        version: u16,
        /// For a visitor: the site and the visit. For an agent: nothing.
        visit: Option<Visit>,
    },
    /// Send me what follows `after`, and all that comes. Receipts, reactions, where the conversation stands and,
    /// for agents, the notes are told as they are now.
    Follow {
        /// Which conversation.
        conversation: ConversationId,
        /// The highest number the client holds; nothing for the last [`PAGE`] messages, 0 for all from the first.
        after: Option<MessageNumber>,
    },
    /// Send me a page of what was said before or after. Answered by [`ServerFrame::History`].
    History {
        /// Which conversation.
        conversation: ConversationId,
        /// Where the page begins.
        cursor: HistoryCursor,
    },
    /// No more of this conversation.
    Unfollow {
        /// Which conversation.
        conversation: ConversationId,
    },
    /// Store this message.
    Post {
        /// The client's own id for it.
        client_id: ClientMessageId,
        /// Which conversation; a visitor leaves it out to begin one. With no text either, a file is to follow, and the
        /// answer is [`ServerFrame::Known`]: the file needs a conversation before its message.
        conversation: Option<ConversationId>,
        /// The text; may be empty beside an attachment.
        content: String,
        /// A file that was uploaded for this conversation.
        attachment: Option<AttachmentId>,
    },
    /// Set or take back a reaction. Doing it twice is doing it once; the answer is [`ServerFrame::Reactions`].
    React {
        /// Where.
        conversation: ConversationId,
        /// To which message.
        number: MessageNumber,
        /// With what.
        emoji: Emoji,
        /// Set, or taken back.
        on: bool,
    },
    /// Store this note. Only agents may. Answered by [`ServerFrame::Notes`] with the same client id.
    Note {
        /// The client's own id for it.
        client_id: ClientMessageId,
        /// Where.
        conversation: ConversationId,
        /// The text.
        content: String,
        /// Whom it concerns.
        mentions: Vec<AccountId>,
    },
    /// The visitor's opinion of a closed conversation; a later one replaces it.
    Rate {
        /// Which conversation.
        conversation: ConversationId,
        /// 1 to 5.
        rating: u8,
        /// In their own words; may be empty.
        comment: String,
    },
    /// The host page says who the visitor is, by a token that the customer's server signed.
    Identify {
        /// A JWT, signed with the site's identity secret.
        token: String,
    },
    /// The host page tells something about the visitor: a JSON object of strings, numbers and truth values.
    Attributes {
        /// The object, at most 4 KB.
        json: String,
    },
    /// Something the visitor did on the host page.
    Track {
        /// What, at most 64 characters.
        event: String,
    },
    /// Whether the person looks at the page. Without it, a connection counts as online.
    Presence(Presence),
    /// Somebody is typing; said at most every two seconds.
    Typing {
        /// Where.
        conversation: ConversationId,
    },
    /// Everything up to a number has been seen.
    Read {
        /// Where.
        conversation: ConversationId,
        /// The highest number seen.
        upto: MessageNumber,
    },
    /// Is anybody there? Said when the line was quiet.
    Ping,
}

/// Where a page of history begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryCursor {
    /// The [`PAGE`] messages before this number.
    Before(MessageNumber),
    /// The [`PAGE`] messages after this number.
    After(MessageNumber),
}

/// Who a visitor is and how they came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The site's key.
    pub site: SiteKey,
    /// The token from [`ServerFrame::Known`], if the visitor has one.
    pub token: Option<VisitorToken>,
    /// Where they came from.
    pub touch: Touch,
    /// Pages viewed since the widget was loaded in this tab.
    pub page_views: u32,
    /// Seconds since then.
    pub seconds_on_site: u32,
    /// The language the widget speaks with them: `en`, `es`, …
    pub language: String,
    /// The token by which the host page said who they are, as in [`ClientFrame::Identify`].
    pub identity: Option<String>,
}

/// What a visitor shows to be known again: a secret of 32 bytes, in hexadecimal. Never put into an address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VisitorToken(pub String);

impl std::fmt::Debug for VisitorToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VisitorToken(…)")
    }
}

/// What the server says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ServerFrame {
    /// The answer to [`ClientFrame::Hello`].
    Welcome {
        /// The visitor's conversation, if there is one. Agents get none.
        conversation: Option<ConversationId>,
    },
    /// A visitor has written for the first time: keep the token, and follow the conversation.
    Known {
        /// To be shown in the next [`Visit`].
        token: VisitorToken,
        /// The conversation that began.
        conversation: ConversationId,
    },
    /// The message is committed.
    Acknowledged {
        /// The client's id of it.
        client_id: ClientMessageId,
        /// Where it is.
        conversation: ConversationId,
        /// Its number.
        number: MessageNumber,
    },
    /// The next messages of a followed conversation, in order and without a gap after the last one sent.
    Messages(Vec<Message>),
    /// A page of history, in order. Fewer than [`PAGE`] messages mean that there is nothing beyond.
    History {
        /// Which conversation.
        conversation: ConversationId,
        /// What was asked.
        cursor: HistoryCursor,
        /// The messages.
        messages: Vec<Message>,
    },
    /// All reactions to some messages, as they are now.
    Reactions {
        /// Where.
        conversation: ConversationId,
        /// Those of each message.
        reactions: Vec<Reactions>,
    },
    /// Notes of a followed conversation; each may come more than once. Only agents get these.
    Notes(Vec<Note>),
    /// Where a followed conversation stands now.
    Status {
        /// Which.
        conversation: ConversationId,
        /// Where it stands.
        status: ConversationStatus,
        /// How the visitor rated it.
        rating: Option<u8>,
    },
    /// Somebody came or went. Agents hear of members and of visitors; visitors hear of nobody by name.
    Presence {
        /// Who.
        present: Present,
        /// Whether they are there.
        presence: Presence,
    },
    /// Whether anybody of the team is online. Only visitors get this.
    TeamOnline(bool),
    /// Something this member is told about is new or changed. Only agents get these.
    Notification(Box<Notification>),
    /// Somebody else is typing.
    Typing {
        /// Where.
        conversation: ConversationId,
        /// Who.
        sender: Sender,
        /// Their name, for an agent.
        name: Option<String>,
    },
    /// Somebody has seen everything up to a number.
    Read {
        /// Where.
        conversation: ConversationId,
        /// Who.
        sender: Sender,
        /// The highest number seen.
        upto: MessageNumber,
    },
    /// A line of the inbox is new or changed. Only agents get these.
    Conversation(Box<ConversationSummary>),
    /// A frame could not be obeyed.
    Refused {
        /// The message concerned, if it was a [`ClientFrame::Post`].
        client_id: Option<ClientMessageId>,
        /// Why.
        reason: Refusal,
    },
    /// The answer to [`ClientFrame::Ping`].
    Pong,
    /// The assistant's answer so far. Its message replaces it; one that comes after the message is late, and nothing.
    Partial(PartialAnswer),
}

/// Why a frame is refused. The words are for the person who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Refusal {
    /// The bytes are no frame, or larger than [`FRAME_MAX`].
    #[error("That could not be understood. Please reload the page.")]
    Malformed,
    /// Another version of the protocol.
    #[error("This page is out of date. Please reload it.")]
    Version,
    /// No site has this key, or it does not allow this page.
    #[error("This chat is not available here.")]
    UnknownSite,
    /// The first frame was not a hello, or a second hello came.
    #[error("That came out of turn. Please reload the page.")]
    OutOfTurn,
    /// There is no such conversation for this client.
    #[error("This conversation can't be found.")]
    UnknownConversation,
    /// The message's text.
    #[error(transparent)]
    Message(MessageError),
    /// The file of a message: not there, of another conversation, or sent already.
    #[error("The file can't be found. Please attach it again.")]
    UnknownAttachment,
    /// A rating that is not 1 to 5, a name or an object that is too long, and the like.
    #[error("That value can't be used.")]
    BadValue,
    /// The visitor's identity token: forged, expired, or of another site.
    #[error("Who you are could not be verified.")]
    BadIdentity,
    /// The person's role does not allow it, or they are on the other side.
    #[error("That is not allowed.")]
    NotAllowed,
    /// Too many messages in a short time.
    #[error("That was a lot at once. Please wait a moment.")]
    SlowDown,
    /// The server can't store anything just now; the client should send again.
    #[error("We can't save your message just now. Trying again.")]
    Unavailable,
    /// Far too much in a short time: the person is told when there is room again.
    #[error("That was a lot at once. You can go on in {seconds} seconds.")]
    TooMany {
        /// When to try again, in seconds.
        seconds: u16,
    },
}

impl Refusal {
    /// Whether sending the same frame again, later, may succeed.
    pub const fn is_temporary(self) -> bool {
        matches!(
            self,
            Self::SlowDown | Self::TooMany { .. } | Self::Unavailable
        )
    }
}

/// The bytes are no frame.
#[derive(Debug, thiserror::Error)]
#[error("not a frame: {0}")]
pub struct DecodeError(#[from] postcard::Error);

/// A frame as bytes.
pub fn encode<T: Serialize>(frame: &T) -> Vec<u8> {
    // Writing plain data into a growing buffer can't fail: postcard's only errors here are a full
    // buffer and sequences of unknown length, and the frames have neither.
    postcard::to_allocvec(frame).unwrap_or_default()
}

/// A frame from bytes.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    Ok(postcard::from_bytes(bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn frames_survive_the_wire() {
        let frame = ClientFrame::Post {
            client_id: ClientMessageId::random(),
            conversation: None,
            content: "<b>hola</b> 🌞 שלום".into(),
            attachment: None,
        };
        assert_eq!(decode::<ClientFrame>(&encode(&frame)).unwrap(), frame);
    }

    #[test]
    fn what_was_there_before_looks_the_same_on_the_wire() {
        // A page that was loaded earlier tells frames by the place of their kind.
        assert_eq!(encode(&ServerFrame::Pong), [15]);
        let conversation = ConversationId(uuid::Uuid::nil());
        let partial = ServerFrame::Partial(PartialAnswer {
            conversation,
            client_id: ClientMessageId(uuid::Uuid::nil()),
            revision: 0,
            content: String::new(),
        });
        assert_eq!(encode(&partial)[0], 16);
    }

    proptest! {
        #[test]
        fn a_partial_answer_survives_the_wire(revision: i64, content in "\\PC{0,200}") {
            let frame = ServerFrame::Partial(PartialAnswer {
                conversation: ConversationId(uuid::Uuid::from_u128(7)),
                client_id: ClientMessageId::random(),
                revision,
                content,
            });
            prop_assert_eq!(decode::<ServerFrame>(&encode(&frame)).unwrap(), frame);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
            let _ = decode::<ClientFrame>(&bytes);
            let _ = decode::<ServerFrame>(&bytes);
        }

        #[test]
        fn a_cut_frame_is_an_error(content in "\\PC{1,60}", keep in 0.0_f64..1.0) {
            let bytes = encode(&ClientFrame::Post { client_id: ClientMessageId::random(), conversation: None, content, attachment: None });
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a length in a test")]
            let cut = (bytes.len() as f64 * keep) as usize;
            prop_assert!(decode::<ClientFrame>(&bytes[..cut]).is_err());
        }
    }
}
