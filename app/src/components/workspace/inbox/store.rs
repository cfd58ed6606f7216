//! What the browser knows of the inbox: lines that were loaded, and newer ones that came in since.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use beckon_domain::id::{AccountId, ConversationId};
use beckon_domain::inbox::{InboxFilter, InboxLines, InboxPlace, UnreadCounts};
use chrono::SubsecRound;
use leptos::prelude::*;

/// The lines of the inbox, kept current.
#[derive(Clone, Copy)]
pub struct InboxStore {
    me: AccountId,
    lines: RwSignal<HashMap<ConversationId, ConversationSummary>>,
    counts: RwSignal<UnreadCounts>,
    /// Grows with each change after which the counts may be others.
    changes: RwSignal<u32>,
    /// Those that were loaded as mentioning the member: a line alone does not tell.
    mentions: RwSignal<HashSet<ConversationId>>,
    arrived: RwSignal<HashSet<ConversationId>>,
}

impl InboxStore {
    /// Knows nothing yet.
    pub fn new(me: AccountId) -> Self {
        Self {
            me,
            lines: RwSignal::default(),
            counts: RwSignal::default(),
            changes: RwSignal::default(),
            mentions: RwSignal::default(),
            arrived: RwSignal::default(),
        }
    }

    /// Takes in how many conversations are unread, as the server counts them.
    pub fn set_counts(self, counts: UnreadCounts) {
        if *self.counts.read_untracked() != counts {
            self.counts.set(counts);
        }
    }

    /// How many conversations of a list are unread.
    pub fn unread_of(self, filter: InboxFilter) -> u32 {
        self.counts.read().of(filter)
    }

    /// How many conversations have messages that no agent has seen.
    pub fn unread_count(self) -> u32 {
        self.unread_of(InboxFilter::All)
    }

    /// Whoever asks in a reactive place is told when the counts may have changed.
    pub fn changes(self) -> u32 {
        self.changes.get()
    }

    /// Whether this conversation appeared while the page was open.
    pub fn has_arrived(self, id: ConversationId) -> bool {
        self.arrived.read().contains(&id)
    }

    /// Takes in a line as it is now.
    pub fn accept(self, line: ConversationSummary) {
        let id = line.id;
        let known = self
            .lines
            .with_untracked(|lines| lines.get(&id).map(|known| *known == line));
        match known {
            Some(true) => return,
            Some(false) => {}
            None => self.arrived.update(|arrived| _ = arrived.insert(id)),
        }
        self.lines.update(|lines| _ = lines.insert(id, line));
        self.changes.update(|changes| *changes += 1);
    }

    /// Takes in lines that were loaded for a list; what came in meanwhile is newer.
    pub fn fill(self, filter: InboxFilter, loaded: &[ConversationSummary]) {
        if filter == InboxFilter::Mentions {
            let ids = loaded.iter().map(|line| line.id);
            self.mentions.update(|mentions| mentions.extend(ids));
        }
        self.lines.update(|lines| {
            for line in loaded {
                let newest = newest(line, lines.get(&line.id)).clone();
                lines.insert(line.id, newest);
            }
        });
    }

    /// Takes in the newest page of a list, loaded because changes may have been missed: its lines count as they are
    /// now, unless a later message came in meanwhile, and those that are gone from it are forgotten.
    pub fn catch_up(self, filter: InboxFilter, page: &InboxLines) {
        let listed: HashSet<_> = page.lines.iter().map(|line| line.id).collect();
        let known = self.lines.get_untracked();
        let is_gone = |line: &&ConversationSummary| {
            let reaches = page.end.is_none_or(|end| is_above(line, end));
            reaches && !listed.contains(&line.id) && untrack(|| self.belongs(filter, line))
        };
        let gone: Vec<_> = known.values().filter(is_gone).map(|line| line.id).collect();
        if !gone.is_empty() {
            self.lines
                .update(|lines| lines.retain(|id, _| !gone.contains(id)));
        }
        if filter == InboxFilter::Mentions {
            self.mentions.update(|mentions| mentions.extend(listed));
        }
        for line in &page.lines {
            let is_older = |known: &ConversationSummary| known.last_number > line.last_number;
            if !known.get(&line.id).is_some_and(is_older) {
                self.accept(line.clone());
            }
        }
        self.changes.update(|changes| *changes += 1);
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

    /// The member signed in.
    pub fn me(self) -> AccountId {
        self.me
    }

    /// Whether the member signed in takes care of it.
    pub fn is_mine(self, line: &ConversationSummary) -> bool {
        line.assignee == Some(self.me)
    }

    /// The line as it is now; `loaded` if nothing newer is known.
    pub fn line(self, loaded: &ConversationSummary) -> ConversationSummary {
        newest(loaded, self.lines.read().get(&loaded.id)).clone()
    }

    /// The lines of a list, the last written to first: those `loaded` and those that came in, as far down
    /// as `end`: lines known from another list may be further down, and between those some are missing.
    pub fn list(
        self,
        filter: InboxFilter,
        loaded: &InboxLines,
        end: Option<InboxPlace>,
    ) -> Vec<ConversationSummary> {
        let known = self.lines.read();
        let mut lines: HashMap<&ConversationId, &ConversationSummary> = known.iter().collect();
        for line in &loaded.lines {
            lines.insert(&line.id, newest(line, known.get(&line.id)));
        }
        let is_shown = |line: &&ConversationSummary| {
            self.belongs(filter, line) && end.is_none_or(|end| is_above(line, end))
        };
        let mut lines: Vec<_> = lines.into_values().filter(is_shown).cloned().collect();
        lines.sort_by_key(|line| Reverse((line.last_message_at, line.id)));
        lines
    }

    fn belongs(self, filter: InboxFilter, line: &ConversationSummary) -> bool {
        let is_active = line.status == ConversationStatus::Active;
        let is_open = is_active && line.snoozed_until.is_none();
        match filter {
            InboxFilter::All => is_open,
            InboxFilter::Unassigned => is_open && line.assignee.is_none() && line.team.is_none(),
            InboxFilter::Mine => is_open && self.is_mine(line),
            InboxFilter::Team(team) => is_open && line.team == Some(team),
            InboxFilter::Snoozed => is_active && line.snoozed_until.is_some(),
            InboxFilter::Mentions => self.mentions.read().contains(&line.id),
            InboxFilter::Archived => !is_active,
        }
    }
}

/// A line tells its time to the millisecond, a place to the microsecond.
fn is_above(line: &ConversationSummary, end: InboxPlace) -> bool {
    line.last_message_at >= end.at.trunc_subsecs(3)
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

    use chrono::DateTime;

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

    fn lines(lines: &[&ConversationSummary]) -> InboxLines {
        InboxLines {
            lines: lines.iter().copied().cloned().collect(),
            end: None,
        }
    }

    #[test]
    fn the_last_written_to_comes_first_and_news_win() {
        with_store(|store| {
            let (old, new) = (line(1), line(2));
            let loaded = lines(&[&new, &old]);
            store.fill(InboxFilter::All, &loaded.lines);
            let later = DateTime::from_timestamp(600, 0).unwrap();
            store.accept(ConversationSummary {
                last_number: 3,
                last_message_at: later,
                ..old.clone()
            });
            let ids = |filter| -> Vec<_> {
                let lines = store.list(filter, &loaded, None);
                lines.iter().map(|line| line.id).collect()
            };
            assert_eq!(ids(InboxFilter::All), [old.id, new.id]);
            store.amend(new.clone(), |line| line.assignee = Some(store.me()));
            assert_eq!(ids(InboxFilter::Mine), [new.id]);
            assert_eq!(ids(InboxFilter::Unassigned), [old.id]);
            store.amend(store.line(&old), |line| {
                line.status = ConversationStatus::Archived;
            });
            assert_eq!(ids(InboxFilter::All), [new.id]);
            assert_eq!(ids(InboxFilter::Archived), [old.id]);
            store.amend(store.line(&new), |line| line.snoozed_until = Some(later));
            assert_eq!(ids(InboxFilter::Snoozed), [new.id]);
            assert_eq!(ids(InboxFilter::Mine), []);
        });
    }

    #[test]
    fn what_was_missed_is_caught_up_with() {
        with_store(|store| {
            let (taken, talked, old) = (line(9), line(8), line(1));
            store.fill(
                InboxFilter::All,
                &[taken.clone(), talked.clone(), old.clone()],
            );
            store.accept(ConversationSummary {
                last_number: 5,
                ..talked.clone()
            });
            let now = ConversationSummary {
                assignee: Some(store.me()),
                ..taken.clone()
            };
            let page = lines(&[&now, &talked]);
            store.catch_up(InboxFilter::All, &page);
            let shown = store.list(InboxFilter::All, &page, None);
            assert_eq!(
                shown.iter().map(|line| line.id).collect::<Vec<_>>(),
                [taken.id, talked.id]
            );
            assert!(store.is_mine(&shown[0]));
            assert_eq!(shown[1].last_number, 5, "what came in meanwhile is newer");
        });
    }

    #[test]
    fn nothing_is_shown_beyond_a_gap() {
        with_store(|store| {
            let (old, new) = (line(1), line(9));
            store.fill(InboxFilter::Archived, &[old]);
            let end = Some(InboxPlace::from(&new));
            let shown = store.list(InboxFilter::All, &lines(&[&new]), end);
            assert_eq!(shown, [new]);
        });
    }

    #[test]
    fn only_what_was_not_loaded_has_arrived() {
        with_store(|store| {
            let (known, fresh) = (line(1), line(2));
            store.fill(InboxFilter::All, std::slice::from_ref(&known));
            store.accept(ConversationSummary {
                last_number: 3,
                ..known.clone()
            });
            store.accept(fresh.clone());
            assert!(!store.has_arrived(known.id));
            assert!(store.has_arrived(fresh.id));
            assert_eq!(untrack(|| store.changes()), 2);
        });
    }
}
