//! What is said about appointments, in each language: a file of texts for each, compiled in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use beckon_domain::appointment::{BookingWords, Span};
use beckon_domain::widget::Language;
use chrono::{DateTime, Datelike as _, NaiveDate, Timelike as _, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

/// The texts of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    calendar: CalendarTexts,
    /// Those of the pages.
    pub(super) page: BookingWords,
    /// Those of mails and of the conversation.
    pub(super) mail: MailTexts,
}

/// How dates and times are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarTexts {
    weekdays: [String; 7],
    weekdays_short: [String; 7],
    months: [String; 12],
    date: String,
    month: String,
    /// Whether the day has two halves of twelve hours.
    has_half_days: bool,
    when: String,
}

/// What mails say, and the conversation. Names in braces stand for what changes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailTexts {
    pub(super) booked_subject: String,
    pub(super) booked_heading: String,
    pub(super) moved_subject: String,
    pub(super) moved_heading: String,
    pub(super) cancelled_subject: String,
    pub(super) cancelled_heading: String,
    pub(super) reminder_subject: String,
    pub(super) reminder_heading: String,
    pub(super) event: String,
    pub(super) with_host: String,
    pub(super) manage: String,
    pub(super) book_again: String,
    pub(super) your_note: String,
    pub(super) footer: String,
    pub(super) chat_booked: String,
    pub(super) chat_moved: String,
    pub(super) chat_cancelled: String,
}

impl Texts {
    /// A date: `Tuesday, December 1`.
    pub(super) fn date(&self, date: NaiveDate) -> String {
        let calendar = &self.calendar;
        fill(
            &calendar.date,
            &[
                (
                    "weekday",
                    &calendar.weekdays[date.weekday().num_days_from_monday() as usize],
                ),
                ("month", &calendar.months[date.month0() as usize]),
                ("day", &date.day().to_string()),
            ],
        )
    }

    /// A month: `December 2026`.
    pub(super) fn month(&self, date: NaiveDate) -> String {
        let month = &self.calendar.months[date.month0() as usize];
        let year = date.year().to_string();
        let title = fill(&self.calendar.month, &[("month", month), ("year", &year)]);
        let mut letters = title.chars();
        // It stands alone, where languages that write months small write them large.
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    /// The short names of the weekdays, Monday first.
    pub(super) fn weekdays(&self) -> Vec<String> {
        self.calendar.weekdays_short.to_vec()
    }

    /// What a clock shows: `9:30 am`, or `09:30`.
    pub(super) fn time(&self, at: DateTime<Tz>) -> String {
        let minute = at.minute();
        if self.calendar.has_half_days {
            let (is_afternoon, hour) = at.hour12();
            format!(
                "{hour}:{minute:02} {}",
                if is_afternoon { "pm" } else { "am" }
            )
        } else {
            format!("{:02}:{minute:02}", at.hour())
        }
    }

    /// When something begins: `Tuesday, December 1, 9:30 am`.
    pub(super) fn start(&self, at: DateTime<Tz>) -> String {
        format!("{}, {}", self.date(at.date_naive()), self.time(at))
    }

    /// A stretch of time: `Tuesday, December 1, 9:30 am – 10:00 am (Europe/Berlin)`.
    pub(super) fn when(&self, slot: Span, zone: Tz) -> String {
        let date = slot.start.with_timezone(&zone).date_naive();
        self.on(&self.date(date), slot, zone)
    }

    /// The same with its year, for what is read later.
    pub(super) fn when_with_year(&self, slot: Span, zone: Tz) -> String {
        let date = slot.start.with_timezone(&zone).date_naive();
        self.on(&format!("{} {}", self.date(date), date.year()), slot, zone)
    }

    fn on(&self, date: &str, slot: Span, zone: Tz) -> String {
        let time = |moment: DateTime<Utc>| self.time(moment.with_timezone(&zone));
        fill(
            &self.calendar.when,
            &[
                ("date", date),
                ("from", &time(slot.start)),
                ("to", &time(slot.end)),
                ("zone", &zone.name().replace('_', " ")),
            ],
        )
    }
}

/// Puts values in the place of their names in braces.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut rest = template;
    let mut out = String::with_capacity(template.len() + 32);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The texts of a language.
pub(super) fn in_language(language: Language) -> &'static Texts {
    static ALL: LazyLock<BTreeMap<Language, Texts>> = LazyLock::new(|| {
        let read = |language| {
            // The files are the program's own, and a test reads each.
            let texts = serde_json::from_str(file(language));
            (language, texts.expect("a file of texts is complete"))
        };
        Language::ALL.map(read).into()
    });
    &ALL[&language]
}

fn file(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("texts/en.json"),
        Language::Es => include_str!("texts/es.json"),
        Language::Fr => include_str!("texts/fr.json"),
        Language::De => include_str!("texts/de.json"),
        Language::Pt => include_str!("texts/pt.json"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text_with_the_same_blanks() {
        let blanks = |text: &str| text.matches("{}").count();
        let english = in_language(Language::En).page.all();
        for language in Language::ALL {
            for ((name, text), (_, model)) in in_language(language).page.all().iter().zip(&english)
            {
                assert!(!text.trim().is_empty(), "{language:?} {name}");
                assert_eq!(blanks(text), blanks(model), "{language:?} {name}");
            }
        }
    }

    #[test]
    fn moments_are_written_as_people_write_them() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let slot = Span {
            start: at("2026-12-01T11:30:00Z"),
            end: at("2026-12-01T12:00:00Z"),
        };
        let when = |language| in_language(language).when(slot, Tz::Europe__Berlin);
        assert_eq!(
            when(Language::En),
            "Tuesday, December 1, 12:30 pm – 1:00 pm (Europe/Berlin)"
        );
        assert_eq!(
            when(Language::De),
            "Dienstag, 1. Dezember, 12:30 – 13:00 Uhr (Europe/Berlin)"
        );
        assert_eq!(
            when(Language::Fr),
            "mardi 1 décembre, 12:30 – 13:00 (Europe/Berlin)"
        );
        let month = in_language(Language::Es).month(NaiveDate::from_ymd_opt(2026, 12, 1).unwrap());
        assert_eq!(month, "Diciembre de 2026");
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        assert_eq!(
            fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]),
            "{b} and 2"
        );
        assert_eq!(fill("{unknown", &[]), "");
    }
}
