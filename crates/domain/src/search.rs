//! Searching what was said: what is looked for, and where in a text it was found.
//!
//! A text is folded (small letters, no accents, no punctuation inside words) by the same rules as the database
//! folds it (`search_fold` in migrations/0011), so that what was found there is marked here.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::conversation::{MessageNumber, Sender};
use crate::id::{ConversationId, LeadId};

/// Longest text that is looked for, in characters; what is beyond is ignored.
const QUERY_MAX: usize = 120;
/// Most words that are looked for.
const WORDS_MAX: usize = 8;
/// A beginning of a word this short would be found everywhere.
const PREFIX_MIN: usize = 2;
/// How long an excerpt is, in characters.
const EXCERPT: usize = 160;
/// How much of it stands before the first word found.
const LEAD_IN: usize = 48;

/// What is looked for: all of these words. The last one may be the beginning of a word still being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads what a person typed; `None` if there is nothing to look for.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().take(QUERY_MAX).collect();
        let mut words: Vec<String> = words(&text)
            .take(WORDS_MAX)
            .map(|(_, word)| fold(word))
            .collect();
        // Alone, a single letter finds nothing worth reading.
        let is_worth_it = words.iter().any(|word| word.chars().count() >= PREFIX_MIN);
        is_worth_it.then(|| {
            words.dedup();
            Self { words }
        })
    }

    /// As Postgres's `to_tsquery` takes it. Words are letters and digits alone, so there is nothing to escape.
    pub fn to_tsquery(&self) -> String {
        let last = self.words.len() - 1;
        let terms = self.words.iter().enumerate().map(|(at, word)| {
            let is_prefix = at == last && word.chars().count() >= PREFIX_MIN;
            if is_prefix {
                format!("{word}:*")
            } else {
                word.clone()
            }
        });
        terms.collect::<Vec<_>>().join(" & ")
    }

    /// The words, as they are compared.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    fn finds(&self, word: &str) -> bool {
        let word = fold(word);
        let Some((last, others)) = self.words.split_last() else {
            return false;
        };
        others.contains(&word)
            || if last.chars().count() >= PREFIX_MIN {
                word.starts_with(last.as_str())
            } else {
                word == *last
            }
    }

    /// The text around the first word found, in pieces of which some are what was found. Blanks and line breaks
    /// become single blanks; an ellipsis stands where something is left out.
    pub fn excerpt(&self, text: &str) -> Vec<Piece> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() <= EXCERPT {
            return self.marked(&text);
        }
        let first = words(&text)
            .find(|(_, word)| self.finds(word))
            .map_or(0, |(at, _)| at);
        let from = start_of(&text, first);
        let upto = text[from..]
            .char_indices()
            .nth(EXCERPT)
            .map_or(text.len(), |(at, _)| from + at);
        let mut pieces = self.marked(&text[from..upto]);
        if from > 0 {
            pieces.insert(0, Piece::plain("…"));
        }
        if upto < text.len() {
            pieces.push(Piece::plain("…"));
        }
        pieces
    }

    /// The whole text in pieces of which some are what was found.
    pub fn marked(&self, text: &str) -> Vec<Piece> {
        let (mut pieces, mut done) = (Vec::new(), 0);
        for (at, word) in words(text).filter(|(_, word)| self.finds(word)) {
            if done < at {
                pieces.push(Piece::plain(&text[done..at]));
            }
            pieces.push(Piece {
                text: word.to_owned(),
                is_found: true,
            });
            done = at + word.len();
        }
        if done < text.len() {
            pieces.push(Piece::plain(&text[done..]));
        }
        pieces
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The part.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_found: bool,
}

impl Piece {
    fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_found: false,
        }
    }
}

/// Somebody who was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundPerson {
    /// Their lead.
    pub lead: LeadId,
    /// Their newest conversation.
    pub conversation: Option<ConversationId>,
    /// What they are called.
    pub name: Vec<Piece>,
    /// How they are reached, and for whom they work.
    pub details: Vec<Piece>,
}

/// A message or a note that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundText {
    /// Where.
    pub conversation: ConversationId,
    /// What to call the visitor.
    pub title: String,
    /// The message, or the one after which the note was written.
    pub number: MessageNumber,
    /// Who wrote it; nobody on the visitor's side sees a note.
    pub author: Author,
    /// The part in which it was found.
    pub excerpt: Vec<Piece>,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// Who wrote what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// It is a message of this side.
    Message(Sender),
    /// It is an internal note.
    Note,
}

/// What was found, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// People.
    pub people: Vec<FoundPerson>,
    /// Messages and notes.
    pub texts: Vec<FoundText>,
}

/// The words of a text with where each begins: runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        // Slices of one string: the distance of their beginnings is where the word stands.
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// A word as it is compared. Some capital letters become a small one and a mark of its own (`İ`): the mark goes,
/// as accents do.
pub fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| *c != '\u{307}')
        .map(plain)
        .collect()
}

/// The letter without its accent.
const fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'ç' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' => 'z',
        'š' => 's',
        'ł' => 'l',
        c => c,
    }
}

/// Where an excerpt begins whose first word found is at `first`: a little before, at the beginning of a word.
fn start_of(text: &str, first: usize) -> usize {
    let before = &text[..first];
    let Some((near, _)) = before.char_indices().rev().nth(LEAD_IN) else {
        return 0;
    };
    before[near..].find(' ').map_or(near, |at| near + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn query(text: &str) -> Query {
        Query::parse(text).unwrap()
    }

    fn show(pieces: &[Piece]) -> String {
        let show = |piece: &Piece| {
            if piece.is_found {
                format!("[{}]", piece.text)
            } else {
                piece.text.clone()
            }
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn what_is_typed_becomes_words() {
        assert_eq!(query("Ana.López@ma").to_tsquery(), "ana & lopez & ma:*");
        assert_eq!(query("o'brien x").to_tsquery(), "o & brien & x");
        assert_eq!(query("İzmir").to_tsquery(), "izmir:*");
        for nothing in ["", "  ", "a", "!? &|:*"] {
            assert_eq!(Query::parse(nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn what_is_found_is_marked() {
        let found = query("roof sol").marked("A SOLAR roof, no roofs. Sólo.");
        assert_eq!(show(&found), "A [SOLAR] [roof], no roofs. [Sólo].");
    }

    #[test]
    fn an_excerpt_is_cut_around_the_first_word() {
        let text = format!("{} needle {}", "hay ".repeat(60), "straw ".repeat(60));
        let excerpt = show(&query("needle").excerpt(&text));
        assert!(excerpt.starts_with("…hay ") && excerpt.ends_with('…'));
        assert!(excerpt.contains("[needle]") && excerpt.chars().count() < EXCERPT + 6);
        assert_eq!(show(&query("na").excerpt("Ana\n\nNadia")), "Ana [Nadia]");
    }

    proptest! {
        #[test]
        fn pieces_make_up_the_text(text in "\\PC{0,300}", typed in "[a-zé .]{2,20}") {
            if let Some(query) = Query::parse(&typed) {
                let whole: String = query.marked(&text).into_iter().map(|piece| piece.text).collect();
                prop_assert_eq!(whole, text.clone());
                let excerpt: usize = query.excerpt(&text).iter().map(|piece| piece.text.chars().count()).sum();
                prop_assert!(excerpt <= EXCERPT + 2);
            }
        }

        #[test]
        fn a_query_holds_nothing_to_escape(typed in "\\PC{0,200}") {
            if let Some(query) = Query::parse(&typed) {
                let plain = |c: char| c.is_alphanumeric() || " &:*".contains(c);
                prop_assert!(query.to_tsquery().chars().all(plain));
            }
        }
    }
}
