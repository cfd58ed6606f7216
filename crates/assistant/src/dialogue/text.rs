//! A message cut into words, numbers and marks, each knowing its place in the text.
//!
//! All slicing happens at boundaries that `char_indices` gave, so that no script or emoji can make
//! it panic.

use std::ops::Range;

use super::fold::fold;
use super::lexicon::Lexicon;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with inner apostrophes, hyphens and digits.
    Word,
    /// ASCII digits, with inner `,` and `.`.
    Number,
    /// A single other character, or a line's end.
    Mark,
    /// Something that was recognised already: an e-mail address, a link, a phone number.
    Taken,
}

/// A piece of a message.
#[derive(Debug)]
pub(crate) struct Token {
    /// Its place in the text, in bytes.
    pub(crate) span: Range<usize>,
    /// The text as it is compared: without accents and capitals, and what it is short for.
    pub(crate) word: String,
    /// The word of the lexicon that was meant, where the text looks like a slip of the pen.
    near: Option<String>,
    /// What it is.
    pub(crate) kind: Kind,
    /// Whether it follows the token before it without a blank.
    pub(crate) glued: bool,
}

/// What a full stop may follow without ending a sentence.
const ABBREVIATED: [&str; 20] = [
    "ca", "circa", "bzw", "dr", "mr", "mrs", "ms", "sr", "sra", "tel", "nr", "st", "approx",
    "aprox", "env", "max", "min", "mind", "std", "hr",
];

/// A message and its tokens.
#[derive(Debug)]
pub(crate) struct Message<'a> {
    /// As it was written.
    pub(crate) text: &'a str,
    /// Its pieces, in order.
    pub(crate) tokens: Vec<Token>,
    shouted: bool,
}

impl<'a> Message<'a> {
    /// Cuts `text` into tokens; each of the `taken` byte ranges, which are in order and apart,
    /// becomes one token.
    pub(crate) fn read(text: &'a str, taken: &[Range<usize>], lexicon: &Lexicon) -> Self {
        let shouted = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        let mut tokens: Vec<Token> = Vec::new();
        let mut taken = taken.iter();
        let mut next_taken = taken.next();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let (end, kind) = match next_taken {
                Some(span) if span.start <= at => {
                    next_taken = taken.next();
                    (span.end, Kind::Taken)
                }
                _ if is_blank(first) => {
                    at += first.len_utf8();
                    continue;
                }
                Some(span) => {
                    let (end, kind) = token_end(text, at, first, lexicon);
                    (end.min(span.start), kind)
                }
                None => token_end(text, at, first, lexicon),
            };
            let glued = tokens.last().is_some_and(|token| token.span.end == at);
            let mut word = fold(&text[at..end]);
            let mut near = None;
            if kind == Kind::Word {
                word = lexicon.spelling.written_out(word);
                near = lexicon.spelling.meant(&word);
            }
            tokens.push(Token {
                span: at..end,
                word,
                near,
                kind,
                glued,
            });
            at = end;
        }
        Self {
            text,
            tokens,
            shouted,
        }
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token's lower-case text; nothing beyond the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The word that was meant, where a slip of the pen is likely; else the word.
    pub(crate) fn near(&self, at: usize) -> &str {
        let near = self.tokens.get(at).and_then(|token| token.near.as_deref());
        near.unwrap_or_else(|| self.word(at))
    }

    /// Whether the token at `at` exists and is of this kind.
    pub(crate) fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// Whether the token follows the one before it without a blank.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether the word is a part of an address or a handle.
    pub(crate) fn is_glued_to_sign(&self, at: usize) -> bool {
        let sign = |at: usize| matches!(self.word(at), "@" | "." | "_" | "/");
        self.is_glued(at) && at > 0 && sign(at - 1)
            || self.is_glued(at + 1) && sign(at + 1) && self.is_glued(at + 2)
    }

    /// Whether a clause begins at `at`: the message's start, or after something that is no word.
    pub(crate) fn is_start(&self, at: usize) -> bool {
        at == 0 || !self.is(at - 1, Kind::Word) && !self.is(at - 1, Kind::Number)
    }

    /// Whether a clause ends before `at`.
    pub(crate) fn is_end(&self, at: usize) -> bool {
        !self.is(at, Kind::Word) && !self.is(at, Kind::Number)
    }

    /// Whether a sentence ends with the token at `at`.
    pub(crate) fn ends_sentence(&self, at: usize) -> bool {
        let stop = matches!(self.word(at), "!" | "?" | ";" | "\n")
            || self.word(at) == "." && (at == 0 || !ABBREVIATED.contains(&self.word(at - 1)));
        self.is(at, Kind::Mark) && stop
    }

    /// Whether the word is written like a name: with a capital, or in a script that has none. Where
    /// everything is in capitals they say nothing.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        !self.shouted
            && self.is(at, Kind::Word)
            && self
                .source(at..at + 1)
                .chars()
                .next()
                .is_some_and(|c| !c.is_lowercase())
    }

    /// Whether the word is written with a capital, in a script that has such.
    pub(crate) fn is_upper(&self, at: usize) -> bool {
        let first = self.source(at..at + 1).chars().next();
        self.is_capital(at) && first.is_some_and(char::is_uppercase)
    }

    /// Whether all letters are of the Latin alphabet.
    pub(crate) fn is_latin(&self) -> bool {
        self.text
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(|c| c < '\u{250}' || is_combining(c))
    }

    /// Whether everything is in capitals.
    pub(crate) fn is_shouted(&self) -> bool {
        self.shouted
    }

    /// The text that the tokens of a range cover, as it was written.
    pub(crate) fn source(&self, range: Range<usize>) -> &'a str {
        match (
            self.tokens.get(range.start),
            self.tokens.get(range.end.saturating_sub(1)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => {
                &self.text[first.span.start..last.span.end]
            }
            _ => "",
        }
    }

    /// The stretches of words and numbers between marks.
    pub(crate) fn segments(&self) -> Vec<Range<usize>> {
        let mut segments = Vec::new();
        let mut start = 0;
        for at in 0..=self.len() {
            if self.is_end(at) {
                if start < at {
                    segments.push(start..at);
                }
                start = at + 1;
            }
        }
        segments
    }

    /// Marks tokens as recognised, so that nobody else reads them.
    pub(crate) fn take(&mut self, range: Range<usize>) {
        for token in &mut self.tokens[range] {
            token.kind = Kind::Taken;
        }
    }
}

/// Blanks, and the invisible marks that set a text's direction; a line's end is a mark of its own.
fn is_blank(c: char) -> bool {
    c != '\n' && (c.is_whitespace() || c.is_control())
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Where the token that begins with `first` at `at` ends, and what it is.
fn token_end(text: &str, at: usize, first: char, lexicon: &Lexicon) -> (usize, Kind) {
    if first.is_ascii_digit() {
        let joins =
            |c: char, next: char| matches!(c, ',' | '.' | '\'' | '’') && next.is_ascii_digit();
        (
            run_end(text, at, |c| c.is_ascii_digit(), joins),
            Kind::Number,
        )
    } else if first.is_alphabetic() {
        let joins = |c: char, next: char| matches!(c, '\'' | '’' | '-') && next.is_alphabetic();
        let end = run_end(text, at, |c| c.is_alphanumeric() || is_combining(c), joins);
        (
            elided_end(text, at, end, lexicon).unwrap_or(end),
            Kind::Word,
        )
    } else {
        (at + first.len_utf8(), Kind::Mark)
    }
}

/// Where the article or pronoun of `l'entreprise` ends, in a language that has such.
fn elided_end(text: &str, at: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let word = &text[at..end];
    let (apostrophe, mark) = word.char_indices().find(|(_, c)| matches!(c, '\'' | '’'))?;
    let elided = lexicon.elisions.contains(&fold(&word[..apostrophe]));
    elided.then_some(at + apostrophe + mark.len_utf8())
}

/// The end of a run of `member` characters, and of others that join the next one to it.
fn run_end(
    text: &str,
    at: usize,
    member: impl Fn(char) -> bool,
    joins: impl Fn(char, char) -> bool,
) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if !member(c) && !chars.peek().is_some_and(|&(_, next)| joins(c, next)) {
            break;
        }
        end = at + offset + c.len_utf8();
    }
    end
}

/// Accents and vowel points that are written as characters of their own (the blocks of the scripts
/// that names are most often typed in).
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{94d}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::lexicon::english;

    fn words(text: &str) -> Vec<String> {
        Message::read(text, &[], english())
            .tokens
            .into_iter()
            .map(|token| token.word)
            .collect()
    }

    #[test]
    fn tokens() {
        assert_eq!(
            words("I’m Jean-Luc, $5,000.50/mo!"),
            ["i'm", "jean-luc", ",", "$", "5,000.50", "/", "mo", "!"]
        );
        assert_eq!(words("6k - 8k."), ["6", "k", "-", "8", "k", "."]);
        assert_eq!(
            words("👩‍👩‍👧 שלום\nЁж e\u{301}"),
            [
                "👩", "\u{200d}", "👩", "\u{200d}", "👧", "שלום", "\n", "еж", "e"
            ]
        );
    }

    #[test]
    fn segments_and_sources() {
        let message = Message::read("Sure, Ana Ruiz - call 5", &[], english());
        let parts: Vec<&str> = message
            .segments()
            .into_iter()
            .map(|part| message.source(part))
            .collect();
        assert_eq!(parts, ["Sure", "Ana Ruiz", "call 5"]);
        assert_eq!(message.source(9..12), "");
    }

    #[test]
    fn taken_spans_are_one_token() {
        let message = Message::read("hi a@b.co ok", std::slice::from_ref(&(3..9)), english());
        assert!(message.is(1, Kind::Taken) && message.is(2, Kind::Word) && message.len() == 3);
        let marked = Message::read(
            "x \u{200f}www.a.b",
            std::slice::from_ref(&(2..12)),
            english(),
        );
        assert!(marked.is(1, Kind::Taken) && marked.len() == 2);
    }
}
