//! Puts the answer to a message together: what was noted, an answer, and the next question.

use super::hear::{Heard, Manner, Mood, Topic};
use super::phrases::{EN, fill};
use super::{DialogueState, Intent, REPLY_MAX, lexicon};
use beckon_domain::lead::Facts;

/// Longest fact that is told back in full, in characters.
const VALUE_MAX: usize = 40;
/// Longest first name that somebody is called by, in characters.
const FIRST_NAME_MAX: usize = 24;

/// The reply to what was heard in the state `before`, with `now` being the state after it.
pub(super) fn compose(before: &DialogueState, now: &DialogueState, heard: &Heard) -> String {
    let summarizes = now.summarized && !before.summarized;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(acknowledgement(before, now, heard));
    parts.extend(answer(before, now, heard));
    if summarizes {
        let list = list(&known(&now.facts));
        parts.push(fill(
            EN.summary,
            &[("list", &list), ("how", how(&now.facts))],
        ));
    }
    parts.extend(match now.pending {
        Some(_) => question(now, summarizes),
        None if summarizes => None,
        None => ending(now, heard),
    });
    short(&parts.join(" "), REPLY_MAX - 1)
}

/// What shows that the message was understood.
fn acknowledgement(before: &DialogueState, now: &DialogueState, heard: &Heard) -> Option<String> {
    if heard.noted != Facts::default() {
        return Some(noted(now, heard, now.summarized && !before.summarized));
    }
    let turn = |phrases: &[&'static str]| Some(pick(phrases, now.turns).to_owned());
    match (heard.intent, heard.manner) {
        (Intent::Refusal, Manner::Declines) if before.pending.is_some() => turn(EN.declined),
        (Intent::Refusal, Manner::Declines) => Some(EN.fine.to_owned()),
        (Intent::Other, Manner::Garbled) => Some(EN.garbled.to_owned()),
        (Intent::Other, Manner::Plain) if before.pending.is_some() => turn(EN.not_understood),
        (Intent::Answer, Manner::Unsure) => turn(EN.unsure),
        (Intent::Answer | Intent::Question, _) if heard.mood == Mood::Sad => {
            Some(EN.sorry.to_owned())
        }
        (Intent::Answer, _) if now.pending.is_none() => turn(EN.with_the_team),
        (Intent::Answer, _) => turn(EN.understood),
        _ => None,
    }
}

/// The facts just told; before a summary, only the thanks.
fn noted(now: &DialogueState, heard: &Heard, summarizes: bool) -> String {
    let name = heard.noted.contact.name.as_deref().map(first_name);
    if heard.manner == Manner::Corrects {
        return fill(EN.corrected, &[("list", &list(&known(&heard.noted)))]);
    }
    let mut unnamed = heard.noted.clone();
    unnamed.contact.name = None;
    let told = list(&known(&unnamed));
    let text = match name {
        Some(name) if told.is_empty() || summarizes => {
            fill(pick(EN.thanks_name, now.turns), &[("name", &name)])
        }
        Some(name) => fill(
            pick(EN.noted_name, now.turns),
            &[("name", &name), ("list", &told)],
        ),
        None if summarizes => pick(EN.understood, now.turns).to_owned(),
        None => fill(pick(EN.noted, now.turns), &[("list", &told)]),
    };
    if heard.mood == Mood::Sad {
        format!("{} {text}", EN.sorry)
    } else {
        text
    }
}

/// What the message itself calls for.
fn answer(before: &DialogueState, now: &DialogueState, heard: &Heard) -> Option<String> {
    let filled = |phrase| Some(fill(phrase, &[("how", how(&now.facts))]));
    let first = before.turns == 0;
    match heard.intent {
        Intent::Handoff if heard.mood == Mood::Frustrated => filled(EN.handoff_frustrated),
        Intent::Handoff if before.handed_over => filled(EN.handoff_again),
        Intent::Handoff => filled(EN.handoff),
        Intent::Greeting => Some(pick(EN.hello, u32::from(!first)).to_owned()),
        Intent::Other if first => Some(pick(EN.hello, 0).to_owned()),
        Intent::Question => heard.topic.map(|topic| (EN.answer)(topic).to_owned()),
        Intent::Thanks => Some(pick(EN.welcome, now.turns).to_owned()),
        Intent::Abuse => Some(EN.abuse.to_owned()),
        Intent::Goodbye => Some(EN.goodbye.to_owned()),
        Intent::Refusal if heard.manner == Manner::Silences => Some(EN.silenced.to_owned()),
        Intent::Other | Intent::Refusal | Intent::Answer => None,
    }
}

/// The next question; after a summary, with a word that excuses it.
fn question(now: &DialogueState, summarizes: bool) -> Option<String> {
    let question = now.pending?;
    let ask = (EN.ask)(question, now.industry);
    let text = if now.times_asked(question) > 1 {
        ask.again
    } else {
        ask.first
    };
    Some(if summarizes {
        format!("{} {text}", EN.one_more)
    } else {
        text.to_owned()
    })
}

/// How it goes on where nothing is left to ask.
fn ending(now: &DialogueState, heard: &Heard) -> Option<String> {
    match heard.intent {
        Intent::Handoff | Intent::Abuse => None,
        // The answer says that the team will see it.
        Intent::Question if heard.topic != Some(Topic::Meaning) => None,
        Intent::Refusal if heard.manner == Manner::Silences => None,
        Intent::Refusal | Intent::Other | Intent::Greeting => {
            Some(pick(EN.anything_else, now.turns).to_owned())
        }
        _ if now.facts.is_reachable() => Some(fill(EN.in_touch, &[("how", how(&now.facts))])),
        _ => Some(EN.unreachable.to_owned()),
    }
}

/// How somebody will be in touch.
fn how(facts: &Facts) -> &'static str {
    match (&facts.contact.email, &facts.contact.phone) {
        (None, None) => EN.here,
        (Some(_), None) => EN.by_email,
        (None, Some(_)) => EN.by_phone,
        (Some(_), Some(_)) => EN.by_both,
    }
}

/// The facts, each in words.
fn known(facts: &Facts) -> Vec<String> {
    let phrases = &EN.facts;
    let value = |phrase: &str, value: Option<String>| {
        value.map(|value| fill(phrase, &[("value", &short(&value, VALUE_MAX))]))
    };
    let contact = &facts.contact;
    [
        value(phrases.name, contact.name.clone()),
        value(
            phrases.email,
            contact.email.as_ref().map(ToString::to_string),
        ),
        value(
            phrases.phone,
            contact.phone.as_ref().map(ToString::to_string),
        ),
        value(phrases.company, contact.company.clone()),
        value(
            phrases.company_size,
            facts.company_size.map(|size| size.to_string()),
        ),
        value(phrases.location, facts.location.clone()),
        facts
            .timeline
            .map(|when| (phrases.timeline)(when).to_owned()),
        value(
            phrases.budget,
            facts.budget.map(|budget| budget.to_string()),
        ),
        facts.decision_maker.map(|decides| {
            if decides {
                phrases.decides
            } else {
                phrases.defers
            }
            .to_owned()
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `a, b and c`
fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}{}{last}", first.join(", "), EN.and),
    }
}

/// What to call somebody: the first word of the name, but all of it after a title, an initial or a
/// `de`.
fn first_name(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or(name);
    let titled = first.ends_with('.')
        || lexicon::EN.name.titles.contains(&first.to_lowercase())
        || lexicon::EN.name.particles.contains(first);
    short(if titled { name } else { first }, FIRST_NAME_MAX)
}

fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Takes turns among phrases.
fn pick(phrases: &[&'static str], turn: u32) -> &'static str {
    let count = u32::try_from(phrases.len()).unwrap_or(1).max(1);
    let index = usize::try_from(turn % count).unwrap_or(0);
    phrases.get(index).copied().unwrap_or_default()
}
