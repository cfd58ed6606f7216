//! A small balancer: each connection goes to the next server that takes it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Listens until dropped.
pub(super) struct Balancer {
    pub(super) address: SocketAddr,
    servers: Arc<Mutex<Vec<SocketAddr>>>,
    task: JoinHandle<()>,
}

impl Balancer {
    pub(super) async fn start() -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let servers = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(accept(listener, Arc::clone(&servers)));
        Ok(Self {
            address,
            servers,
            task,
        })
    }

    /// Says where the servers are.
    pub(super) fn send_to(&self, servers: Vec<SocketAddr>) {
        *self.servers.lock().unwrap_or_else(PoisonError::into_inner) = servers;
    }
}

impl Drop for Balancer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, servers: Arc<Mutex<Vec<SocketAddr>>>) {
    while let Ok((mut client, _)) = listener.accept().await {
        let in_turn = {
            let mut servers = servers.lock().unwrap_or_else(PoisonError::into_inner);
            if !servers.is_empty() {
                servers.rotate_left(1);
            }
            servers.clone()
        };
        tokio::spawn(async move {
            for server in in_turn {
                if let Ok(mut server) = TcpStream::connect(server).await {
                    // A line that breaks is what this is about.
                    let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
                    return;
                }
            }
        });
    }
}
