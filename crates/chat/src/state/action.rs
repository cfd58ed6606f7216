use beckon_domain::id::{AttachmentId, ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, ServerFrame, Visit, VisitorToken};

use super::{Request, Shown, Standing, ThreadId, UploadError};

/// What happened.
#[derive(Debug)]
pub(crate) enum Input {
    /// The socket is open; a visitor introduces themselves with their visit.
    Opened(Option<Box<Visit>>),
    /// The socket is closed, or could not be opened.
    Closed,
    /// The server said something.
    Frame(ServerFrame),
    /// The server said something that is no frame.
    Garbled,
    /// The device woke up, the network came back, or the person looks at the page again.
    Woken,
    /// The person looks elsewhere.
    Hidden,
    /// Time has passed.
    Tick,
    /// So much of a file is uploaded, in percent.
    Progress(ClientMessageId, u8),
    /// A file is uploaded, or can't be.
    Uploaded(ClientMessageId, Result<AttachmentId, UploadError>),
    /// The page wants something said that nobody waits for.
    Say(Box<ClientFrame>),
    /// The page asks for something.
    Asked(ThreadId, Request),
}

/// What is to be done.
#[derive(Debug, PartialEq)]
pub(crate) enum Action {
    /// Show how things stand.
    Stand(Standing),
    /// Show this in a thread.
    Show(ThreadId, Shown),
    /// Something that can't be seen on the page.
    Do(Deed),
}

/// What is to be done that can't be seen on the page.
#[derive(Debug, PartialEq)]
pub(crate) enum Deed {
    /// Open a socket.
    Connect,
    /// Close the socket and listen to it no more.
    Close,
    /// Send a frame.
    Send(Box<ClientFrame>),
    /// Keep the visitor's token.
    Remember(VisitorToken, ConversationId),
    /// Upload the file of this message.
    Upload(ClientMessageId, ConversationId),
    /// No more of that.
    CancelUpload(ClientMessageId),
}
