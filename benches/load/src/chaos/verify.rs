//! What must hold when the dust has settled.

use std::net::{Ipv4Addr, SocketAddr};
use std::ops::AddAssign;

use anyhow::{Context as _, ensure};
use beckon_domain::conversation::Sender;
use beckon_domain::protocol::ClientFrame;
use beckon_services::conversations;

use super::Ended;
use super::log::Log;
use super::person::opinion;
use crate::bed::{Bed, visit};
use crate::link::{Caller, Link};

/// What was found to be right.
#[derive(Default)]
pub(super) struct Found {
    pub(super) messages: u64,
    pub(super) reactions: u64,
    pub(super) receipts: u64,
    pub(super) lines: u64,
}

impl AddAssign for Found {
    fn add_assign(&mut self, other: Self) {
        self.messages += other.messages;
        self.reactions += other.reactions;
        self.receipts += other.receipts;
        self.lines += other.lines;
    }
}

/// Compares both people's logs, what fresh connections are told, and the database.
pub(super) async fn conversation(
    bed: &Bed,
    address: SocketAddr,
    origin: &str,
    ended: &Ended,
    each: u64,
) -> anyhow::Result<Found> {
    let stored = stored(bed, ended).await?;
    let visit = visit(&ended.organization.site.key, Some(ended.talk.token.clone()));
    let visitor = Caller::Visitor(Box::new(visit));
    let agent = Caller::Agent(ended.organization.session.clone());
    for (log, caller, side) in [
        (&ended.visitor, visitor, Sender::Visitor),
        (&ended.agent, agent, Sender::Agent),
    ] {
        let told = told_anew(address, origin, &caller, ended, &stored).await?;
        ensure!(
            log.messages == stored.messages,
            "{side:?} holds another log than the database"
        );
        ensure!(
            told.messages == stored.messages,
            "{side:?} is told another log than the database's"
        );
        ensure!(
            told.reactions == stored.reactions,
            "{side:?} is told other reactions than the database's"
        );
        acknowledged(log, each, side)?;
    }
    reactions(&stored)?;
    let last = stored.last();
    for side in [Sender::Visitor, Sender::Agent] {
        ensure!(
            stored.read.get(&side) == Some(&last),
            "{side:?} has read {:?} of {last}",
            stored.read.get(&side)
        );
    }
    Ok(Found {
        messages: each * 2,
        reactions: stored
            .reactions
            .values()
            .map(|those| those.len() as u64)
            .sum(),
        receipts: 2,
        lines: ended.visitor.lines + ended.agent.lines,
    })
}

/// Each acknowledged message is there once, under the number told, and the writer's order is kept.
fn acknowledged(log: &Log, each: u64, side: Sender) -> anyhow::Result<()> {
    ensure!(
        log.acknowledged.len() as u64 == each,
        "{side:?} has {} acknowledged",
        log.acknowledged.len()
    );
    let mut next = 1;
    for said in log
        .messages
        .iter()
        .filter(|said| said.sender == side && said.content != "Hello")
    {
        ensure!(
            said.content == format!("{side:?} {next}"),
            "{} instead of {side:?} {next}",
            said.content
        );
        let number = log.acknowledged.get(&said.client_id);
        ensure!(
            number == Some(&said.number),
            "{} was acknowledged as {number:?}",
            said.number
        );
        next += 1;
    }
    ensure!(next == each + 1, "{side:?} wrote {} of {each}", next - 1);
    Ok(())
}

/// The reactions are those that people meant in the end.
fn reactions(stored: &Log) -> anyhow::Result<()> {
    for said in &stored.messages {
        let wanted: Vec<_> = opinion(said.number)
            .filter(|(_, regrets)| !regrets)
            .map(|(emoji, _)| match said.sender {
                Sender::Visitor => vec![(emoji, Sender::Agent)],
                Sender::Agent => vec![(emoji, Sender::Visitor)],
                Sender::Assistant | Sender::System => {
                    vec![(emoji, Sender::Visitor), (emoji, Sender::Agent)]
                }
            })
            .unwrap_or_default();
        let there = stored
            .reactions
            .get(&said.number)
            .cloned()
            .unwrap_or_default();
        ensure!(
            there == wanted,
            "message {} has {there:?} instead of {wanted:?}",
            said.number
        );
    }
    Ok(())
}

/// What the database holds.
async fn stored(bed: &Bed, ended: &Ended) -> anyhow::Result<Log> {
    let (organization, conversation) = (
        ended.organization.identity.organization,
        ended.talk.conversation,
    );
    let mut log = Log::default();
    loop {
        let page =
            conversations::messages_after(&bed.services, organization, conversation, log.last())
                .await?;
        if page.is_empty() {
            break;
        }
        log.hear(beckon_domain::protocol::ServerFrame::Messages(page))?;
    }
    let standing = conversations::current(&bed.services, organization, conversation)
        .await?
        .standing;
    log.read.insert(Sender::Agent, standing.agent_read);
    log.read.insert(Sender::Visitor, standing.visitor_read);
    Ok(log)
}

/// What a new connection is told that asks for everything.
async fn told_anew(
    address: SocketAddr,
    origin: &str,
    caller: &Caller,
    ended: &Ended,
    stored: &Log,
) -> anyhow::Result<Log> {
    let mut link = Link::connect(address, origin, caller, Ipv4Addr::LOCALHOST).await?;
    let follow = ClientFrame::Follow {
        conversation: ended.talk.conversation,
        after: Some(0),
    };
    link.send(&follow).await?;
    let mut log = Log::default();
    while log.last() < stored.last() {
        log.hear(link.next().await.context("not all was told")?)?;
    }
    Ok(log)
}
