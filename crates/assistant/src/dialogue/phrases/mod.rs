//! What the assistant says: a file a language, and one an industry and a language, in `dialogues/`.

mod check;
mod source;

use std::collections::HashMap;
use std::sync::LazyLock;

use beckon_domain::industry::Industry;
use beckon_domain::lead::{BudgetPeriod, Timeline};
use beckon_domain::widget::Language;
use serde::Deserialize;

use super::DataError;
use super::lexicon::Cues;
use beckon_domain::assistant::Question;

/// A question of the assistant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ask {
    /// As it is put first.
    #[serde(rename = "ask")]
    pub(super) first: String,
    /// As it is put when it was passed over.
    pub(super) again: String,
    /// What it is asked for.
    pub(super) why: String,
}

/// All that is said in one language whatever the industry. `{…}` is filled in; where there are
/// several, the turns take them in order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    /// To a greeting: the first one, and a later one.
    pub(super) hello: [String; 2],
    /// `{name}`: the name was told just now.
    pub(super) thanks_name: Vec<String>,
    /// `{list}`: something was told just now.
    pub(super) noted: Vec<String>,
    /// `{name}` and `{list}`: both.
    pub(super) noted_name: Vec<String>,
    /// `{list}`: something has another value now.
    pub(super) corrected: String,
    /// Something was told that is no fact.
    pub(super) understood: Vec<String>,
    pub(super) sorry: String,
    pub(super) declined: Vec<String>,
    /// Something was declined that nobody asked for.
    pub(super) fine: String,
    pub(super) unsure: Vec<String>,
    pub(super) garbled: String,
    pub(super) not_understood: Vec<String>,
    pub(super) silenced: String,
    pub(super) abuse: String,
    pub(super) welcome: Vec<String>,
    pub(super) goodbye: String,
    /// `{how}`: a person was told; a person was told before.
    pub(super) handoff: String,
    pub(super) handoff_again: String,
    pub(super) handoff_frustrated: String,
    /// Something was told and nothing is left to ask.
    pub(super) with_the_team: Vec<String>,
    /// `{list}` and `{how}`: all that is noted.
    pub(super) summary: String,
    /// Before a question that is asked after the summary.
    pub(super) one_more: String,
    /// `{how}`: nothing is left to ask.
    pub(super) in_touch: String,
    pub(super) unreachable: String,
    pub(super) anything_else: Vec<String>,
    /// How somebody will be in touch.
    pub(super) here: String,
    pub(super) by_email: String,
    pub(super) by_phone: String,
    pub(super) by_both: String,
    pub(super) and: String,
    pub(super) answers: Answers,
    pub(super) facts: FactPhrases,
    pub(super) meeting: MeetingPhrases,
    /// Questions that are the same in every industry.
    questions: HashMap<Question, Ask>,
}

/// What questions of the visitor get for an answer, whatever the industry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answers {
    /// `{name}`: who is answering.
    pub(super) robot: String,
    pub(super) why: String,
    pub(super) wait: String,
    pub(super) privacy: String,
    pub(super) meaning: String,
    pub(super) other: String,
}

/// How facts are told back: `{value}` is filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactPhrases {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) company: String,
    pub(super) company_size: String,
    pub(super) location: String,
    pub(super) timeline: HashMap<Timeline, String>,
    /// An amount, for each period.
    pub(super) budget: HashMap<BudgetPeriod, String>,
    pub(super) decides: String,
    pub(super) defers: String,
}

/// What is said about an appointment. `{time}` and `{times}` are free or booked ones, `{zone}` is by whose clock, `{host}`
/// with whom, `{email}` where the confirmation goes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeetingPhrases {
    pub(super) offer: String,
    /// The one time that was asked for.
    pub(super) offer_one: String,
    /// None of those before suited.
    pub(super) others: String,
    /// The time that was asked for is not free.
    pub(super) near: String,
    /// The time that was chosen is not free any more.
    pub(super) taken: String,
    pub(super) which: String,
    /// Instead of the appointment that they have.
    pub(super) change: String,
    /// There are no others.
    pub(super) exhausted: String,
    /// There are none at all.
    pub(super) full: String,
    /// Asks for a name.
    pub(super) name: String,
    /// Asks for an e-mail address.
    pub(super) email: String,
    /// Asks for any way to reach them.
    pub(super) reach: String,
    pub(super) booked: String,
    pub(super) mailed: String,
    pub(super) mine: String,
    pub(super) moved: String,
    pub(super) cancelled: String,
    /// They have none.
    pub(super) unknown: String,
    pub(super) dropped: String,
    /// The appointment stays as it is.
    pub(super) kept: String,
    pub(super) failed: String,
}

/// What is said about one industry in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dialogue {
    /// Before the visitor has written.
    pub(super) greeting: String,
    /// To whoever asks for a price.
    pub(super) price: String,
    questions: HashMap<Question, Ask>,
    /// What is often asked. Nothing here names a price or promises anything.
    pub(super) faq: Vec<Faq>,
}

/// A question that is often asked, and its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Faq {
    /// The words it is asked in.
    pub(super) asked: Cues,
    pub(super) answer: String,
}

/// All that is said in one language about one industry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Script {
    pub(super) phrases: &'static Phrases,
    pub(super) dialogue: &'static Dialogue,
}

impl Script {
    /// What is said in this language about this industry.
    pub(super) fn of(language: Language, industry: Industry) -> Self {
        let scripts = all().unwrap_or_else(|error| panic!("{error}"));
        let index = |found: Option<usize>| found.unwrap_or_default();
        let language = Language::ALL.iter().position(|known| *known == language);
        let industry = Industry::ALL.iter().position(|known| *known == industry);
        let (phrases, dialogues) = &scripts[index(language)];
        Self {
            phrases,
            dialogue: &dialogues[index(industry)],
        }
    }

    /// A question as it is put.
    pub(super) fn ask(self, question: Question) -> &'static Ask {
        let own = self.dialogue.questions.get(&question);
        own.unwrap_or_else(|| &self.phrases.questions[&question])
    }
}

/// What is said in one language: whatever the industry, and about each, in the order of [`Industry::ALL`].
type Said = (Phrases, Vec<Dialogue>);

/// What is said in all languages, in the order of [`Language::ALL`], read when it is first asked for.
pub(super) fn all() -> Result<&'static [Said], DataError> {
    static SCRIPTS: LazyLock<Result<Vec<Said>, DataError>> =
        LazyLock::new(|| Language::ALL.into_iter().map(load_language).collect());
    SCRIPTS.as_deref().map_err(Clone::clone)
}

fn load_language(language: Language) -> Result<Said, DataError> {
    let (file, text) = source::phrases(language);
    let phrases: Phrases = parse(file, text)?;
    check::phrases(file, text, &phrases)?;
    let dialogues = Industry::ALL.into_iter().map(|industry| {
        let (file, text) = source::dialogue(language, industry);
        let dialogue: Dialogue = parse(file, text)?;
        check::dialogue(file, text, &dialogue, &phrases)?;
        Ok(dialogue)
    });
    let dialogues = dialogues.collect::<Result<_, DataError>>()?;
    Ok((phrases, dialogues))
}

fn parse<T: for<'de> Deserialize<'de>>(file: &str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| DataError::new(file, error.to_string()))
}

/// Fills in a phrase. What is filled in is not looked at again.
pub(super) fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut result = String::with_capacity(phrase.len() + 64);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        let value = values
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| *value);
        result.push_str(value);
        rest = tail;
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_in_values_stay_as_they_are() {
        assert_eq!(
            fill("Hi {name}, {list}.", &[("name", "{list}"), ("list", "x")]),
            "Hi {list}, x."
        );
        assert_eq!(fill("{none}!", &[]), "!");
    }

    #[test]
    fn every_file_is_valid() {
        all().unwrap();
    }
}
