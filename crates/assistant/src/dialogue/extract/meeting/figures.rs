//! Dates in figures: `3.12.`, `12/3`, `2026-12-03`.

use std::ops::Range;

use beckon_domain::assistant::Question;
use beckon_domain::widget::Language;
use chrono::NaiveDate;

use super::{Context, WantedDay, day};
use crate::dialogue::extract::amount;
use crate::dialogue::text::{Kind, Message};

/// Years that somebody may mean.
const YEARS: Range<i32> = 2020..2100;

/// The dates in figures, each with its tokens, which are marked as taken: they are no amounts and no numbers.
pub(in crate::dialogue::extract) fn take(
    message: &mut Message,
    context: &Context,
) -> Vec<(Range<usize>, WantedDay)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < message.len() {
        match starting_at(message, at, context) {
            Some((range, day)) => {
                at = range.end;
                message.take(range.clone());
                found.push((range, day));
            }
            None => at += 1,
        }
    }
    found
}

fn starting_at(
    message: &Message,
    at: usize,
    context: &Context,
) -> Option<(Range<usize>, WantedDay)> {
    let is_free = message.is(at, Kind::Number) && !(at > 0 && message.is_glued(at));
    let is_part = |next: &usize| {
        let is_joint = matches!(message.word(*next), "/" | "-" | ".");
        message.is_glued(*next) && (message.is(*next, Kind::Number) || is_joint)
    };
    let end = at + 1 + (at + 1..message.len()).take_while(is_part).count();
    let text = message.source(at..end);
    let is_glued_on = message.is_glued(end) && !message.is(end, Kind::Mark);
    if !is_free || is_glued_on || is_amount(message, at..end, context) {
        return None;
    }
    let bare = text.strip_suffix('.').unwrap_or(text);
    let joint = bare.find(|c: char| !c.is_ascii_digit())?;
    let joint = bare[joint..].chars().next()?;
    let parts: Vec<&str> = bare.split(joint).collect();
    let has_dot = text.len() > bare.len();
    let day = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => exact(year, month, day),
        [first, second, year] => {
            let year = if year.len() == 2 && joint != '-' {
                format!("20{year}")
            } else {
                (*year).to_owned()
            };
            let (month, day) = ordered((first, second), joint, context)?;
            (year.len() == 4).then(|| exact(&year, &month.to_string(), &day.to_string()))?
        }
        [first, second] if is_meant(message, at..end, (joint, has_dot), context) => {
            let (month, day) = ordered((first, second), joint, context)?;
            Some(WantedDay::Date { month, day })
        }
        _ => None,
    }?;
    // The full stop belongs to `3.12.`, and else to the sentence.
    let is_inner = has_dot && joint == '.' && parts.len() == 2;
    let end = if has_dot && !is_inner { end - 1 } else { end };
    Some((at..end, day))
}

fn is_amount(message: &Message, range: Range<usize>, context: &Context) -> bool {
    let currency = |at: usize| amount::currency(message, at, context).is_some();
    range.start.checked_sub(1).is_some_and(currency) || currency(range.end)
}

/// Whether two numbers are a day and a month: one with both its full stops is, another where something says so.
fn is_meant(
    message: &Message,
    range: Range<usize>,
    (joint, has_dot): (char, bool),
    context: &Context,
) -> bool {
    let cues = &context.lexicon.meeting;
    let before = range.start.checked_sub(1);
    let is_on = before.is_some_and(|before| cues.on.contains(message.word(before)));
    let is_hour = cues.hour.contains(message.word(range.end))
        || !is_on && cues.at.ending_at(message, range.start).is_some();
    let ends = |start: usize| {
        let end = day::named(message, start, context).map(|(_, end)| end);
        end.is_some_and(|end| {
            end == range.start || message.word(end) == "," && end + 1 == range.start
        })
    };
    let follows_day = (range.start.saturating_sub(4)..range.start).any(ends);
    let is_awaited = !context.offered.is_empty();
    let is_dotted = joint == '.' && has_dot && context.language != Language::En;
    let always = message.source(range.clone()) == "24/7";
    match joint {
        '.' | '/' if is_hour || always => false,
        '.' | '/' if is_on || follows_day => true,
        '.' => (is_dotted || is_awaited) && !context.expects(Question::Budget),
        '/' => is_awaited,
        _ => false,
    }
}

/// Month and day: the month first in English, unless that can't be; else the day.
fn ordered((first, second): (&str, &str), joint: char, context: &Context) -> Option<(u8, u8)> {
    let short = |text: &str| text.parse().ok().filter(|_| text.len() <= 2);
    let (first, second): (u8, u8) = (short(first)?, short(second)?);
    let of_english = context.language == Language::En && joint != '.';
    let (usual, other) = if of_english {
        ((first, second), (second, first))
    } else {
        ((second, first), (first, second))
    };
    let is_day = |(month, day): &(u8, u8)| day::exists(*month, *day);
    Some(usual)
        .filter(is_day)
        .or_else(|| Some(other).filter(|other| joint != '.' && is_day(other)))
}

fn exact(year: &str, month: &str, day: &str) -> Option<WantedDay> {
    let is_short = month.len() <= 2 && day.len() <= 2;
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let date = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    is_short.then_some(WantedDay::On(date))
}
