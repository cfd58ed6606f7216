//! Phone numbers, told from amounts, postal codes, years and reference numbers by whether somebody
//! could be called there.

use std::ops::Range;

use beckon_domain::contact::Phone;
use beckon_domain::widget::Language;
use phonenumber::country::Id as Country;

use super::{Context, Found, owner, place};
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;

/// The longest phone number, in tokens: 15 digits and what stands between them.
const LONGEST: usize = 24;
/// The least digits that are taken for a phone number where none was asked for.
const LEAST: usize = 7;

/// A number, and its digits where they were written without a country's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) phone: Phone,
    pub(super) local: Option<String>,
}

/// The visitor's number. All that are found are marked as taken.
pub(super) fn find(message: &mut Message, context: &Context) -> Option<Found<Read>> {
    let mut numbers = Vec::new();
    let mut at = 0;
    let countries = countries(message, context);
    while at < message.len() {
        match starting_at(message, at, &countries, context) {
            Some((range, read)) => {
                at = range.end;
                numbers.push((range, read));
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

/// The same digits as a number of the country where the visitor turns out to be.
pub(super) fn at_place(digits: &str, place: &str, context: &Context) -> Option<Phone> {
    let place = Message::read(place, &[], context.lexicon);
    national(digits, country_of(&place)?, true)
}

/// The longest phone number that begins with a token.
fn starting_at(
    message: &Message,
    at: usize,
    countries: &[Country],
    context: &Context,
) -> Option<(Range<usize>, Read)> {
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
            let read = parse(message.source(at..end), countries, context)?;
            Some((at..end, read))
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

fn parse(source: &str, countries: &[Country], context: &Context) -> Option<Read> {
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
    let abroad = |phone| Read { phone, local: None };
    if source.trim_start_matches('(').starts_with('+') {
        return international(&format!("+{digits}")).map(abroad);
    }
    if let Some(rest) = digits.strip_prefix("00") {
        return international(&format!("+{rest}")).map(abroad);
    }
    let read = |phone| Read {
        phone,
        local: Some(digits.clone()),
    };
    if is_swiss(groups) && context.language != Language::En {
        return national(&digits, Country::CH, asked).map(read);
    }
    let of_a_country = |&country: &Country| national(&digits, country, asked);
    if let Some(phone) = countries.iter().find_map(of_a_country) {
        return Some(read(phone));
    }
    // `34 612 345 678`: the country's code without its plus, where a number was asked for.
    if asked && digits.len() >= 11 && !digits.starts_with('0') {
        return international(&format!("+{digits}")).map(abroad);
    }
    let unassigned = |&country: &Country| {
        let written_so = asked || digits.starts_with('0');
        written_so.then(|| unassigned(&digits, country))?
    };
    countries.iter().find_map(unassigned).map(read)
}

/// Whether a number is grouped as mobile numbers are in Switzerland, and nowhere else: `079 555 01 34`.
fn is_swiss<'a>(groups: impl Iterator<Item = &'a str>) -> bool {
    let groups: Vec<&str> = groups.collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [3, 3, 2, 2] && groups[0].starts_with("07")
}

/// A number of a length and beginning that numbers have there, though nobody is known to have it: lists of
/// who has which numbers are always behind, and some are kept for examples.
fn unassigned(digits: &str, country: Country) -> Option<Phone> {
    let first = digits.trim_start_matches('0').chars().next()?;
    let looks_right = match country {
        Country::GB => digits.len() == 11 && "1237".contains(first),
        Country::FR => digits.len() == 10,
        Country::DE => digits.len() >= 10 && digits.len() <= 12,
        _ => return None,
    };
    if !looks_right || !digits.starts_with('0') {
        return None;
    }
    let number = phonenumber::parse(Some(country), digits).ok()?;
    Phone::parse(&number.format().mode(phonenumber::Mode::E164).to_string()).ok()
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
        Country::ES | Country::PT | Country::CL | Country::PE => digits.len() == 9 && !zero,
        Country::MX | Country::CO => digits.len() == 10 && !zero,
        Country::AR => digits.len() >= 10 && digits.len() <= 11,
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

/// The countries a number without its country's code is read by, in this order: where the visitor is, where
/// the site is, where the language is spoken.
fn countries(message: &Message, context: &Context) -> Vec<Country> {
    let of_language: &[Country] = match context.language {
        Language::En => &[Country::US, Country::GB],
        Language::Es => &[Country::ES, Country::MX, Country::US],
        Language::Fr => &[Country::FR, Country::BE, Country::CH, Country::CA],
        Language::De => &[Country::DE, Country::AT, Country::CH],
        Language::Pt => &[Country::BR, Country::PT],
    };
    let here = context.known.location.as_deref().and_then(|place| {
        let place = Message::read(place, &[], context.lexicon);
        country_of(&place)
    });
    let home = context.country.and_then(|code| code.parse().ok());
    let first = [country_of(message), here, home];
    let mut countries: Vec<Country> = Vec::new();
    for country in first
        .into_iter()
        .flatten()
        .chain(of_language.iter().copied())
    {
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

fn country_of(message: &Message) -> Option<Country> {
    place::country_of(message)?.parse().ok()
}
