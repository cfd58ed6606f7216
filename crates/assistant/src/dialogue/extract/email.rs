//! E-mail addresses: written, or spelt out as in `ana at example dot com`.

use std::ops::Range;

use super::{Context, Found, owner};
use crate::dialogue::lexicon::Cues;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;
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
    let chosen = owner::own(message, &placed, context);
    let mut at = 0;
    let mut spelt = None;
    while at < message.len() {
        if let Some((range, email)) = spelt_out(message, at, context) {
            at = range.end;
            message.take(range);
            spelt = spelt.or(Some(Found::sure(email)));
        }
        at += 1;
    }
    chosen.or(spelt).or_else(|| {
        let known = context.known.contact.email.as_ref()?;
        let rest = context.correcting.then(|| ending(message, context))??;
        corrected(known.as_str(), &rest).map(Found::sure)
    })
}

/// The known address with another domain, or only another ending: `no, gmail.com`, `.com, not .con`.
fn corrected(known: &str, rest: &str) -> Option<Email> {
    let (local, domain) = known.split_once('@')?;
    let (name, _) = domain.rsplit_once('.')?;
    let domain = match rest.strip_prefix('.') {
        Some(ending) => format!("{name}.{ending}"),
        None => rest.to_owned(),
    };
    Email::parse(&format!("{local}@{domain}")).ok()
}

/// The first domain or ending of one that stands alone in a message and is not what is taken back.
fn ending(message: &Message, context: &Context) -> Option<String> {
    let cues = &context.lexicon.contact;
    (0..message.len()).find_map(|dot| {
        let ends = |dot: usize| {
            let glued = message.word(dot) == "." && message.is_glued(dot + 1);
            glued && cues.endings.contains(message.word(dot + 1))
        };
        if !ends(dot) {
            return None;
        }
        // `yahoo.co.uk`
        let last = dot + if ends(dot + 2) { 3 } else { 1 };
        let named = message.is_glued(dot) && dot > 0 && !message.is_end(dot - 1);
        let start = dot - usize::from(named);
        let taken_back = start > 0 && context.lexicon.money.not.contains(message.word(start - 1));
        (!taken_back).then(|| message.source(start..last + 1).to_lowercase())
    })
}

/// `ana dot ruiz at example dot com`, with the `at` being the token at `at`.
fn spelt_out(message: &Message, at: usize, context: &Context) -> Option<(Range<usize>, Email)> {
    let cues = &context.lexicon.contact;
    if !cues.at.contains(message.word(at)) {
        return None;
    }
    let sure = !cues.unsure_at.contains(message.word(at));
    let (start, local) = local_before(message, at, sure, context)?;
    let (end, domain) = domain_after(message, at, sure, context)?;
    let email = Email::parse(&format!("{local}@{domain}")).ok()?;
    Some((start..end, email))
}

/// Skips an opening or closing bracket: `ana [at] example`.
fn is_bracket(message: &Message, at: usize) -> bool {
    message.is(at, Kind::Mark) && matches!(message.word(at), "(" | ")" | "[" | "]")
}

/// Where the name of a sign that ends at `end` begins, and the sign: `.` or `_`.
fn sign_before(message: &Message, end: usize, context: &Context) -> Option<(usize, char)> {
    let cues = &context.lexicon.contact;
    let last = end.checked_sub(1)?;
    if cues.dot.contains(message.word(last)) {
        return Some((last, '.'));
    }
    if matches!(message.word(last), "." | "_" | "-") {
        let glued = message.is_glued(last) && message.is_glued(end);
        return glued.then(|| Some((last, message.word(last).chars().next()?)))?;
    }
    let named = |(sign, cues): (&String, &Cues)| {
        Some((cues.ending_at(message, end)?.start, sign.chars().next()?))
    };
    cues.signs.iter().filter_map(named).min()
}

fn local_before(
    message: &Message,
    at: usize,
    sure: bool,
    context: &Context,
) -> Option<(usize, String)> {
    let cues = &context.lexicon.contact;
    let mut last = at.checked_sub(1)?;
    if is_bracket(message, last) {
        last = last.checked_sub(1)?;
    }
    let common = context.lexicon.common.contains(message.word(last));
    if message.is_end(last) || common && !sure {
        return None;
    }
    let (mut start, mut local) = (last, message.word(last).to_owned());
    loop {
        let digits = message.is_glued(start)
            && start > 0
            && (message.is(start - 1, Kind::Word) || message.is(start - 1, Kind::Number));
        let (sign_start, sign) = match sign_before(message, start, context) {
            Some((at, sign)) => (at, Some(sign)),
            None if digits => (start, None),
            None => break,
        };
        let Some(before) = sign_start.checked_sub(1).filter(|&at| !message.is_end(at)) else {
            break;
        };
        start = before;
        let sign = sign.map(String::from).unwrap_or_default();
        local = format!("{}{sign}{local}", message.word(start));
    }
    let introduced =
        sure || message.is_start(start) || cues.address_intro.contains(message.word(start - 1));
    introduced.then_some((start, local))
}

fn domain_after(
    message: &Message,
    at: usize,
    sure: bool,
    context: &Context,
) -> Option<(usize, String)> {
    let cues = &context.lexicon.contact;
    let mut next = at + 1;
    if is_bracket(message, next) {
        next += 1;
    }
    let mut domain = message.word(next).to_owned();
    let (mut end, mut spelt, mut dots) = (next + 1, sure, false);
    if message.is_end(next) {
        return None;
    }
    loop {
        let dot = end + usize::from(is_bracket(message, end));
        let label = dot + 1 + usize::from(is_bracket(message, dot + 1));
        let spelt_dot = cues.dot.contains(message.word(dot));
        let glued_dot =
            message.word(dot) == "." && message.is_glued(dot) && message.is_glued(label);
        let hyphen = message.word(dot) == "-" && message.is_glued(dot) && message.is_glued(label);
        if !(spelt_dot || glued_dot || hyphen) || message.is_end(label) {
            break;
        }
        spelt |= spelt_dot;
        dots |= spelt_dot;
        let sign = if hyphen { '-' } else { '.' };
        domain = format!("{domain}{sign}{}", message.word(label));
        end = label + 1;
    }
    let ending = domain.rsplit('.').next().filter(|_| domain.contains('.'))?;
    // `I saw it at example.com` names a page; only a spelt dot or a question for the address makes
    // it one.
    let asked = context.expects(Question::Contact);
    let ends = cues.endings.contains(ending) || dots && ending.len() > 1;
    (ends && (spelt || asked)).then_some((end, domain))
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
