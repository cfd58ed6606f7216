//! A row becomes a lead, or a list of what is wrong with it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::cell::plain;
use super::value::{
    amount, currency, date, industry, notes, people, period, status, timeline, yes_no,
};
use super::{Dialling, Target};
use crate::contact::{Contact, ContactError, Email, Phone, parse_name};
use crate::industry::Industry;
use crate::lead::{Budget, BudgetPeriod, Facts, LeadStatus};
use crate::money::{Currency, Money};

/// Characters of a wrong cell that are repeated.
const SHOWN: usize = 60;

/// A lead that a row tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLead {
    /// What is known of it.
    pub facts: Facts,
    /// Its industry, where the row says it.
    pub industry: Option<Industry>,
    /// How far along it is.
    pub status: LeadStatus,
    /// Free text.
    pub notes: Option<String>,
    /// When it arrived, where the row says it.
    pub arrived_at: Option<DateTime<Utc>>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// In which column, unless it is the row as a whole.
    pub column: Option<usize>,
    /// What stands there.
    pub value: String,
    /// Why that can't be.
    pub why: Why,
}

/// Why a cell is refused, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Why {
    /// Contact data.
    #[error(transparent)]
    Contact(#[from] ContactError),
    /// A phone number without its country.
    #[error("Enter a phone number with its country code, like +49 30 901820.")]
    Phone,
    /// No industry of ours.
    #[error("Write real-estate, insurance, solar, legal or home-services.")]
    Industry,
    /// No status.
    #[error("Write new, contacted, qualified, converted or lost.")]
    Status,
    /// No amount of money.
    #[error("Write an amount like 5000 or 5,000.00.")]
    Amount,
    /// No currency of ours.
    #[error("Write USD, EUR, GBP, CAD, CHF, BRL or MXN.")]
    Currency,
    /// No period.
    #[error("Write once, month or year.")]
    Period,
    /// No timeline.
    #[error("Write immediate, weeks, months or exploring.")]
    Timeline,
    /// No number of people.
    #[error("Write a number like 25.")]
    Number,
    /// Neither.
    #[error("Write yes or no.")]
    YesNo,
    /// No day that could only be one.
    #[error("Write a date like 2026-03-31.")]
    Date,
    /// A cell beside the header.
    #[error(
        "This row has more cells than the header. A text with the separator in it needs quotation marks around it."
    )]
    Beside,
    /// Nothing by which to know them.
    #[error(
        "Nothing here says who this is: give a name, an e-mail address, a phone number or a company."
    )]
    Nobody,
}

impl Problem {
    /// All of it in a sentence.
    pub fn sentence(&self, header: &[String]) -> String {
        let column = self.column.map(|column| {
            header
                .get(column)
                .filter(|title| !title.trim().is_empty())
                .cloned()
                .unwrap_or_else(|| format!("Column {}", column + 1))
        });
        match column {
            Some(column) => format!("{} “{}”: {}", column.trim(), self.value, self.why),
            None => self.why.to_string(),
        }
    }
}

/// Reads a row by what its columns hold.
///
/// # Errors
///
/// All that is wrong with it, not the first only.
pub fn read_row(
    cells: &[String],
    columns: &[Option<Target>],
    dialling: Dialling,
) -> Result<NewLead, Vec<Problem>> {
    let mut row = Row {
        cells,
        columns,
        problems: Vec::new(),
    };
    let beside = cells.iter().enumerate().skip(columns.len());
    for (column, cell) in beside {
        if !cell.trim().is_empty() {
            row.problems.push(problem(Some(column), cell, Why::Beside));
            break;
        }
    }
    let lead = NewLead {
        facts: Facts {
            contact: Contact {
                name: row.name(),
                email: row.one(Target::Email, |text| Ok(Email::parse(text)?)),
                phone: row.one(Target::Phone, |text| dialling.phone(text)),
                company: row.one(Target::Company, |text| Ok(parse_name(text)?)),
            },
            location: row.joined(Target::Location, ", ", |text| Ok(parse_name(text)?)),
            budget: row.budget(),
            timeline: row.one(Target::Timeline, timeline),
            company_size: row.one(Target::CompanySize, people),
            decision_maker: row.one(Target::DecisionMaker, yes_no),
        },
        industry: row.one(Target::Industry, industry),
        status: row.one(Target::Status, status).unwrap_or(LeadStatus::New),
        notes: row.joined(Target::Notes, "\n", notes),
        arrived_at: row.one(Target::ArrivedAt, date),
    };
    let contact = &lead.facts.contact;
    let is_somebody =
        contact.name.is_some() || contact.company.is_some() || lead.facts.is_reachable();
    if row.problems.is_empty() && !is_somebody {
        row.problems.push(problem(None, "", Why::Nobody));
    }
    if row.problems.is_empty() {
        Ok(lead)
    } else {
        Err(row.problems)
    }
}

fn problem(column: Option<usize>, cell: &str, why: Why) -> Problem {
    let mut value: String = cell.trim().chars().take(SHOWN).collect();
    if cell.trim().chars().count() > SHOWN {
        value.push('…');
    }
    Problem { column, value, why }
}

struct Row<'a> {
    cells: &'a [String],
    columns: &'a [Option<Target>],
    problems: Vec<Problem>,
}

impl<'a> Row<'a> {
    /// The cells that go into something, without those that are blank.
    fn cells(&self, wanted: Target) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let (cells, columns) = (self.cells, self.columns);
        let columns = columns.iter().enumerate();
        columns
            .filter(move |(_, target)| **target == Some(wanted))
            .filter_map(move |(column, _)| Some((column, plain(cells.get(column)?.trim()))))
            .filter(|(_, cell)| !cell.is_empty())
    }

    fn one<T>(&mut self, target: Target, read: impl Fn(&str) -> Result<T, Why>) -> Option<T> {
        let (column, cell) = self.cells(target).next()?;
        match read(cell) {
            Ok(value) => Some(value),
            Err(why) => {
                self.problems.push(problem(Some(column), cell, why));
                None
            }
        }
    }

    fn joined(
        &mut self,
        target: Target,
        between: &str,
        read: impl Fn(&str) -> Result<String, Why>,
    ) -> Option<String> {
        let cells: Vec<_> = self.cells(target).collect();
        let (column, _) = *cells.first()?;
        let texts: Vec<_> = cells.iter().map(|(_, cell)| *cell).collect();
        let text = texts.join(between);
        match read(&text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.problems.push(problem(Some(column), &text, why));
                None
            }
        }
    }

    fn name(&mut self) -> Option<String> {
        let read = |text: &str| Ok(parse_name(text)?);
        if let Some(name) = self.one(Target::Name, read) {
            return Some(name);
        }
        let first = self.one(Target::FirstName, read);
        let last = self.one(Target::LastName, read);
        match (first, last) {
            (Some(first), Some(last)) => {
                let name = format!("{first} {last}");
                if let Err(why) = parse_name(&name) {
                    let column = self
                        .cells(Target::FirstName)
                        .next()
                        .map(|(column, _)| column);
                    self.problems.push(problem(column, &name, why.into()));
                }
                Some(name)
            }
            (first, last) => first.or(last),
        }
    }

    fn budget(&mut self) -> Option<Budget> {
        let currency = self.one(Target::Currency, currency);
        let period = self.one(Target::Period, period);
        let (cents, told_currency, told_period) = self.one(Target::Budget, amount)?;
        Some(Budget {
            amount: Money {
                cents,
                currency: currency.or(told_currency).unwrap_or(Currency::Usd),
            },
            // Who says a sum and no period means the sum.
            period: period.or(told_period).unwrap_or(BudgetPeriod::Once),
        })
    }
}

impl Dialling {
    /// A phone number of somebody there, unless it says another country.
    fn phone(self, text: &str) -> Result<Phone, Why> {
        let text = text.trim();
        if self == Self::NORTH_AMERICA || text.starts_with('+') || text.starts_with("00") {
            return Ok(Phone::parse(text)?);
        }
        let national = text.trim_start_matches(['(', ' ']);
        let national = national.strip_prefix('0').unwrap_or(national);
        // An opening bracket that went is of no matter to the parser.
        Phone::parse(&format!("+{} {national}", self.code())).map_err(|_| Why::Phone)
    }
}
