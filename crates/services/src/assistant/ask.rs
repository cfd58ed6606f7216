//! One question to an engine: with patience that ends, a second try where one may help, and an account of what it cost.

use std::sync::PoisonError;
use std::time::Duration;

use beckon_assistant::engine::{EngineError, Event, Request, Spent, ToolCall};
use beckon_domain::assistant::{AssistantSettings, Usage};
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_store::StoreError;
use beckon_store::assistant::usage;
use futures::StreamExt as _;
use tokio::time::timeout;

use super::engines::{Chosen, Patience};
use crate::Services;

/// The longest wait that a provider may ask for before the second try.
const SHORT_WAIT: Duration = Duration::from_secs(1);

/// A whole answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) calls: Vec<ToolCall>,
    spent: Spent,
}

/// For whom an engine is asked.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    pub(super) organization: OrganizationId,
    pub(super) site: SiteId,
    pub(super) settings: &'a AssistantSettings,
}

/// Asks an engine, and once more where that may help.
pub(super) async fn ask(
    services: &Services,
    account: Account<'_>,
    chosen: &Chosen,
    request: &Request,
) -> Result<Answer, EngineError> {
    let first = once(services, account, chosen, request).await;
    let wait = match &first {
        Err(error) if error.is_transient() => Duration::ZERO,
        Err(EngineError::RateLimited {
            retry_after: Some(wait),
        }) if *wait <= SHORT_WAIT => *wait,
        _ => return first,
    };
    tokio::time::sleep(wait).await;
    once(services, account, chosen, request).await
}

async fn once(
    services: &Services,
    account: Account<'_>,
    chosen: &Chosen,
    request: &Request,
) -> Result<Answer, EngineError> {
    let now = services.clock.now();
    let breaker = || {
        chosen
            .breaker
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    };
    if !breaker().lets_through(now) {
        return Err(EngineError::RateLimited { retry_after: None });
    }
    let answer = collect(chosen, request.clone(), services.engines.patience).await;
    match &answer {
        Ok(_) => breaker().succeeded(),
        Err(error) => breaker().failed(error, now),
    }
    let outcome = answer.as_ref().err().map_or("answered", EngineError::kind);
    metrics::counter!("beckon_assistant_calls_total", "engine" => chosen.kind.as_str(), "outcome" => outcome)
        .increment(1);
    if let Err(error) = &answer {
        tracing::warn!(site = %account.site, engine = chosen.kind.as_str(), %error, "an engine gave no answer");
    }
    let spent = answer
        .as_ref()
        .map_or(Spent::default(), |answer| answer.spent);
    if let Err(error) = note(services, account, chosen, spent).await {
        tracing::error!(site = %account.site, %error, "what an engine used could not be noted");
    }
    answer
}

async fn collect(
    chosen: &Chosen,
    request: Request,
    patience: Patience,
) -> Result<Answer, EngineError> {
    let mut events = chosen.engine.answer(request);
    let mut answer = Answer::default();
    let mut wait = patience.first;
    loop {
        let event = timeout(wait, events.next())
            .await
            .map_err(|_| EngineError::Timeout)?;
        wait = patience.between;
        match event.ok_or(EngineError::Cut)?? {
            Event::Text(text) => answer.text.push_str(&text),
            Event::Call(call) => answer.calls.push(call),
            Event::Done(spent) => {
                answer.spent = spent;
                return Ok(answer);
            }
        }
    }
}

/// Calls that failed count too; what they used is not told.
async fn note(
    services: &Services,
    account: Account<'_>,
    chosen: &Chosen,
    spent: Spent,
) -> Result<(), StoreError> {
    let tokens = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let used = Usage {
        calls: 1,
        tokens_in: tokens(spent.tokens_in),
        tokens_out: tokens(spent.tokens_out),
        cost_micros: account
            .settings
            .prices()
            .cost_micros(spent.tokens_in, spent.tokens_out),
    };
    let today = services.clock.now().date_naive();
    let mut tx = services.store.tenant(account.organization).await?;
    let who = (chosen.kind, chosen.model.as_str());
    usage::add(&mut tx, account.site, today, who, used).await?;
    tx.commit().await
}
