//! Somebody who talks over a line that breaks.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use beckon_domain::conversation::{MessageNumber, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, ServerFrame};
use beckon_domain::reaction::Emoji;

use super::log::Log;
use crate::link::{Caller, Link};

/// How long a line lives on average.
const LINE: Duration = Duration::from_secs(2);

/// How long a run may go on without anything new.
const STALLED: Duration = Duration::from_mins(2);

/// What somebody does.
pub(super) struct Plan {
    pub(super) address: SocketAddr,
    pub(super) origin: String,
    pub(super) caller: Caller,
    pub(super) side: Sender,
    pub(super) conversation: ConversationId,
    /// How many messages they write; the other side writes as many.
    pub(super) messages: u64,
    /// What everybody has had acknowledged.
    pub(super) acknowledged: Arc<AtomicU64>,
}

/// Somebody, and where they are.
pub(super) struct Person {
    plan: Plan,
    log: Log,
    /// Written and not acknowledged yet: one at a time, so that nothing is overtaken.
    under_way: Option<(ClientMessageId, String)>,
    written: u64,
    /// Reactions to be, set or taken back, until the server says so.
    wanted: BTreeMap<MessageNumber, bool>,
    /// Up to which message reactions were decided.
    judged: MessageNumber,
}

/// Why a line ends.
enum Line {
    /// It broke.
    Broken,
    /// All is said and heard.
    Done,
}

/// With what this side reacts to a message, and whether it thinks better of it afterwards.
pub(super) fn opinion(number: MessageNumber) -> Option<(Emoji, bool)> {
    (number % 7 == 0).then(|| {
        let emoji = Emoji::ALL[usize::try_from(number / 7).unwrap_or(0) % Emoji::ALL.len()];
        (emoji, number % 21 == 0)
    })
}

impl Person {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            plan,
            log: Log::default(),
            under_way: None,
            written: 0,
            wanted: BTreeMap::new(),
            judged: 0,
        }
    }

    /// Talks until everything is said, heard and confirmed; what they hold then.
    pub(super) async fn talk(mut self) -> anyhow::Result<Log> {
        let mut progress = (self.log.last(), Instant::now());
        loop {
            if let Line::Done = self.one_line().await? {
                return Ok(self.log);
            }
            if self.log.last() > progress.0 {
                progress = (self.log.last(), Instant::now());
            }
            ensure!(
                progress.1.elapsed() < STALLED,
                "{:?} stands still at {} with {} written, {:?} under way and {:?} wanted",
                self.plan.side,
                self.log.last(),
                self.written,
                self.under_way.is_some(),
                self.wanted,
            );
        }
    }

    /// Connects, goes on where it stopped, and breaks the line without a word.
    async fn one_line(&mut self) -> anyhow::Result<Line> {
        let Plan {
            address,
            origin,
            caller,
            ..
        } = &self.plan;
        let Ok(mut link) = Link::connect(*address, origin, caller, Ipv4Addr::LOCALHOST).await
        else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            return Ok(Line::Broken);
        };
        self.log.lines += 1;
        let until = tokio::time::Instant::now() + LINE.mul_f64(rand::random_range(0.5..1.5));
        if self.resume(&mut link).await.is_err() {
            return Ok(Line::Broken);
        }
        loop {
            let frame = tokio::select! {
                () = tokio::time::sleep_until(until) => return Ok(Line::Broken),
                frame = link.next() => frame,
            };
            let Ok(frame) = frame else {
                return Ok(Line::Broken);
            };
            let again = self.hear(frame)?;
            if again {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            if self.answer(&mut link, again).await.is_err() {
                return Ok(Line::Broken);
            }
            if self.is_done() {
                return Ok(Line::Done);
            }
        }
    }

    /// After connecting: follow from where one is, and say again what may not have been heard.
    async fn resume(&mut self, link: &mut Link) -> anyhow::Result<()> {
        let conversation = self.plan.conversation;
        let after = Some(self.log.last());
        link.send(&ClientFrame::Follow {
            conversation,
            after,
        })
        .await?;
        for (number, on) in self.wanted.clone() {
            self.react(link, number, on).await?;
        }
        self.read(link).await?;
        self.post(link, true).await
    }

    /// Takes in a frame; says whether what is under way has to be said again.
    fn hear(&mut self, frame: ServerFrame) -> anyhow::Result<bool> {
        if let ServerFrame::Refused { reason, .. } = &frame {
            ensure!(reason.is_temporary(), "refused: {reason}");
            return Ok(true);
        }
        let conversation = match &frame {
            ServerFrame::Acknowledged { conversation, .. } => *conversation,
            _ => self.plan.conversation,
        };
        ensure!(
            conversation == self.plan.conversation,
            "a frame of another conversation"
        );
        self.log.hear(frame)?;
        if let Some((id, _)) = &self.under_way
            && self.log.acknowledged.contains_key(id)
        {
            self.under_way = None;
            self.plan.acknowledged.fetch_add(1, Ordering::Relaxed);
        }
        self.judge();
        Ok(false)
    }

    /// Decides on reactions to what the other side wrote, and forgets those that are as they should be.
    fn judge(&mut self) {
        for said in &self.log.messages[usize::try_from(self.judged).unwrap_or(0)..] {
            self.judged = said.number;
            if said.sender != self.plan.side && opinion(said.number).is_some() {
                self.wanted.insert(said.number, true);
            }
        }
        let (log, side) = (&self.log, self.plan.side);
        self.wanted.retain(|number, on| {
            let Some((emoji, regrets)) = opinion(*number) else {
                return false;
            };
            let is_as_wanted = log.has(*number, (emoji, side)) == *on;
            if is_as_wanted && *on && regrets {
                *on = false;
                return true;
            }
            !is_as_wanted
        });
    }

    /// Says what is to be said now.
    async fn answer(&mut self, link: &mut Link, again: bool) -> anyhow::Result<()> {
        for (number, on) in self.wanted.clone() {
            self.react(link, number, on).await?;
        }
        if self.log.last() % 5 == 0 || self.has_all() {
            self.read(link).await?;
        }
        self.post(link, again).await
    }

    /// Says the next message, or the one under way again.
    async fn post(&mut self, link: &mut Link, again: bool) -> anyhow::Result<()> {
        let is_new = self.under_way.is_none();
        if is_new && self.written < self.plan.messages {
            self.written += 1;
            let content = format!("{:?} {}", self.plan.side, self.written);
            self.under_way = Some((ClientMessageId::random(), content));
        }
        let Some((client_id, content)) = self.under_way.clone().filter(|_| is_new || again) else {
            return Ok(());
        };
        link.send(&ClientFrame::Post {
            client_id,
            conversation: Some(self.plan.conversation),
            content,
            attachment: None,
        })
        .await
    }

    async fn react(&self, link: &mut Link, number: MessageNumber, on: bool) -> anyhow::Result<()> {
        let Some((emoji, _)) = opinion(number) else {
            bail!("no opinion on {number}")
        };
        let conversation = self.plan.conversation;
        link.send(&ClientFrame::React {
            conversation,
            number,
            emoji,
            on,
        })
        .await
    }

    async fn read(&self, link: &mut Link) -> anyhow::Result<()> {
        let (conversation, upto) = (self.plan.conversation, self.log.last());
        link.send(&ClientFrame::Read { conversation, upto }).await
    }

    /// Whether both sides' messages are here.
    fn has_all(&self) -> bool {
        let of = |side| {
            let from_side =
                |said: &&super::log::Said| said.sender == side && said.content != "Hello";
            self.log.messages.iter().filter(from_side).count() as u64
        };
        of(Sender::Visitor) >= self.plan.messages && of(Sender::Agent) >= self.plan.messages
    }

    fn is_done(&self) -> bool {
        let other = match self.plan.side {
            Sender::Visitor => Sender::Agent,
            _ => Sender::Visitor,
        };
        self.under_way.is_none()
            && self.written == self.plan.messages
            && self.wanted.is_empty()
            && self.has_all()
            && self.log.read.get(&other) == Some(&self.log.last())
    }
}
