//! Tests of the dialogue as a whole.

mod arranging;
mod behaviour;
mod flow;
mod meetings;
mod messages;
mod properties;
mod roundabout;
mod transcripts;
mod when;

use super::{DialogueState, Question};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{BudgetPeriod, Facts};

/// A state in which a question has just been asked.
fn asked(industry: Industry, question: Option<Question>) -> DialogueState {
    DialogueState {
        pending: question,
        asked: question.into_iter().collect(),
        turns: 1,
        ..DialogueState::new(industry)
    }
}

/// Facts in one line: `name=Ana; budget=$6,000 a month`.
fn describe(facts: &Facts) -> String {
    let period = |period| match period {
        BudgetPeriod::Once => "once",
        BudgetPeriod::Month => "month",
        BudgetPeriod::Year => "year",
    };
    let contact = &facts.contact;
    [
        contact.name.as_ref().map(|name| format!("name={name}")),
        contact.email.as_ref().map(|email| format!("email={email}")),
        contact.phone.as_ref().map(|phone| format!("phone={phone}")),
        contact
            .company
            .as_ref()
            .map(|company| format!("company={company}")),
        facts
            .location
            .as_ref()
            .map(|place| format!("place={place}")),
        facts
            .budget
            .map(|budget| format!("budget={} {}", budget.amount, period(budget.period))),
        facts
            .timeline
            .map(|timeline| format!("time={}", timeline.as_str())),
        facts.company_size.map(|size| format!("size={size}")),
        facts
            .decision_maker
            .map(|decides| format!("decides={decides}")),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("; ")
}
