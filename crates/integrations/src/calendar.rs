//! Calendar entries as they travel by mail (RFC 5545, RFC 5546).

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use serde::{Deserialize, Serialize};

/// What a calendar entry asks of whoever gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// To take it in, or over what is there with a lower sequence.
    Request,
    /// To take it out.
    Cancel,
}

impl Method {
    const fn name(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Somebody who takes part.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// What they are called.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
}

/// One entry.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What it asks.
    pub method: Method,
    /// Its id: the same for all that is ever said about it.
    pub uid: &'a str,
    /// How often it was changed.
    pub sequence: u32,
    /// When this was written.
    pub written_at: DateTime<Utc>,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// What it is called.
    pub summary: &'a str,
    /// More about it.
    pub description: &'a str,
    /// A page about it.
    pub url: Option<&'a str>,
    /// Who sends it.
    pub organizer: Person<'a>,
    /// Who comes.
    pub attendees: &'a [Person<'a>],
}

/// A calendar entry as a part of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarPart {
    method: Method,
    content: String,
}

impl CalendarPart {
    /// Writes an entry: lines end with CR and LF and are folded, times are UTC.
    pub fn new(entry: &Entry<'_>) -> Self {
        let mut event = Event::with_uid(&plain(entry.uid));
        event
            .timestamp(entry.written_at)
            .sequence(entry.sequence)
            .starts(entry.starts_at)
            .ends(entry.ends_at)
            .summary(&plain(entry.summary))
            .description(&entry.description.replace('\r', ""))
            .status(match entry.method {
                Method::Request => EventStatus::Confirmed,
                Method::Cancel => EventStatus::Cancelled,
            })
            .append_property(address("ORGANIZER", entry.organizer));
        if let Some(url) = entry.url {
            event.url(&plain(url));
        }
        for person in entry.attendees {
            let mut attendee = address("ATTENDEE", *person);
            attendee
                .add_parameter("ROLE", "REQ-PARTICIPANT")
                .add_parameter("PARTSTAT", "ACCEPTED")
                .add_parameter("RSVP", "FALSE");
            event.append_multi_property(attendee);
        }
        let mut calendar = Calendar::empty();
        calendar
            .append_property(("VERSION", "2.0"))
            .append_property(("PRODID", "-//Beckon//Appointments//EN"))
            .append_property(("CALSCALE", "GREGORIAN"))
            .append_property(("METHOD", entry.method.name()))
            .push(event);
        Self {
            method: entry.method,
            content: calendar.to_string(),
        }
    }

    /// Its type, as a mail names it.
    pub fn content_type(&self) -> String {
        format!(
            "text/calendar; charset=utf-8; method={}",
            self.method.name()
        )
    }

    /// The file.
    pub fn content(&self) -> &str {
        &self.content
    }
}

/// A participant's line. A name in it may hold neither quotes nor control characters (RFC 5545, 3.2).
fn address(name: &str, person: Person<'_>) -> Property {
    let called = plain(person.name).replace('"', "'");
    let mut property = Property::new(name, format!("mailto:{}", plain(person.email)));
    property.add_parameter("CN", &called);
    property
}

/// Text on one line.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(method: Method, sequence: u32) -> Entry<'static> {
        Entry {
            method,
            uid: "0198@beckon.example",
            sequence,
            written_at: DateTime::from_timestamp(1_790_000_000, 0).unwrap(),
            starts_at: DateTime::from_timestamp(1_790_100_000, 0).unwrap(),
            ends_at: DateTime::from_timestamp(1_790_101_800, 0).unwrap(),
            summary: "Zoë Ünal, with \"Sunrise\"; Solar: a first look at the roof and what it would cost to cover it",
            description: "Note:\r\nBring \\ the, bill;\nEND:VEVENT",
            url: Some("https://b.example/appointments/abc"),
            organizer: Person {
                name: "Sunrise, \"Solar\"\r\nX-EVIL:1",
                email: "hello@b.example",
            },
            attendees: &[
                Person {
                    name: "Zoë; Ünal",
                    email: "zoe@example.com",
                },
                Person {
                    name: "Nora",
                    email: "nora@example.com",
                },
            ],
        }
    }

    fn parse(part: &CalendarPart) -> Calendar {
        part.content().parse().unwrap()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let wanted = entry(Method::Request, 3);
        let part = CalendarPart::new(&wanted);
        let calendar = parse(&part);
        assert_eq!(calendar.property_value("METHOD"), Some("REQUEST"));
        let event = calendar.events().next().unwrap();
        assert_eq!(calendar.components.len(), 1);
        assert_eq!(event.get_uid(), Some(wanted.uid));
        assert_eq!(event.get_sequence(), Some(3));
        assert_eq!(event.property_value("DTSTART"), Some("20260922T180000Z"));
        assert_eq!(event.property_value("DTEND"), Some("20260922T183000Z"));
        assert_eq!(event.property_value("DTSTAMP"), Some("20260921T141320Z"));
        assert_eq!(event.get_summary(), Some(wanted.summary));
        assert_eq!(
            event.get_description(),
            Some("Note:\nBring \\ the, bill;\nEND:VEVENT")
        );
        let organizer = &event.properties()["ORGANIZER"];
        assert_eq!(organizer.value(), "mailto:hello@b.example");
        assert_eq!(organizer.params()["CN"].value(), "Sunrise, 'Solar'X-EVIL:1");
        let attendees = &event.multi_properties()["ATTENDEE"];
        assert_eq!(attendees.len(), 2);
        assert_eq!(attendees[0].params()["CN"].value(), "Zoë; Ünal");
    }

    #[test]
    fn lines_are_folded_and_end_as_they_must() {
        let part = CalendarPart::new(&entry(Method::Request, 0));
        for line in part.content().split_terminator("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.contains(['\r', '\n']));
        }
        assert!(part.content().ends_with("END:VCALENDAR\r\n"));
        assert!(
            !part
                .content()
                .lines()
                .any(|line| line.starts_with("X-EVIL"))
        );
    }

    #[test]
    fn calling_off_names_the_same_entry() {
        let part = CalendarPart::new(&entry(Method::Cancel, 4));
        let calendar = parse(&part);
        assert_eq!(calendar.property_value("METHOD"), Some("CANCEL"));
        let event = calendar.events().next().unwrap();
        assert_eq!(event.get_uid(), Some("0198@beckon.example"));
        assert_eq!(event.get_status(), Some(EventStatus::Cancelled));
        assert!(part.content_type().ends_with("method=CANCEL"));
    }
}
