//! The way of messages into the log. A commit waits for the disk, however little it holds: messages that come
//! while one is under way are written together by the next. An idle server writes a message at once.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use beckon_domain::conversation::Message;
use beckon_domain::id::{ConversationId, OrganizationId};
use beckon_realtime::{Bus, Event, Topic};
use beckon_store::conversations::{self, Author, Line, NewPost, Outcome};
use beckon_store::{Store, StoreError};
use chrono::{DateTime, Utc};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;

use super::post::{Posted, count};
use super::{ConversationError, publish_status};
use crate::Clock;

/// Tasks that write side by side. A conversation always has the same one, which keeps its messages in order.
const LANES: usize = 3;

/// Messages that may wait for one lane before those who bring more have to wait, too.
const QUEUE: usize = 1024;

/// Most messages of one commit.
const BATCH: usize = 256;

/// How long a message waits for a place in the queue before its sender is told to try again.
const PATIENCE: Duration = Duration::from_secs(3);

/// Writes messages and tells of them. Cheap to clone.
#[derive(Clone)]
pub struct Writer {
    lanes: Arc<[mpsc::Sender<Order>]>,
    written: Arc<AtomicU64>,
    hasher: RandomState,
}

/// A message to be written, what to call its writer, and who waits for it.
struct Order {
    post: NewPost,
    sender_name: Option<String>,
    answer: oneshot::Sender<Result<Posted, ConversationError>>,
}

/// A message on its way into the log.
pub struct Posting {
    answer: oneshot::Receiver<Result<Posted, ConversationError>>,
}

impl Posting {
    /// Waits until it is committed. Safe to cancel; to be asked again only until it has answered.
    pub async fn posted(&mut self) -> Result<Posted, ConversationError> {
        // A lane that ends without an answer ends with the process.
        let answer = (&mut self.answer).await;
        answer.unwrap_or(Err(ConversationError::Unwritten))
    }
}

impl Writer {
    /// Begins to write. The tasks end when the last clone is gone.
    pub(crate) fn start(store: &Store, bus: &Bus, clock: &Clock, jobs: &Arc<Notify>) -> Self {
        let written = Arc::new(AtomicU64::new(0));
        let lane = |_| {
            let (sender, receiver) = mpsc::channel(QUEUE);
            let lane = Lane {
                store: store.clone(),
                bus: bus.clone(),
                clock: clock.clone(),
                jobs: Arc::clone(jobs),
                written: Arc::clone(&written),
            };
            tokio::spawn(lane.run(receiver));
            sender
        };
        Self {
            lanes: (0..LANES).map(lane).collect(),
            written,
            hasher: RandomState::new(),
        }
    }

    /// Hands a message over to be written, in the order in which this is called for a conversation.
    pub(crate) async fn write(
        &self,
        post: NewPost,
        sender_name: Option<String>,
    ) -> Result<Posting, ConversationError> {
        let (answer, posting) = oneshot::channel();
        let lane = self.lane(post.conversation);
        let order = Order {
            post,
            sender_name,
            answer,
        };
        match timeout(PATIENCE, lane.send(order)).await {
            Ok(Ok(())) => Ok(Posting { answer: posting }),
            Ok(Err(_)) | Err(_) => Err(ConversationError::Unwritten),
        }
    }

    /// How many messages were written since this was asked last.
    pub(crate) fn take_written(&self) -> u64 {
        self.written.swap(0, Ordering::Relaxed)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "any part of a hash is as good as another"
    )]
    fn lane(&self, conversation: ConversationId) -> &mpsc::Sender<Order> {
        &self.lanes[self.hasher.hash_one(conversation) as usize % LANES]
    }
}

/// One task that writes.
struct Lane {
    store: Store,
    bus: Bus,
    clock: Clock,
    jobs: Arc<Notify>,
    written: Arc<AtomicU64>,
}

impl Lane {
    async fn run(self, mut orders: mpsc::Receiver<Order>) {
        let mut batch = Vec::new();
        while orders.recv_many(&mut batch, BATCH).await > 0 {
            let (posts, waiting): (Vec<NewPost>, Vec<Waiting>) =
                batch.drain(..).map(Order::split).unzip();
            self.write(posts, waiting).await;
        }
    }

    /// Writes a batch. One that the database refuses is written message by message: what is wrong with one is no
    /// reason to refuse the others.
    async fn write(&self, posts: Vec<NewPost>, waiting: Vec<Waiting>) {
        let now = self.clock.now();
        match conversations::post(&self.store, &posts, now).await {
            Ok(outcomes) => {
                self.written
                    .fetch_add(posts.len() as u64, Ordering::Relaxed);
                metrics::histogram!("beckon_messages_per_commit").record(count_of(&posts));
                for ((post, waiting), outcome) in posts.into_iter().zip(waiting).zip(outcomes) {
                    self.settle(post, waiting, outcome, now);
                }
            }
            Err(StoreError::Refused(error)) if posts.len() > 1 => {
                tracing::warn!(%error, messages = posts.len(), "messages are written one by one");
                for (post, waiting) in posts.into_iter().zip(waiting) {
                    Box::pin(self.write(vec![post], vec![waiting])).await;
                }
            }
            Err(error) => {
                tracing::warn!(%error, messages = posts.len(), "messages can't be written");
                for waiting in waiting {
                    waiting.answer(Err(ConversationError::Unwritten));
                }
            }
        }
    }

    /// Tells of what became of a message: first those who follow, then its writer.
    fn settle(&self, post: NewPost, waiting: Waiting, outcome: Outcome, now: DateTime<Utc>) {
        let (organization, conversation) = (post.organization, post.conversation);
        let posted = |number| Posted {
            conversation,
            number,
        };
        let answer = match outcome {
            Outcome::Known(number) => Ok(posted(number)),
            Outcome::UnknownConversation => Err(ConversationError::NotFound),
            Outcome::UnknownAttachment => Err(ConversationError::UnknownAttachment),
            Outcome::Stored(number, line) => {
                let author = post.author;
                count(author.sender());
                let message = message(post, waiting.sender_name.clone(), number, now);
                let topic = Topic::Conversation(organization, conversation);
                self.bus.publish(topic, Event::Message(message));
                if let Some(line) = line {
                    self.tell_line(organization, *line);
                }
                if matches!(author, Author::Visitor(_)) {
                    self.jobs.notify_one();
                }
                Ok(posted(number))
            }
        };
        waiting.answer(answer);
    }

    fn tell_line(&self, organization: OrganizationId, line: Line) {
        let Line { summary, reopened } = line;
        if reopened {
            publish_status(&self.bus, organization, &summary);
        }
        let event = Event::Conversation(Box::new(summary));
        self.bus.publish(Topic::Inbox(organization), event);
    }
}

/// Who waits for a message, and what to call its writer.
struct Waiting {
    sender_name: Option<String>,
    answer: oneshot::Sender<Result<Posted, ConversationError>>,
}

impl Waiting {
    /// Somebody who has gone meanwhile asks again when they are back.
    fn answer(self, answer: Result<Posted, ConversationError>) {
        let _ = self.answer.send(answer);
    }
}

impl Order {
    fn split(self) -> (NewPost, Waiting) {
        let waiting = Waiting {
            sender_name: self.sender_name,
            answer: self.answer,
        };
        (self.post, waiting)
    }
}

/// The message as it was committed, without reading it again.
fn message(
    post: NewPost,
    sender_name: Option<String>,
    number: i64,
    created_at: DateTime<Utc>,
) -> Message {
    Message {
        id: post.id,
        conversation: post.conversation,
        number,
        client_id: post.client_id,
        sender: post.author.sender(),
        sender_name,
        kind: post.kind,
        content: post.content,
        attachment: post.attachment,
        reactions: Vec::new(),
        created_at,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a batch is far smaller than 2^52"
)]
fn count_of(posts: &[NewPost]) -> f64 {
    posts.len() as f64
}
