//! How the lines of a conversation sit together: whose side they are on, and which of them form a group.

use beckon_domain::conversation::Sender;
use chrono::{DateTime, TimeDelta, Utc};

use crate::state::{Entry, EntryState};
use crate::words::{Word, word};

/// Messages of one writer further apart than this don't form a group.
const GROUP: TimeDelta = TimeDelta::minutes(5);

/// The side of the window a message is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// On the reader's own, right.
    Mine,
    /// On an agent's own side, but written by the assistant.
    Assisted,
    /// On the other, left.
    Theirs,
    /// In the middle: told by Beckon itself.
    System,
}

/// A line of a conversation and how it is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) entry: &'a Entry,
    /// Whether it is the first of its day.
    pub(crate) new_day: bool,
    pub(crate) side: Side,
    /// The writer's name, at the beginning of a group.
    pub(crate) name: Option<&'a str>,
    /// Whether it begins a group.
    pub(crate) first: bool,
    /// Whether it ends a group.
    pub(crate) last: bool,
}

/// The lines of a conversation as `me` sees them; `day` says on which day something was, where that is known.
pub(crate) fn rows(
    entries: &[Entry],
    me: Sender,
    day: impl Fn(DateTime<Utc>) -> String,
) -> impl Iterator<Item = Row<'_>> {
    let days: Vec<_> = entries.iter().map(|entry| entry.at.map(&day)).collect();
    entries.iter().enumerate().map(move |(at, entry)| {
        let new_day = |at: usize| {
            let earlier = at.checked_sub(1).and_then(|before| days[before].as_ref());
            days[at].is_some() && days[at].as_ref() != earlier
        };
        let joins = |at: usize| {
            at > 0 && at < entries.len() && together(&entries[at - 1], &entries[at]) && !new_day(at)
        };
        let (first, last) = (!joins(at), !joins(at + 1));
        Row {
            entry,
            new_day: new_day(at),
            side: side(entry.sender, me),
            name: name(entry, me).filter(|_| first),
            first,
            last,
        }
    })
}

fn side(sender: Sender, me: Sender) -> Side {
    match (sender, me) {
        (Sender::System, _) => Side::System,
        (Sender::Visitor, Sender::Visitor) => Side::Mine,
        (Sender::Visitor, _) | (_, Sender::Visitor) => Side::Theirs,
        (Sender::Assistant, _) => Side::Assisted,
        (Sender::Agent, _) => Side::Mine,
    }
}

/// What to call the writer. A visitor's own name is only read aloud.
fn name(entry: &Entry, me: Sender) -> Option<&str> {
    match entry.sender {
        Sender::Visitor if me == Sender::Visitor => Some(word(Word::You)),
        Sender::Visitor => Some(word(Word::Visitor)),
        Sender::Assistant => Some(word(Word::Assistant)),
        Sender::Agent => entry.sender_name.as_deref(),
        Sender::System => None,
    }
}

fn together(a: &Entry, b: &Entry) -> bool {
    let near = a.at.zip(b.at).is_none_or(|(a, b)| b - a <= GROUP);
    // What is still on its way has no name yet, but the same writer.
    let same_name = b.at.is_none() || a.sender_name == b.sender_name;
    #[cfg(feature = "agent")]
    if (a.state == EntryState::Note) != (b.state == EntryState::Note) {
        return false;
    }
    let failed = matches!(a.state, EntryState::Failed(_) | EntryState::NotUploaded(_));
    a.sender == b.sender && near && same_name && !failed
}

#[cfg(test)]
mod tests {
    use super::*;
    use beckon_domain::id::ClientMessageId;
    use beckon_domain::protocol::Refusal;
    use chrono::DateTime;

    fn entry(sender: Sender, name: Option<&str>, minute: Option<i64>) -> Entry {
        Entry {
            key: ClientMessageId::random(),
            number: None,
            sender,
            sender_name: name.map(str::to_owned),
            content: String::new(),
            attachment: None,
            file: None,
            chips: Vec::new(),
            at: minute.and_then(|minute| DateTime::from_timestamp(minute * 60, 0)),
            state: EntryState::Sent,
        }
    }

    fn day(at: DateTime<Utc>) -> String {
        at.date_naive().to_string()
    }

    #[test]
    fn a_day_begins_with_its_first_message() {
        let (late, early) = (24 * 60 - 1, 24 * 60);
        let entries =
            [late, early, early + 1].map(|minute| entry(Sender::Visitor, None, Some(minute)));
        let begun: Vec<_> = rows(&entries, Sender::Visitor, day)
            .map(|row| (row.new_day, row.first))
            .collect();
        assert_eq!(begun, [(true, true), (true, true), (false, false)]);
    }

    fn groups(entries: &[Entry]) -> Vec<(bool, bool)> {
        rows(entries, Sender::Visitor, day)
            .map(|row| (row.first, row.last))
            .collect()
    }

    #[test]
    fn one_writer_in_a_short_time_is_a_group() {
        let entries = [
            entry(Sender::Visitor, None, Some(0)),
            entry(Sender::Visitor, None, Some(3)),
            entry(Sender::Visitor, None, None),
            entry(Sender::Assistant, None, Some(4)),
            entry(Sender::Assistant, None, Some(10)),
            entry(Sender::Agent, Some("Ana"), Some(11)),
            entry(Sender::Agent, Some("Ben"), Some(11)),
        ];
        let alone = (true, true);
        assert_eq!(
            groups(&entries),
            [
                (true, false),
                (false, false),
                (false, true),
                alone,
                alone,
                alone,
                alone
            ]
        );
    }

    #[test]
    fn a_failed_message_ends_its_group() {
        let mut failed = entry(Sender::Visitor, None, None);
        failed.state = EntryState::Failed(Refusal::UnknownConversation);
        assert_eq!(
            groups(&[failed, entry(Sender::Visitor, None, None)]),
            [(true, true), (true, true)]
        );
    }

    #[test]
    fn there_are_two_sides_and_a_middle() {
        let senders = [
            Sender::Visitor,
            Sender::Agent,
            Sender::Assistant,
            Sender::System,
        ];
        let sides = |me| senders.map(|sender| side(sender, me));
        assert_eq!(
            sides(Sender::Visitor),
            [Side::Mine, Side::Theirs, Side::Theirs, Side::System]
        );
        assert_eq!(
            sides(Sender::Agent),
            [Side::Theirs, Side::Mine, Side::Assisted, Side::System]
        );
    }

    #[test]
    fn names_are_said_once_a_group() {
        let entries = [
            entry(Sender::Agent, Some("Ana"), Some(0)),
            entry(Sender::Agent, Some("Ana"), Some(1)),
        ];
        let names: Vec<_> = rows(&entries, Sender::Visitor, day)
            .map(|row| row.name)
            .collect();
        assert_eq!(names, [Some("Ana"), None]);
    }
}
