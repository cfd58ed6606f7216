//! Postal codes: four or five digits, and the British and Canadian ones of letters and digits (`NG7 2RD`, `G12`,
//! `M5V 2T6`).

use std::ops::Range;

use super::{Context, amount, preceded, state};
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;

/// The range, and the postal code right before or after it.
pub(super) fn with_code(message: &Message, range: Range<usize>, context: &Context) -> Range<usize> {
    let comma = usize::from(range.start > 0 && message.word(range.start - 1) == ",");
    // `código postal 46001, Valencia`, but not `1200, Lyon`
    let before = range
        .start
        .checked_sub(1 + comma)
        .filter(|&at| is_code(message, at) && !message.is_glued(range.start))
        .filter(|&at| comma == 0 || is_introduced(message, at, context));
    let short = has_short_codes(message, &range);
    let free =
        |at: &usize| !is_priced(message, *at, context) && (short || message.word(*at).len() != 4);
    let start = before.filter(free).unwrap_or(range.start);
    let end = match code_end(message, range.end) {
        Some(end) if !message.is(end - 1, Kind::Number) || free(&(end - 1)) => end,
        _ => range.end,
    };
    start..end
}

/// Whether postal codes of four digits may stand beside a place: not in countries where they have five or none.
fn has_short_codes(message: &Message, range: &Range<usize>) -> bool {
    let country = range.clone().find_map(|at| gazetteer::country(message, at));
    !country
        .is_some_and(|country| ["US", "MX", "ES", "FR", "DE", "BR", "GB", "CA"].contains(&country))
}

/// Where the postal code ends that follows a place, perhaps after a comma.
pub(super) fn code_end(message: &Message, at: usize) -> Option<usize> {
    let comma = usize::from(message.word(at) == ",");
    let start = at + comma;
    let digits = is_code(message, start).then(|| full_code_end(message, start));
    digits.or_else(|| lettered_end(message, start))
}

/// Four or five digits; also with three or four more.
pub(super) fn is_code(message: &Message, at: usize) -> bool {
    let digits = message.word(at);
    message.is(at, Kind::Number)
        && (4..=5).contains(&digits.len())
        && !digits.contains([',', '.', '\''])
        && (message.is_end(at + 1) || !message.is_glued(at + 1))
}

/// Where a code of digits that begins at `at` ends.
pub(super) fn full_code_end(message: &Message, at: usize) -> usize {
    let more = message.word(at + 1) == "-"
        && message.is(at + 2, Kind::Number)
        && (3..=4).contains(&message.word(at + 2).len());
    if more { at + 3 } else { at + 1 }
}

/// A postal code after `zip` or a state, or alone where the place was asked.
pub(super) fn code(message: &Message, context: &Context) -> Option<Range<usize>> {
    (0..message.len()).find_map(|at| {
        if !is_code(message, at) || is_priced(message, at, context) {
            return None;
        }
        let end = full_code_end(message, at);
        let introduced = is_introduced(message, at, context);
        let five = message.word(at).len() == 5;
        // `a house in 85254`
        let placed = at > 0
            && five
            && context.lexicon.place.inside.contains(message.word(at - 1))
            && context.known.location.is_none();
        let after_state = five && state::precedes(message, at, context);
        let asked = five && context.expects(Question::Location) && message.is_end(end);
        (introduced || after_state || asked || placed).then_some(at..end)
    })
}

fn is_introduced(message: &Message, at: usize, context: &Context) -> bool {
    preceded(message, at, 3, |word| {
        context.lexicon.place.zip.contains(word)
    })
}

fn is_priced(message: &Message, at: usize, context: &Context) -> bool {
    let currency = |at: usize| amount::currency(message, at, context).is_some();
    let spent = amount::period_at(message, at + 1, context).is_some();
    at > 0 && currency(at - 1) || currency(at + 1) || spent
}

/// Where a code of letters and digits that begins at `at` ends. The first half alone is one only in capitals.
fn lettered_end(message: &Message, at: usize) -> Option<usize> {
    let first = message.source(at..at + 1);
    if !message.is(at, Kind::Word) || !is_outward(first) {
        return None;
    }
    if is_inward(message, at + 1) {
        return Some(at + 3);
    }
    let capitals = first.chars().all(|c| !c.is_lowercase());
    (capitals && message.is_end(at + 1)).then_some(at + 1)
}

/// One or two letters, a digit, and perhaps another sign.
fn is_outward(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = word.get(letters..).unwrap_or_default();
    let mut signs = rest.chars();
    (1..=2).contains(&letters)
        && signs.next().is_some_and(|c| c.is_ascii_digit())
        && signs.next().is_none_or(|c| c.is_ascii_alphanumeric())
        && signs.next().is_none()
}

/// A digit, and two signs glued to it, of which the second is a letter or, in Canada, a digit.
fn is_inward(message: &Message, at: usize) -> bool {
    let rest = message.word(at + 1);
    message.is(at, Kind::Number)
        && message.word(at).len() == 1
        && message.is_glued(at + 1)
        && rest.len() == 2
        && rest.starts_with(|c: char| c.is_ascii_alphabetic())
        && rest.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::lettered_end;
    use crate::dialogue::lexicon::english;
    use crate::dialogue::text::Message;

    #[test]
    fn codes_of_letters_and_digits() {
        for (text, length) in [
            ("NG7 2RD", Some(3)),
            ("ng7 2rd please", Some(3)),
            ("SW1A 1AA", Some(3)),
            ("M5V 2T6", Some(3)),
            ("G12", Some(1)),
            ("g12", None),
            ("t3 flat", None),
            ("A", None),
            ("ABC1", None),
        ] {
            let message = Message::read(text, &[], english());
            assert_eq!(lettered_end(&message, 0), length, "{text}");
        }
    }
}
