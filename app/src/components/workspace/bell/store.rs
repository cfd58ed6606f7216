use beckon_domain::notification::{Notification, Subject};
use leptos::prelude::*;

use crate::api::notifications::BellView;

/// What is under the bell, as far as it is known.
#[derive(Clone, Copy)]
pub struct BellStore {
    lines: RwSignal<Vec<Notification>>,
    unread: RwSignal<u32>,
    sound: RwSignal<bool>,
    /// Grows when a line changed that is not among those loaded: only the server can count it.
    unsure: RwSignal<u32>,
}

impl BellStore {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            lines: RwSignal::new(Vec::new()),
            unread: RwSignal::new(0),
            sound: RwSignal::new(false),
            unsure: RwSignal::new(0),
        }
    }

    /// Takes in what was loaded; lines that came in while it was under way stay.
    pub fn load(self, bell: BellView) {
        let newest = bell.lines.first().map(|line| line.at);
        let later: Vec<_> = self.lines.with_untracked(|lines| {
            let is_later = |line: &&Notification| newest.is_none_or(|newest| line.at > newest);
            lines.iter().filter(is_later).cloned().collect()
        });
        self.lines.set(bell.lines);
        self.unread.set(bell.unread);
        self.sound.set(bell.sound);
        for line in later {
            self.accept(line);
        }
    }

    /// Whoever asks in a reactive place is told when all is to be loaded again.
    pub fn track_unsure(self) {
        self.unsure.track();
    }

    /// Takes in a line that is new or changed; tells whether it is news.
    pub fn accept(self, line: Notification) -> bool {
        let mut before = None;
        let is_unread = !line.is_read;
        let at = line.at;
        // Ids ascend. What was made before all that is here may have been counted already.
        let oldest = self
            .lines
            .with_untracked(|lines| lines.iter().map(|line| line.id).min());
        if oldest.is_some_and(|oldest| line.id < oldest) {
            self.unsure.update(|unsure| *unsure += 1);
        }
        self.lines.update(|lines| {
            if let Some(place) = lines.iter().position(|known| known.id == line.id) {
                before = Some(lines.remove(place));
            }
            lines.push(line);
            lines.sort_by_key(|line| std::cmp::Reverse(line.at));
        });
        let was_unread = before.as_ref().is_some_and(|line| !line.is_read);
        self.unread.update(|unread| match (was_unread, is_unread) {
            (false, true) => *unread += 1,
            (true, false) => *unread = unread.saturating_sub(1),
            _ => {}
        });
        is_unread && before.is_none_or(|line| line.at < at)
    }

    /// All, or what concerns one conversation or lead, is read.
    pub fn read(self, about: Option<Subject>) {
        let mut count = 0;
        self.lines.update(|lines| {
            let concerned = |line: &&mut Notification| {
                !line.is_read && about.is_none_or(|about| line.about == about)
            };
            for line in lines.iter_mut().filter(concerned) {
                line.is_read = true;
                count += 1;
            }
        });
        self.unread.update(|unread| {
            *unread = about.map_or(0, |_| unread.saturating_sub(count));
        });
    }

    /// The lines, the newest first.
    pub fn lines(self) -> Vec<Notification> {
        self.lines.get()
    }

    /// How many were not read.
    pub fn unread(self) -> u32 {
        self.unread.get()
    }

    /// Whether news are to be heard.
    pub fn is_heard(self) -> bool {
        self.sound.get_untracked()
    }

    /// News are to be heard from now on, or not.
    pub fn set_heard(self, heard: bool) {
        self.sound.set(heard);
    }
}

impl Default for BellStore {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use beckon_domain::id::{AccountId, ConversationId, NotificationId};
    use beckon_domain::notification::NotificationKind;
    use chrono::DateTime;

    use super::*;

    fn line(id: i64, at: i64, is_read: bool) -> Notification {
        let made = DateTime::from_timestamp(id, 0).unwrap();
        Notification {
            id: NotificationId(uuid_of(id)),
            account: AccountId::generate(made),
            kind: NotificationKind::NewMessage,
            about: ConversationId(uuid_of(id)).into(),
            title: "Ada".to_owned(),
            detail: "Hello".to_owned(),
            count: 1,
            at: DateTime::from_timestamp(at, 0).unwrap(),
            is_read,
        }
    }

    fn uuid_of(id: i64) -> uuid::Uuid {
        uuid::Uuid::from_u128(id.unsigned_abs().into())
    }

    #[test]
    fn a_line_that_came_while_loading_stays() {
        Owner::new().with(|| {
            let store = BellStore::new();
            store.accept(line(1, 20, false));
            let bell = BellView {
                lines: vec![line(2, 10, false), line(1, 5, true)],
                unread: 1,
                sound: true,
            };
            store.load(bell);
            assert_eq!(store.unread(), 2);
            assert_eq!(store.lines().len(), 2);
        });
    }

    #[test]
    fn a_line_that_changes_counts_once() {
        let owner = Owner::new();
        owner.with(|| {
            let store = BellStore::new();
            assert!(store.accept(line(1, 10, false)));
            assert!(store.accept(line(1, 20, false)), "it happened again");
            assert!(!store.accept(line(1, 20, false)), "the same is no news");
            assert!(store.accept(line(2, 15, false)));
            assert_eq!(store.unread(), 2);
            assert_eq!(store.lines()[0].id, NotificationId(uuid_of(1)));
            assert!(!store.accept(line(1, 20, true)));
            assert_eq!(store.unread(), 1);
            store.read(None);
            assert_eq!(store.unread(), 0);
        });
    }

    #[test]
    fn a_line_older_than_all_that_are_here_is_counted_by_the_server() {
        let owner = Owner::new();
        owner.with(|| {
            let store = BellStore::new();
            store.accept(line(2, 20, false));
            assert_eq!(store.unsure.get_untracked(), 0);
            store.accept(line(3, 30, false));
            assert_eq!(store.unsure.get_untracked(), 0);
            store.accept(line(1, 40, false));
            assert_eq!(store.unsure.get_untracked(), 1);
        });
    }
}
