//! Loads Beckon with chat and with leads, measures it beside references of the same run, and breaks the chat on purpose.
//!
//! Everything is real: the released server as a process, Postgres with its files synced, connections over
//! loopback. Load and server share the machine, so only figures of one run are to be compared.

mod bed;
mod chaos;
mod fanout;
mod idle;
mod leads;
mod link;
mod measure;
mod pages;
mod peer;
mod pgbench;
mod process;
mod search;
mod throughput;
mod wire;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Benchmarks Beckon, and breaks its chat.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The released server.
    #[arg(long, global = true, default_value = "beckon")]
    server: PathBuf,
    /// A setting for the server, as in `BECKON_LOG=debug`.
    #[arg(long = "setting", global = true, value_parser = setting)]
    settings: Vec<(String, String)>,
}

#[derive(Subcommand)]
enum Command {
    /// Messages a second, acknowledged and delivered, beside pgbench and a peer.
    Throughput(throughput::Options),
    /// Memory for each connection that only waits.
    Idle(idle::Options),
    /// One message to many, beside a peer.
    Fanout(fanout::Options),
    /// Looking for words among very many messages.
    Search(search::Options),
    /// Lists of leads among very many.
    Leads(leads::Options),
    /// Landing pages a second, beside the same bytes as they are.
    Pages(pages::Options),
    /// Serves a file's bytes as they are, for [`Command::Pages`].
    #[command(hide = true)]
    Static(pages::StaticOptions),
    /// Lines break, servers and Postgres are killed; what was acknowledged must be there, once and in order.
    Chaos(chaos::Options),
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("a setting looks like NAME=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let program = process::Program {
        server: arguments.server,
        settings: arguments.settings,
    };
    match arguments.command {
        Command::Throughput(options) => throughput::run(&program, &options).await,
        Command::Idle(options) => idle::run(&program, &options).await,
        Command::Fanout(options) => fanout::run(&program, &options).await,
        Command::Search(options) => search::run(&program, &options).await,
        Command::Leads(options) => leads::run(&options).await,
        Command::Pages(options) => pages::run(&program, &options).await,
        Command::Static(options) => pages::serve(&options).await,
        Command::Chaos(options) => chaos::run(&program, &options).await,
    }
}
