use super::Millis;

/// Shortest and longest wait before connecting again.
const BACKOFF: (Millis, Millis) = (500.0, 15_000.0);
/// How long an answer may take before the line counts as dead.
pub(super) const ANSWER: Millis = 10_000.0;
/// The same right after the device woke up, when a dead line is likely and somebody is looking.
const ANSWER_AWAKE: Millis = 5_000.0;
/// A line is pinged when nothing was heard for this long.
const QUIET: Millis = 25_000.0;
/// A line that held this long was a good one: the next wait is short again.
const STABLE: Millis = 10_000.0;

/// How the connection stands, for the person who waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConnectionStatus {
    /// The first attempt is under way.
    #[default]
    Connecting,
    /// Messages come and go.
    Online,
    /// The line is broken; it is being repaired.
    Offline,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Nothing is open; the next attempt is due at `until`.
    Waiting { until: Millis },
    /// The socket is opening, or the hello awaits its welcome.
    Opening { until: Millis },
    /// The server has welcomed us.
    Open {
        since: Millis,
        heard: Millis,
        answer_by: Option<Millis>,
    },
    /// The server will never take us; only a reload of the page helps.
    Stopped,
}

/// What the connection needs now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    Connect,
    Ping,
    GiveUp,
}

/// The life of the connection: when to open it, when to doubt it, when to give it up.
#[derive(Debug)]
pub(super) struct Link {
    phase: Phase,
    failures: u32,
    status: ConnectionStatus,
}

impl Link {
    pub(super) fn new() -> Self {
        Self {
            phase: Phase::Waiting { until: 0.0 },
            failures: 0,
            status: ConnectionStatus::Connecting,
        }
    }

    pub(super) fn status(&self) -> ConnectionStatus {
        self.status
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open { .. })
    }

    pub(super) fn is_opening(&self) -> bool {
        matches!(self.phase, Phase::Opening { .. })
    }

    pub(super) fn is_stopped(&self) -> bool {
        matches!(self.phase, Phase::Stopped)
    }

    pub(super) fn due(&self, now: Millis) -> Option<Due> {
        let due = match self.phase {
            Phase::Waiting { .. } => Due::Connect,
            Phase::Opening { .. }
            | Phase::Open {
                answer_by: Some(_), ..
            } => Due::GiveUp,
            Phase::Open { .. } => Due::Ping,
            Phase::Stopped => return None,
        };
        (self.next()? <= now).then_some(due)
    }

    /// When something will be due, if nothing happens before.
    pub(super) fn next(&self) -> Option<Millis> {
        match self.phase {
            Phase::Waiting { until } | Phase::Opening { until } => Some(until),
            Phase::Open {
                heard, answer_by, ..
            } => Some(answer_by.unwrap_or(heard + QUIET)),
            Phase::Stopped => None,
        }
    }

    /// A socket is being opened, or has opened and the hello was said.
    pub(super) fn opening(&mut self, now: Millis) {
        self.phase = Phase::Opening {
            until: now + ANSWER,
        };
    }

    pub(super) fn welcomed(&mut self, now: Millis) {
        self.phase = Phase::Open {
            since: now,
            heard: now,
            answer_by: None,
        };
        self.status = ConnectionStatus::Online;
    }

    /// Any frame proves that the line lives.
    pub(super) fn heard(&mut self, now: Millis) {
        if let Phase::Open {
            heard, answer_by, ..
        } = &mut self.phase
        {
            *heard = now;
            *answer_by = None;
        }
    }

    pub(super) fn pinged(&mut self, now: Millis) {
        self.expect_answer(now + ANSWER);
    }

    /// The device woke up, or the network came back: wait no longer. Says whether to ping at once.
    pub(super) fn woken(&mut self, now: Millis) -> bool {
        if let Phase::Waiting { until } = &mut self.phase {
            *until = now;
        }
        self.expect_answer(now + ANSWER_AWAKE);
        self.is_open()
    }

    fn expect_answer(&mut self, by: Millis) {
        if let Phase::Open { answer_by, .. } = &mut self.phase {
            *answer_by = Some(answer_by.map_or(by, |earlier| earlier.min(by)));
        }
    }

    /// The line broke. `chance` is in 0..1 and spreads the clients of a server that restarts.
    pub(super) fn lost(&mut self, now: Millis, chance: f64) {
        if let Phase::Open { since, .. } = self.phase
            && now - since >= STABLE
        {
            self.failures = 0;
        }
        // Not `clamp`: that brings all the code that writes numbers into its panic.
        let wait = (BACKOFF.0 * f64::from(1_u32 << self.failures.min(5)) * (0.75 + chance / 2.0))
            .max(BACKOFF.0)
            .min(BACKOFF.1);
        self.failures = self.failures.saturating_add(1);
        self.phase = Phase::Waiting { until: now + wait };
        self.status = ConnectionStatus::Offline;
    }

    pub(super) fn stop(&mut self) {
        self.phase = Phase::Stopped;
        self.status = ConnectionStatus::Offline;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(now: Millis) -> Link {
        let mut link = Link::new();
        link.opening(now);
        link.welcomed(now);
        link
    }

    #[test]
    fn connects_at_once_and_then_waits_longer_and_longer() {
        let mut link = Link::new();
        let mut now = 0.0;
        let mut waits = Vec::new();
        for _ in 0..8 {
            assert_eq!(link.due(now), Some(Due::Connect));
            link.opening(now);
            link.lost(now, 0.5);
            let next = link.next().unwrap();
            waits.push(next - now);
            now = next;
        }
        assert_eq!(
            waits,
            [
                500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 15_000.0, 15_000.0, 15_000.0
            ]
        );
    }

    #[test]
    fn jitter_stays_within_the_bounds() {
        for chance in [0.0, 0.3, 0.999] {
            let mut link = Link::new();
            for _ in 0..10 {
                link.lost(0.0, chance);
                assert!((500.0..=15_000.0).contains(&link.next().unwrap()));
            }
        }
    }

    #[test]
    fn a_quiet_line_is_pinged_and_a_dead_one_given_up() {
        let mut link = open(0.0);
        assert_eq!(link.due(24_999.0), None);
        assert_eq!(link.due(25_000.0), Some(Due::Ping));
        link.pinged(25_000.0);
        assert_eq!(link.due(34_999.0), None);
        assert_eq!(link.due(35_000.0), Some(Due::GiveUp));
        link.heard(34_999.0);
        assert_eq!(link.due(35_000.0), None);
    }

    #[test]
    fn waking_up_doubts_the_line_and_ends_the_wait() {
        let mut link = open(0.0);
        assert!(link.woken(1_000.0));
        assert_eq!(link.due(6_000.0), Some(Due::GiveUp));

        link.lost(6_000.0, 0.9);
        assert_eq!(link.due(6_001.0), None);
        assert!(!link.woken(6_001.0));
        assert_eq!(link.due(6_001.0), Some(Due::Connect));
    }

    #[test]
    fn a_line_that_held_is_repaired_quickly() {
        let mut link = Link::new();
        for _ in 0..6 {
            link.lost(0.0, 0.5);
        }
        link.welcomed(0.0);
        link.lost(60_000.0, 0.5);
        assert_eq!(link.next(), Some(60_500.0));
    }

    #[test]
    fn a_server_that_welcomes_and_hangs_up_is_not_hammered() {
        let mut link = Link::new();
        for _ in 0..6 {
            link.welcomed(0.0);
            link.lost(0.0, 0.5);
        }
        assert_eq!(link.next(), Some(15_000.0));
    }

    #[test]
    fn nothing_is_due_once_stopped() {
        let mut link = open(0.0);
        link.stop();
        assert_eq!(link.due(1e12), None);
        assert!(!link.woken(1.0));
        assert_eq!(link.next(), None);
    }
}
