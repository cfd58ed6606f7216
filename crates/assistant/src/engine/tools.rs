//! The tools of every engine: what they are called, what they take, and what a call means once it is checked. None
//! takes an id: whose lead and conversation they touch is not for an engine to say.

use beckon_domain::assistant::HandoffReason;
use beckon_domain::contact::{Email, Phone, parse_name};
use beckon_domain::lead::{Budget, BudgetPeriod, Facts, Timeline};
use beckon_domain::money::{Currency, Money};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::ToolCall;

/// Longest text of an argument, in characters.
const TEXT_MAX: usize = 200;

/// A tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Notes what the visitor told.
    NoteDetails,
    /// Searches the site's knowledge.
    SearchKnowledge,
    /// Tells free times.
    OfferTimes,
    /// Books one of them.
    Book,
    /// Moves the visitor's appointment to one of them.
    Move,
    /// Calls the visitor's appointment off.
    Cancel,
    /// Asks a person to take over.
    HandOver,
}

/// A call that was checked.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Note these facts.
    Note(Box<Facts>),
    /// Search for this.
    Search(String),
    /// Tell free times, from a day on.
    OfferTimes {
        /// Nothing for the next ones.
        from: Option<NaiveDate>,
    },
    /// Book the time that begins then.
    Book(DateTime<Utc>),
    /// Move the visitor's appointment to the time that begins then.
    Move(DateTime<Utc>),
    /// Call it off.
    Cancel,
    /// Ask a person to take over.
    HandOver(HandoffReason),
}

/// Why a call is refused. The engine is told, so that it can do better.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ToolError {
    /// There is no such tool.
    #[error("there is no such tool")]
    Unknown,
    /// The arguments are not what the tool takes.
    #[error("wrong arguments: {0}")]
    Arguments(String),
}

/// What an engine may note; every field may be missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    company: Option<String>,
    location: Option<String>,
    budget_amount: Option<f64>,
    budget_currency: Option<Currency>,
    budget_period: Option<BudgetPeriod>,
    timeline: Option<Timeline>,
    company_size: Option<u32>,
    decision_maker: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    query: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    #[serde(default)]
    from: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    time: DateTime<Utc>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cancel {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandOver {
    reason: HandoffReason,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::NoteDetails,
        Self::SearchKnowledge,
        Self::OfferTimes,
        Self::Book,
        Self::Move,
        Self::Cancel,
        Self::HandOver,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoteDetails => "note_lead_details",
            Self::SearchKnowledge => "search_knowledge",
            Self::OfferTimes => "offer_times",
            Self::Book => "book_appointment",
            Self::Move => "move_appointment",
            Self::Cancel => "cancel_appointment",
            Self::HandOver => "hand_over",
        }
    }

    /// What it is for, to an engine.
    pub const fn description(self) -> &'static str {
        match self {
            Self::NoteDetails => {
                "Note what the visitor told about themselves in this conversation, as soon as they tell it. Leave out what they did not say."
            }
            Self::SearchKnowledge => {
                "Search what this business has written about itself. Use it before answering any question about the business, its services, prices or terms."
            }
            Self::OfferTimes => {
                "Get the next free times for an appointment. Offer the visitor two or three of them, in the words given."
            }
            Self::Book => {
                "Book a time that offer_times told, only after the visitor chose it and gave a name and an e-mail address or phone number."
            }
            Self::Move => {
                "Move the visitor's own appointment of this conversation to a time that offer_times told, after the visitor chose it."
            }
            Self::Cancel => {
                "Call off the visitor's own appointment of this conversation, when they ask for it."
            }
            Self::HandOver => {
                "Ask a person of the business to take over: when the visitor asks for one or is frustrated, or when a question can't be answered from the knowledge."
            }
        }
    }

    /// The JSON schema of its arguments.
    pub fn schema(self) -> Value {
        let object = |properties: Value, required: &[&str]| json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false});
        match self {
            Self::NoteDetails => object(
                json!({
                    "name": {"type": "string"},
                    "email": {"type": "string"},
                    "phone": {"type": "string", "description": "with the country's code, like +14155550123"},
                    "company": {"type": "string"},
                    "location": {"type": "string"},
                    "budget_amount": {"type": "number", "minimum": 0},
                    "budget_currency": {"type": "string", "enum": ["USD", "EUR", "GBP"]},
                    "budget_period": {"type": "string", "enum": ["once", "month", "year"]},
                    "timeline": {"type": "string", "enum": ["immediate", "weeks", "months", "exploring"]},
                    "company_size": {"type": "integer", "minimum": 1},
                    "decision_maker": {"type": "boolean"}
                }),
                &[],
            ),
            Self::SearchKnowledge => object(json!({"query": {"type": "string"}}), &["query"]),
            Self::OfferTimes => object(
                json!({"from": {"type": "string", "description": "the first day, YYYY-MM-DD"}}),
                &[],
            ),
            Self::Cancel => object(json!({}), &[]),
            Self::Book | Self::Move => object(
                json!({"time": {"type": "string", "description": "exactly as offer_times told it, like 2026-12-01T09:30:00Z"}}),
                &["time"],
            ),
            Self::HandOver => object(
                json!({"reason": {"type": "string", "enum": ["request", "frustration", "unanswered", "rule"]}}),
                &["reason"],
            ),
        }
    }
}

impl Wish {
    /// Checks a call.
    pub fn of(call: &ToolCall) -> Result<Self, ToolError> {
        let tool = Tool::ALL.into_iter().find(|tool| tool.name() == call.name);
        Ok(match tool.ok_or(ToolError::Unknown)? {
            Tool::NoteDetails => Self::Note(Box::new(read::<Details>(call)?.facts()?)),
            Tool::SearchKnowledge => Self::Search(short("query", read::<Search>(call)?.query)?),
            Tool::OfferTimes => Self::OfferTimes {
                from: read::<Offer>(call)?.from,
            },
            Tool::Book => Self::Book(read::<Book>(call)?.time),
            Tool::Move => Self::Move(read::<Book>(call)?.time),
            Tool::Cancel => {
                read::<Cancel>(call)?;
                Self::Cancel
            }
            Tool::HandOver => Self::HandOver(read::<HandOver>(call)?.reason),
        })
    }
}

impl Details {
    /// As facts, each checked as if a person had typed it.
    pub fn facts(self) -> Result<Facts, ToolError> {
        let mut facts = Facts {
            location: self
                .location
                .map(|text| short("location", text))
                .transpose()?,
            timeline: self.timeline,
            company_size: self.company_size.filter(|size| *size > 0),
            decision_maker: self.decision_maker,
            ..Facts::default()
        };
        let contact = &mut facts.contact;
        if let Some(name) = self.name {
            contact.name =
                Some(parse_name(&name).map_err(|error| wrong("name", &error.to_string()))?);
        }
        if let Some(email) = self.email {
            contact.email =
                Some(Email::parse(&email).map_err(|error| wrong("email", &error.to_string()))?);
        }
        if let Some(phone) = self.phone {
            contact.phone =
                Some(Phone::parse(&phone).map_err(|error| wrong("phone", &error.to_string()))?);
        }
        contact.company = self
            .company
            .map(|text| short("company", text))
            .transpose()?;
        facts.budget = self
            .budget_amount
            .map(|amount| budget(amount, self.budget_currency, self.budget_period))
            .transpose()?;
        Ok(facts)
    }
}

fn budget(
    amount: f64,
    currency: Option<Currency>,
    period: Option<BudgetPeriod>,
) -> Result<Budget, ToolError> {
    if !(0.0..=1e12).contains(&amount) {
        return Err(wrong("budget_amount", "must be from 0 to 1000000000000"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most 1e14, which an i64 holds"
    )]
    let cents = (amount * 100.0).round() as i64;
    Ok(Budget {
        amount: Money {
            cents,
            currency: currency.unwrap_or(Currency::Usd),
        },
        period: period.unwrap_or(BudgetPeriod::Month),
    })
}

fn read<T: DeserializeOwned>(call: &ToolCall) -> Result<T, ToolError> {
    let arguments = match call.arguments.trim() {
        "" => "{}",
        arguments => arguments,
    };
    serde_json::from_str(arguments).map_err(|error| ToolError::Arguments(error.to_string()))
}

fn short(field: &str, text: String) -> Result<String, ToolError> {
    let text = text.trim().replace('\0', "");
    if text.is_empty() || text.chars().count() > TEXT_MAX {
        return Err(wrong(
            field,
            &format!("must have 1 to {TEXT_MAX} characters"),
        ));
    }
    Ok(text)
}

fn wrong(field: &str, problem: &str) -> ToolError {
    ToolError::Arguments(format!("{field} {problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(name: &str, arguments: &str) -> Result<Wish, ToolError> {
        Wish::of(&ToolCall {
            id: "1".to_owned(),
            name: name.to_owned(),
            arguments: arguments.to_owned(),
        })
    }

    #[test]
    fn details_are_checked_as_if_they_were_typed() {
        let arguments = r#"{"name":"Ada Byron","email":"ADA@Example.com","budget_amount":1500.5,"timeline":"weeks"}"#;
        let Ok(Wish::Note(facts)) = wish("note_lead_details", arguments) else {
            panic!("no note");
        };
        assert_eq!(facts.contact.email.unwrap().as_str(), "ada@example.com");
        assert_eq!(facts.budget.unwrap().amount.cents, 150_050);
        for wrong in [
            r#"{"email":"nobody"}"#,
            r#"{"phone":"call me"}"#,
            r#"{"budget_amount":-1}"#,
            r#"{"budget_amount":"lots"}"#,
            r#"{"timeline":"soon"}"#,
            r#"{"lead_id":"0190"}"#,
            r#"{"name":"#,
        ] {
            let error = wish("note_lead_details", wrong).unwrap_err();
            assert!(matches!(error, ToolError::Arguments(_)), "{wrong}");
        }
    }

    #[test]
    fn no_tool_takes_an_id() {
        for tool in Tool::ALL {
            let schema = tool.schema();
            let properties = schema["properties"].as_object().unwrap();
            let is_id = |name: &String| name == "id" || name.ends_with("_id");
            assert!(!properties.keys().any(is_id), "{}", tool.name());
            assert_eq!(schema["additionalProperties"], false);
        }
        let error = wish("search_knowledge", r#"{"query":"x","site_id":"y"}"#);
        assert!(matches!(error, Err(ToolError::Arguments(_))));
        assert_eq!(wish("read_lead", "{}"), Err(ToolError::Unknown));
    }

    #[test]
    fn the_other_tools() {
        assert_eq!(
            wish("hand_over", r#"{"reason":"request"}"#),
            Ok(Wish::HandOver(HandoffReason::Request))
        );
        assert_eq!(wish("offer_times", ""), Ok(Wish::OfferTimes { from: None }));
        assert!(wish("offer_times", r#"{"from":"tomorrow"}"#).is_err());
        assert!(wish("book_appointment", r#"{"time":"2026-12-01T09:30:00Z"}"#).is_ok());
        assert!(wish("book_appointment", r#"{"time":"noon"}"#).is_err());
        assert!(wish("move_appointment", r#"{"time":"2026-12-01T09:30:00Z"}"#).is_ok());
        assert_eq!(wish("cancel_appointment", "{}"), Ok(Wish::Cancel));
        assert!(wish("cancel_appointment", r#"{"appointment_id":"1"}"#).is_err());
        assert!(wish("search_knowledge", r#"{"query":" "}"#).is_err());
    }
}
