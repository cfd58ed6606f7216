//! What the form asks of each industry's visitors, as data: which question comes next depends on the answers so far.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Step;
use crate::industry::Industry;
use crate::lead::Facts;

/// The answers so far: by a question's id, a choice's value.
pub type Answers = BTreeMap<String, String>;

/// A question with its choices. None has to be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name among the industry's questions.
    pub id: &'static str,
    /// In which step it is asked.
    pub step: Step,
    /// The words.
    pub text: &'static str,
    /// What can be answered.
    pub choices: &'static [Choice],
    /// The answers to an earlier question after which it is asked; always if there are none.
    pub after: Option<(&'static str, &'static [&'static str])>,
}

/// An answer that can be chosen.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name among the question's choices.
    pub value: &'static str,
    /// The words.
    pub label: &'static str,
    /// What it says of the lead.
    pub tells: Option<Tells>,
}

/// What an answer says of a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// Whether this person decides.
    Decides(bool),
    /// How many people work there, at least.
    Employees(u32),
}

/// A question that was answered, in the words that were seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What was asked.
    pub question: String,
    /// What was chosen.
    pub answer: String,
}

/// All that an industry's form may ask.
pub fn questions(industry: Industry) -> &'static [Question] {
    match industry {
        Industry::RealEstate => REAL_ESTATE,
        Industry::Insurance => INSURANCE,
        Industry::Solar => SOLAR,
        Industry::Legal => LEGAL,
        Industry::HomeServices => HOME_SERVICES,
    }
}

/// What is asked after these answers, in order.
pub fn asked(industry: Industry, answers: &Answers) -> Vec<&'static Question> {
    let mut asked: Vec<&Question> = Vec::new();
    for question in questions(industry) {
        let is_due = question.after.is_none_or(|(earlier, values)| {
            asked.iter().any(|before| before.id == earlier)
                && answers
                    .get(earlier)
                    .is_some_and(|answer| values.contains(&answer.as_str()))
        });
        if is_due {
            asked.push(question);
        }
    }
    asked
}

/// The questions that were asked and answered. What was answered before an earlier answer was changed says nothing.
fn chosen(
    industry: Industry,
    answers: &Answers,
) -> impl Iterator<Item = (&'static Question, &'static Choice)> {
    asked(industry, answers).into_iter().filter_map(|question| {
        let answer = answers.get(question.id)?;
        let choice = question.choices.iter().find(|one| one.value == answer)?;
        Some((question, choice))
    })
}

/// The same in words.
pub fn answered(industry: Industry, answers: &Answers) -> Vec<Answer> {
    chosen(industry, answers)
        .map(|(question, choice)| Answer {
            question: question.text.to_owned(),
            answer: choice.label.to_owned(),
        })
        .collect()
}

/// Adds to what is known of a lead what its answers say.
pub(super) fn add_to(facts: &mut Facts, industry: Industry, answers: &Answers) {
    for (_, choice) in chosen(industry, answers) {
        match choice.tells {
            Some(Tells::Decides(decides)) => facts.decision_maker = Some(decides),
            Some(Tells::Employees(size)) => facts.company_size = Some(size),
            None => {}
        }
    }
}

const fn choice(value: &'static str, label: &'static str) -> Choice {
    Choice {
        value,
        label,
        tells: None,
    }
}

const fn telling(value: &'static str, label: &'static str, tells: Tells) -> Choice {
    Choice {
        value,
        label,
        tells: Some(tells),
    }
}

const fn first(id: &'static str, text: &'static str, choices: &'static [Choice]) -> Question {
    Question {
        id,
        step: Step::Need,
        text,
        choices,
        after: None,
    }
}

const fn then(
    id: &'static str,
    text: &'static str,
    choices: &'static [Choice],
    after: (&'static str, &'static [&'static str]),
) -> Question {
    Question {
        id,
        step: Step::Details,
        text,
        choices,
        after: Some(after),
    }
}

/// How large a company is.
const SIZES: &[Choice] = &[
    telling("few", "Up to 10 people", Tells::Employees(5)),
    telling("some", "11 to 50", Tells::Employees(11)),
    telling("many", "More than 50", Tells::Employees(51)),
];

const SOLAR: &[Question] = &[
    first(
        "where",
        "What should the panels be on?",
        &[
            choice("house", "A house"),
            choice("flat", "A flat or shared building"),
            choice("business", "A business or farm"),
            choice("other", "Something else"),
        ],
    ),
    then(
        "owner",
        "Is the house yours?",
        &[
            telling("own", "Yes, I own it", Tells::Decides(true)),
            telling(
                "together",
                "Yes, together with somebody",
                Tells::Decides(true),
            ),
            telling("rent", "No, I rent", Tells::Decides(false)),
            choice("buying", "I am buying it"),
        ],
        ("where", &["house"]),
    ),
    then(
        "roof",
        "How old is the roof?",
        &[
            choice("new", "Under 10 years"),
            choice("middle", "10 to 20 years"),
            choice("old", "Over 20 years"),
            choice("unknown", "I don’t know"),
        ],
        ("owner", &["own", "together", "buying"]),
    ),
    then(
        "landlord",
        "Does the owner of the house know about it?",
        &[
            choice("agrees", "Yes, and agrees"),
            choice("asked", "I have asked"),
            choice("no", "Not yet"),
        ],
        ("owner", &["rent"]),
    ),
    then(
        "building",
        "Who decides about the roof?",
        &[
            choice("owners", "All owners together"),
            telling("me", "I do", Tells::Decides(true)),
            telling("landlord", "The landlord", Tells::Decides(false)),
        ],
        ("where", &["flat"]),
    ),
    then(
        "people",
        "How many people work there?",
        SIZES,
        ("where", &["business"]),
    ),
];

const REAL_ESTATE: &[Question] = &[
    first(
        "plan",
        "What are you planning?",
        &[
            choice("buy", "To buy"),
            choice("sell", "To sell"),
            choice("both", "To sell and buy"),
            choice("worth", "To know what it is worth"),
        ],
    ),
    then(
        "money",
        "How far along is the financing?",
        &[
            choice("cash", "I pay in cash"),
            choice("approved", "A bank has approved it"),
            choice("talking", "I am talking to a bank"),
            choice("open", "I haven’t begun"),
        ],
        ("plan", &["buy", "both"]),
    ),
    then(
        "owner",
        "Who decides about the sale?",
        &[
            telling("me", "I do", Tells::Decides(true)),
            telling("together", "I do, with others", Tells::Decides(true)),
            telling("somebody", "Somebody I help", Tells::Decides(false)),
        ],
        ("plan", &["sell", "both", "worth"]),
    ),
    then(
        "agent",
        "Are you working with an agent already?",
        &[choice("no", "No"), choice("yes", "Yes")],
        ("plan", &["buy", "sell", "both"]),
    ),
];

const INSURANCE: &[Question] = &[
    first(
        "cover",
        "What is to be insured?",
        &[
            choice("car", "A car"),
            choice("home", "A home"),
            choice("health", "Health or life"),
            choice("business", "A business"),
        ],
    ),
    then(
        "now",
        "Is it insured now?",
        &[
            choice("yes", "Yes, I am comparing"),
            choice("ends", "Yes, but it ends soon"),
            choice("no", "No"),
        ],
        ("cover", &["car", "home", "health", "business"]),
    ),
    then(
        "own",
        "Is the home yours?",
        &[
            telling("own", "I own it", Tells::Decides(true)),
            choice("rent", "I rent it"),
        ],
        ("cover", &["home"]),
    ),
    then(
        "people",
        "How many people work there?",
        SIZES,
        ("cover", &["business"]),
    ),
];

const LEGAL: &[Question] = &[
    first(
        "matter",
        "What is it about?",
        &[
            choice("injury", "An accident or injury"),
            choice("family", "Family"),
            choice("work", "Work"),
            choice("business", "A business"),
            choice("other", "Something else"),
        ],
    ),
    then(
        "when",
        "When did it happen?",
        &[
            choice("month", "In the last month"),
            choice("year", "In the last year"),
            choice("earlier", "Earlier"),
        ],
        ("matter", &["injury", "work"]),
    ),
    then(
        "paper",
        "Has anything come from a court or a lawyer?",
        &[choice("yes", "Yes"), choice("no", "No")],
        ("matter", &["family", "work", "business", "other"]),
    ),
    then(
        "people",
        "How many people work there?",
        SIZES,
        ("matter", &["business"]),
    ),
];

const HOME_SERVICES: &[Question] = &[
    first(
        "work",
        "What needs doing?",
        &[
            choice("repair", "A repair"),
            choice("renovate", "A renovation"),
            choice("install", "Something new"),
            choice("upkeep", "Regular upkeep"),
        ],
    ),
    then(
        "urgent",
        "Is anything in danger, like water or power?",
        &[
            choice("yes", "Yes, right now"),
            choice("no", "No, it can wait"),
        ],
        ("work", &["repair"]),
    ),
    then(
        "owner",
        "Is the home yours?",
        &[
            telling("own", "Yes, I own it", Tells::Decides(true)),
            telling("rent", "No, I rent", Tells::Decides(false)),
        ],
        ("work", &["repair", "renovate", "install"]),
    ),
    then(
        "often",
        "How often?",
        &[
            choice("week", "Every week"),
            choice("month", "Every month"),
            choice("season", "Every season"),
        ],
        ("work", &["upkeep"]),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        let own = |text: &str| text.to_owned();
        pairs
            .iter()
            .map(|(id, value)| (own(id), own(value)))
            .collect()
    }

    fn ids(industry: Industry, answers: &Answers) -> Vec<&'static str> {
        asked(industry, answers).iter().map(|one| one.id).collect()
    }

    #[test]
    fn the_next_question_depends_on_the_answers() {
        let solar = |pairs| ids(Industry::Solar, &answers(pairs));
        assert_eq!(solar(&[]), ["where"]);
        assert_eq!(solar(&[("where", "house")]), ["where", "owner"]);
        assert_eq!(
            solar(&[("where", "house"), ("owner", "own")]),
            ["where", "owner", "roof"]
        );
        assert_eq!(
            solar(&[("where", "house"), ("owner", "rent")]),
            ["where", "owner", "landlord"]
        );
        assert_eq!(solar(&[("where", "business")]), ["where", "people"]);
    }

    #[test]
    fn what_was_answered_on_another_way_says_nothing() {
        let changed = answers(&[
            ("where", "business"),
            ("owner", "own"),
            ("roof", "old"),
            ("people", "many"),
        ]);
        let said = answered(Industry::Solar, &changed);
        let words: Vec<&str> = said.iter().map(|one| one.answer.as_str()).collect();
        assert_eq!(words, ["A business or farm", "More than 50"]);
        let mut facts = Facts::default();
        add_to(&mut facts, Industry::Solar, &changed);
        assert_eq!((facts.decision_maker, facts.company_size), (None, Some(51)));
        assert_eq!(
            answered(Industry::Legal, &answers(&[("matter", "<b>")])),
            []
        );
    }

    /// The data holds together: names are unique, and every way to a question exists and comes before it.
    #[test]
    fn every_question_can_be_reached() {
        for industry in Industry::ALL {
            let all = questions(industry);
            for (at, question) in all.iter().enumerate() {
                assert!(all[..at].iter().all(|before| before.id != question.id));
                let Some((earlier, values)) = question.after else {
                    continue;
                };
                let before = all[..at]
                    .iter()
                    .find(|before| before.id == earlier)
                    .unwrap();
                assert!(before.step <= question.step);
                for value in values {
                    assert!(
                        before.choices.iter().any(|choice| choice.value == *value),
                        "{industry}: {value}"
                    );
                }
            }
        }
    }
}
