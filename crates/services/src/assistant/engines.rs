//! The engines of this node: connections to providers, who is left alone for a while, and the turns that are under way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use beckon_assistant::engine::Engine;
use beckon_domain::assistant::{AssistantSettings, BaseUrl, Engine as Kind};
use beckon_domain::id::ConversationId;
use beckon_integrations::provider::{Anthropic, ClientError, Connection, OpenAi, ProviderKey};
use tokio::sync::{Mutex as Turn, Semaphore};
use tokio_util::task::TaskTracker;

use super::breaker::Breaker;
use super::providers::Providers;

/// Turns that wait for a provider at once, on this node.
const TURNS_MAX: usize = 256;

/// Connections that are kept; more are made anew each time.
const LINES_MAX: usize = 1_000;

/// How long a provider is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the first words.
    pub first: Duration,
    /// For the next ones.
    pub between: Duration,
    /// For the whole turn, tools included. Less than a worker holds a job.
    pub turn: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            first: Duration::from_secs(8),
            between: Duration::from_secs(8),
            turn: Duration::from_secs(40),
        }
    }
}

/// The engines of a node. Cheap to clone.
#[derive(Clone, Default)]
pub struct Engines {
    /// How long providers are waited for.
    pub(super) patience: Patience,
    inner: Arc<Inner>,
}

struct Inner {
    lines: Mutex<HashMap<Line, Open>>,
    talking: Mutex<HashMap<ConversationId, Weak<Turn<()>>>>,
    seats: Semaphore,
    turns: TaskTracker,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            lines: Mutex::default(),
            talking: Mutex::default(),
            seats: Semaphore::new(TURNS_MAX),
            turns: TaskTracker::new(),
        }
    }
}

/// An account with a provider and a model: what is cut off together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Line {
    kind: Kind,
    base_url: Option<BaseUrl>,
    key: u64,
    model: String,
}

#[derive(Clone)]
struct Open {
    engine: Arc<dyn Engine>,
    breaker: Arc<Mutex<Breaker>>,
}

/// Who answers.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) engine: Arc<dyn Engine>,
    pub(super) breaker: Arc<Mutex<Breaker>>,
    pub(super) kind: Kind,
    pub(super) model: String,
}

impl Engines {
    /// With another patience.
    #[must_use]
    pub fn with_patience(patience: Patience) -> Self {
        Self {
            patience,
            ..Self::default()
        }
    }

    /// Waits until no turn is under way.
    pub async fn idle(&self) {
        self.inner.turns.close();
        self.inner.turns.wait().await;
        self.inner.turns.reopen();
    }

    /// Runs a turn beside the worker's other jobs: whoever waits for a provider holds up nobody.
    pub(super) fn spawn(&self, turn: impl Future<Output = ()> + Send + 'static) {
        self.inner.turns.spawn(turn);
    }

    /// Waits for room for one more turn.
    pub(super) async fn seat(&self) -> Option<tokio::sync::SemaphorePermit<'_>> {
        self.inner.seats.acquire().await.ok()
    }

    /// Of one conversation, one turn at a time.
    pub(super) fn turn_of(&self, conversation: ConversationId) -> Arc<Turn<()>> {
        let mut talking = self
            .inner
            .talking
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        talking.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = talking.get(&conversation).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::new(Turn::new(()));
        talking.insert(conversation, Arc::downgrade(&turn));
        turn
    }

    /// The engine of a site; `None` for the built-in one, which is also that of a site without a key.
    pub(super) fn of_site(
        &self,
        settings: &AssistantSettings,
        own: Option<ProviderKey>,
        providers: &Providers,
    ) -> Result<Option<Chosen>, ClientError> {
        let kind = settings.engine;
        let account = providers.account(kind);
        // The installation's key is sent to the installation's address and nowhere else.
        let (key, base_url) = match own {
            Some(key) => (
                Some(key),
                settings
                    .base_url
                    .clone()
                    .or_else(|| account.base_url.clone()),
            ),
            None => (account.key.clone(), account.base_url.clone()),
        };
        let Some(key) = key.filter(|_| kind != Kind::Builtin) else {
            return Ok(None);
        };
        let line = Line {
            kind,
            base_url,
            key: key.fingerprint(),
            model: settings.model().to_owned(),
        };
        let open = self.open(line.clone(), key, providers)?;
        Ok(Some(Chosen {
            engine: open.engine,
            breaker: open.breaker,
            kind,
            model: line.model,
        }))
    }

    fn open(
        &self,
        line: Line,
        key: ProviderKey,
        providers: &Providers,
    ) -> Result<Open, ClientError> {
        let mut lines = self
            .inner
            .lines
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = lines.get(&line) {
            return Ok(open.clone());
        }
        let open = Open {
            engine: connect(&line, key, providers)?,
            breaker: Arc::default(),
        };
        if lines.len() >= LINES_MAX {
            lines.clear();
        }
        lines.insert(line, open.clone());
        Ok(open)
    }
}

fn connect(
    line: &Line,
    key: ProviderKey,
    providers: &Providers,
) -> Result<Arc<dyn Engine>, ClientError> {
    let usual = match line.kind {
        Kind::Anthropic => Anthropic::BASE_URL,
        Kind::Openai | Kind::Builtin => OpenAi::BASE_URL,
    };
    let connection = Connection {
        base_url: line
            .base_url
            .as_ref()
            .map_or(usual, |url| url.as_str())
            .to_owned(),
        key,
        model: line.model.clone(),
        reach: line
            .base_url
            .as_ref()
            .map_or(beckon_integrations::reach::Reach::Public, |url| {
                providers.reach(line.kind, url)
            }),
    };
    Ok(match line.kind {
        Kind::Anthropic => Arc::new(Anthropic::new(connection)?),
        Kind::Openai | Kind::Builtin => Arc::new(OpenAi::new(connection)?),
    })
}
