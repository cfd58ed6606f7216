//! Budgets, told from bills, prices, incomes and other amounts by the words around them.

use std::ops::Range;

use super::amount::{self, Amount, Period};
use super::{Context, Found, preceded, sentence};
use crate::dialogue::lexicon::Cues;
use crate::dialogue::question::{self, Question};
use crate::dialogue::text::Message;
use beckon_domain::industry::Industry;
use beckon_domain::lead::{Budget, BudgetPeriod};
use beckon_domain::money::{Currency, Money};

/// How far before a number without a currency the words may stand that make it a budget, in tokens.
const BARE_REACH: usize = 5;
/// How far after an amount the words are read that say what it is, in tokens.
const MEANING_REACH: usize = 6;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Budget,
    Other,
    Unknown,
}

/// What the visitor would spend. Of a range (`5k to 8k`) it is the middle, rounded to whole units.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<Budget>> {
    let amounts = amount::all(message, context);
    let budgets = (0..amounts.len()).filter_map(|index| judge(message, &amounts, index, context));
    budgets.reduce(|best, next| if next.sure && !best.sure { next } else { best })
}

/// The amount as a budget, if it is one.
fn judge(
    message: &Message,
    amounts: &[Amount],
    index: usize,
    context: &Context,
) -> Option<Found<Budget>> {
    let amount = &amounts[index];
    let negated = preceded(message, amount.range.start, 1, |word| {
        context.lexicon.money.not.contains(word)
    });
    if negated || amount.period == Some(Period::Rate) {
        return None;
    }
    let before = before(message, amounts, index);
    let budget = budget(message, amount, before.clone(), context);
    let marked = amount.currency.is_some() || amount.scaled || amount.period.is_some();
    let enough =
        amount.currency.is_some() || amount.scaled || amount.cents >= least_bare(amount, context);
    let asked = context.expects(Question::Budget)
        || marked && context.correcting && context.known.budget.is_some();
    let after = after(message, amounts, index, context);
    let reach = if marked { usize::MAX } else { BARE_REACH };
    match meaning(message, before, after, reach, context) {
        Meaning::Other => None,
        Meaning::Budget => enough.then_some(Found::sure(budget)),
        Meaning::Unknown if asked => enough.then_some(Found::sure(budget)),
        Meaning::Unknown => (marked && enough && stands_alone(message, amount, context))
            .then_some(Found::likely(budget)),
    }
}

/// What a number without a currency must reach to be an amount of money, in hundredths. Homes are
/// spoken of in thousands: `450` is no price.
fn least_bare(amount: &Amount, context: &Context) -> i64 {
    match (context.industry, amount.period) {
        (Industry::RealEstate, None) => 1_000 * 100,
        _ => 50 * 100,
    }
}

/// Whether an amount that nothing explains looks like a budget: it has a period, or `around` before
/// it, or is all there is; but not where it is more likely a bill, a sum insured or a number of
/// people.
fn stands_alone(message: &Message, amount: &Amount, context: &Context) -> bool {
    let about = preceded(message, amount.range.start, 1, |word| {
        context.lexicon.money.about.contains(word)
    });
    let alone = message.is_start(amount.range.start) && message.is_end(amount.range.end);
    let likelier = match context.industry {
        Industry::Solar => context.expects(Question::Need),
        Industry::Insurance => amount.period.is_none(),
        _ => false,
    };
    let people = context.expects(Question::CompanySize) && amount.currency.is_none();
    !likelier && !people && (amount.period.is_some() || about || alone)
}

/// The budget of an amount: for the period that is said, else the known one where it is corrected,
/// else the one asked for.
fn budget(message: &Message, amount: &Amount, before: Range<usize>, context: &Context) -> Budget {
    let known = context
        .known
        .budget
        .filter(|_| context.correcting)
        .map(|budget| budget.period);
    let asked = context
        .expects(Question::Budget)
        .then(|| question::budget_period(context.industry));
    let (cents, period) = match amount
        .period
        .or_else(|| amount::period_before(message, before, context))
    {
        Some(Period::Of(period)) => (amount.cents, period),
        Some(Period::Week) => (weekly_as_monthly(amount.cents), BudgetPeriod::Month),
        Some(Period::Rate) | None => (amount.cents, known.or(asked).unwrap_or(BudgetPeriod::Once)),
    };
    Budget {
        amount: Money {
            cents,
            currency: amount.currency.unwrap_or(Currency::Usd),
        },
        period,
    }
}

/// 52 weeks in 12 months, rounded to whole units.
const fn weekly_as_monthly(cents: i64) -> i64 {
    (cents * 52 / 12 + 50) / 100 * 100
}

/// The words before an amount that may explain it: after the amount before it, in its sentence.
fn before(message: &Message, amounts: &[Amount], index: usize) -> Range<usize> {
    let start = amounts[index].range.start;
    let floor = index
        .checked_sub(1)
        .map_or(0, |earlier| amounts[earlier].range.end);
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
    let cues = context.lexicon.money;
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
    let first = |list: &Cues| after.clone().find(|&at| list.at(message, at).is_some());
    match (last(&cues.budget, &near), last(&cues.other, &before)) {
        (None, None) => match (first(&cues.budget), first(&cues.other)) {
            (None, None) => Meaning::Unknown,
            (Some(budget), other) if other.is_none_or(|other| budget < other) => Meaning::Budget,
            _ => Meaning::Other,
        },
        (budget, other) if budget > other => Meaning::Budget,
        _ => Meaning::Other,
    }
}
