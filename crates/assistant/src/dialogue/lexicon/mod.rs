//! What the dialogue understands: word lists and patterns, a file a language in `lexicons/`.

mod cues;
mod intern;
mod slots;
mod spelling;

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use beckon_domain::industry::Industry;
use beckon_domain::widget::Language;
use serde::Deserialize;

pub(crate) use self::cues::{Cues, Words};
pub(crate) use self::slots::{
    Company, Contact, Decision, Meeting, Money, Name, Numbers, Place, Time,
};
pub(crate) use self::spelling::Spelling;
use super::DataError;
use super::fold::fold;
use super::gazetteer;

/// All that is understood of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lexicon {
    /// Words that are never a name, a place or a company.
    pub(crate) common: Words,
    /// Words that may stand before an answer: `yes, Ana`.
    pub(crate) fillers: Words,
    /// What ends with an apostrophe before another word: `l'`.
    #[serde(default)]
    pub(crate) elisions: Words,
    /// What words are short for.
    #[serde(default)]
    shorts: HashMap<String, String>,
    /// A pronoun that is often written without its apostrophe.
    #[serde(default)]
    glued: Option<char>,
    /// Whether `ue` may stand for `ü`.
    #[serde(default)]
    digraphs: bool,
    /// What a message wants.
    pub(crate) intents: Intents,
    /// What a question is about.
    pub(crate) topics: Topics,
    /// Numbers in words and what multiplies them.
    pub(crate) numbers: Numbers,
    /// How people tell their name.
    pub(crate) name: Name,
    /// Relatives, neighbours and the like.
    pub(crate) kin: Words,
    /// What tells that somebody else is who it is for: `my mother needs`.
    pub(crate) beneficiary: Words,
    /// How people speak of somebody else, of whom the rest of the clause is.
    pub(crate) others: Cues,
    /// How people tell their company, and how many work there.
    pub(crate) company: Company,
    /// How people tell an address or number, and what only looks like one.
    pub(crate) contact: Contact,
    /// How people tell where they are.
    pub(crate) place: Place,
    /// How people tell what they would spend.
    pub(crate) money: Money,
    /// How people tell when they want to begin.
    pub(crate) time: Time,
    /// How people tell when they would like to meet.
    pub(crate) meeting: Meeting,
    /// How people tell who decides.
    pub(crate) decision: Decision,
    /// What tells of the matter itself, so that the opening question need not be asked.
    needs: Needs,
    /// All words of it, with what they may be misspelt as.
    #[serde(skip)]
    pub(crate) spelling: Spelling,
}

/// Cues of what a message wants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Intents {
    pub(crate) greeting: Cues,
    pub(crate) thanks: Cues,
    pub(crate) goodbye: Cues,
    /// Wants a person.
    pub(crate) person: Cues,
    /// One of the trade, who is what the visitor is after: `an agent who knows the area`.
    pub(crate) trade: Cues,
    /// Wants to be called or written to; with a number beside it only an answer.
    pub(crate) call_me: Cues,
    /// Words that turn the one that follows into its opposite.
    pub(crate) negation: Cues,
    pub(crate) frustration: Cues,
    pub(crate) abuse: Cues,
    /// Won't tell.
    pub(crate) refusal: Cues,
    /// Doesn't know.
    pub(crate) unsure: Cues,
    /// Wants no more questions.
    pub(crate) silence: Cues,
    pub(crate) yes: Cues,
    pub(crate) no: Cues,
    /// Takes back what was said.
    pub(crate) correction: Cues,
    /// Between something and what it is corrected to, in one message: `no wait`.
    pub(crate) rather: Cues,
    /// May take back what was said, or only introduces an answer.
    pub(crate) apology: Cues,
    /// Tells of something bad that happened.
    pub(crate) misfortune: Cues,
}

/// Cues of what a question is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topics {
    /// Begins a question.
    pub(crate) opener: Cues,
    /// Words that ask for a price where a question is asked.
    pub(crate) price: Cues,
    /// Asks for a price as it is.
    pub(crate) quote: Cues,
    /// Asks who is answering.
    pub(crate) robot: Cues,
    /// Doesn't understand the question.
    pub(crate) meaning: Cues,
    /// Asks why it is asked.
    pub(crate) why: Cues,
    /// Asks how long it takes until somebody is there.
    pub(crate) wait: Cues,
    /// Asks what happens to the data.
    pub(crate) privacy: Cues,
}

/// Cues of the matter, for each industry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Needs {
    real_estate: Cues,
    insurance: Cues,
    solar: Cues,
    legal: Cues,
    home_services: Cues,
}

impl Lexicon {
    /// The lexicons of all languages, in the order of [`Language::ALL`], read when they are first asked for.
    pub(crate) fn all() -> Result<&'static [Self], DataError> {
        static LEXICONS: LazyLock<Result<Vec<Lexicon>, DataError>> =
            LazyLock::new(|| Language::ALL.into_iter().map(Lexicon::load).collect());
        LEXICONS.as_deref().map_err(Clone::clone)
    }

    /// The lexicon of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        let lexicons = Self::all().unwrap_or_else(|error| panic!("{error}"));
        let index = Language::ALL
            .iter()
            .position(|known| *known == language)
            .unwrap_or_default();
        &lexicons[index]
    }

    /// What tells of the matter of an industry.
    pub(crate) fn need(&self, industry: Industry) -> &Cues {
        match industry {
            Industry::RealEstate => &self.needs.real_estate,
            Industry::Insurance => &self.needs.insurance,
            Industry::Solar => &self.needs.solar,
            Industry::Legal => &self.needs.legal,
            Industry::HomeServices => &self.needs.home_services,
        }
    }

    /// Reads and checks the file of a language.
    fn load(language: Language) -> Result<Self, DataError> {
        let (name, text) = source(language);
        let invalid = |error: toml::de::Error| DataError::new(name, error.message());
        let mut table: toml::Table = text.parse().map_err(invalid)?;
        let sets = match table.remove("sets") {
            Some(toml::Value::Table(sets)) => sets,
            _ => toml::Table::new(),
        };
        let table = with_sets(toml::Value::Table(table), &sets);
        let words = words_of(&table);
        let mut lexicon: Self = table.try_into().map_err(invalid)?;
        lexicon.finish(words);
        Ok(lexicon)
    }

    /// What a word stands for in patterns is no name, unless it is one as well.
    fn finish(&mut self, mut words: HashSet<String>) {
        let named: Vec<String> = words
            .iter()
            .filter(|word| !gazetteer::is_first_name(word) && word.chars().count() > 1)
            .filter(|word| !self.name.particles.contains(word))
            .cloned()
            .collect();
        self.common.extend(named);
        words.extend(self.common.iter().map(str::to_owned));
        let shorts = std::mem::take(&mut self.shorts)
            .into_iter()
            .map(|(short, long)| (fold(&short), fold(&long)))
            .collect();
        self.spelling = Spelling::new(words, shorts, self.digraphs, self.glued);
    }
}

/// The English lexicon, which tests are written against.
#[cfg(test)]
pub(crate) fn english() -> &'static Lexicon {
    Lexicon::of(Language::En)
}

fn source(language: Language) -> (&'static str, &'static str) {
    macro_rules! file {
        ($name:literal) => {
            (
                concat!("lexicons/", $name),
                include_str!(concat!("../../../lexicons/", $name)),
            )
        };
    }
    match language {
        Language::En => file!("en.toml"),
        Language::Es => file!("es.toml"),
        Language::Fr => file!("fr.toml"),
        Language::De => file!("de.toml"),
        Language::Pt => file!("pt.toml"),
    }
}

/// Patterns with `{kin}` and the like replaced by the set of that name.
fn with_sets(value: toml::Value, sets: &toml::Table) -> toml::Value {
    match value {
        toml::Value::String(mut text) => {
            for (name, set) in sets {
                let set = set.as_str().unwrap_or_default();
                text = text.replace(&format!("{{{name}}}"), set);
            }
            toml::Value::String(text)
        }
        toml::Value::Array(values) => {
            let values = values.into_iter().map(|value| with_sets(value, sets));
            toml::Value::Array(values.collect())
        }
        toml::Value::Table(table) => {
            let entries = table.into_iter();
            let entries = entries.map(|(key, value)| (key, with_sets(value, sets)));
            toml::Value::Table(entries.collect())
        }
        other => other,
    }
}

/// All words of the patterns and lists of a language; what follows a full stop in an address and
/// the names of units are left out.
fn words_of(value: &toml::Value) -> HashSet<String> {
    const OTHERWISE: [&str; 6] = [
        "shorts",
        "endings",
        "particles",
        "currencies",
        "signs",
        "also",
    ];
    let mut words = HashSet::new();
    match value {
        toml::Value::String(text) => {
            let parts = text.split(|c: char| c.is_whitespace() || c == '|');
            words.extend(
                parts
                    .map(|word| fold(word.trim_end_matches('?')))
                    .filter(|word| word.chars().all(|c| c.is_alphabetic() || "'-".contains(c)))
                    .filter(|word| word.chars().any(char::is_alphabetic)),
            );
        }
        toml::Value::Array(values) => words.extend(values.iter().flat_map(words_of)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                if !OTHERWISE.contains(&key.as_str()) {
                    words.extend(words_of(value));
                }
                if matches!(value, toml::Value::Integer(_)) {
                    words.insert(fold(key));
                }
            }
        }
        _ => {}
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_valid_file() {
        for language in Language::ALL {
            Lexicon::load(language).unwrap();
        }
    }

    /// A question mark makes a whole step optional, and belongs to its end.
    #[test]
    fn only_steps_are_optional() {
        for language in Language::ALL {
            let (name, text) = source(language);
            let wrong = text.split_whitespace().find(|step| step.contains("?|"));
            assert_eq!(wrong, None, "{name}");
        }
    }
}
