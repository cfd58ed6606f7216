use beckon_domain::assistant::{AssistantSettings, Usage};
use leptos::prelude::*;

/// Width of the bar in its own units.
const WHOLE: i64 = 1_000;

/// What was used since the first of the month, against the budget that is saved.
#[component]
pub(super) fn UsagePart(used: Usage, saved: RwSignal<AssistantSettings>) -> impl IntoView {
    view! {
        <section class="assistant-part" aria-labelledby="usage-title">
            <h3 class="board-title" id="usage-title">"This month"</h3>
            {move || {
                let settings = saved.read();
                view! { <Spent used budget=settings.budget_cents is_over=settings.is_over_budget(&used)/> }
            }}
        </section>
    }
}

#[component]
fn Spent(used: Usage, budget: Option<u32>, is_over: bool) -> impl IntoView {
    let spent = dollars(used.cost_micros);
    let head = match budget {
        Some(cents) => format!("{spent} of {}", dollars(i64::from(cents) * 10_000)),
        None => format!("{spent}, without a limit"),
    };
    let limit = if is_over {
        "The budget is used up: the built-in assistant answers until the first of next month."
    } else {
        "At the limit the built-in assistant takes over in the middle of the conversation, without asking anything twice. \
         Your admins are told."
    };
    view! {
        <p class="usage-head">{head}</p>
        {budget.map(|cents| view! { <UsageBar share=share(used.cost_micros, cents) is_over/> })}
        <p class="usage-counts">{counts(used)}</p>
        <p class="hint">{limit}</p>
    }
}

#[component]
fn UsageBar(share: i64, is_over: bool) -> impl IntoView {
    view! {
        <svg class="usage-bar" class:usage-over=is_over viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="usage-ground" width=WHOLE height="10"></rect>
            <rect class="usage-fill" width=share height="10"></rect>
        </svg>
    }
}

/// How much of a budget is spent, of [`WHOLE`].
fn share(micros: i64, cents: u32) -> i64 {
    let budget = i64::from(cents) * 10_000;
    if budget == 0 {
        return WHOLE;
    }
    let share = i128::from(micros) * i128::from(WHOLE) / i128::from(budget);
    i64::try_from(share).unwrap_or(WHOLE).clamp(0, WHOLE)
}

fn counts(used: Usage) -> String {
    format!(
        "{} calls, {} tokens read, {} tokens written",
        grouped(used.calls),
        grouped(used.tokens_in),
        grouped(used.tokens_out)
    )
}

/// Dollars with cents, rounded up: nothing that costs shows as free.
fn dollars(micros: i64) -> String {
    let cents = (micros + 9_999).div_euclid(10_000);
    format!("${}.{:02}", grouped(cents / 100), cents % 100)
}

/// `1,234,567`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_and_shares() {
        assert_eq!(dollars(0), "$0.00");
        assert_eq!(dollars(1), "$0.01");
        assert_eq!(dollars(1_234_560_000), "$1,234.56");
        assert_eq!(share(500_000, 100), 500);
        assert_eq!(share(9_000_000, 100), WHOLE);
        assert_eq!(share(0, 0), WHOLE);
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(123), "123");
    }
}
