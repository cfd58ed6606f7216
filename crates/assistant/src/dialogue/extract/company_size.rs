//! How many people work at the visitor's company.

use std::cell::LazyCell;

use super::number::{self, Number};
use super::{Context, Found, answers, company, sentence};
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;

const MOST: i64 = 10_000_000;
/// How far before a business `two-person` may stand, in tokens.
const HEADED_REACH: usize = 3;
/// So many may decide together.
const FEW: i64 = 3;
/// How far after a number of people `and me` may stand, in tokens.
const ONESELF_REACH: usize = 3;

/// The number of people.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<u32>> {
    if let Some(number) = counted(message, context) {
        return people(number).map(Found::sure);
    }
    if context.lexicon.company.single.hears(message) && is_business(message, context) {
        // `I alone decide` says nothing against thirteen people who were told.
        return Some(Found::likely(1));
    }
    let decision = &context.lexicon.decision;
    let decides = decision.decides.hears(message) || decision.asks_nobody.hears(message);
    let business = || is_business(message, context) || company::is_introduced(message, context);
    if context.lexicon.company.pair.hears(message) && !decides && business() {
        return Some(Found::likely(2));
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

/// The number of people that are told; of several the last, which is the sum: `my wife and 4 girls, 5
/// people`.
fn counted(message: &Message, context: &Context) -> Option<Number> {
    let mut last = None;
    let mut at = 0;
    // `on décide à deux`
    let decisions = LazyCell::new(|| {
        let cues = &context.lexicon.decision;
        let found = [&cues.asks_nobody, &cues.decides].map(|cues| cues.all(message));
        found.into_iter().flatten().collect::<Vec<_>>()
    });
    let decided = |at: usize| decisions.iter().any(|cue| cue.contains(&at));
    while at < message.len() {
        if let Some(number) = headed(message, at, context) {
            last = Some(number);
            at = number.end;
            continue;
        }
        let number = range_or_number(message, at, context);
        let Some(number) = number.filter(|_| !message.is(at, Kind::Taken)) else {
            at += 1;
            continue;
        };
        let article = message.is(at, Kind::Word) && number.hundredths <= 100;
        // `220 mil no total` is a sum.
        let scaled = number.scale >= 1_000
            && context
                .lexicon
                .company
                .people
                .at(message, number.end)
                .is_none();
        let partners = number.hundredths <= FEW * 100 && decided(at);
        if !article
            && !partners
            && !scaled
            && !is_money(message, at, context)
            && counts_staff(message, at, number.end, context)
        {
            last = Some(with_oneself(message, at, number, context));
        }
        at = number.end.max(at + 1);
    }
    last
}

/// `9 cleaners plus me`, `me and two employees`: who counts counts too.
fn with_oneself(message: &Message, at: usize, number: Number, context: &Context) -> Number {
    let lexicon = context.lexicon;
    let oneself = |at: usize| lexicon.company.oneself.contains(message.word(at));
    let joint = |at: usize| {
        lexicon.name.and.contains(message.word(at))
            || lexicon.company.plus.contains(message.word(at))
    };
    let after = (number.end..number.end + ONESELF_REACH).any(|at| joint(at) && oneself(at + 1));
    let before =
        (at.saturating_sub(2)..at).any(|before| before > 0 && joint(before) && oneself(before - 1));
    if after || before {
        Number {
            hundredths: number.hundredths.saturating_add(100),
            ..number
        }
    } else {
        number
    }
}

/// `two-person`, before a business.
fn headed(message: &Message, at: usize, context: &Context) -> Option<Number> {
    let lexicon = context.lexicon;
    let (count, head) = message.word(at).split_once('-')?;
    let count = lexicon.numbers.words.get(count)?;
    let business = (at + 1..at + 1 + HEADED_REACH).any(|at| {
        lexicon.company.business.contains(message.word(at))
            || lexicon.company.kinds.contains(message.word(at))
    });
    (business && lexicon.company.heads.contains(head)).then_some(Number {
        hundredths: count.checked_mul(100)?,
        scale: 1,
        end: at + 1,
    })
}

/// Whether a business is spoken of, or was.
fn is_business(message: &Message, context: &Context) -> bool {
    context.known.contact.company.is_some()
        || context.expects(Question::CompanySize)
        || company::is_spoken_of(message, context)
}

fn people(number: Number) -> Option<u32> {
    let whole = number.whole().filter(|count| (1..=MOST).contains(count))?;
    u32::try_from(whole).ok()
}

/// `25`, or the middle of `10-20` and of `10 to 20`.
fn range_or_number(message: &Message, at: usize, context: &Context) -> Option<Number> {
    let lexicon = context.lexicon;
    let low = number::read(message, at, &lexicon.numbers)?;
    let joined = lexicon.money.to.contains(message.word(low.end))
        || lexicon.money.and.contains(message.word(low.end));
    let high = number::read(message, low.end + 1, &lexicon.numbers)
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
    let currency = |at: usize| super::amount::currency(message, at, context).is_some();
    let number = number::read(message, at, &context.lexicon.numbers);
    at > 0 && currency(at - 1) || number.is_some_and(|number| currency(number.end))
}

fn counts_staff(message: &Message, at: usize, end: usize, context: &Context) -> bool {
    let cues = &context.lexicon.company;
    if cues.staff.at(message, end).is_some() {
        return true;
    }
    let people = cues.people.at(message, end).is_some();
    let ends =
        message.is_end(end) || people || context.lexicon.name.followers.contains(message.word(end));
    // `Silva & Filhos` is no family.
    let named = |at: usize| {
        message.is_upper(at) && !message.is_start(at) && !context.lexicon.place.capital_nouns
            || at > 0 && message.word(at - 1) == "&"
    };
    let household =
        || sentence(message, at).any(|at| cues.household.contains(message.word(at)) && !named(at));
    let business = || is_business(message, context);
    let introduced = cues.size_intro.leads_to(message, &(at..end));
    let counted = people && (introduced || business()) || introduced && ends && business();
    // `we decide zu zweit`: two of whom nobody said that they work together.
    let several = number::read(message, at, &context.lexicon.numbers)
        .is_some_and(|number| number.hundredths > 2 * 100);
    counted && !household()
        || ends && cues.team_of.leads_to(message, &(at..end)) && (several || business())
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
        .at(message, number.end)
        .is_some();
    (message.is_end(number.end) || people_follow)
        .then(|| people(number))
        .flatten()
}
