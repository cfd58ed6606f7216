use beckon_domain::contact::Email;
use beckon_domain::widget::{Attendance, Language};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::words::in_language;

/// Answered hand-overs without which nothing is said about how long it takes.
const SAMPLE: i64 = 3;

/// What is known about how long somebody will wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting<'a> {
    /// Whether anybody of the team is there.
    pub(super) somebody: bool,
    /// The business hours say so.
    pub(super) attendance: Attendance,
    /// By whose clock.
    pub(super) time_zone: &'a str,
    /// The place in the queue, from 1.
    pub(super) position: i64,
    /// In how many seconds half of the recent ones were answered, and how many they are.
    pub(super) usual: (Option<f64>, i64),
    /// Where an answer would go.
    pub(super) email: Option<&'a Email>,
}

impl Waiting<'_> {
    /// What the visitor is told: the truth, and no more than is known.
    pub(super) fn in_words(self, language: Language) -> String {
        let words = in_language(language);
        let with = |sentence: &str, value: &str| sentence.replace("{}", value);
        let mut told = Vec::new();
        if self.somebody {
            told.push(match self.position {
                ..=1 => words.next.to_owned(),
                position => with(words.line, &(position - 1).to_string()),
            });
            told.push(match self.minutes() {
                Some(minutes) => with(words.usually, &minutes.to_string()),
                None => words.unknown.to_owned(),
            });
        } else {
            told.push(words.nobody.to_owned());
            if let Attendance::Closed { until: Some(until) } = self.attendance {
                told.push(with(words.opens, &self.moment(until)));
            }
            told.push(match self.email {
                Some(email) => with(words.by_email, email.as_str()),
                None => words.ask_email.to_owned(),
            });
        }
        told.join(" ")
    }

    /// Rounded up, for each of those before and for this one.
    fn minutes(&self) -> Option<u32> {
        let (median, answered) = self.usual;
        let seconds = median.filter(|_| answered >= SAMPLE)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the minutes of a day"
        )]
        let minutes = (seconds / 60.0).ceil().clamp(1.0, 1_440.0) as u32;
        Some(minutes)
    }

    fn moment(&self, at: DateTime<Utc>) -> String {
        let zone: Tz = self.time_zone.parse().unwrap_or(Tz::UTC);
        let at = at.with_timezone(&zone);
        format!("{} ({})", at.format("%Y-%m-%d, %H:%M"), zone.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting() -> Waiting<'static> {
        Waiting {
            somebody: true,
            attendance: Attendance::Open,
            time_zone: "Europe/Berlin",
            position: 1,
            usual: (Some(200.0), 5),
            email: None,
        }
    }

    #[test]
    fn who_is_there_is_told_with_the_place_in_the_queue() {
        let first = waiting().in_words(Language::En);
        assert_eq!(first, "You're next in line. It usually takes about 4 min.");
        let third = Waiting {
            position: 3,
            usual: (Some(9.0), 2),
            ..waiting()
        };
        assert_eq!(
            third.in_words(Language::De),
            "Vor Ihnen warten: 2. Wie lange es dauert, kann ich nicht sagen."
        );
    }

    #[test]
    fn nobody_there_is_said_so() {
        let email = Email::parse("ada@example.com").unwrap();
        let closed = Waiting {
            somebody: false,
            attendance: Attendance::Closed {
                until: DateTime::from_timestamp(1_790_000_000, 0),
            },
            email: Some(&email),
            ..waiting()
        };
        assert_eq!(
            closed.in_words(Language::En),
            "Nobody is here at the moment. We're back on 2026-09-21, 16:13 (Europe/Berlin). We'll answer by e-mail at ada@example.com."
        );
        let unknown = Waiting {
            email: None,
            attendance: Attendance::Open,
            ..closed
        };
        for language in Language::ALL {
            let text = unknown.in_words(language);
            assert!(!text.contains('{') && text.ends_with('.'), "{text}");
        }
    }
}
