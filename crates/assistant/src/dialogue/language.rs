//! In which language a message is written.
//!
//! Each word that a lexicon knows speaks for its language, the more the fewer lexicons know it. A
//! conversation stays in its language unless a message is clearly in another; where no lexicon
//! knows much of a long message, a library that knows letters and their order is asked.

use beckon_domain::widget::Language;

use super::gazetteer;
use super::lexicon::Lexicon;
use super::text::{Kind, Message};

/// What speaks for the language of the conversation, or before it for that of the site.
const LOYALTY: f32 = 1.0;
/// What speaks for the site's language before the visitor has written.
const EXPECTATION: f32 = 0.3;
/// By how much another language must speak louder.
const CLEARLY: f32 = 0.6;
/// What words must speak for a language for the library's guess to be worth little.
const MUCH: f32 = 2.0;
/// From how many words on the library's guess is worth anything.
const LONG: usize = 5;
/// From how many words on it is worth as much as a word that only one language has.
const SURE: usize = 8;

/// The language of a message in a conversation of `current`, or of one that begins on a site of
/// `default`.
/// Nothing where nothing in it tells one: a name or a number doesn't.
pub(super) fn told(text: &str, current: Option<Language>, default: Language) -> Option<Language> {
    let expected = current.unwrap_or(default);
    let scores = Language::ALL.map(|language| score(text, language));
    let known = scores.iter().map(|(score, _)| score).sum::<f32>();
    let words = scores.iter().map(|(_, words)| *words).max().unwrap_or(0);
    let guess = (words >= LONG).then(|| guessed(text)).flatten();
    // Of much that the lexicons know, the library knows little more.
    let told = scores
        .iter()
        .fold(0.0_f32, |most, (score, _)| most.max(*score));
    let sure = match words {
        _ if told >= MUCH => 0.3,
        SURE.. => 1.0,
        _ => 0.5,
    };
    let weight = |index: usize| {
        let language = Language::ALL[index];
        let loyal = match current {
            Some(current) if current == language => LOYALTY,
            None if default == language => EXPECTATION,
            _ => 0.0,
        };
        let guessed = if guess == Some(language) { sure } else { 0.0 };
        scores[index].0 + loyal + guessed
    };
    let best = (0..Language::ALL.len())
        .max_by(|a, b| weight(*a).total_cmp(&weight(*b)))
        .unwrap_or_default();
    let ours = Language::ALL
        .iter()
        .position(|language| *language == expected)
        .unwrap_or_default();
    let silent = known < f32::EPSILON && guess.is_none();
    if silent {
        None
    } else if weight(best) - weight(ours) < CLEARLY {
        Some(expected)
    } else {
        Some(Language::ALL[best])
    }
}

/// How much the words of a text speak for a language, and how many words there are. A word that
/// several languages share speaks for each of them less; a name for none.
fn score(text: &str, language: Language) -> (f32, usize) {
    let lexicon = Lexicon::of(language);
    let message = Message::read(text, &[], lexicon);
    let words = (0..message.len())
        .filter(|&at| message.is(at, Kind::Word) && !message.is_glued_to_sign(at));
    let mut score = 0.0;
    let mut count = 0;
    let mut at_town = 0;
    for at in words {
        count += 1;
        if let Some(end) = gazetteer::city_end(&message, at).filter(|end| end - at > 1) {
            at_town = end;
        }
        let word = message.word(at);
        let named = at < at_town
            || gazetteer::is_first_name(word)
            || at > 0 && message.is_capital(at) && language != Language::De;
        if !named && is_known(word, language) {
            let others = Language::ALL
                .into_iter()
                .filter(|other| *other != language && is_known(word, *other))
                .count();
            score += [1.0, 0.4, 0.15, 0.05, 0.0][others];
        }
    }
    (score, count)
}

/// Whether a language has the word, or a part of it: `zimmer-whg`.
fn is_known(word: &str, language: Language) -> bool {
    let spelling = &Lexicon::of(language).spelling;
    let part = |part: &str| part.len() > 2 && spelling.knows(part);
    spelling.knows(word) || word.contains('-') && word.split('-').any(part)
}

/// What the library takes it for, among the languages spoken here.
fn guessed(text: &str) -> Option<Language> {
    use whatlang::{Detector, Lang};
    let detector =
        Detector::with_allowlist(vec![Lang::Eng, Lang::Spa, Lang::Fra, Lang::Deu, Lang::Por]);
    match detector.detect_lang(text)? {
        Lang::Eng => Some(Language::En),
        Lang::Spa => Some(Language::Es),
        Lang::Fra => Some(Language::Fr),
        Lang::Deu => Some(Language::De),
        Lang::Por => Some(Language::Pt),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{De, En, Es, Fr, Pt};

    fn of(text: &str, current: Option<Language>, default: Language) -> Language {
        told(text, current, default).unwrap_or(current.unwrap_or(default))
    }

    #[test]
    fn first_messages() {
        for (text, language) in [
            ("hola buenas, queria info de placas solares", Es),
            ("bonjour, je voudrais un devis pour des panneaux", Fr),
            ("suche 2 zimmer wohnung in berlin", De),
            ("oi, o ap da rua augusta ainda ta disponivel?", Pt),
            ("hey is the 2 bed on Maple still available??", En),
            ("guten tag", De),
            ("bjr", Fr),
            ("no me entendés nada, pasame con un humano", Es),
            ("hola", Es),
            ("hallo", De),
            ("olá", Pt),
            ("ola kiero placas", Es),
            ("quero instalar energia solar em casa", Pt),
            ("preciso de um advogado", Pt),
            ("necesito un abogado", Es),
            ("ich brauche einen Anwalt", De),
            ("j'ai besoin d'un avocat", Fr),
            ("I need a lawyer", En),
        ] {
            assert_eq!(of(text, None, En), language, "{text}");
        }
    }

    #[test]
    fn a_conversation_stays_in_its_language() {
        for text in [
            "ana@example.com",
            "Ana Lopez",
            "612 34 88 71",
            "Los Angeles",
            "ok",
            "San Antonio, TX",
            "no",
            "5000",
            "👍",
        ] {
            for language in Language::ALL {
                assert_eq!(of(text, Some(language), En), language, "{text}");
            }
        }
    }

    #[test]
    fn a_clear_message_changes_it() {
        for (text, current, language) in [
            ("sorry, can we continue in english please", Es, En),
            ("ok en español entonces: me llamo Tom", En, Es),
            ("können wir bitte deutsch sprechen", En, De),
            ("desculpe, eu falo português", Es, Pt),
            ("je préfère en français s'il vous plaît", En, Fr),
        ] {
            assert_eq!(of(text, Some(current), En), language, "{text}");
        }
    }
}
