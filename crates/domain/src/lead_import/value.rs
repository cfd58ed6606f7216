//! What a cell says, in the ways in which people write it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use super::Why;
use crate::industry::Industry;
use crate::lead::{BudgetPeriod, LeadStatus, Timeline};
use crate::money::Currency;
use crate::search::fold;

/// Longest notes kept, in characters.
const NOTES_MAX: usize = 4_000;

const CURRENCIES: [Currency; 7] = [
    Currency::Usd,
    Currency::Eur,
    Currency::Gbp,
    Currency::Cad,
    Currency::Chf,
    Currency::Brl,
    Currency::Mxn,
];

pub(super) fn currency(text: &str) -> Result<Currency, Why> {
    let mut known = CURRENCIES.into_iter();
    known
        .find(|currency| {
            currency.code().eq_ignore_ascii_case(text) || currency.sign().trim() == text
        })
        .ok_or(Why::Currency)
}

pub(super) fn period(text: &str) -> Result<BudgetPeriod, Why> {
    match fold(text).as_str() {
        "once" | "total" | "one-time" | "einmalig" | "unico" | "unique" => Ok(BudgetPeriod::Once),
        "month" | "monthly" | "mo" | "monat" | "monatlich" | "mes" | "mensual" | "mois"
        | "mensuel" | "mensal" => Ok(BudgetPeriod::Month),
        "year" | "yearly" | "annual" | "annually" | "yr" | "jahr" | "jahrlich" | "ano"
        | "anual" | "an" | "annuel" => Ok(BudgetPeriod::Year),
        _ => Err(Why::Period),
    }
}

/// Cents, and what else the text says: `€ 5.000,50 / month`.
pub(super) fn amount(text: &str) -> Result<(i64, Option<Currency>, Option<BudgetPeriod>), Why> {
    let (sum, told_period) = match text.rsplit_once('/') {
        Some((sum, rest)) => (sum, Some(period(rest.trim()).map_err(|_| Why::Amount)?)),
        None => (text, None),
    };
    let is_number =
        |character: char| character.is_ascii_digit() || ".,'’ \u{a0}\u{202f}".contains(character);
    let word: String = sum
        .chars()
        .filter(|character| !is_number(*character))
        .collect();
    let told_currency = match word.as_str() {
        "" => None,
        word => Some(currency(word).map_err(|_| Why::Amount)?),
    };
    let number: String = sum
        .chars()
        .filter(|character| character.is_ascii_digit() || ".,".contains(*character))
        .collect();
    let cents = cents(&number).ok_or(Why::Amount)?;
    Ok((cents, told_currency, told_period))
}

/// The last point or comma with one or two digits after it begins the cents; all others stand between thousands.
fn cents(number: &str) -> Option<i64> {
    let (whole, fraction) = match number.rfind(['.', ',']) {
        Some(place) if (1..=2).contains(&(number.len() - place - 1)) => {
            (&number[..place], &number[place + 1..])
        }
        _ => (number, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let (first, others) = groups.split_first()?;
    let is_grouped = others.iter().all(|group| group.len() == 3) && !first.is_empty();
    if !is_grouped {
        return None;
    }
    let units: i64 = groups.concat().parse().ok()?;
    let fraction: i64 = match fraction.len() {
        0 => 0,
        1 => fraction.parse::<i64>().ok()? * 10,
        _ => fraction.parse().ok()?,
    };
    units.checked_mul(100)?.checked_add(fraction)
}

pub(super) fn timeline(text: &str) -> Result<Timeline, Why> {
    let mut all = Timeline::ALL.into_iter();
    all.find(|timeline| is_one(text, timeline.as_str(), timeline.name()))
        .ok_or(Why::Timeline)
}

pub(super) fn status(text: &str) -> Result<LeadStatus, Why> {
    let mut all = LeadStatus::ALL.into_iter();
    all.find(|status| is_one(text, status.as_str(), status.name()))
        .ok_or(Why::Status)
}

pub(super) fn industry(text: &str) -> Result<Industry, Why> {
    let mut all = Industry::ALL.into_iter();
    all.find(|industry| is_one(text, industry.slug(), industry.name()))
        .ok_or(Why::Industry)
}

fn is_one(text: &str, word: &str, name: &str) -> bool {
    text.eq_ignore_ascii_case(word) || text.eq_ignore_ascii_case(name)
}

/// `25`, `1,000`, and the lower end of `11-50` and `200+`.
pub(super) fn people(text: &str) -> Result<u32, Why> {
    let lower = text.split(['-', '–', '+']).next().unwrap_or_default();
    let digits: String = lower
        .chars()
        .filter(|character| !".,'’ \u{a0}".contains(*character))
        .collect();
    let most = i32::MAX.unsigned_abs();
    let people = digits.parse().ok().filter(|people| *people <= most);
    people.ok_or(Why::Number)
}

pub(super) fn yes_no(text: &str) -> Result<bool, Why> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "si" | "oui" | "sim" => Ok(true),
        "no" | "n" | "false" | "0" | "nein" | "non" | "nao" => Ok(false),
        _ => Err(Why::YesNo),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "what reads a cell may refuse it")]
pub(super) fn notes(text: &str) -> Result<String, Why> {
    Ok(text.chars().take(NOTES_MAX).collect())
}

/// Only days that can't be another: `03/04/2026` is March here and April there.
pub(super) fn date(text: &str) -> Result<DateTime<Utc>, Why> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(moment.to_utc());
    }
    let moments = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%Y %H:%M",
    ];
    let days = ["%Y-%m-%d", "%d.%m.%Y"];
    let moment = moments
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let day = || {
        let day = days
            .iter()
            .find_map(|format| NaiveDate::parse_from_str(text, format).ok());
        day.map(|day| day.and_time(NaiveTime::MIN))
    };
    let moment = moment.or_else(day).map(|moment| moment.and_utc());
    let year_known =
        |moment: &DateTime<Utc>| (1970..3000).contains(&chrono::Datelike::year(moment));
    moment.filter(year_known).ok_or(Why::Date)
}
