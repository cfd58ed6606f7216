//! Messages through the whole path: in over a WebSocket, committed, acknowledged, delivered to a second client.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use beckon_domain::protocol::ClientFrame;
use futures::stream::{SplitSink, SplitStream};
use futures::{SinkExt as _, StreamExt as _};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_tungstenite::tungstenite::Message as Raw;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::bed::{Bed, Organization, visit};
use crate::link::{Caller, Link, Socket};
use crate::measure::{self, Times, rate};
use crate::peer::Peer;
use crate::pgbench;
use crate::process::Program;
use crate::wire::{self, Wire};

const CONTENT: &str = "A message of about the usual length, as people write them.";
const SOURCE: Ipv4Addr = Ipv4Addr::LOCALHOST;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Organizations, each with one member who writes.
    #[arg(long, default_value_t = 32)]
    organizations: usize,
    /// Conversations of each organization, each with one visitor who reads.
    #[arg(long, default_value_t = 4)]
    conversations: usize,
    /// Messages that a member has under way at once.
    #[arg(long, default_value_t = 32)]
    window: u32,
    /// The folder of the peer, with its packages installed; without it, there is no comparison.
    #[arg(long)]
    peer: Option<PathBuf>,
}

/// One member who writes, and the visitors who read.
struct Lane {
    writer: Socket,
    readers: Vec<(Uuid, Socket)>,
}

/// What a run reached.
struct Reached {
    acknowledged: f64,
    delivered: f64,
    times: Arc<Times>,
}

pub(crate) async fn run(program: &Program, options: &Options) -> anyhow::Result<()> {
    wire::start_clock();
    let bed = Bed::new().await?;
    let node = bed.node(program, "server", Vec::new()).await?;
    let organizations = organizations(&bed, options).await?;
    let beckon = || lanes(node.address, &organizations);

    let before = pgbench::inserts(bed.socket(), bed.folder.path(), options.seconds).await?;
    println!("pgbench, prepared one-row inserts, 32 clients   {before:>9.0} /s");
    let full = load(Wire::Beckon, beckon().await?, None, options).await?;
    report("Beckon, as fast as it goes", &full);
    let after = pgbench::inserts(bed.socket(), bed.folder.path(), options.seconds).await?;
    println!("pgbench, once more                              {after:>9.0} /s");
    let reference = f64::midpoint(before, after);
    println!(
        "Beckon delivered / pgbench                      {:>9.2}",
        full.delivered / reference
    );
    let half = load(
        Wire::Beckon,
        beckon().await?,
        Some(full.acknowledged / 2.0),
        options,
    )
    .await?;
    report("Beckon, at half of that", &half);
    drop(node);

    let Some(folder) = &options.peer else {
        return Ok(());
    };
    let peer = Peer::start(folder, bed.socket()).await?;
    let full_peer = load(
        Wire::SocketIo,
        peer_lanes(&peer, options).await?,
        None,
        options,
    )
    .await?;
    report("socket.io and pg, as fast as it goes", &full_peer);
    let pace = Some(full_peer.acknowledged / 2.0);
    let half = load(
        Wire::SocketIo,
        peer_lanes(&peer, options).await?,
        pace,
        options,
    )
    .await?;
    report("socket.io and pg, at half of that", &half);
    println!(
        "Beckon / socket.io and pg                       {:>9.2}",
        full.delivered / full_peer.delivered
    );
    Ok(())
}

fn report(name: &str, reached: &Reached) {
    println!(
        "{name:<47} {:>9.0} /s acknowledged, {:>9.0} /s delivered; acknowledged after p50 {:.1} ms, p99 {:.1} ms",
        reached.acknowledged,
        reached.delivered,
        reached.times.quantile(0.5),
        reached.times.quantile(0.99),
    );
}

async fn organizations(
    bed: &Bed,
    options: &Options,
) -> anyhow::Result<Vec<(Organization, Vec<Reader>)>> {
    let mut all = Vec::new();
    for number in 0..options.organizations {
        let organization = bed.organization(number).await?;
        let mut talks = Vec::new();
        for talk in 0..options.conversations {
            let talk = bed
                .talk(&organization, number * options.conversations + talk)
                .await?;
            let visit = visit(&organization.site.key, Some(talk.token.clone()));
            talks.push((talk.conversation.0, Caller::Visitor(Box::new(visit))));
        }
        all.push((organization, talks));
    }
    Ok(all)
}

/// A conversation, and who reads it.
type Reader = (Uuid, Caller);

async fn lanes(
    address: SocketAddr,
    organizations: &[(Organization, Vec<Reader>)],
) -> anyhow::Result<Vec<Lane>> {
    let origin = format!("http://{address}");
    let mut lanes = Vec::new();
    for (organization, talks) in organizations {
        let agent = Caller::Agent(organization.session.clone());
        let writer = Link::connect(address, &origin, &agent, SOURCE)
            .await?
            .socket;
        let mut readers = Vec::new();
        for (conversation, visitor) in talks {
            let mut link = Link::connect(address, &origin, visitor, SOURCE).await?;
            let conversation = *conversation;
            let follow = ClientFrame::Follow {
                conversation: beckon_domain::id::ConversationId(conversation),
                after: None,
            };
            link.send(&follow).await?;
            readers.push((conversation, link.socket));
        }
        lanes.push(Lane { writer, readers });
    }
    Ok(lanes)
}

async fn peer_lanes(peer: &Peer, options: &Options) -> anyhow::Result<Vec<Lane>> {
    let mut lanes = Vec::new();
    for _ in 0..options.organizations {
        let mut readers = Vec::new();
        for _ in 0..options.conversations {
            let conversation = Uuid::new_v4();
            readers.push((
                conversation,
                Peer::join(peer.address, conversation, SOURCE).await?,
            ));
        }
        // The writer is in a room of its own: it is not sent what it wrote.
        let writer = Peer::join(peer.address, Uuid::new_v4(), SOURCE).await?;
        lanes.push(Lane { writer, readers });
    }
    Ok(lanes)
}

/// Writes on all lanes: `pace` messages a second in all, or as fast as the windows allow. The first second
/// is not counted.
async fn load(
    wire: Wire,
    lanes: Vec<Lane>,
    pace: Option<f64>,
    options: &Options,
) -> anyhow::Result<Reached> {
    let counted = Arc::new(Counted::new()?);
    let stop = CancellationToken::new();
    let mut tasks = JoinSet::new();
    let count = measure::number(lanes.len() as u64);
    let beat = |pace: f64| Duration::from_secs_f64(count / pace);
    for (number, lane) in (0..).zip(lanes) {
        let conversations: Vec<Uuid> = lane.readers.iter().map(|(id, _)| *id).collect();
        let (sink, stream) = lane.writer.split();
        let window = Arc::new(Semaphore::new(0));
        tasks.spawn(hear(
            wire,
            stream,
            Arc::clone(&counted),
            Some(Arc::clone(&window)),
            stop.clone(),
        ));
        for (_, reader) in lane.readers {
            let (_, stream) = reader.split();
            tasks.spawn(hear(wire, stream, Arc::clone(&counted), None, stop.clone()));
        }
        let every = pace.map(beat);
        if every.is_none() {
            window.add_permits(options.window as usize);
        }
        // Lanes do not beat together.
        let phase = every
            .unwrap_or_default()
            .mul_f64(measure::number(number) / count);
        tasks.spawn(write(
            wire,
            sink,
            conversations,
            window,
            every.map(|every| (phase, every)),
            stop.clone(),
        ));
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let begun = counted.begin();
    tokio::time::sleep(Duration::from_secs(options.seconds)).await;
    let (acknowledged, delivered) = counted.end();
    let time = begun.elapsed();
    stop.cancel();
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    ensure!(acknowledged > 0, "nothing was acknowledged");
    Ok(Reached {
        acknowledged: rate(acknowledged, time),
        delivered: rate(delivered, time),
        times: Arc::clone(&counted.times),
    })
}

/// What was heard while it counts.
struct Counted {
    counts: std::sync::atomic::AtomicBool,
    acknowledged: AtomicU64,
    delivered: AtomicU64,
    times: Arc<Times>,
}

impl Counted {
    fn new() -> anyhow::Result<Self> {
        Ok(Self {
            counts: false.into(),
            acknowledged: 0.into(),
            delivered: 0.into(),
            times: Arc::new(Times::new()?),
        })
    }

    fn begin(&self) -> Instant {
        self.counts.store(true, Ordering::Relaxed);
        Instant::now()
    }

    fn end(&self) -> (u64, u64) {
        self.counts.store(false, Ordering::Relaxed);
        (
            self.acknowledged.load(Ordering::Relaxed),
            self.delivered.load(Ordering::Relaxed),
        )
    }
}

/// Counts what comes; an acknowledgement opens the window for another message.
async fn hear(
    wire: Wire,
    mut stream: SplitStream<Socket>,
    counted: Arc<Counted>,
    window: Option<Arc<Semaphore>>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    loop {
        let raw = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            raw = stream.next() => raw,
        };
        let Some(Ok(raw)) = raw else {
            bail!("the line broke under load")
        };
        let heard = wire.hear(&raw);
        if let Some(reason) = heard.refused {
            bail!("a message was refused: {reason}");
        }
        if let Some(window) = &window {
            window.add_permits(heard.acknowledged.len());
        }
        if counted.counts.load(Ordering::Relaxed) {
            counted
                .delivered
                .fetch_add(heard.delivered.len() as u64, Ordering::Relaxed);
            counted
                .acknowledged
                .fetch_add(heard.acknowledged.len() as u64, Ordering::Relaxed);
            for id in heard.acknowledged {
                counted.times.record(wire::age(id));
            }
        }
    }
}

/// Writes to the conversations in turn: at a beat whatever happens, or when the window has room.
async fn write(
    wire: Wire,
    mut sink: SplitSink<Socket, Raw>,
    conversations: Vec<Uuid>,
    window: Arc<Semaphore>,
    beat: Option<(Duration, Duration)>,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let begun = Instant::now();
    let mut turn = conversations.iter().cycle();
    let mut sent: u32 = 0;
    loop {
        let due = if let Some((phase, every)) = beat {
            // A late message counts from when it was due.
            let due = begun + phase + every * sent;
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                () = tokio::time::sleep_until(due.into()) => due,
            }
        } else {
            if window.available_permits() == 0 {
                sink.flush().await?;
            }
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                permit = window.acquire() => permit?.forget(),
            }
            Instant::now()
        };
        sent += 1;
        let conversation = *turn.next().unwrap_or(&Uuid::nil());
        sink.feed(wire.post(conversation, wire::stamp(due), CONTENT))
            .await?;
        if beat.is_some() {
            sink.flush().await?;
        }
    }
}
