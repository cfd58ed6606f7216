//! Budgets, told from bills, prices, incomes and other amounts by the words around them.

use std::ops::Range;

use super::amount::{self, Amount, Period};
use super::{Context, Found, is_of_others, owner, place, preceded, sentence};
use crate::dialogue::lexicon::Cues;
use beckon_domain::assistant::Question;

use crate::dialogue::question;
use crate::dialogue::text::Message;
use beckon_domain::industry::Industry;
use beckon_domain::lead::{Budget, BudgetPeriod};
use beckon_domain::money::Money;

/// How far before a number without a currency the words may stand that make it a budget, in tokens.
const BARE_REACH: usize = 5;
/// How far after an amount the words are read that say what it is, in tokens.
const MEANING_REACH: usize = 6;
/// How far an amount may stand from the one it takes back, in tokens.
const CORRECTION_REACH: usize = 14;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Budget,
    Other,
    Unknown,
}

/// What is told of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) budget: Budget,
    /// Whether it is said to be for everything, once.
    pub(super) one_off: bool,
    /// Whether it is said of what currency it is.
    names_currency: bool,
}

/// What the visitor would spend. Of a range (`5k to 8k`) it is the middle, rounded to whole units.
/// One of no currency is of that of the place.
pub(super) fn find(
    message: &Message,
    place: Option<&str>,
    context: &Context,
) -> Option<Found<Told>> {
    let amounts = amount::all(message, context);
    let chains = chains(message, &amounts, context);
    let budgets = chains
        .into_iter()
        .filter_map(|chain| judge(message, &amounts, chain, context));
    let mut best = budgets.reduce(|best, next| if next.rank > best.rank { next } else { best })?;
    if !best.told.names_currency
        && let Some(currency) = place.and_then(|place| place::currency(place, context))
    {
        best.told.budget.amount.currency = currency;
    }
    // What is said to be for a month says more than a sum of which nothing was said.
    let period = |budget: Budget| budget.period != BudgetPeriod::Once;
    let known = context.known.budget.is_some_and(|known| !period(known));
    Some(Found {
        value: best.told,
        sure: best.rank > UNEXPLAINED || known && period(best.told.budget),
    })
}

/// Nothing says what an amount is, and nothing was asked.
const UNEXPLAINED: u8 = 0;
/// Nothing says what an amount is, but it was asked for.
const ASKED: u8 = 1;
/// The words around an amount say that it is a budget.
const EXPLAINED: u8 = 2;

/// What may be told of a budget, the likelier the greater its rank.
struct Candidate {
    told: Told,
    rank: u8,
}

/// Amounts of which each takes back the one before it: `300 a month... no, sorry, 400`.
fn chains(message: &Message, amounts: &[Amount], context: &Context) -> Vec<Range<usize>> {
    let mut chains: Vec<Range<usize>> = Vec::new();
    for (index, amount) in amounts.iter().enumerate() {
        let taken_back = index.checked_sub(1).is_some_and(|before| {
            let between = amounts[before].range.end..amount.range.start;
            let trails_off = between.len() > 1 && between.clone().all(|at| message.word(at) == ".");
            let near = between.len() <= CORRECTION_REACH;
            near && (trails_off
                || is_negated(message, &amounts[before], context)
                || owner::is_taken_back(message, between, context))
        });
        match chains.last_mut().filter(|_| taken_back) {
            Some(chain) => chain.end = index + 1,
            None => chains.push(index..index + 1),
        }
    }
    chains
}

fn is_negated(message: &Message, amount: &Amount, context: &Context) -> bool {
    preceded(message, amount.range.start, 1, |word| {
        context.lexicon.money.not.contains(word)
    })
}

/// The last amount of a chain as a budget, if any of them is one. One that is only named to be
/// taken back (`500, not 5k`) is none.
fn judge(
    message: &Message,
    amounts: &[Amount],
    chain: Range<usize>,
    context: &Context,
) -> Option<Candidate> {
    let last = chain
        .clone()
        .rev()
        .find(|&index| !is_negated(message, &amounts[index], context))?;
    let amount = &amounts[last];
    let related = &amounts[chain.clone()];
    let rate = |amount: &Amount| amount.period == Some(Period::Rate);
    let is_rate = rate(amount) || amount.period.is_none() && related.iter().any(rate);
    if is_rate || is_of_others(message, amount.range.start, context) {
        return None;
    }
    let told = told(message, amounts, chain.start, amount, related, context);
    let marked =
        |amount: &Amount| amount.currency.is_some() || amount.scaled || amount.period.is_some();
    // `a one-off fee, 500`
    let named_before = || {
        let before = before(message, amounts, chain.start, context);
        amount::period_before(message, before, context).is_some()
    };
    let any_marked = related.iter().any(marked) || named_before();
    let named = |amount: &Amount| amount.currency.is_some() || amount.scaled;
    let enough = related.iter().any(named) || amount.cents >= least_bare(message, amount, context);
    let asked = context.expects(Question::Budget)
        || any_marked && context.correcting && context.known.budget.is_some();
    let meant = chain
        .map(|index| {
            let reach = if marked(&amounts[index]) {
                usize::MAX
            } else {
                BARE_REACH
            };
            let before = before(message, amounts, index, context);
            let after = after(message, amounts, index, context);
            meaning(message, before, after, reach, context)
        })
        .find(|meaning| *meaning != Meaning::Unknown)
        .unwrap_or(Meaning::Unknown);
    match meant {
        Meaning::Other => None,
        Meaning::Budget => enough.then_some(Candidate {
            told,
            rank: EXPLAINED,
        }),
        Meaning::Unknown if asked => enough.then_some(Candidate { told, rank: ASKED }),
        Meaning::Unknown => {
            let alone = related
                .iter()
                .any(|amount| stands_alone(message, amount, context));
            (any_marked && enough && alone).then_some(Candidate {
                told,
                rank: UNEXPLAINED,
            })
        }
    }
}

/// What a number without a currency must reach to be an amount of money, in hundredths. Homes are
/// spoken of in thousands: `450` is no price.
fn least_bare(message: &Message, amount: &Amount, context: &Context) -> i64 {
    let renting = &context.lexicon.money.renting;
    let rented = || (0..message.len()).any(|at| renting.contains(message.word(at)));
    match (context.industry, amount.period) {
        (_, Some(_)) => 10 * 100,
        (Industry::RealEstate, None) if rented() => 100 * 100,
        (Industry::RealEstate, None) => 1_000 * 100,
        _ => 50 * 100,
    }
}

/// Whether an amount that nothing explains looks like a budget: it has a period, or `around` before
/// it, or is all there is; but not where it is more likely a sum insured or a number of people.
fn stands_alone(message: &Message, amount: &Amount, context: &Context) -> bool {
    let about = preceded(message, amount.range.start, 1, |word| {
        context.lexicon.money.about.contains(word)
    });
    let alone = message.is_start(amount.range.start) && message.is_end(amount.range.end);
    let likelier = context.industry == Industry::Insurance && amount.period.is_none();
    let people = context.expects(Question::CompanySize) && amount.currency.is_none();
    !likelier && !people && (amount.period.is_some() || about || alone)
}

/// The budget of an amount: for the period that is said, else the known one where it is corrected,
/// else the one asked for.
fn told(
    message: &Message,
    amounts: &[Amount],
    first: usize,
    amount: &Amount,
    related: &[Amount],
    context: &Context,
) -> Told {
    let known = context
        .known
        .budget
        .filter(|_| context.correcting)
        .map(|budget| budget.period);
    let asked = context
        .expects(Question::Budget)
        .then(|| question::budget_period(context.industry));
    let named = amount
        .period
        .or_else(|| related.iter().rev().find_map(|amount| amount.period))
        .or_else(|| {
            amount::period_before(message, before(message, amounts, first, context), context)
        })
        .or_else(|| {
            // `I pay $90 a month, 60 would be fine`
            let bare = amount.currency.is_none() && !amount.scaled;
            bare.then(|| amounts.iter().find_map(|amount| amount.period))
                .flatten()
        });
    let (cents, period) = match named {
        Some(Period::Of(period)) => (amount.cents, period),
        Some(Period::Week) => (weekly_as_monthly(amount.cents), BudgetPeriod::Month),
        Some(Period::Quarter) => (amount.cents.saturating_mul(4), BudgetPeriod::Year),
        Some(Period::Rate) | None => (amount.cents, known.or(asked).unwrap_or(BudgetPeriod::Once)),
    };
    let currency = amount
        .currency
        .or_else(|| related.iter().rev().find_map(|amount| amount.currency))
        // `I pay 90 euros and would like to get to 60`
        .or_else(|| amounts.iter().find_map(|amount| amount.currency))
        .or_else(|| {
            context
                .known
                .budget
                .filter(|_| context.correcting)
                .map(|budget| budget.amount.currency)
        });
    Told {
        budget: Budget {
            amount: Money {
                cents,
                currency: currency.unwrap_or(context.currency),
            },
            period,
        },
        one_off: named == Some(Period::Of(BudgetPeriod::Once)),
        names_currency: currency.is_some(),
    }
}

/// 52 weeks in 12 months, rounded to whole units.
const fn weekly_as_monthly(cents: i64) -> i64 {
    (cents * 52 / 12 + 50) / 100 * 100
}

/// The words before an amount that may explain it: after the amount before it, in its sentence.
fn before(message: &Message, amounts: &[Amount], index: usize, context: &Context) -> Range<usize> {
    let start = amounts[index].range.start;
    let earlier = index
        .checked_sub(1)
        .map(|earlier| amounts[earlier].range.end);
    // `no wait, make that`: what takes the earlier amount back explains nothing.
    let floor = earlier.map_or(0, |end| {
        let rather = &context.lexicon.intents.rather;
        let taken_back = (end..start).filter_map(|at| rather.at(message, at));
        taken_back
            .filter(|&after| after <= start)
            .max()
            .unwrap_or(end)
    });
    sentence(message, start).start.max(floor)..start
}

/// The words after an amount that may explain it: until the next amount, a comma or an `and`.
fn after(message: &Message, amounts: &[Amount], index: usize, context: &Context) -> Range<usize> {
    let end = amounts[index].range.end;
    let ceiling = amounts
        .get(index + 1)
        .map_or(message.len(), |later| later.range.start);
    let ceiling = ceiling.min(end + MEANING_REACH);
    let stops = |at: &usize| {
        let word = message.word(*at);
        message.ends_sentence(*at) || word == "," || context.lexicon.money.and.contains(word)
    };
    end..(end..ceiling).find(stops).unwrap_or(ceiling)
}

/// What the nearest words say an amount is: those before it first, then those after it.
fn meaning(
    message: &Message,
    before: Range<usize>,
    after: Range<usize>,
    reach: usize,
    context: &Context,
) -> Meaning {
    let cues = &context.lexicon.money;
    // The cue that ends last, and of several the longest.
    let near = before.start.max(before.end.saturating_sub(reach))..before.end;
    let last = |list: &Cues, range: &Range<usize>| {
        let ends = range
            .clone()
            .filter_map(|at| Some((list.at(message, at)?, at)));
        ends.filter(|(end, _)| *end <= before.end)
            .map(|(end, at)| (end, end - at))
            .max()
    };
    // `forget the price, but say 500`: another statement explains nothing away.
    let statement = (before.start..before.end)
        .rev()
        .find(|&at| cues.and.contains(message.word(at)))
        .map_or(before.start, |joint| joint + 1);
    let first = |list: &Cues| after.clone().find(|&at| list.at(message, at).is_some());
    match (
        last(&cues.budget, &near),
        last(&cues.other, &(statement..before.end)),
    ) {
        (None, None) => match (first(&cues.budget), first(&cues.other)) {
            (None, None) => Meaning::Unknown,
            (Some(budget), other) if other.is_none_or(|other| budget < other) => Meaning::Budget,
            _ => Meaning::Other,
        },
        (budget, other) if budget > other => Meaning::Budget,
        _ => Meaning::Other,
    }
}
