//! Leads from a file: how it is read, what its columns hold, and what of each row becomes a lead. The browser shows by the
//! very functions by which the server imports.

pub mod cell;
mod encoding;
mod reader;
mod row;
mod seen;
mod target;
#[cfg(test)]
mod tests;
mod value;

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::encoding::{Encoding, Format, Sniffer};
pub use self::reader::{Reader, Record};
pub use self::row::{NewLead, Problem, Why, read_row};
pub use self::seen::Seen;
pub use self::target::{Target, guess};
use crate::id::{AccountId, LeadImportId};
use crate::industry::Industry;

/// Bytes of one file.
pub const FILE_MAX: u64 = 256 * 1024 * 1024;

/// Rows of one file, without its header.
pub const ROWS_MAX: u32 = 1_000_000;

/// Hours for which an import can be undone.
pub const UNDO_HOURS: i64 = 24;

/// Why a file as a whole can't be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum FileProblem {
    /// Nothing is in it.
    #[error("The file is empty. It needs a header and at least one row.")]
    Empty,
    /// A workbook.
    #[error(
        "This is a workbook. Save it as CSV (“CSV UTF-8” where there is a choice) and choose that file."
    )]
    Workbook,
    /// No text.
    #[error(
        "This is no text that can be read. Save the table as CSV in UTF-8 and choose that file."
    )]
    NotText,
    /// More bytes than allowed.
    #[error("The file is larger than 256 MB. Split it and import the parts.")]
    TooLarge,
    /// More rows than allowed.
    #[error("The file has more than a million rows. Split it and import the parts.")]
    TooManyRows,
    /// A row of hundreds of kilobytes.
    #[error("Row {row} doesn't end: a quotation mark that begins there is not closed.")]
    RowTooLong {
        /// Its number, that of the header being 1.
        row: u32,
    },
    /// Nobody said what the columns hold.
    #[error(
        "Choose at least one column that says who a lead is: a name, an e-mail address, a phone number or a company."
    )]
    NoColumns,
}

/// The country whose phone numbers come without their country's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dialling(u16);

impl Dialling {
    /// The platform's home market.
    pub const NORTH_AMERICA: Self = Self(1);

    /// Those that can be chosen. Where the zero before an area code is part of the number, nobody can leave the code out.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::NORTH_AMERICA, "United States, Canada"),
        (Self(43), "Austria"),
        (Self(32), "Belgium"),
        (Self(55), "Brazil"),
        (Self(33), "France"),
        (Self(49), "Germany"),
        (Self(353), "Ireland"),
        (Self(52), "Mexico"),
        (Self(31), "Netherlands"),
        (Self(351), "Portugal"),
        (Self(34), "Spain"),
        (Self(41), "Switzerland"),
        (Self(44), "United Kingdom"),
        (Self(61), "Australia"),
    ];

    /// Its code.
    pub const fn code(self) -> u16 {
        self.0
    }

    /// That of a code, if it is one of those.
    pub fn of(code: u16) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(dialling, _)| dialling.0 == code)
            .map(|(dialling, _)| dialling)
    }
}

/// What becomes of a row about somebody who is a lead already, or stands further up in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    /// Nothing.
    #[default]
    Skip,
    /// What isn't known of the lead yet is filled in.
    Fill,
    /// Another lead.
    Create,
}

impl Duplicates {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Skip, Self::Fill, Self::Create];

    /// The word used in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Fill => "fill",
            Self::Create => "create",
        }
    }

    /// What it does, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Skip => "Leave out",
            Self::Fill => "Fill in what is missing",
            Self::Create => "Import as another lead",
        }
    }
}

/// How a file is to be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What each column holds.
    pub columns: Vec<Option<Target>>,
    /// The industry of rows that say none.
    pub industry: Industry,
    /// Whose phone numbers come without a code.
    pub dialling: Dialling,
    /// What becomes of duplicates.
    pub duplicates: Duplicates,
    /// Who takes care of them.
    pub assignee: Option<AccountId>,
}

impl Settings {
    /// Whether rows could become leads.
    ///
    /// # Errors
    ///
    /// `NoColumns`.
    pub fn check(&self) -> Result<(), FileProblem> {
        let says_who = [
            Target::Name,
            Target::FirstName,
            Target::LastName,
            Target::Email,
            Target::Phone,
            Target::Company,
        ];
        let mut columns = self.columns.iter().flatten();
        if columns.any(|column| says_who.contains(column)) {
            Ok(())
        } else {
            Err(FileProblem::NoColumns)
        }
    }
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "lead_import_state", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is here; nobody said yet what its columns hold.
    Waiting,
    /// Rows become leads.
    Running,
    /// All rows were read.
    Done,
    /// Somebody stopped it.
    Cancelled,
    /// The file can't be read to its end.
    Failed,
    /// Its leads are being removed.
    Undoing,
    /// Its leads were removed again.
    Undone,
}

impl ImportState {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Not started",
            Self::Running => "Running",
            Self::Done => "Done",
            Self::Cancelled => "Stopped",
            Self::Failed => "Failed",
            Self::Undoing => "Being undone",
            Self::Undone => "Undone",
        }
    }

    /// Whether it goes on by itself.
    pub const fn is_moving(self) -> bool {
        matches!(self, Self::Running | Self::Undoing)
    }
}

/// How many rows became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that were read.
    pub rows: u32,
    /// New leads.
    pub created: u32,
    /// Leads of which more is known now.
    pub filled: u32,
    /// Rows that were left out as duplicates.
    pub skipped: u32,
    /// Rows that can't be leads.
    pub bad: u32,
}

/// An import as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Its id.
    pub id: LeadImportId,
    /// The file's name.
    pub name: String,
    /// The file's bytes.
    pub bytes: u64,
    /// Bytes that were read.
    pub position: u64,
    /// How the file is read.
    pub format: Format,
    /// The header.
    pub header: Vec<String>,
    /// How it is imported, once somebody said it.
    pub settings: Option<Settings>,
    /// Where it stands.
    pub state: ImportState,
    /// What came of it.
    pub counts: Counts,
    /// Leads that were removed again.
    pub removed: u32,
    /// Why it failed.
    pub problem: Option<FileProblem>,
    /// When the file came.
    pub created_at: DateTime<Utc>,
    /// When it began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Whose work it is, as far as they are still a member.
    pub by: Option<String>,
}

impl Import {
    /// How far it is, in percent.
    pub fn percent(&self) -> u8 {
        let percent = self.position.min(self.bytes) * 100 / self.bytes.max(1);
        u8::try_from(percent).unwrap_or(100)
    }

    /// Rows a second, until `now` or its end.
    pub fn rate(&self, now: DateTime<Utc>) -> Option<u32> {
        let spent = self.finished_at.unwrap_or(now) - self.started_at?;
        let millis = u64::try_from(spent.num_milliseconds()).ok()?;
        let rate = u64::from(self.counts.rows) * 1000 / millis.max(1000);
        u32::try_from(rate).ok().filter(|rate| *rate > 0)
    }

    /// Seconds that are left, by what went before.
    pub fn seconds_left(&self, now: DateTime<Utc>) -> Option<u64> {
        let spent = u64::try_from((now - self.started_at?).num_seconds()).ok()?;
        let left = self.bytes.saturating_sub(self.position);
        (self.position > 0).then(|| spent * left / self.position)
    }

    /// Whether its leads can be removed again.
    pub fn can_be_undone(&self, now: DateTime<Utc>) -> bool {
        let ended = matches!(
            self.state,
            ImportState::Done | ImportState::Cancelled | ImportState::Failed
        );
        let ended_at = self
            .finished_at
            .filter(|_| ended && self.counts.created > 0);
        ended_at.is_some_and(|ended_at| now - ended_at < chrono::TimeDelta::hours(UNDO_HOURS))
    }
}

/// The first rows of a file, as the server read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// What the columns probably hold.
    pub guessed: Vec<Option<Target>>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} new", self.created)?;
        for (count, word) in [
            (self.filled, "filled in"),
            (self.skipped, "duplicates left out"),
            (self.bad, "bad"),
        ] {
            if count > 0 {
                write!(f, ", {count} {word}")?;
            }
        }
        Ok(())
    }
}
