//! A connection to a Beckon server.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context as _, bail};
use beckon_domain::protocol::{ClientFrame, ServerFrame, VERSION, Visit, decode, encode};
use futures::{SinkExt as _, StreamExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Raw;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// How long anything that should come may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) type Socket = WebSocketStream<TcpStream>;

/// Who says hello.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// A visitor.
    Visitor(Box<Visit>),
    /// A member, by what their cookie holds.
    Agent(String),
}

/// Opens a WebSocket at an address that presents itself as `origin`; `cookie` may be empty. `source` is the
/// loopback address to come from: each has ports of its own.
pub(crate) async fn open(
    address: SocketAddr,
    path: &str,
    origin: &str,
    cookie: &str,
    source: Ipv4Addr,
) -> anyhow::Result<Socket> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((source, 0).into())?;
    let stream = socket.connect(address).await?;
    stream.set_nodelay(true)?;
    let mut request = format!("ws://{address}{path}").into_client_request()?;
    request.headers_mut().insert("origin", origin.parse()?);
    if !cookie.is_empty() {
        request.headers_mut().insert("cookie", cookie.parse()?);
    }
    // The client's memory is none of the server's, but twenty thousand of them share the machine.
    let config = WebSocketConfig::default().read_buffer_size(4 * 1024);
    let opened = client_async_with_config(request, stream, Some(config));
    Ok(timeout(PATIENCE, opened)
        .await
        .context("no answer to the upgrade")??
        .0)
}

/// A connection that has said hello.
pub(crate) struct Link {
    pub(crate) socket: Socket,
}

impl Link {
    /// Connects and says hello.
    pub(crate) async fn connect(
        address: SocketAddr,
        origin: &str,
        caller: &Caller,
        source: Ipv4Addr,
    ) -> anyhow::Result<Self> {
        let (cookie, visit) = match caller {
            Caller::Visitor(visit) => (String::new(), Some((**visit).clone())),
            Caller::Agent(session) => (format!("beckon_session={session}"), None),
        };
        let socket = open(address, "/ws", origin, &cookie, source).await?;
        let mut link = Self { socket };
        let version = VERSION;
        link.send(&ClientFrame::Hello { version, visit }).await?;
        loop {
            match link.next().await? {
                ServerFrame::Welcome { .. } => return Ok(link),
                ServerFrame::Refused { reason, .. } => bail!("hello was refused: {reason}"),
                _ => {}
            }
        }
    }

    pub(crate) async fn send(&mut self, frame: &ClientFrame) -> anyhow::Result<()> {
        Ok(self.socket.send(Raw::Binary(encode(frame).into())).await?)
    }

    /// The next frame; an error once the line is broken.
    pub(crate) async fn next(&mut self) -> anyhow::Result<ServerFrame> {
        loop {
            match timeout(PATIENCE, self.socket.next())
                .await
                .context("nothing came")?
            {
                Some(Ok(Raw::Binary(bytes))) => return Ok(decode(&bytes)?),
                Some(Ok(Raw::Close(_)) | Err(_)) | None => bail!("the line broke"),
                Some(Ok(_)) => {}
            }
        }
    }
}
