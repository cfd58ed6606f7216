//! In which order a list shows leads, and where in it a page begins.

use chrono::{DateTime, Datelike, Utc};

use super::criterion::YEARS;
use crate::id::LeadId;

/// By what leads are sorted; where that is the same, by when they arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// When it arrived.
    #[default]
    Arrived,
    /// What it is called, without capitals and accents.
    Title,
    /// The score.
    Score,
    /// How far along it is.
    Status,
}

impl SortKey {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Arrived, Self::Title, Self::Score, Self::Status];

    /// The word used in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Title => "name",
            Self::Score => "score",
            Self::Status => "status",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arrived => "Arrival",
            Self::Title => "Name",
            Self::Score => "Score",
            Self::Status => "Status",
        }
    }

    /// Which end people look at first.
    pub const fn usual(self) -> Direction {
        match self {
            Self::Arrived | Self::Score => Direction::Descending,
            Self::Title | Self::Status => Direction::Ascending,
        }
    }
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The least, the oldest, A.
    Ascending,
    /// The most, the newest, Z.
    #[default]
    Descending,
}

/// The order of a list: the newest first, unless something else is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Which end comes first.
    pub direction: Direction,
}

impl Sort {
    /// What a click on a column's head sorts by: its usual end first, the other one if that is the case already.
    #[must_use]
    pub fn clicked(self, key: SortKey) -> Self {
        let usual = key.usual();
        let direction = match (self.key == key && self.direction == usual, usual) {
            (false, usual) => usual,
            (true, Direction::Ascending) => Direction::Descending,
            (true, Direction::Descending) => Direction::Ascending,
        };
        Self { key, direction }
    }

    /// As it stands in an address: `name`, or `-name` for the other end first.
    pub(super) fn written(self) -> String {
        let sign = match self.direction {
            Direction::Ascending => "",
            Direction::Descending => "-",
        };
        format!("{sign}{}", self.key.as_str())
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let (direction, word) = match text.strip_prefix('-') {
            Some(word) => (Direction::Descending, word),
            None => (Direction::Ascending, text),
        };
        let key = SortKey::ALL.into_iter().find(|key| key.as_str() == word)?;
        Some(Self { key, direction })
    }
}

/// What a lead is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SortValue {
    /// Nothing but its arrival.
    Arrived,
    /// Its name.
    Title(String),
    /// Its score, or how far along it is.
    Number(i16),
}

/// The last lead of a page as it was when that was shown: the next page follows it, also if it changed meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// What it is sorted by.
    pub value: SortValue,
    /// When it arrived; microseconds, which is what the database keeps.
    pub created_at: DateTime<Utc>,
    /// That lead.
    pub id: LeadId,
}

impl Cursor {
    /// As it stands in an address, for the order in which it is a place.
    pub(super) fn written(&self) -> String {
        let value = match &self.value {
            SortValue::Arrived => String::new(),
            SortValue::Title(title) => title.clone(),
            SortValue::Number(number) => number.to_string(),
        };
        format!("{}.{}.{value}", self.created_at.timestamp_micros(), self.id)
    }

    pub(super) fn read(text: &str, key: SortKey) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let created_at = DateTime::from_timestamp_micros(parts.next()?.parse().ok()?)?;
        if !YEARS.contains(&created_at.year()) {
            return None;
        }
        let id = parts.next()?.parse().ok()?;
        let value = parts.next()?;
        let value = match key {
            SortKey::Arrived => value.is_empty().then_some(SortValue::Arrived)?,
            SortKey::Title => SortValue::Title(value.replace('\0', "")),
            SortKey::Score | SortKey::Status => SortValue::Number(value.parse().ok()?),
        };
        Some(Self {
            value,
            created_at,
            id,
        })
    }
}
