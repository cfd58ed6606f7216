//! One binary: the site, the widget, the WebSocket, and the worker.

// Views are deeply nested types.
#![recursion_limit = "512"]

pub mod command;
pub mod config;
mod database;
mod demo_page;
mod first_start;
mod http;
mod mail;
mod ops;
mod routes;
mod state;
pub mod telemetry;
mod widget;
mod worker;
mod ws;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use axum::Router;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use database::Database;
pub use routes::router;
pub use state::AppState;
pub use worker::{work, work_outside};

use config::Config;

/// How long open requests and connections may take to end.
const DRAIN: Duration = Duration::from_secs(10);

/// Runs the server until it is told to stop.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let begun = Instant::now();
    let stopping = CancellationToken::new();
    tokio::spawn(cancel_on_signal(stopping.clone()));

    // Read while Postgres starts.
    let dialogues = tokio::task::spawn_blocking(beckon_assistant::dialogue::prepare);
    let database = Database::open(&config).await?;
    dialogues.await?.context("the assistant's dialogues")?;
    let state = AppState::new(&config, &database, stopping.clone()).await?;
    let installed = first_start::install(&config, &state.services).await?;
    beckon_services::leads::keep_texts(&state.services).await?;

    let tasks = state.tasks.clone();
    let listener = bind(config.listen).await?;
    tasks.spawn(work(state.services.clone(), stopping.clone()));
    tasks.spawn(work_outside(state.services.clone(), stopping.clone()));
    if let Some(site) = &installed.demo_site {
        let page = demo_page::router(&config.public_url, site);
        tasks.spawn(serve(
            bind(config.demo_listen).await?,
            page,
            stopping.clone(),
        ));
    }
    first_start::announce(&config, &installed);
    tracing::info!(address = %config.listen, milliseconds = begun.elapsed().as_millis(), "ready");
    tasks.spawn(serve(listener, router(state), stopping.clone()));
    tasks.close();

    // Postgres is watched until nobody needs it any more.
    tokio::select! {
        () = database.supervise() => {}
        () = async { stopping.cancelled().await; drained(&tasks).await } => {}
    }
    database.close().await;
    Ok(())
}

async fn drained(tasks: &TaskTracker) {
    if tokio::time::timeout(DRAIN, tasks.wait()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("can't listen on {address}: is another server running? BECKON_LISTEN and BECKON_DEMO_LISTEN choose other addresses"))
}

async fn serve(listener: TcpListener, router: Router, stopping: CancellationToken) {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    if let Err(error) = axum::serve(listener, service)
        .with_graceful_shutdown(stopping.cancelled_owned())
        .await
    {
        tracing::error!(%error, "the listener failed");
    }
}

/// Ctrl-C, or what a service manager sends.
async fn cancel_on_signal(stopping: CancellationToken) {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
    tracing::info!("stopping");
    stopping.cancel();
}
