//! Phone numbers, told from amounts, postal codes, years and reference numbers by whether somebody
//! could be called there.

use std::ops::Range;

use beckon_domain::contact::Phone;
use beckon_domain::widget::Language;
use phonenumber::country::Id as Country;

use super::{Context, Found, owner};
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;

/// The longest phone number, in tokens: 15 digits and what stands between them.
const LONGEST: usize = 24;
/// The least digits that are taken for a phone number where none was asked for.
const LEAST: usize = 7;

/// The visitor's number. All that are found are marked as taken.
pub(super) fn find(message: &mut Message, context: &Context) -> Option<Found<Phone>> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < message.len() {
        match starting_at(message, at, context) {
            Some((range, phone)) => {
                at = range.end;
                numbers.push((range, phone));
            }
            None => at += 1,
        }
    }
    let chosen = owner::own(message, &numbers, context);
    for (range, _) in numbers {
        message.take(range);
    }
    chosen
}

/// Reads a number once, so that the library's tables are there before the first visitor.
pub(crate) fn prepare() {
    let _ = international("+14155550123");
}

/// The longest phone number that begins with a token.
fn starting_at(message: &Message, at: usize, context: &Context) -> Option<(Range<usize>, Phone)> {
    if !may_start(message, at) || refers_to_something(message, at, context) {
        return None;
    }
    let run = (at..message.len())
        .take(LONGEST)
        .take_while(|&at| is_part(message, at))
        .count();
    (at + 1..=at + run)
        .rev()
        .filter(|&end| may_end(message, end, context))
        .find_map(|end| {
            let phone = parse(message.source(at..end), context)?;
            Some((at..end, phone))
        })
}

fn is_part(message: &Message, at: usize) -> bool {
    let is_joint = matches!(
        message.word(at),
        "+" | "-" | "." | "(" | ")" | "/" | "–" | "‑" | "‐"
    );
    message.is(at, Kind::Number) || message.is(at, Kind::Mark) && is_joint
}

fn may_start(message: &Message, at: usize) -> bool {
    let opens = message.is(at, Kind::Number) || matches!(message.word(at), "+" | "(");
    let after = at
        .checked_sub(1)
        .filter(|_| message.is_glued(at))
        .map_or("", |before| message.word(before));
    opens
        && !matches!(after, "$" | "€" | "£" | "#" | "-" | "/" | "." | "+")
        && !after.ends_with(|c: char| c.is_ascii_digit())
}

/// Ends with digits; what follows is neither glued to them nor a currency.
fn may_end(message: &Message, end: usize, context: &Context) -> bool {
    let extension = matches!(message.word(end), "x" | "ext");
    let is_joint = matches!(message.word(end), "-" | "/" | "$" | "€" | "£" | "%" | ":")
        || message.is(end, Kind::Number);
    let glued = message.is_glued(end) && (message.is(end, Kind::Word) && !extension || is_joint);
    message.is(end - 1, Kind::Number)
        && !glued
        && super::amount::currency(message, end, context).is_none()
}

fn refers_to_something(message: &Message, at: usize, context: &Context) -> bool {
    let names_it = |word: &str| context.lexicon.contact.references.contains(word);
    (at.saturating_sub(4)..at).any(|before| names_it(message.word(before)))
}

fn parse(source: &str, context: &Context) -> Option<Phone> {
    let digits: String = source.chars().filter(char::is_ascii_digit).collect();
    let groups = source
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty());
    // `78745 78704`: two postal codes.
    let codes = groups.clone().count() == 2 && groups.clone().all(|group| group.len() == 5);
    let asked = context.expects(Question::Contact);
    let codes = codes && !asked && !digits.starts_with('0') && !source.starts_with('+');
    if digits.len() < LEAST || source.contains(',') || codes {
        return None;
    }
    if source.trim_start_matches('(').starts_with('+') {
        return international(&format!("+{digits}"));
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return international(&format!("+{rest}"));
    }
    let national = countries(context).find_map(|country| national(&digits, country, asked));
    // `34 612 345 678`: the country's code without its plus, where a number was asked for.
    national.or_else(|| {
        let has_country = asked && digits.len() >= 11;
        has_country.then(|| international(&format!("+{digits}")))?
    })
}

/// A number that anybody could be called at, written with its country's code.
fn international(text: &str) -> Option<Phone> {
    let number = phonenumber::parse(None, text).ok()?;
    let plausible = number.is_valid() || is_typed_by_example(&number);
    plausible
        .then(|| Phone::parse(&number.format().mode(phonenumber::Mode::E164).to_string()).ok())?
}

/// North America keeps 555-01xx for examples: no number that rings, but people test with it.
fn is_typed_by_example(number: &phonenumber::PhoneNumber) -> bool {
    let national = number.national().value();
    number.code().value() == 1 && national % 10_000_000 / 10_000 == 555 && national > 2_000_000_000
}

fn national(digits: &str, country: Country, asked: bool) -> Option<Phone> {
    if !may_be_national(digits, country, asked) {
        return None;
    }
    let number = phonenumber::parse(Some(country), digits).ok()?;
    let plausible = number.is_valid() || country == Country::US && is_typed_by_example(&number);
    plausible
        .then(|| Phone::parse(&number.format().mode(phonenumber::Mode::E164).to_string()).ok())?
}

/// Whether so many digits, with or without a zero before them, are how numbers are written there:
/// the library would take the end of an amount or a postal code for one.
fn may_be_national(digits: &str, country: Country, asked: bool) -> bool {
    let zero = digits.starts_with('0');
    match country {
        Country::US | Country::CA => {
            digits.len() == 10 || digits.len() == 11 && digits.starts_with('1')
        }
        Country::ES | Country::PT => digits.len() == 9 && !zero,
        Country::MX => digits.len() == 10 && !zero,
        Country::BR => {
            let subscriber = digits.trim_start_matches('0').len();
            subscriber == 10 || subscriber == 11
        }
        Country::FR => digits.len() == 10 && zero || asked && digits.len() == 9 && !zero,
        Country::DE => {
            zero && digits.len() >= 8 || asked && digits.len() >= 10 && digits.starts_with('1')
        }
        _ => zero && digits.len() >= 8,
    }
}

/// The countries a number without its country's code is read by, in this order.
fn countries(context: &Context) -> impl Iterator<Item = Country> {
    let of_language: &[Country] = match context.language {
        Language::En => &[Country::US, Country::GB],
        Language::Es => &[Country::ES, Country::MX, Country::US],
        Language::Fr => &[Country::FR, Country::BE, Country::CH, Country::CA],
        Language::De => &[Country::DE, Country::AT, Country::CH],
        Language::Pt => &[Country::BR, Country::PT],
    };
    let home = context.country.and_then(|code| code.parse().ok());
    home.into_iter().chain(of_language.iter().copied())
}
