//! What the widget says, in each language: a file of texts for each, compiled in. A browser is handed those of one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use beckon_domain::widget::Language;

/// The texts of one language, by name. `{}` stands for what changes.
pub(super) struct Texts(BTreeMap<&'static str, &'static str>);

impl Texts {
    /// A text. The files are the program's own, and a test sees to it that each has all of them.
    pub(super) fn get(&self, name: &str) -> &'static str {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// Those with which the chat itself speaks, in its order.
    pub(super) fn words(&self) -> Vec<&'static str> {
        beckon_chat::NAMES
            .iter()
            .map(|name| self.get(name))
            .collect()
    }
}

/// The texts of a language.
pub(super) fn in_language(language: Language) -> &'static Texts {
    static ALL: LazyLock<BTreeMap<Language, Texts>> = LazyLock::new(|| {
        let read = |language| {
            (
                language,
                Texts(serde_json::from_str(file(language)).unwrap_or_default()),
            )
        };
        Language::ALL.map(read).into()
    });
    &ALL[&language]
}

fn file(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("texts/en.json"),
        Language::Es => include_str!("texts/es.json"),
        Language::Fr => include_str!("texts/fr.json"),
        Language::De => include_str!("texts/de.json"),
        Language::Pt => include_str!("texts/pt.json"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text() {
        let names = |language| in_language(language).0.keys().collect::<Vec<_>>();
        for language in Language::ALL {
            assert_eq!(names(language), names(Language::En), "{language:?}");
            for (name, text) in &in_language(language).0 {
                assert!(!text.trim().is_empty(), "{language:?} {name}");
                let blanks = |text: &str| text.matches("{}").count();
                assert_eq!(
                    blanks(text),
                    blanks(in_language(Language::En).get(name)),
                    "{language:?} {name}"
                );
            }
        }
    }

    #[test]
    fn english_is_what_the_workspace_speaks() {
        assert_eq!(in_language(Language::En).words(), beckon_chat::ENGLISH);
    }
}
