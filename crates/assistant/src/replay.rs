//! Conversations read from lines and answered line by line: how the assistant is tried without a
//! site, and measured.

use std::collections::HashMap;

use beckon_domain::industry::Industry;
use beckon_domain::lead::Timeline;
use serde::{Deserialize, Serialize};

use crate::dialogue::{self, DialogueState, Intent, Setup};

/// What a visitor writes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Line {
    /// Which conversation it belongs to; each begins with its first line.
    pub conversation: String,
    /// What is written.
    pub text: String,
}

impl Line {
    /// Reads a line of JSON.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// The answer to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Which conversation it belongs to.
    pub conversation: String,
    /// What the assistant says.
    pub reply: String,
    /// The language of line and reply: `en`, `es`, …
    pub language: &'static str,
    /// What the line wanted.
    pub intent: Intent,
    /// Whether a person was asked for, in this line or an earlier one.
    pub handoff: bool,
    /// What is known so far.
    pub lead: KnownLead,
    /// Whether that is enough, and no person was needed for it.
    pub complete: bool,
}

/// What is known of a lead, as plain values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownLead {
    /// Name.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number in E.164 form.
    pub phone: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Whole US dollars a month, as [`DialogueState::budget_monthly_usd`] says.
    pub budget_monthly_usd: Option<i64>,
    /// When to begin.
    pub timeline: Option<Timeline>,
    /// Whether they decide.
    pub decision_maker: Option<bool>,
    /// How many people their company employs.
    pub company_size: Option<u32>,
    /// Where they are.
    pub location: Option<String>,
}

impl KnownLead {
    /// What a dialogue has learned.
    pub fn of(state: &DialogueState) -> Self {
        let facts = &state.facts;
        let contact = &facts.contact;
        Self {
            name: contact.name.clone(),
            email: contact.email.as_ref().map(ToString::to_string),
            phone: contact.phone.as_ref().map(ToString::to_string),
            company: contact.company.clone(),
            budget_monthly_usd: state.budget_monthly_usd(),
            timeline: facts.timeline,
            decision_maker: facts.decision_maker,
            company_size: facts.company_size,
            location: facts.location.clone(),
        }
    }
}

/// Conversations under way with the built-in engine.
#[derive(Debug)]
pub struct Replay {
    setup: Setup,
    industry: Industry,
    states: HashMap<String, DialogueState>,
}

impl Replay {
    /// Conversations about an industry, on a site that is set up so.
    pub fn new(setup: Setup, industry: Industry) -> Self {
        Self {
            setup,
            industry,
            states: HashMap::new(),
        }
    }

    /// Answers the next line of its conversation.
    pub fn answer(&mut self, line: Line) -> Answer {
        let known = self.states.remove(&line.conversation);
        let state = known.unwrap_or_else(|| DialogueState::new(self.industry));
        let (state, turn) = dialogue::respond_as(&self.setup, &state, &line.text);
        let answer = Answer {
            conversation: line.conversation.clone(),
            reply: turn.reply,
            language: turn.language.code(),
            intent: turn.intent,
            handoff: state.handed_over,
            lead: KnownLead::of(&state),
            complete: turn.complete && !state.handed_over,
        };
        self.states.insert(line.conversation, state);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversations_keep_apart_and_go_on() {
        let mut replay = Replay::new(Setup::default(), Industry::Solar);
        let mut say = |conversation: &str, text: &str| {
            replay.answer(Line {
                conversation: conversation.to_owned(),
                text: text.to_owned(),
            })
        };
        let first = say("a", "hola, soy Ana López");
        assert_eq!(
            (first.language, first.lead.name.as_deref()),
            ("es", Some("Ana López"))
        );
        assert_eq!(say("b", "hi").lead, KnownLead::default());
        let last = say("a", "ana@example.com");
        assert_eq!(last.lead.email.as_deref(), Some("ana@example.com"));
        assert_eq!(last.lead.name, first.lead.name);
        assert!(!last.handoff && !last.complete);
    }

    #[test]
    fn whatever_is_written_gets_an_answer() {
        let mut replay = Replay::new(Setup::default(), Industry::HomeServices);
        let long = "my pipe leaks and I am Ana, ".repeat(4_000);
        for text in [
            "",
            " \n\t",
            "🙃🙃🙃",
            "\u{0}\u{1b}[31m\u{7f}",
            "\u{202e}שלום عليكم\u{202c}",
            "\u{feff}e\u{301}\u{301}\u{301}",
            "９９９ ١٢٣",
            &long,
        ] {
            let answer = replay.answer(Line {
                conversation: "\u{200f}".to_owned(),
                text: text.to_owned(),
            });
            assert!(!answer.reply.is_empty() && !answer.handoff, "{text:.40?}");
        }
        for broken in ["", "{", "[]", "null", r#"{"conversation":1,"text":"a"}"#] {
            assert!(Line::parse(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn what_is_unknown_is_null() {
        let mut replay = Replay::new(Setup::default(), Industry::Solar);
        let line = Line::parse(r#"{"conversation":"x","text":"hi"}"#).unwrap();
        let answer = serde_json::to_value(replay.answer(line)).unwrap();
        assert_eq!(answer["lead"]["name"], serde_json::Value::Null);
        assert_eq!(answer["intent"], "greeting");
        assert!(answer["lead"].as_object().unwrap().len() == 9);
        assert!(Line::parse(r#"{"conversation":"x"}"#).is_err());
    }
}
