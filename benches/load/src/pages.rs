//! Landing pages a second, beside a server that answers with the same bytes as they are.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::response::Html;
use axum::routing::get;
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::bed::Bed;
use crate::measure::{Times, rate};
use crate::process::{Program, free_address};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Connections, each with one request under way.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// The pages.
    #[arg(default_values_t = ["/leads/solar".to_owned(), "/leads/solar/guide".to_owned(), "/leads/solar/compare".to_owned()])]
    paths: Vec<String>,
}

#[derive(clap::Args)]
pub(crate) struct StaticOptions {
    #[arg(long)]
    listen: SocketAddr,
    #[arg(long)]
    file: PathBuf,
}

/// Every answer that one page gave.
struct Reached {
    answers: f64,
    times: Arc<Times>,
}

pub(crate) async fn run(program: &Program, options: &Options) -> anyhow::Result<()> {
    let bed = Bed::new().await?;
    let demo = vec![("BECKON_DEMO".to_owned(), "true".to_owned())];
    let node = bed.node(program, "server", demo).await?;
    for path in &options.paths {
        let body = ask(&mut connect(node.address).await?, path).await?;
        let file = bed.folder.path().join("page.html");
        std::fs::write(&file, &body)?;
        let as_it_is = free_address()?;
        let mut reference = tokio::process::Command::new(std::env::current_exe()?)
            .args(["static", "--listen", &as_it_is.to_string(), "--file"])
            .arg(&file)
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        until_ready(as_it_is).await?;
        println!("{path}, {} bytes", body.len());
        let page = load(node.address, path, options).await?;
        report("  Beckon", &page);
        let bytes = load(as_it_is, "/", options).await?;
        report("  axum, the same bytes", &bytes);
        println!("  {:<34} {:>9.2}", "ratio", page.answers / bytes.answers);
        reference.kill().await?;
    }
    Ok(())
}

/// Answers every request with a file's bytes.
pub(crate) async fn serve(options: &StaticOptions) -> anyhow::Result<()> {
    let body = Bytes::from(std::fs::read(&options.file)?);
    let app = Router::new().route("/", get(move || async move { Html(body) }));
    let listener = TcpListener::bind(options.listen).await?;
    Ok(axum::serve(listener, app).await?)
}

fn report(name: &str, reached: &Reached) {
    println!(
        "{name:<36} {:>9.0} /s, p50 {:.2} ms, p99 {:.2} ms",
        reached.answers,
        reached.times.quantile(0.5),
        reached.times.quantile(0.99)
    );
}

async fn load(address: SocketAddr, path: &str, options: &Options) -> anyhow::Result<Reached> {
    let (times, count) = (Arc::new(Times::new()?), Arc::new(AtomicU64::new(0)));
    let mut clients = JoinSet::new();
    let begun = Instant::now();
    let end = begun + Duration::from_secs(options.seconds);
    for _ in 0..options.connections {
        let (times, count, path) = (Arc::clone(&times), Arc::clone(&count), path.to_owned());
        clients.spawn(async move {
            let mut connection = connect(address).await?;
            while Instant::now() < end {
                let begun = Instant::now();
                ask(&mut connection, &path).await?;
                times.record(begun.elapsed());
                count.fetch_add(1, Ordering::Relaxed);
            }
            anyhow::Ok(())
        });
    }
    while let Some(ended) = clients.join_next().await {
        ended??;
    }
    Ok(Reached {
        answers: rate(count.load(Ordering::Relaxed), begun.elapsed()),
        times,
    })
}

type Connection = SendRequest<Empty<Bytes>>;

async fn connect(address: SocketAddr) -> anyhow::Result<Connection> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn ask(connection: &mut Connection, path: &str) -> anyhow::Result<Bytes> {
    let request = Request::get(path)
        .header("host", "localhost")
        .body(Empty::new())?;
    connection.ready().await?;
    let answer = connection.send_request(request).await?;
    ensure!(
        answer.status() == StatusCode::OK,
        "{path} answered {}",
        answer.status()
    );
    Ok(answer.into_body().collect().await?.to_bytes())
}

async fn until_ready(address: SocketAddr) -> anyhow::Result<()> {
    for _ in 0..200 {
        if TcpStream::connect(address).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(anyhow::anyhow!("nobody listens")).context("the server with the same bytes did not start")
}
