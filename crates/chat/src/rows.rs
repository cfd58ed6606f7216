//! How the lines of a conversation sit together: whose side they are on, and which of them form a group.

use beckon_domain::conversation::Sender;
use chrono::TimeDelta;

use crate::state::{Entry, EntryState};

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
    pub(crate) side: Side,
    /// The writer's name, at the beginning of a group.
    pub(crate) name: Option<&'a str>,
    /// Whether it begins a group.
    pub(crate) first: bool,
    /// Whether it ends a group.
    pub(crate) last: bool,
}

/// The lines of a conversation as `me` sees them.
pub(crate) fn rows(entries: &[Entry], me: Sender) -> impl Iterator<Item = Row<'_>> {
    entries.iter().enumerate().map(move |(at, entry)| {
        let before = at.checked_sub(1).and_then(|before| entries.get(before));
        let first = !before.is_some_and(|before| together(before, entry));
        let last = !entries
            .get(at + 1)
            .is_some_and(|after| together(entry, after));
        Row {
            entry,
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
        Sender::Visitor if me == Sender::Visitor => Some("You"),
        Sender::Visitor => Some("Visitor"),
        Sender::Assistant => Some("Assistant"),
        Sender::Agent => entry.sender_name.as_deref(),
        Sender::System => None,
    }
}

fn together(a: &Entry, b: &Entry) -> bool {
    let near = a.at.zip(b.at).is_none_or(|(a, b)| b - a <= GROUP);
    // What is still on its way has no name yet, but the same writer.
    let same_name = b.at.is_none() || a.sender_name == b.sender_name;
    let failed = matches!(a.state, EntryState::Failed(_));
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
            at: minute.and_then(|minute| DateTime::from_timestamp(minute * 60, 0)),
            state: EntryState::Sent,
        }
    }

    fn groups(entries: &[Entry]) -> Vec<(bool, bool)> {
        rows(entries, Sender::Visitor)
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
        let names: Vec<_> = rows(&entries, Sender::Visitor)
            .map(|row| row.name)
            .collect();
        assert_eq!(names, [Some("Ana"), None]);
    }
}
