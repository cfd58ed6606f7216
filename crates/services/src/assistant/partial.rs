//! An answer while it comes: as much of it as may be shown is told to those who look at the conversation, and kept
//! nowhere.

use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;

use beckon_assistant::engine::Guard;
use beckon_domain::conversation::{PartialAnswer, Sender};
use beckon_realtime::{Event, Topic};
use beckon_store::{StoreError, conversations};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::brief::Brief;
use super::conclude::answer_id;
use super::converse::presentable;
use crate::Services;

/// The least time between two tellings.
const BETWEEN: Duration = Duration::from_millis(100);

/// What has not changed is told anew this often, for those who came meanwhile; a browser believes it a little longer.
const AGAIN: Duration = Duration::from_secs(3);

/// How often is asked whether a person has taken over.
const ASIDE: Duration = Duration::from_secs(1);

/// What an engine has said so far. Nobody has to listen.
#[derive(Debug, Default)]
pub(super) struct Growing(watch::Sender<Begun>);

#[derive(Debug, Default)]
struct Begun {
    guard: Guard,
    text: String,
}

impl Growing {
    /// An answer begins.
    pub(super) fn begin(&self, instructions: &str) {
        self.0.send_replace(Begun {
            guard: Guard::of(instructions),
            text: String::new(),
        });
    }

    /// It goes on.
    pub(super) fn say(&self, piece: &str) {
        self.0.send_modify(|begun| {
            begun.text.extend(piece.chars().filter(|c| *c != '\0'));
        });
    }

    /// Nothing of it counts.
    pub(super) fn withdraw(&self) {
        self.0.send_modify(|begun| begun.text.clear());
    }
}

impl Begun {
    /// As much as the whole answer would be let through with, whatever follows.
    fn shown(&self) -> String {
        presentable(self.guard.clear(&self.text))
    }
}

/// Tells of a turn's answer while it comes. Dropped before [`settled`](Self::settle), it takes back what it told.
pub(super) struct Teller<'a> {
    services: &'a Services,
    brief: &'a Brief,
    revision: i64,
    is_shown: bool,
}

impl<'a> Teller<'a> {
    pub(super) fn new(services: &'a Services, brief: &'a Brief) -> Self {
        Self {
            services,
            brief,
            // A turn that another node takes anew tells of the same message, and later.
            revision: services.clock.now().timestamp_millis(),
            is_shown: false,
        }
    }

    /// Says how far the answer has come, or that the assistant is writing, for as long as it is waited for.
    pub(super) async fn tell(&mut self, growing: &Growing) -> Infallible {
        let mut news = growing.0.subscribe();
        let mut told: Option<(String, Instant)> = None;
        let mut asked = Instant::now();
        loop {
            let text = news.borrow_and_update().shown();
            let is_known =
                |(before, at): &(String, Instant)| *before == text && at.elapsed() < AGAIN;
            if !told.as_ref().is_some_and(is_known) {
                self.show(&text);
                told = Some((text, Instant::now()));
            }
            sleep(BETWEEN).await;
            // Without news there may be something to tell anew.
            let _ = timeout(ASIDE, news.changed()).await;
            if asked.elapsed() >= ASIDE {
                asked = Instant::now();
                self.stand_aside().await;
            }
        }
    }

    /// Says nothing more once a person has taken over.
    async fn stand_aside(&mut self) {
        if matches!(self.is_taken_over().await, Ok(true)) {
            self.take_back();
            pending::<()>().await;
        }
    }

    async fn is_taken_over(&self) -> Result<bool, StoreError> {
        let Brief {
            organization,
            conversation,
            ..
        } = *self.brief;
        let mut tx = self.services.store.tenant(organization).await?;
        let is_silent = conversations::is_assistant_silent(&mut tx, conversation).await?;
        Ok(is_silent.unwrap_or(true))
    }

    fn show(&mut self, text: &str) {
        if text.is_empty() {
            self.take_back();
            self.publish(Event::Typing {
                conversation: self.brief.conversation,
                sender: Sender::Assistant,
                name: None,
                origin: None,
            });
        } else {
            self.is_shown = true;
            self.publish_partial(text);
        }
    }

    /// What was told of it does not count.
    pub(super) fn take_back(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            self.publish_partial("");
        }
    }

    /// The answer is in the log.
    pub(super) fn settle(mut self) {
        self.is_shown = false;
    }

    fn publish_partial(&mut self, content: &str) {
        self.revision += 1;
        let brief = self.brief;
        self.publish(Event::Partial(PartialAnswer {
            conversation: brief.conversation,
            client_id: answer_id(brief.conversation, brief.upto),
            revision: self.revision,
            content: content.to_owned(),
        }));
    }

    fn publish(&self, event: Event) {
        let topic = Topic::Conversation(self.brief.organization, self.brief.conversation);
        self.services.bus.publish(topic, event);
    }
}

impl Drop for Teller<'_> {
    fn drop(&mut self) {
        self.take_back();
    }
}
