//! A NATS server for the time of a run.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::process::free_address;

pub(super) struct Nats {
    address: SocketAddr,
    _child: Child,
}

impl Nats {
    pub(super) async fn start() -> anyhow::Result<Self> {
        let address = free_address()?;
        let child = Command::new("nats-server")
            .args(["-a", "127.0.0.1", "-p", &address.port().to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("nats-server can't be started; scripts/setup --tests installs it")?;
        let begun = Instant::now();
        while TcpStream::connect(address).await.is_err() {
            ensure!(
                begun.elapsed() < Duration::from_secs(10),
                "nats-server does not listen"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(Self {
            address,
            _child: child,
        })
    }

    pub(super) fn url(&self) -> String {
        format!("nats://{}", self.address)
    }
}
