//! The lists of the inbox, and what can be done with a conversation beside writing in it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::conversation::ConversationSummary;
use crate::id::{AccountId, ConversationId, TeamId};

/// Conversations of one page of a list.
pub const INBOX_PAGE: usize = 50;

/// Which conversations a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InboxFilter {
    /// Active ones that the member takes care of.
    Mine,
    /// Active ones that neither a member nor a team takes care of.
    Unassigned,
    /// All active ones.
    #[default]
    All,
    /// Active ones of a team.
    Team(TeamId),
    /// Active ones that were put off.
    Snoozed,
    /// Those with a note that mentions the member, wherever they stand.
    Mentions,
    /// Those put away or closed.
    Archived,
}

impl InboxFilter {
    /// Those that every member has.
    pub const FIXED: [Self; 6] = [
        Self::Mine,
        Self::Unassigned,
        Self::All,
        Self::Snoozed,
        Self::Mentions,
        Self::Archived,
    ];
}

impl fmt::Display for InboxFilter {
    /// As it stands in an address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mine => f.write_str("mine"),
            Self::Unassigned => f.write_str("unassigned"),
            Self::All => f.write_str("all"),
            Self::Team(team) => write!(f, "team-{team}"),
            Self::Snoozed => f.write_str("snoozed"),
            Self::Mentions => f.write_str("mentions"),
            Self::Archived => f.write_str("archived"),
        }
    }
}

/// The text names no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such list of conversations")]
pub struct UnknownFilter;

impl FromStr for InboxFilter {
    type Err = UnknownFilter;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(team) = text.strip_prefix("team-") {
            return team.parse().map(Self::Team).map_err(|_| UnknownFilter);
        }
        let fixed = Self::FIXED
            .into_iter()
            .find(|filter| filter.to_string() == text);
        fixed.ok_or(UnknownFilter)
    }
}

/// A line's place in a list, which is ordered by the time of the last message, then by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InboxPlace {
    /// When the last message was committed, to the microsecond.
    pub at: DateTime<Utc>,
    /// Which conversation.
    pub id: ConversationId,
}

impl From<&ConversationSummary> for InboxPlace {
    fn from(line: &ConversationSummary) -> Self {
        Self {
            at: line.last_message_at,
            id: line.id,
        }
    }
}

/// Which page of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum InboxPage {
    /// The lines written to last.
    #[default]
    Newest,
    /// Those next below this place.
    Below(InboxPlace),
    /// Those next above this place.
    Above(InboxPlace),
}

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxLines {
    /// Its lines, the last written to first.
    pub lines: Vec<ConversationSummary>,
    /// The place of the last of them, if there may be more below. A line tells its time to the millisecond only,
    /// so a place made from one that travelled would skip others.
    pub end: Option<InboxPlace>,
}

/// How many conversations have messages that no agent has seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadCounts {
    /// In [`InboxFilter::All`].
    pub all: u32,
    /// In [`InboxFilter::Mine`].
    pub mine: u32,
    /// In [`InboxFilter::Unassigned`].
    pub unassigned: u32,
    /// In [`InboxFilter::Snoozed`].
    pub snoozed: u32,
    /// In [`InboxFilter::Mentions`].
    pub mentions: u32,
    /// In [`InboxFilter::Team`] of each team that has some.
    pub teams: Vec<(TeamId, u32)>,
}

impl UnreadCounts {
    /// That of one list. What was put away has been seen to.
    pub fn of(&self, filter: InboxFilter) -> u32 {
        match filter {
            InboxFilter::All => self.all,
            InboxFilter::Mine => self.mine,
            InboxFilter::Unassigned => self.unassigned,
            InboxFilter::Snoozed => self.snoozed,
            InboxFilter::Mentions => self.mentions,
            InboxFilter::Archived => 0,
            InboxFilter::Team(id) => {
                let count = self.teams.iter().find(|(team, _)| *team == id);
                count.map_or(0, |(_, count)| *count)
            }
        }
    }
}

/// Who takes care of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Assignment {
    /// A member. The conversation stays with its team only if they are in it.
    Member(AccountId),
    /// A team, until one of them takes it.
    Team(TeamId),
    /// Nobody.
    Nobody,
}

/// How long a conversation can be put off, in days.
pub const SNOOZE_MAX_DAYS: i64 = 366;

/// The moment is in the past or too far away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("Choose a moment within the next {SNOOZE_MAX_DAYS} days.")]
pub struct SnoozeError;

/// Checks until when a conversation is put off.
pub fn check_snooze(until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), SnoozeError> {
    let is_near = until <= now + TimeDelta::days(SNOOZE_MAX_DAYS);
    (until > now && is_near).then_some(()).ok_or(SnoozeError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_survive_an_address() {
        let team = InboxFilter::Team(TeamId::generate(DateTime::UNIX_EPOCH));
        for filter in InboxFilter::FIXED.into_iter().chain([team]) {
            assert_eq!(filter.to_string().parse(), Ok(filter));
        }
        assert_eq!("team-x".parse::<InboxFilter>(), Err(UnknownFilter));
        assert_eq!("".parse::<InboxFilter>(), Err(UnknownFilter));
    }

    #[test]
    fn a_snooze_ends_in_the_near_future() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(check_snooze(now, now), Err(SnoozeError));
        assert_eq!(check_snooze(now + TimeDelta::minutes(1), now), Ok(()));
        assert_eq!(
            check_snooze(now + TimeDelta::days(367), now),
            Err(SnoozeError)
        );
    }
}
