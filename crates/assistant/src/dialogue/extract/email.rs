//! E-mail addresses: written, or spelt out as in `ana at example dot com`.

use std::ops::Range;

use super::{Context, Found, owner};
use crate::dialogue::question::Question;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::contact::Email;

/// The addresses in a text, with their spans in bytes.
pub(crate) fn written(text: &str) -> Vec<(Range<usize>, Email)> {
    let mut found: Vec<(Range<usize>, Email)> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let floor = found.last().map_or(0, |(span, _)| span.end);
        if at >= floor {
            found.extend(around(text, floor, at));
        }
    }
    found
}

/// The address around the `@` at `at`, which begins at `floor` or later.
fn around(text: &str, floor: usize, at: usize) -> Option<(Range<usize>, Email)> {
    let is_local = |c: char| c.is_alphanumeric() || ".+_-'%".contains(c);
    let is_domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    let local = &text[floor..at];
    let local = &local[local.trim_end_matches(is_local).len()..];
    let local = local.trim_start_matches(['.', '-', '\'', '%', '+']);
    let domain = &text[at + 1..];
    let domain = &domain[..domain.len() - domain.trim_start_matches(is_domain).len()];
    let domain = domain.trim_end_matches(['.', '-']);
    let span = at - local.len()..at + 1 + domain.len();
    Email::parse(&text[span.clone()])
        .ok()
        .map(|email| (span, email))
}

/// The visitor's address. One that is spelt out is marked as taken.
pub(super) fn find(
    message: &mut Message,
    written: &[(Range<usize>, Email)],
    context: &Context,
) -> Option<Found<Email>> {
    let place = |span: &Range<usize>| message.tokens.iter().position(|token| token.span == *span);
    let placed: Vec<(Range<usize>, Email)> = written
        .iter()
        .filter_map(|(span, email)| place(span).map(|at| (at..at + 1, email.clone())))
        .collect();
    let chosen = owner::first_own(message, &placed, context);
    chosen.or_else(|| {
        let (range, email) = (0..message.len()).find_map(|at| spelt_out(message, at, context))?;
        message.take(range);
        Some(Found::sure(email))
    })
}

/// `ana dot ruiz at example dot com`, with the `at` being the token at `at`.
fn spelt_out(message: &Message, at: usize, context: &Context) -> Option<(Range<usize>, Email)> {
    let cues = &context.lexicon.contact;
    if !cues.at.contains(message.word(at)) {
        return None;
    }
    let (start, local) = local_before(message, at, context)?;
    let (end, domain) = domain_after(message, at, context)?;
    let email = Email::parse(&format!("{local}@{domain}")).ok()?;
    Some((start..end, email))
}

/// Skips an opening or closing bracket: `ana [at] example`.
fn is_bracket(message: &Message, at: usize) -> bool {
    message.is(at, Kind::Mark) && matches!(message.word(at), "(" | ")" | "[" | "]")
}

fn local_before(message: &Message, at: usize, context: &Context) -> Option<(usize, String)> {
    let cues = &context.lexicon.contact;
    let mut last = at.checked_sub(1)?;
    if is_bracket(message, last) {
        last = last.checked_sub(1)?;
    }
    if message.is_end(last) || context.lexicon.common.contains(message.word(last)) {
        return None;
    }
    let (mut start, mut local) = (last, message.word(last).to_owned());
    while start >= 2 && cues.dot.contains(message.word(start - 1)) && !message.is_end(start - 2) {
        start -= 2;
        local = format!("{}.{local}", message.word(start));
    }
    // Glued digits belong to it: `ana92`.
    let introduced =
        message.is_start(start) || cues.address_intro.contains(message.word(start - 1));
    introduced.then_some((start, local))
}

fn domain_after(message: &Message, at: usize, context: &Context) -> Option<(usize, String)> {
    let cues = &context.lexicon.contact;
    let mut next = at + 1;
    if is_bracket(message, next) {
        next += 1;
    }
    let mut domain = message.word(next).to_owned();
    let (mut end, mut spelt) = (next + 1, false);
    if message.is_end(next) {
        return None;
    }
    loop {
        let dot = end + usize::from(is_bracket(message, end));
        let label = dot + 1 + usize::from(is_bracket(message, dot + 1));
        let spelt_dot = cues.dot.contains(message.word(dot));
        let glued_dot =
            message.word(dot) == "." && message.is_glued(dot) && message.is_glued(label);
        if !(spelt_dot || glued_dot) || message.is_end(label) {
            break;
        }
        spelt |= spelt_dot;
        domain = format!("{domain}.{}", message.word(label));
        end = label + 1;
    }
    let ending = domain.rsplit('.').next().filter(|_| domain.contains('.'))?;
    // `I saw it at example.com` names a page; only a spelt dot or a question for the address makes
    // it one.
    (cues.endings.contains(ending) && (spelt || context.expects(Question::Contact)))
        .then_some((end, domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_addresses() {
        let found = |text: &str| {
            written(text)
                .into_iter()
                .map(|(_, email)| email.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("I'm at Ana.Lopez+x@Example.co.uk."),
            ["ana.lopez+x@example.co.uk"]
        );
        assert_eq!(
            found("<ana@example.com>, or 'bo@example.org'!"),
            ["ana@example.com", "bo@example.org"]
        );
        assert_eq!(
            found("mailto:ana@example.com?subject=x"),
            ["ana@example.com"]
        );
        assert!(found("@ana ana@ a@b@ ana@gmail @ 🙂@🙂.com").is_empty());
    }
}
