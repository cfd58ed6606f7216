//! The server as a process of its own.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// How long a start may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// What to start, and how it is set.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) server: PathBuf,
    pub(crate) settings: Vec<(String, String)>,
}

/// A server that may be killed and started again at the same address.
#[derive(Debug)]
pub(crate) struct Node {
    program: Program,
    environment: Vec<(String, String)>,
    log: PathBuf,
    pub(crate) address: SocketAddr,
    child: Child,
}

impl Node {
    /// Starts a server with the environment given and waits until it is ready. Its log is in `folder`.
    pub(crate) async fn start(
        program: &Program,
        folder: &Path,
        name: &str,
        environment: Vec<(String, String)>,
    ) -> anyhow::Result<Self> {
        let address = free_address()?;
        let log = folder.join(format!("{name}.log"));
        let mut environment = environment;
        environment.push(("BECKON_LISTEN".to_owned(), address.to_string()));
        if !environment
            .iter()
            .any(|(name, _)| name == "BECKON_PUBLIC_URL")
        {
            environment.push(("BECKON_PUBLIC_URL".to_owned(), format!("http://{address}")));
        }
        let child = spawn(program, &environment, &log)?;
        let mut node = Self {
            program: program.clone(),
            environment,
            log,
            address,
            child,
        };
        node.until_ready().await?;
        Ok(node)
    }

    /// Ends it as a power cut would, and starts it again.
    pub(crate) async fn kill_and_restart(&mut self) -> anyhow::Result<()> {
        self.child
            .kill()
            .await
            .context("the server could not be killed")?;
        self.child = spawn(&self.program, &self.environment, &self.log)?;
        self.until_ready().await
    }

    /// Resident memory in bytes.
    pub(crate) fn resident(&self) -> anyhow::Result<u64> {
        let pid = self.child.id().context("the server has ended")?;
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("no VmRSS in /proc")?;
        let kibibytes: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(kibibytes * 1024)
    }

    async fn until_ready(&mut self) -> anyhow::Result<()> {
        let begun = Instant::now();
        while !is_ready(self.address).await {
            if let Some(status) = self.child.try_wait()? {
                bail!(
                    "the server ended with {status}; its log is {}",
                    self.log.display()
                );
            }
            ensure!(
                begun.elapsed() < PATIENCE,
                "the server was not ready within a minute; its log is {}",
                self.log.display()
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

fn spawn(program: &Program, environment: &[(String, String)], log: &Path) -> anyhow::Result<Child> {
    let log = std::fs::File::options()
        .create(true)
        .append(true)
        .open(log)?;
    // Of its settings, only where the built files are comes from outside.
    let inherited = std::env::vars_os().filter(|(name, _)| {
        let name = name.to_string_lossy();
        !name.starts_with("BECKON_") || name.ends_with("_ROOT")
    });
    Command::new(&program.server)
        .env_clear()
        .envs(inherited)
        .env_remove("DATABASE_URL")
        .env("BECKON_LOG", "warn")
        .envs(environment.iter().cloned())
        .envs(program.settings.iter().cloned())
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .with_context(|| {
            format!(
                "{} can't be started; scripts/run builds it",
                program.server.display()
            )
        })
}

async fn is_ready(address: SocketAddr) -> bool {
    async fn ask(address: SocketAddr) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address).await?;
        let request = "GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer)
    }
    ask(address)
        .await
        .is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// An address of the loopback interface at which nobody listens.
pub(crate) fn free_address() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
