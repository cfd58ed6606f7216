//! How many people work at the visitor's company.

use super::number::{self, Number};
use super::{Context, Found, answers, sentence};
use crate::dialogue::question::Question;
use crate::dialogue::text::Message;

const MOST: i64 = 10_000_000;

/// The number of people.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<u32>> {
    let told = (0..message.len()).find_map(|at| {
        let number = range_or_number(message, at, context)?;
        (!is_money(message, at, context) && counts_staff(message, at, number.end, context))
            .then_some(number)
    });
    if let Some(number) = told {
        return people(number).map(Found::sure);
    }
    if !context.expects(Question::CompanySize) {
        return None;
    }
    let alone = context.lexicon.company.alone.hears(message);
    alone
        .then_some(1)
        .or_else(|| bare(message, context))
        .map(Found::sure)
}

fn people(number: Number) -> Option<u32> {
    let whole = number.whole().filter(|count| (1..=MOST).contains(count))?;
    u32::try_from(whole).ok()
}

/// `25`, or the middle of `10-20` and of `10 to 20`.
fn range_or_number(message: &Message, at: usize, context: &Context) -> Option<Number> {
    let lexicon = context.lexicon;
    let low = number::read(message, at, lexicon.numbers)?;
    let joined = lexicon.money.to.contains(message.word(low.end))
        || lexicon.money.and.contains(message.word(low.end));
    let high = number::read(message, low.end + 1, lexicon.numbers)
        .filter(|high| joined && high.hundredths > low.hundredths);
    let number = match high {
        Some(high) if high.hundredths <= MOST * 100 => Number {
            hundredths: number::midpoint(low.hundredths, high.hundredths),
            ..high
        },
        _ => low,
    };
    // `50+ employees`
    let end = number.end + usize::from(message.word(number.end) == "+");
    Some(Number { end, ..number })
}

fn is_money(message: &Message, at: usize, context: &Context) -> bool {
    let before = at.checked_sub(1).map_or("", |before| message.word(before));
    context
        .lexicon
        .money
        .currencies
        .iter()
        .any(|(name, _)| *name == before)
}

fn counts_staff(message: &Message, at: usize, end: usize, context: &Context) -> bool {
    let cues = &context.lexicon.company;
    if cues.staff.at(message, end).is_some() {
        return true;
    }
    let people = cues.people.contains(message.word(end));
    let ends =
        message.is_end(end) || people || context.lexicon.name.followers.contains(message.word(end));
    let household = || sentence(message, at).any(|at| cues.household.contains(message.word(at)));
    let introduced = people && cues.size_intro.ending_at(message, at).is_some();
    introduced && !household() || ends && cues.team_of.ending_at(message, at).is_some()
}

/// Only a number, where the size was asked.
fn bare(message: &Message, context: &Context) -> Option<u32> {
    let first = answers(message, context.lexicon).into_iter().next()?;
    let start = first
        .clone()
        .find(|&at| !context.lexicon.money.about.contains(message.word(at)))?;
    let number =
        range_or_number(message, start, context).filter(|_| !is_money(message, start, context))?;
    let people_follow = context
        .lexicon
        .company
        .people
        .contains(message.word(number.end));
    (message.is_end(number.end) || people_follow)
        .then(|| people(number))
        .flatten()
}
