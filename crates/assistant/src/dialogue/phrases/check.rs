//! Checks what a file says: nothing empty or too long, and no `{…}` that nobody fills in.

use super::{Dialogue, Phrases};
use crate::dialogue::DataError;
use beckon_domain::assistant::Question;

/// Longest phrase, in characters: an acknowledgement, an answer and a question fit into a reply.
const LONGEST: usize = 320;

/// What each key may have filled in.
const PLACEHOLDERS: [(&str, &[&str]); 9] = [
    ("thanks_name", &["name"]),
    ("noted", &["list"]),
    ("noted_name", &["name", "list"]),
    ("corrected", &["list"]),
    ("handoff", &["how"]),
    ("handoff_again", &["how"]),
    ("handoff_frustrated", &["how"]),
    ("summary", &["list", "how"]),
    ("in_touch", &["how"]),
];

/// Checks the phrases of a language.
pub(super) fn phrases(file: &str, text: &str, phrases: &Phrases) -> Result<(), DataError> {
    let several = [
        &phrases.thanks_name,
        &phrases.noted,
        &phrases.noted_name,
        &phrases.understood,
        &phrases.declined,
        &phrases.unsure,
        &phrases.not_understood,
        &phrases.welcome,
        &phrases.with_the_team,
        &phrases.anything_else,
    ];
    if several.into_iter().any(Vec::is_empty) {
        return Err(DataError::new(file, "a list of phrases has none"));
    }
    if phrases.facts.timeline.len() != 4 || phrases.facts.budget.len() != 3 {
        let problem = "facts.timeline needs all four values, and facts.budget all three periods";
        return Err(DataError::new(file, problem));
    }
    texts(file, text)
}

/// Checks what is said about an industry: every question is there, here or among those of the
/// language.
pub(super) fn dialogue(
    file: &str,
    text: &str,
    dialogue: &Dialogue,
    phrases: &Phrases,
) -> Result<(), DataError> {
    let missing = Question::ALL.into_iter().find(|question| {
        !dialogue.questions.contains_key(question) && !phrases.questions.contains_key(question)
    });
    if let Some(question) = missing {
        let problem = format!("the question {question:?} is missing");
        return Err(DataError::new(file, problem));
    }
    texts(file, text)
}

fn texts(file: &str, text: &str) -> Result<(), DataError> {
    let table: toml::Table =
        toml::from_str(text).map_err(|error| DataError::new(file, error.to_string()))?;
    each(file, "", &toml::Value::Table(table))
}

fn each(file: &str, key: &str, value: &toml::Value) -> Result<(), DataError> {
    match value {
        toml::Value::String(text) => phrase(file, key, text),
        toml::Value::Array(values) => values.iter().try_for_each(|value| each(file, key, value)),
        toml::Value::Table(table) => table.iter().try_for_each(|(inner, value)| {
            let key = match key {
                "facts" | "timeline" | "budget" | "meeting" => key,
                _ => inner,
            };
            each(file, key, value)
        }),
        _ => Err(DataError::new(file, format!("{key} is no text"))),
    }
}

fn phrase(file: &str, key: &str, text: &str) -> Result<(), DataError> {
    // Patterns, not phrases.
    if key == "asked" {
        return Ok(());
    }
    let length = text.chars().count();
    if text.trim().is_empty() || length > LONGEST {
        let problem = format!("{key} needs 1 to {LONGEST} characters, and has {length}");
        return Err(DataError::new(file, problem));
    }
    let allowed: &[&str] = match key {
        "facts" | "budget" => &["value"],
        "meeting" => &["time", "times", "zone", "host", "email"],
        "robot" => &["name"],
        _ => PLACEHOLDERS
            .iter()
            .find(|(name, _)| *name == key)
            .map_or(&[], |(_, allowed)| allowed),
    };
    let mut named = text
        .split('{')
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or(rest));
    match named.find(|name| !allowed.contains(name)) {
        Some(name) => Err(DataError::new(
            file,
            format!("{key} has an unknown {{{name}}}"),
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said() {
        let problem = |text: &str| texts("x.toml", text).unwrap_err().to_string();
        assert_eq!(
            problem("goodbye = \" \""),
            "x.toml: goodbye needs 1 to 320 characters, and has 1"
        );
        assert_eq!(
            problem("noted = ['{lsit}']"),
            "x.toml: noted has an unknown {lsit}"
        );
        assert_eq!(problem("sorry = 5"), "x.toml: sorry is no text");
        assert!(texts("x.toml", "noted = ['{list}']").is_ok());
    }
}
