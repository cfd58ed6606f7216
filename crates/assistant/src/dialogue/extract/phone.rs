//! Phone numbers, told from amounts, postal codes, years and reference numbers by how they are
//! grouped.

use std::ops::Range;

use super::{Context, Found, owner};
use crate::dialogue::question::Question;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::contact::Phone;

/// How a number without `+` is grouped when it is a phone number.
const GROUPINGS: [&[usize]; 11] = [
    &[10],
    &[11],
    &[3, 3, 4],
    &[3, 7],
    &[6, 4],
    &[3, 3, 2, 2],
    &[1, 10],
    &[1, 3, 7],
    &[1, 3, 3, 4],
    &[1, 3, 3, 2, 2],
    &[1, 6, 4],
];

/// The longest phone number, in tokens: 15 digits and what stands between them.
const LONGEST: usize = 24;

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
    let chosen = owner::first_own(message, &numbers, context);
    for (range, _) in numbers {
        message.take(range);
    }
    chosen
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
    let currency = context
        .lexicon
        .money
        .currencies
        .iter()
        .any(|(name, _)| *name == message.word(end));
    message.is(end - 1, Kind::Number) && !glued && !currency
}

fn refers_to_something(message: &Message, at: usize, context: &Context) -> bool {
    let names_it = |word: &str| context.lexicon.contact.references.contains(word);
    (at.saturating_sub(4)..at).any(|before| names_it(message.word(before)))
}

fn parse(source: &str, context: &Context) -> Option<Phone> {
    let text: String = source
        .chars()
        .map(|c| {
            if matches!(c, '–' | '‑' | '‐') {
                '-'
            } else {
                c
            }
        })
        .collect();
    let phone = Phone::parse(&text).ok()?;
    let groups: Vec<usize> = text
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|len| *len > 0)
        .collect();
    let digits: usize = groups.iter().sum();
    let plausible = if text.starts_with('+') {
        // Country code 1 is North America, where numbers have ten digits.
        !phone.as_str().starts_with("+1") || digits == 11
    } else {
        text.starts_with("00")
            || context.expects(Question::Contact)
            || GROUPINGS.contains(&groups.as_slice())
    };
    plausible.then_some(phone)
}
