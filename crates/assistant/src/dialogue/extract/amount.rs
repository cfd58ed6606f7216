//! Amounts of money as they are written: `$5k`, `5,000-8,000 a month`, `twenty grand`.

use std::ops::Range;

use super::number::{self, Number};
use super::{Context, preceded, state};
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::lead::BudgetPeriod;
use beckon_domain::money::Currency;

/// The most that counts as money, in hundredths; the form's limit, so that both agree.
const MOST: i64 = 100_000_000 * 100;
/// What a number must reach for a currency at a distance to be its own, in hundredths.
const LEAST_UNNAMED: i64 = 50 * 100;
/// How far from an amount its period may stand, in tokens.
const PERIOD_REACH: usize = 3;
/// How far after an amount its currency may stand, in tokens.
const CURRENCY_REACH: usize = 10;

/// An amount in a message.
#[derive(Debug)]
pub(super) struct Amount {
    /// Its tokens.
    pub(super) range: Range<usize>,
    /// In hundredths; the middle of a range, rounded to whole units.
    pub(super) cents: i64,
    /// Where it is named.
    pub(super) currency: Option<Currency>,
    /// Whether a `k` or `grand` makes it an amount.
    pub(super) scaled: bool,
    /// For what time it is, where that is said after it.
    pub(super) period: Option<Period>,
}

/// For what an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// A budget's period.
    Of(BudgetPeriod),
    /// A week.
    Week,
    /// A quarter of a year.
    Quarter,
    /// An hour, a square foot: it is a rate and no budget.
    Rate,
}

/// All amounts of a message.
pub(super) fn all(message: &Message, context: &Context) -> Vec<Amount> {
    let mut amounts = Vec::new();
    let mut at = 0;
    while at < message.len() {
        match read(message, at, context) {
            Some(amount) => {
                at = amount.range.end;
                amounts.push(amount);
            }
            None => at += 1,
        }
    }
    amounts
}

/// The period that the words shortly before an amount name: `monthly budget is`.
pub(super) fn period_before(
    message: &Message,
    before: Range<usize>,
    context: &Context,
) -> Option<Period> {
    let near = before
        .start
        .max(before.end.saturating_sub(PERIOD_REACH + 1))..before.end;
    near.rev().find_map(|at| period_at(message, at, context))
}

/// One end of a range, or all of an amount.
#[derive(Debug)]
struct Single {
    number: Number,
    currency: Option<Currency>,
    end: usize,
}

fn read(message: &Message, at: usize, context: &Context) -> Option<Amount> {
    let single = single(message, at, context)?;
    let mut amount = range(message, at, &single, context).unwrap_or(Amount {
        range: at..single.end,
        cents: single.number.hundredths,
        currency: single.currency,
        scaled: single.number.scale > 1,
        period: None,
    });
    amount.period = period_after(message, &amount, context);
    let plausible = (1..=MOST).contains(&amount.cents) && is_free(message, &amount, context);
    let worth = amount.scaled || amount.period.is_some() || amount.cents >= LEAST_UNNAMED;
    if amount.currency.is_none() && worth {
        amount.currency = currency_later(message, amount.range.end, context);
    }
    plausible.then_some(amount)
}

fn single(message: &Message, at: usize, context: &Context) -> Option<Single> {
    let before = currency(message, at, context);
    let start = before.map_or(at, |(_, end)| end);
    let number = number::read(message, start, &context.lexicon.numbers)?;
    let number = with_tens(message, start, number, context);
    let number = without_dash(message, number, context);
    let after = currency(message, number.end, context);
    let named = |found: Option<(Currency, usize)>| found.map(|(currency, _)| currency);
    // `$5,000 mxn`: the sign of many currencies says less than a name.
    let currency = match (named(before), named(after)) {
        (Some(Currency::Usd) | None, after @ Some(_)) => after,
        (before, _) => before,
    };
    Some(Single {
        number,
        currency,
        end: after.map_or(number.end, |(_, end)| end),
    })
}

/// `two fifty`: hundreds that are not said, where somebody speaks of money.
fn with_tens(message: &Message, start: usize, number: Number, context: &Context) -> Number {
    let numbers = &context.lexicon.numbers;
    let ones = (1..10).contains(&(number.hundredths / 100)) && number.end == start + 1;
    let worded = message.is(start, Kind::Word) && message.is(number.end, Kind::Word);
    let article = numbers.articles.contains(message.word(start))
        || numbers.collective.contains(message.word(start));
    let tens = number::read(message, number.end, numbers)
        .filter(|tens| (10..100).contains(&(tens.hundredths / 100)) && tens.scale == 1);
    match tens {
        Some(tens) if ones && worded && !article => Number {
            hundredths: number.hundredths * 100 + tens.hundredths,
            ..tens
        },
        _ => number,
    }
}

/// `160,- €`: what stands for no cents belongs to the number.
fn without_dash(message: &Message, number: Number, context: &Context) -> Number {
    let dash = matches!(message.word(number.end), "," | ".")
        && matches!(message.word(number.end + 1), "-" | "–" | "—")
        && message.is_glued(number.end + 1);
    if dash && currency(message, number.end + 2, context).is_some() {
        Number {
            end: number.end + 2,
            ..number
        }
    } else {
        number
    }
}

/// The currency that is named at `at`, and where its name ends.
pub(super) fn currency(
    message: &Message,
    at: usize,
    context: &Context,
) -> Option<(Currency, usize)> {
    if at >= message.len() {
        return None;
    }
    let named = context.lexicon.money.currencies.iter();
    named
        .filter_map(|(currency, cues)| Some((*currency, cues.at(message, at)?)))
        .max_by_key(|(currency, end)| (*end, *currency as u8))
}

/// The currency that follows at a distance: `30 mil por ano, em reais`.
fn currency_later(message: &Message, end: usize, context: &Context) -> Option<Currency> {
    let reach = (end..message.len().min(end + CURRENCY_REACH))
        .take_while(|&at| !message.ends_sentence(at) && !message.is(at, Kind::Number));
    // The sign before a number is that number's.
    let own = |at: &usize| message.is(*at, Kind::Word) || !message.is(at + 1, Kind::Number);
    reach
        .filter(own)
        .find_map(|at| currency(message, at, context))
        .map(|(currency, _)| currency)
}

/// `between 5 and 8k`, `$5,000 - $8,000`: the lower end takes the upper one's multiplier.
fn range(message: &Message, at: usize, low: &Single, context: &Context) -> Option<Amount> {
    let cues = &context.lexicon.money;
    let between = preceded(message, at, 1, |word| cues.between.contains(word));
    let to = |at: usize| cues.to.contains(message.word(at));
    // `100 up to 140`
    let at_joint = low.end
        + usize::from(!to(low.end) && to(low.end + 1) && cues.up.contains(message.word(low.end)));
    let joint = message.word(at_joint);
    let connected = to(at_joint) || cues.or.contains(joint) || between && cues.and.contains(joint);
    if !connected {
        return None;
    }
    // `von 100 bis maximal 140`
    let about = usize::from(cues.about.contains(message.word(at_joint + 1)));
    let high = single(message, at_joint + 1 + about, context)?;
    let (ones, hundreds) = (low.number.hundredths / 100, high.number.hundredths / 100);
    let factor = match (low.number.scale, high.number.scale) {
        // `5 to 600`: hundreds are said once, as thousands are in `5 to 8k`.
        (1, 1) if ones < 9 && hundreds < 1_000 && hundreds % 100 == 0 && ones * 100 < hundreds => {
            100
        }
        (1, scale) => scale,
        _ => 1,
    };
    let lower = low
        .number
        .hundredths
        .checked_mul(factor)
        .filter(|lower| *lower <= high.number.hundredths);
    let lower = lower.unwrap_or(low.number.hundredths);
    ((0..=high.number.hundredths).contains(&lower) && high.number.hundredths <= MOST).then(|| {
        Amount {
            range: at..high.end,
            cents: i64::midpoint(lower, high.number.hundredths),
            currency: low.currency.or(high.currency),
            scaled: low.number.scale > 1 || high.number.scale > 1,
            period: None,
        }
    })
}

fn period_after(message: &Message, amount: &Amount, context: &Context) -> Option<Period> {
    let end = amount.range.end;
    let reach = (end..=end + PERIOD_REACH)
        .take_while(|&at| !message.ends_sentence(at) && !message.is(at, Kind::Number));
    let reach = reach.take_while(|&at| at == end || message.word(at - 1) != ",");
    // `6k at most, not monthly`
    let negated = |at: usize| at > end && context.lexicon.money.not.contains(message.word(at - 1));
    let reach = reach.filter(|&at| !negated(at));
    let mut periods = reach.filter_map(|at| period_at(message, at, context));
    let once = Period::Of(BudgetPeriod::Once);
    match periods.next() {
        // `800 in all a month`
        Some(first) if first == once => periods.find(|other| *other != once).or(Some(once)),
        None => once_later(message, end, context).then_some(once),
        first => first,
    }
}

/// `$1,500 tops, one off`
fn once_later(message: &Message, end: usize, context: &Context) -> bool {
    let comma = (end..=end + PERIOD_REACH).find(|&at| message.word(at) == ",");
    comma.is_some_and(|comma| context.lexicon.money.once.at(message, comma + 1).is_some())
}

pub(super) fn period_at(message: &Message, at: usize, context: &Context) -> Option<Period> {
    let cues = &context.lexicon.money;
    let table = [
        (&cues.rate, Period::Rate),
        (&cues.week, Period::Week),
        (&cues.quarter, Period::Quarter),
        (&cues.month, Period::Of(BudgetPeriod::Month)),
        (&cues.year, Period::Of(BudgetPeriod::Year)),
        (&cues.once, Period::Of(BudgetPeriod::Once)),
    ];
    table
        .into_iter()
        .find_map(|(cues, period)| cues.at(message, at).map(|_| period))
}

/// Whether nothing around a number says that it is no money: a date, a time, a share, a count of
/// something.
fn is_free(message: &Message, amount: &Amount, context: &Context) -> bool {
    let Range { start, end } = amount.range;
    // `1 500`: a blank within a number, of which no half is the whole.
    let broken = start > 0 && message.is(start - 1, Kind::Number) || message.is(end, Kind::Number);
    if broken {
        return false;
    }
    if amount.currency.is_some() {
        return message.word(end) != "%";
    }
    let time = &context.lexicon.time;
    let lasts = [
        &time.day_units,
        &time.week_units,
        &time.month_units,
        &time.year_units,
    ]
    .into_iter()
    .any(|units| units.contains(message.word(end)));
    if lasts && !amount.scaled {
        return false;
    }
    let cues = &context.lexicon.money;
    let digits = message.is(start, Kind::Number);
    let hangs_on = message.is_glued(start)
        && matches!(message.word(start - 1), "/" | ":" | "#" | "@" | "-" | ".");
    let period = period_at(message, end, context).is_some();
    let leads_on = message.is_glued(end)
        && matches!(message.word(end), "/" | ":" | "%" | "°" | "'" | "\"" | "@");
    let counts =
        !message.is_end(end) && (message.is_glued(end) || !cues.after.contains(message.word(end)));
    let zip = |word: &str| context.lexicon.place.zip.contains(word);
    let postal = preceded(message, start, 3, zip)
        || state::precedes(message, start, context)
        || is_beside_town(message, &amount.range);
    // `681-2294`: the rest of a phone number.
    let local_number = message.word(start).len() == 3
        && message.word(start + 1) == "-"
        && message.is_glued(start + 2)
        && message.word(start + 2).len() == 4;
    (digits || amount.scaled || period)
        && !hangs_on
        && (period || !leads_on && !counts)
        && !postal
        && !local_number
        && !is_year(message, amount, context)
}

/// `75011 Paris`, `Valencia 46015`
fn is_beside_town(message: &Message, range: &Range<usize>) -> bool {
    let digits = message.word(range.start);
    let code = range.len() == 1 && (4..=5).contains(&digits.len()) && !digits.contains([',', '.']);
    let follows = (range.start.saturating_sub(4)..range.start)
        .any(|at| gazetteer::city_end(message, at) == Some(range.start));
    code && (follows || gazetteer::city_end(message, range.end).is_some())
}

/// `in 2027`
fn is_year(message: &Message, amount: &Amount, context: &Context) -> bool {
    let dated = preceded(message, amount.range.start, 1, |word| {
        context.lexicon.money.when.contains(word)
    });
    dated && !amount.scaled && (1_900 * 100..2_100 * 100).contains(&amount.cents)
}
