use std::time::Duration;

use beckon_assistant::engine::EngineError;
use chrono::{DateTime, TimeDelta, Utc};

/// Faults in a row after which a provider is left alone.
const FAULTS: u32 = 3;

/// For how long at first; each fault more doubles it.
const PAUSE: TimeDelta = TimeDelta::seconds(30);

/// For how long at most.
const PAUSE_MAX: TimeDelta = TimeDelta::minutes(10);

/// Leaves a provider alone that does not answer well: visitors shall not wait for it again and again. After a pause one
/// call is let through; how it goes decides.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Breaker {
    faults: u32,
    open_until: Option<DateTime<Utc>>,
}

impl Breaker {
    /// Whether it may be called now. Where a pause is over, others wait for the outcome of this call.
    pub(super) fn lets_through(&mut self, now: DateTime<Utc>) -> bool {
        match self.open_until {
            Some(until) if now < until => false,
            Some(_) => {
                self.open_until = Some(now + PAUSE);
                true
            }
            None => true,
        }
    }

    /// It answered.
    pub(super) fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// It did not.
    pub(super) fn failed(&mut self, error: &EngineError, now: DateTime<Utc>) {
        if !error.is_of_provider() {
            return;
        }
        self.faults = self.faults.saturating_add(1);
        let pause = match error {
            EngineError::RateLimited { retry_after } => asked_for(*retry_after),
            // No second try makes a key valid.
            EngineError::Unauthorized => PAUSE,
            _ if self.faults < FAULTS => return,
            _ => PAUSE * 2_i32.pow((self.faults - FAULTS).min(5)),
        };
        self.open_until = Some(now + pause.min(PAUSE_MAX));
    }
}

fn asked_for(retry_after: Option<Duration>) -> TimeDelta {
    let asked = retry_after.and_then(|wait| TimeDelta::from_std(wait).ok());
    asked.unwrap_or(PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn after_three_faults_it_pauses_and_then_tries_once() {
        let mut breaker = Breaker::default();
        for _ in 0..2 {
            breaker.failed(&EngineError::Cut, at(0));
            assert!(breaker.lets_through(at(0)));
        }
        breaker.failed(&EngineError::Timeout, at(0));
        assert!(!breaker.lets_through(at(29)));
        assert!(breaker.lets_through(at(30)));
        assert!(!breaker.lets_through(at(31)), "one at a time");
        breaker.failed(&EngineError::Timeout, at(31));
        assert!(!breaker.lets_through(at(90)), "twice as long");
        assert!(breaker.lets_through(at(91)));
        breaker.succeeded();
        assert!(breaker.lets_through(at(91)) && breaker.lets_through(at(91)));
    }

    #[test]
    fn a_limit_is_kept_as_long_as_it_says() {
        let mut breaker = Breaker::default();
        let retry_after = Some(Duration::from_secs(7));
        breaker.failed(&EngineError::RateLimited { retry_after }, at(0));
        assert!(!breaker.lets_through(at(6)));
        assert!(breaker.lets_through(at(7)));
    }

    #[test]
    fn what_one_visitor_caused_closes_nothing() {
        let mut breaker = Breaker::default();
        for _ in 0..9 {
            breaker.failed(&EngineError::Refused(400), at(0));
        }
        assert!(breaker.lets_through(at(0)));
    }
}
