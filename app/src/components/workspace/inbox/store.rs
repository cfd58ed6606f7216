//! What the browser knows of the inbox: lines that were loaded, and newer ones that came in since.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use beckon_domain::id::{AccountId, ConversationId};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::api::conversations::Folder;

/// The lines of the inbox, kept current.
#[derive(Clone, Copy)]
pub struct InboxStore {
    me: AccountId,
    lines: RwSignal<HashMap<ConversationId, ConversationSummary>>,
    unread: RwSignal<HashSet<ConversationId>>,
    arrived: RwSignal<HashSet<ConversationId>>,
}

impl InboxStore {
    /// Knows nothing yet.
    pub fn new(me: AccountId) -> Self {
        Self {
            me,
            lines: RwSignal::default(),
            unread: RwSignal::default(),
            arrived: RwSignal::default(),
        }
    }

    /// Takes in which conversations were unread when the page was made. Those that changed since are known
    /// better.
    pub fn seed_unread(self, loaded: Vec<ConversationId>) {
        let known = self.lines.read_untracked();
        let news = loaded.into_iter().filter(|id| !known.contains_key(id));
        self.unread.update(|unread| unread.extend(news));
    }

    /// How many conversations have messages that no agent has seen.
    pub fn unread_count(self) -> usize {
        self.unread.read().len()
    }

    /// Whether this conversation appeared while the page was open.
    pub fn has_arrived(self, id: ConversationId) -> bool {
        self.arrived.read().contains(&id)
    }

    /// Takes in a line as it is now.
    pub fn accept(self, line: ConversationSummary) {
        let id = line.id;
        let is_unread = line.unread() > 0 && line.status == ConversationStatus::Active;
        if self.unread.read_untracked().contains(&id) != is_unread {
            self.unread.update(|unread| {
                if is_unread {
                    unread.insert(id)
                } else {
                    unread.remove(&id)
                };
            });
        }
        let known = self
            .lines
            .with_untracked(|lines| lines.get(&id).map(|known| *known == line));
        match known {
            Some(true) => return,
            Some(false) => {}
            None => self.arrived.update(|arrived| _ = arrived.insert(id)),
        }
        self.lines.update(|lines| _ = lines.insert(id, line));
    }

    /// Takes in lines that were loaded; what came in meanwhile is newer.
    pub fn fill(self, loaded: &[ConversationSummary]) {
        self.lines.update(|lines| {
            for line in loaded {
                let newest = newest(line, lines.get(&line.id)).clone();
                lines.insert(line.id, newest);
            }
        });
    }

    /// Changes a line before the server has confirmed it.
    pub fn amend(
        self,
        mut line: ConversationSummary,
        change: impl FnOnce(&mut ConversationSummary),
    ) {
        change(&mut line);
        self.accept(line);
    }

    /// The member signed in takes care of it.
    pub fn take(self, line: ConversationSummary) {
        let me = self.me;
        self.amend(line, |line| line.assignee = Some(me));
    }

    /// Whether the member signed in takes care of it.
    pub fn is_mine(self, line: &ConversationSummary) -> bool {
        line.assignee == Some(self.me)
    }

    /// The line as it is now; `loaded` if nothing newer is known.
    pub fn line(self, loaded: &ConversationSummary) -> ConversationSummary {
        newest(loaded, self.lines.read().get(&loaded.id)).clone()
    }

    /// The lines of a folder, the last written to first: those `loaded` and those that came in, as far back
    /// as `end`: lines known from another folder may be older, and between those some are missing.
    pub fn folder(
        self,
        folder: Folder,
        loaded: &[ConversationSummary],
        end: Option<DateTime<Utc>>,
    ) -> Vec<ConversationSummary> {
        let known = self.lines.read();
        let mut lines: HashMap<&ConversationId, &ConversationSummary> = known.iter().collect();
        for line in loaded {
            lines.insert(&line.id, newest(line, known.get(&line.id)));
        }
        let is_shown = |line: &&ConversationSummary| {
            self.belongs(folder, line) && end.is_none_or(|end| line.last_message_at >= end)
        };
        let mut lines: Vec<_> = lines.into_values().filter(is_shown).cloned().collect();
        lines.sort_by_key(|line| Reverse((line.last_message_at, line.id)));
        lines
    }

    fn belongs(self, folder: Folder, line: &ConversationSummary) -> bool {
        let is_active = line.status == ConversationStatus::Active;
        match folder {
            Folder::All => is_active,
            Folder::Unassigned => is_active && line.assignee.is_none(),
            Folder::Mine => is_active && self.is_mine(line),
            Folder::Archived => !is_active,
        }
    }
}

/// What is known wins over what was loaded, unless the loaded line has later messages.
fn newest<'a>(
    loaded: &'a ConversationSummary,
    known: Option<&'a ConversationSummary>,
) -> &'a ConversationSummary {
    known
        .filter(|known| known.last_number >= loaded.last_number)
        .unwrap_or(loaded)
}

#[cfg(test)]
mod tests {
    use beckon_domain::conversation::{Channel, Sender};

    use super::*;

    fn line(minute: i64) -> ConversationSummary {
        let at = DateTime::from_timestamp(minute * 60, 0).unwrap();
        ConversationSummary {
            id: ConversationId::generate(at),
            lead: None,
            title: "Visitor".into(),
            site: "Shop".into(),
            status: ConversationStatus::Active,
            channel: Channel::Web,
            assignee: None,
            team: None,
            snoozed_until: None,
            rating: None,
            score: None,
            preview: "Hello".into(),
            last_sender: Sender::Visitor,
            last_number: 2,
            read_number: 2,
            last_message_at: at,
        }
    }

    fn with_store(test: impl FnOnce(InboxStore)) {
        let me = AccountId::generate(DateTime::UNIX_EPOCH);
        Owner::new().with(|| test(InboxStore::new(me)));
    }

    #[test]
    fn the_last_written_to_comes_first_and_news_win() {
        with_store(|store| {
            let (old, new) = (line(1), line(2));
            let loaded = [new.clone(), old.clone()];
            store.fill(&loaded);
            let later = DateTime::from_timestamp(600, 0).unwrap();
            store.accept(ConversationSummary {
                last_number: 3,
                last_message_at: later,
                ..old.clone()
            });
            let ids = |folder| -> Vec<_> {
                store
                    .folder(folder, &loaded, None)
                    .iter()
                    .map(|line| line.id)
                    .collect()
            };
            assert_eq!(ids(Folder::All), [old.id, new.id]);
            assert_eq!(store.unread_count(), 1);
            store.take(new.clone());
            assert_eq!(ids(Folder::Mine), [new.id]);
            assert_eq!(ids(Folder::Unassigned), [old.id]);
            store.amend(store.line(&old), |line| {
                line.status = ConversationStatus::Archived;
            });
            assert_eq!(ids(Folder::All), [new.id]);
            assert_eq!(ids(Folder::Archived), [old.id]);
            assert_eq!(store.unread_count(), 0);
        });
    }

    #[test]
    fn nothing_is_shown_beyond_a_gap() {
        with_store(|store| {
            let (old, new) = (line(1), line(9));
            store.fill(&[old]);
            let shown = store.folder(
                Folder::All,
                std::slice::from_ref(&new),
                Some(new.last_message_at),
            );
            assert_eq!(shown, [new]);
        });
    }

    #[test]
    fn only_what_was_not_loaded_has_arrived() {
        with_store(|store| {
            let (known, fresh) = (line(1), line(2));
            store.fill(std::slice::from_ref(&known));
            store.accept(ConversationSummary {
                last_number: 3,
                ..known.clone()
            });
            store.accept(fresh.clone());
            assert!(!store.has_arrived(known.id));
            assert!(store.has_arrived(fresh.id));
        });
    }
}
