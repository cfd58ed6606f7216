//! The peer: a small chat in Node over the same Postgres.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use futures::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message as Raw;
use uuid::Uuid;

use crate::link::{self, PATIENCE, Socket};
use crate::process::free_address;

/// A running peer.
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    child: Child,
}

impl Peer {
    /// Starts it and waits until it listens.
    pub(crate) async fn start(folder: &Path, postgres: &Path) -> anyhow::Result<Self> {
        let address = free_address()?;
        let child = Command::new("node")
            .arg("server.mjs")
            .current_dir(folder)
            .env("PEER_PORT", address.port().to_string())
            .env("PGHOST", postgres)
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("node can't be started")?;
        let mut peer = Self { address, child };
        let begun = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            if let Some(status) = peer.child.try_wait()? {
                bail!("the peer ended with {status}");
            }
            ensure!(begun.elapsed() < PATIENCE, "the peer did not start");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(peer)
    }

    /// A connection that has joined a conversation.
    pub(crate) async fn join(
        address: SocketAddr,
        conversation: Uuid,
        source: Ipv4Addr,
    ) -> anyhow::Result<Socket> {
        let path = "/socket.io/?EIO=4&transport=websocket";
        let mut socket =
            link::open(address, path, &format!("http://{address}"), "", source).await?;
        expect(&mut socket, "0").await?;
        socket.send(Raw::Text("40".into())).await?;
        expect(&mut socket, "40").await?;
        let join = format!("420[\"join\",\"{conversation}\"]");
        socket.send(Raw::Text(join.into())).await?;
        expect(&mut socket, "430").await?;
        Ok(socket)
    }
}

/// Waits for a packet that begins like this.
async fn expect(socket: &mut Socket, start: &str) -> anyhow::Result<()> {
    loop {
        match timeout(PATIENCE, socket.next())
            .await
            .context("the peer is silent")?
        {
            Some(Ok(Raw::Text(text))) if text.starts_with(start) => return Ok(()),
            Some(Ok(_)) => {}
            _ => bail!("the peer hung up"),
        }
    }
}
