//! One question to an engine: with patience that ends, a second try where one may help, and an account of what it cost.

use std::sync::PoisonError;
use std::time::Duration;

use beckon_assistant::engine::{EngineError, Event, Request, Spent, ToolCall};
use beckon_domain::assistant::{AssistantSettings, Usage};
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_store::StoreError;
use beckon_store::assistant::usage;
use futures::StreamExt as _;
use tokio::time::{Instant, sleep, timeout_at};

use super::engines::{Chosen, Patience};
use super::partial::Growing;
use crate::Services;

/// The longest wait that a provider may ask for before the second try.
const SHORT_WAIT: Duration = Duration::from_secs(1);

/// Bytes of text in a token, on the low side: English has four to five, other languages fewer.
const BYTES_A_TOKEN: usize = 4;

/// A whole answer.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) calls: Vec<ToolCall>,
    spent: Spent,
}

impl Answer {
    /// What an answer that broke off has used. The provider bills it and doesn't say how much, so it is estimated by
    /// the length of the texts. A call that was refused at once, or to which no answer had begun, has used nothing.
    fn broken_off(&self, request: &Request, error: &EngineError) -> Spent {
        let has_begun = !self.text.is_empty() || !self.calls.is_empty();
        let is_broken = matches!(
            error,
            EngineError::Cut | EngineError::Timeout | EngineError::Malformed(_)
        );
        if !(has_begun && is_broken) {
            return Spent::default();
        }
        let calls = self.calls.iter().map(|call| call.arguments.as_str());
        Spent {
            tokens_in: tokens(request.size()),
            tokens_out: tokens(calls.chain([self.text.as_str()]).map(str::len).sum()),
        }
    }
}

fn tokens(bytes: usize) -> u64 {
    u64::try_from(bytes.div_ceil(BYTES_A_TOKEN)).unwrap_or(u64::MAX)
}

/// For whom an engine is asked, and for how long.
#[derive(Clone, Copy)]
pub(super) struct Account<'a> {
    pub(super) organization: OrganizationId,
    pub(super) site: SiteId,
    pub(super) settings: &'a AssistantSettings,
    /// When nobody waits for it any more. A call that this cuts is counted and told like any other.
    pub(super) until: Instant,
    /// Where the answer can be heard while it comes.
    pub(super) growing: &'a Growing,
}

/// Asks an engine, and once more where that may help and there is time for it.
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
    if Instant::now() + wait >= account.until {
        return first;
    }
    sleep(wait).await;
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
    let mut begun = Answer::default();
    let patience = services.engines.patience;
    account.growing.begin(&request.instructions);
    let outcome = collect(chosen, request.clone(), patience, account, &mut begun).await;
    if outcome.is_err() {
        account.growing.withdraw();
    }
    let spent = match &outcome {
        Ok(()) => begun.spent,
        Err(error) => begun.broken_off(request, error),
    };
    let answer = outcome.map(|()| begun);
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
    if let Err(error) = note(services, account, chosen, spent).await {
        tracing::error!(site = %account.site, %error, "what an engine used could not be noted");
    }
    answer
}

async fn collect(
    chosen: &Chosen,
    request: Request,
    patience: Patience,
    account: Account<'_>,
    answer: &mut Answer,
) -> Result<(), EngineError> {
    let mut events = chosen.engine.answer(request);
    let mut wait = patience.first;
    loop {
        let event = timeout_at(account.until.min(Instant::now() + wait), events.next())
            .await
            .map_err(|_| EngineError::Timeout)?;
        wait = patience.between;
        match event.ok_or(EngineError::Cut)?? {
            Event::Text(text) => {
                account.growing.say(&text);
                answer.text.push_str(&text);
            }
            Event::Call(call) => answer.calls.push(call),
            Event::Done(spent) => {
                answer.spent = spent;
                return Ok(());
            }
        }
    }
}

/// Calls that failed count too.
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

#[cfg(test)]
mod tests {
    use beckon_assistant::engine::Tool;

    use super::*;

    #[test]
    fn what_broke_off_is_estimated_and_what_never_began_is_not() {
        let request = Request {
            instructions: "x".repeat(400),
            entries: Vec::new(),
            tools: Vec::new(),
            schema: None,
            planned: "not sent".to_owned(),
        };
        let begun = Answer {
            text: "y".repeat(41),
            ..Answer::default()
        };
        let spent = begun.broken_off(&request, &EngineError::Cut);
        assert_eq!((spent.tokens_in, spent.tokens_out), (100, 11));
        let with_tools = Request {
            tools: Tool::ALL.to_vec(),
            ..request.clone()
        };
        let schemas: usize = Tool::ALL
            .iter()
            .map(|tool| tool.schema().to_string().len())
            .sum();
        let more = begun.broken_off(&with_tools, &EngineError::Cut).tokens_in - 100;
        assert!(more > tokens(schemas), "the tools are sent, too");
        let refused = begun.broken_off(&request, &EngineError::Refused(400));
        assert_eq!(refused, Spent::default());
        let nothing = Answer::default().broken_off(&request, &EngineError::Timeout);
        assert_eq!(nothing, Spent::default());
    }
}
