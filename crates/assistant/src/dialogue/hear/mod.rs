//! What a message means where it is said.

mod manner;
mod topic;

use std::ops::Range;

pub(super) use self::manner::{Manner, Mood};
pub(super) use self::topic::Topic;
use super::extract::{self, Context};
use super::lexicon::EN;
use super::question::Question;
use super::text::{Kind, Message};
use super::{DialogueState, Intent};
use beckon_domain::lead::Facts;

/// How many words before a request for a person may turn it into its opposite.
const NEGATION_REACH: usize = 3;
/// How long a greeting or thanks may be and still be nothing else, in tokens.
const SHORT: usize = 8;

/// A message, understood.
#[derive(Debug)]
pub(super) struct Heard {
    /// What it newly tells.
    pub(super) noted: Facts,
    /// What it wants.
    pub(super) intent: Intent,
    /// What it asks, where it asks something.
    pub(super) topic: Option<Topic>,
    /// In which way it says it.
    pub(super) manner: Manner,
    /// In which mood.
    pub(super) mood: Mood,
    /// Whether it tells what it is about.
    pub(super) tells_need: bool,
}

/// Understands a message.
pub(super) fn hear(state: &DialogueState, text: &str) -> Heard {
    let (message, noted) = read(state, text);
    let manner = Manner::of(state, &message, &noted);
    let topic = Topic::of(&message);
    let tells_need = (EN.need)(state.industry).hears(&message);
    let intent = intent(state, &message, &noted, manner, topic, tells_need);
    Heard {
        intent,
        topic: topic.filter(|_| intent == Intent::Question),
        manner,
        mood: Mood::of(&message),
        tells_need,
        noted,
    }
}

/// Reads a message as the answer to what was asked, or, when it takes something back, to what was
/// told last.
fn read<'a>(state: &DialogueState, text: &'a str) -> (Message<'a>, Facts) {
    let raw = Message::read(text, &[]);
    let (takes_back, apologizes) = (
        EN.intents.correction.hears(&raw),
        EN.intents.apology.hears(&raw),
    );
    let correcting = takes_back || apologizes;
    let read_as = |expected: &[Question]| {
        let context = Context {
            lexicon: &EN,
            industry: state.industry,
            known: &state.facts,
            expected,
            correcting,
        };
        extract::read(text, &context)
    };
    let asked: &[Question] = state.pending.as_slice();
    let told: &[Question] = if correcting { &state.recent } else { &[] };
    let (first, second) = if takes_back && !told.is_empty() {
        (told, asked)
    } else {
        (asked, told)
    };
    let (message, noted) = read_as(first);
    if noted == Facts::default() && !second.is_empty() {
        return read_as(second);
    }
    (message, noted)
}

fn intent(
    state: &DialogueState,
    message: &Message,
    noted: &Facts,
    manner: Manner,
    topic: Option<Topic>,
    tells_need: bool,
) -> Intent {
    let cues = EN.intents;
    let news = *noted != Facts::default();
    let short = message.len() <= SHORT && !news;
    if wants_person(state, message, noted) || cues.frustration.hears(message) {
        Intent::Handoff
    } else if cues.abuse.hears(message) {
        Intent::Abuse
    } else if manner == Manner::Silences {
        Intent::Refusal
    } else if cues.goodbye.hears(message) && !tells_need {
        Intent::Goodbye
    } else if short && greets(message) && !tells_need {
        Intent::Greeting
    } else if topic.is_some_and(|topic| topic != Topic::Other || !news) {
        Intent::Question
    } else if news {
        Intent::Answer
    } else if manner == Manner::Declines {
        Intent::Refusal
    } else if short && cues.thanks.hears(message) {
        Intent::Thanks
    } else if manner == Manner::Unsure || tells_need || answers_openly(state, message, manner) {
        Intent::Answer
    } else {
        Intent::Other
    }
}

/// Whether words that tell no fact may still answer what was asked.
fn answers_openly(state: &DialogueState, message: &Message, manner: Manner) -> bool {
    let has_words = message
        .tokens
        .iter()
        .any(|token| matches!(token.kind, Kind::Word | Kind::Number));
    state.pending.is_some() && has_words && !matches!(manner, Manner::Garbled | Manner::Assents)
}

/// Whether the visitor asks for a person; a call asked for with the number that was asked for is an
/// answer.
fn wants_person(state: &DialogueState, message: &Message, noted: &Facts) -> bool {
    let answers = state.pending == Some(Question::Contact) && noted.contact.phone.is_some();
    let called = EN.intents.call_me.all(message).filter(|_| !answers);
    let robot: Vec<Range<usize>> = EN.topics.robot.all(message).collect();
    let asks_robot = |at: usize| robot.iter().any(|cue| cue.contains(&at));
    EN.intents
        .person
        .all(message)
        .chain(called)
        .any(|cue| !is_negated(message, cue.start) && !asks_robot(cue.start))
}

/// Whether a message begins with a greeting and says hardly more.
fn greets(message: &Message) -> bool {
    let words = message
        .tokens
        .iter()
        .filter(|token| token.kind == Kind::Word)
        .count();
    let greeting: usize = EN.intents.greeting.all(message).map(|cue| cue.len()).sum();
    EN.intents.greeting.at(message, 0).is_some() && words <= greeting + 2
}

fn is_negated(message: &Message, at: usize) -> bool {
    let in_clause = |end: usize| (end..at).all(|between| !message.is(between, Kind::Mark));
    let mut before = at.saturating_sub(NEGATION_REACH)..at;
    before.any(|start| {
        EN.intents
            .negation
            .at(message, start)
            .is_some_and(|end| end <= at && in_clause(end))
    })
}
