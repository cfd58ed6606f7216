//! One message to many: how long until the last of them has it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::ClientFrame;
use futures::{SinkExt as _, StreamExt as _, stream};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::bed::{Bed, visit};
use crate::link::{Caller, Link, Socket};
use crate::measure::Times;
use crate::peer::Peer;
use crate::process::Program;
use crate::wire::{self, Wire};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many read.
    #[arg(long, default_value_t = 5_000)]
    subscribers: usize,
    /// Messages, one after the other.
    #[arg(long, default_value_t = 20)]
    messages: u64,
    /// The folder of the peer, with its packages installed; without it, there is no comparison.
    #[arg(long)]
    peer: Option<PathBuf>,
}

pub(crate) async fn run(program: &Program, options: &Options) -> anyhow::Result<()> {
    wire::start_clock();
    let bed = Bed::new().await?;
    let node = bed.node(program, "server", Vec::new()).await?;
    let organization = bed.organization(0).await?;
    let talk = bed.talk(&organization, 0).await?;
    let origin = format!("http://{}", node.address);
    let agent = Caller::Agent(organization.session.clone());
    let writer = Link::connect(node.address, &origin, &agent, Ipv4Addr::LOCALHOST)
        .await?
        .socket;
    let visitor = Caller::Visitor(Box::new(visit(&organization.site.key, Some(talk.token))));
    let (address, origin, visitor, conversation) =
        (node.address, &origin, &visitor, talk.conversation);
    let readers = all(options.subscribers, |_| {
        follow(address, origin, visitor, conversation)
    })
    .await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let ours = spread(Wire::Beckon, writer, readers, talk.conversation.0, options).await?;
    report("Beckon", options, &ours);
    drop(node);

    let Some(folder) = &options.peer else {
        return Ok(());
    };
    let peer = Peer::start(folder, bed.socket()).await?;
    let (address, conversation) = (peer.address, Uuid::new_v4());
    let writer = Peer::join(address, Uuid::new_v4(), Ipv4Addr::LOCALHOST).await?;
    let readers = all(options.subscribers, |_| {
        Peer::join(address, conversation, Ipv4Addr::LOCALHOST)
    })
    .await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let theirs = spread(Wire::SocketIo, writer, readers, conversation, options).await?;
    report("socket.io and pg", options, &theirs);
    println!(
        "socket.io and pg / Beckon, p99                  {:>9.2}",
        theirs.quantile(0.99) / ours.quantile(0.99)
    );
    Ok(())
}

fn report(name: &str, options: &Options, times: &Times) {
    println!(
        "{:<47} p50 {:.1} ms, p99 {:.1} ms, last {:.1} ms ({} deliveries)",
        format!("{name}, one message to {}", options.subscribers),
        times.quantile(0.5),
        times.quantile(0.99),
        times.quantile(1.0),
        times.count(),
    );
}

async fn follow(
    address: SocketAddr,
    origin: &str,
    visitor: &Caller,
    conversation: ConversationId,
) -> anyhow::Result<Socket> {
    let mut link = Link::connect(address, origin, visitor, Ipv4Addr::LOCALHOST).await?;
    let after = None;
    link.send(&ClientFrame::Follow {
        conversation,
        after,
    })
    .await?;
    // The first page says that it is followed.
    link.next().await?;
    Ok(link.socket)
}

/// Makes many connections, some at once.
async fn all<F: Future<Output = anyhow::Result<Socket>>>(
    count: usize,
    connect: impl Fn(usize) -> F,
) -> anyhow::Result<Vec<Socket>> {
    let made: Vec<_> = stream::iter(0..count)
        .map(connect)
        .buffer_unordered(64)
        .collect()
        .await;
    made.into_iter().collect()
}

/// Writes one message after the other, each when all have the one before.
async fn spread(
    wire: Wire,
    mut writer: Socket,
    readers: Vec<Socket>,
    conversation: Uuid,
    options: &Options,
) -> anyhow::Result<Arc<Times>> {
    let times = Arc::new(Times::new()?);
    let mut tasks = JoinSet::new();
    let expected = options.messages * readers.len() as u64;
    for mut reader in readers {
        let times = Arc::clone(&times);
        tasks.spawn(async move {
            while let Some(Ok(raw)) = reader.next().await {
                let heard = wire.hear(&raw);
                for id in heard.delivered {
                    times.record(wire::age(id));
                }
                if let Some(answer) = heard.answer {
                    reader.send(answer).await?;
                }
            }
            anyhow::Ok(())
        });
    }
    let each = expected / options.messages;
    for number in 1..=options.messages {
        let post = wire.post(
            conversation,
            wire::stamp(Instant::now()),
            "A message to many.",
        );
        writer.send(post).await.context("the writer's line broke")?;
        let begun = Instant::now();
        while times.count() < number * each {
            if begun.elapsed() > Duration::from_secs(30) {
                bail!(
                    "{} of {} have message {number}",
                    times.count() - (number - 1) * each,
                    each
                );
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    Ok(times)
}
