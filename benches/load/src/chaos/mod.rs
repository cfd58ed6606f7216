//! Lines break every two seconds, servers and Postgres are killed, and people go on talking. At the end,
//! every acknowledged message is there exactly once and in order, on both sides and in the database, and so
//! are receipts and reactions.

mod balancer;
mod log;
mod nats;
mod person;
mod verify;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use beckon_domain::conversation::Sender;
use tokio::task::JoinSet;

use self::balancer::Balancer;
use self::log::Log;
use self::nats::Nats;
use self::person::{Person, Plan};
use crate::bed::{Bed, Organization, Talk, visit};
use crate::link::Caller;
use crate::process::{Node, Program};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Messages in all.
    #[arg(long, default_value_t = 20_000)]
    messages: u64,
    /// People who write: as many visitors as members.
    #[arg(long, default_value_t = 50)]
    clients: u64,
    /// How often a server is killed.
    #[arg(long, default_value_t = 10)]
    kills: u64,
    /// How often Postgres is killed.
    #[arg(long, default_value_t = 2)]
    database_kills: u64,
    /// Servers; with two, NATS between them and a balancer before them.
    #[arg(long, default_value_t = 1)]
    nodes: usize,
}

/// What a conversation's two people hold in the end.
struct Ended {
    organization: Organization,
    talk: Talk,
    visitor: Log,
    agent: Log,
}

pub(crate) async fn run(program: &Program, options: &Options) -> anyhow::Result<()> {
    let begun = Instant::now();
    let bed = Bed::new().await?;
    let nats = if options.nodes > 1 {
        Some(Nats::start().await?)
    } else {
        None
    };
    let mut stage = Stage::set(program, &bed, options, nats.as_ref()).await?;
    let acknowledged = Arc::new(AtomicU64::new(0));
    let each = options.messages / options.clients;
    let mut people = JoinSet::new();
    for number in 0..usize::try_from(options.clients / 2)? {
        people.spawn(
            converse(
                &bed,
                number,
                stage.address,
                &stage.origin,
                each,
                &acknowledged,
            )
            .await?,
        );
    }
    let total = each * (options.clients / 2) * 2;
    let ended = {
        let faults = stage.break_things(&bed, options, total, &acknowledged);
        let talking = async {
            let mut ended = Vec::new();
            while let Some(done) = people.join_next().await {
                ended.push(done.context("somebody panicked")??);
            }
            anyhow::Ok(ended)
        };
        // The faults end with the last message at the latest.
        let (faults, ended) = tokio::join!(faults, talking);
        faults?;
        ended?
    };
    let talked = begun.elapsed();
    let mut found = verify::Found::default();
    for ended in &ended {
        let origin = &stage.origin;
        found += verify::conversation(&bed, stage.address, origin, ended, each)
            .await
            .with_context(|| format!("conversation {}", ended.talk.conversation))?;
    }
    ensure!(
        found.messages == total,
        "{} messages of {total}",
        found.messages
    );
    println!(
        "{} messages by {} people in {:.0} s over {} lines; {} servers and {} times Postgres were killed",
        found.messages,
        options.clients,
        talked.as_secs_f64(),
        found.lines,
        stage.killed,
        stage.databases_killed,
    );
    println!(
        "all are there once and in order, on both sides and in the database; so are {} reactions and {} receipts",
        found.reactions, found.receipts
    );
    Ok(())
}

/// A conversation and the task of the two people who hold it.
async fn converse(
    bed: &Bed,
    number: usize,
    address: SocketAddr,
    origin: &str,
    each: u64,
    acknowledged: &Arc<AtomicU64>,
) -> anyhow::Result<impl Future<Output = anyhow::Result<Ended>> + use<>> {
    let organization = bed.organization(number).await?;
    let talk = bed.talk(&organization, number).await?;
    let person = |side, caller| {
        let plan = Plan {
            address,
            origin: origin.to_owned(),
            caller,
            side,
            conversation: talk.conversation,
            messages: each,
            acknowledged: Arc::clone(acknowledged),
        };
        Person::new(plan)
    };
    let visit = visit(&organization.site.key, Some(talk.token.clone()));
    let visitor = person(Sender::Visitor, Caller::Visitor(Box::new(visit)));
    let agent = person(Sender::Agent, Caller::Agent(organization.session.clone()));
    Ok(async move {
        let (visitor, agent) = tokio::try_join!(visitor.talk(), agent.talk())?;
        Ok(Ended {
            organization,
            talk,
            visitor,
            agent,
        })
    })
}

/// The servers, and what stands before them.
struct Stage {
    nodes: Vec<Node>,
    /// Where people connect.
    address: SocketAddr,
    origin: String,
    killed: u64,
    databases_killed: u64,
    _balancer: Option<Balancer>,
}

impl Stage {
    async fn set(
        program: &Program,
        bed: &Bed,
        options: &Options,
        nats: Option<&Nats>,
    ) -> anyhow::Result<Self> {
        let balancer = match nats {
            Some(_) => Some(Balancer::start().await?),
            None => None,
        };
        let mut nodes = Vec::new();
        for number in 0..options.nodes {
            let mut environment = Vec::new();
            if let (Some(nats), Some(balancer)) = (nats, &balancer) {
                environment.push(("BECKON_NATS_URL".to_owned(), nats.url()));
                environment.push((
                    "BECKON_PUBLIC_URL".to_owned(),
                    format!("http://{}", balancer.address),
                ));
            }
            nodes.push(
                bed.node(program, &format!("server-{number}"), environment)
                    .await?,
            );
        }
        if let Some(balancer) = &balancer {
            balancer.send_to(nodes.iter().map(|node| node.address).collect());
        }
        let address = balancer
            .as_ref()
            .map_or(nodes[0].address, |balancer| balancer.address);
        Ok(Self {
            nodes,
            address,
            origin: format!("http://{address}"),
            killed: 0,
            databases_killed: 0,
            _balancer: balancer,
        })
    }

    /// Kills servers in turn and Postgres, spread over the run by the number of messages that are acknowledged.
    async fn break_things(
        &mut self,
        bed: &Bed,
        options: &Options,
        total: u64,
        acknowledged: &AtomicU64,
    ) -> anyhow::Result<()> {
        let spread = |kills: u64| (1..=kills).map(move |kill| total * kill / (kills + 1));
        let mut faults: Vec<(u64, Fault)> = spread(options.kills)
            .map(|at| (at, Fault::Server))
            .collect();
        // Not at the very moment a server dies.
        let late = total / 50;
        faults.extend(spread(options.database_kills).map(|at| (at + late, Fault::Postgres)));
        faults.sort_by_key(|(at, _)| *at);
        for (at, fault) in faults {
            while acknowledged.load(Ordering::Relaxed) < at {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            match fault {
                Fault::Server => {
                    let turn = usize::try_from(self.killed)? % self.nodes.len();
                    self.nodes[turn].kill_and_restart().await?;
                    self.killed += 1;
                }
                Fault::Postgres => {
                    bed.kill_postgres()?;
                    self.databases_killed += 1;
                }
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
enum Fault {
    Server,
    Postgres,
}
