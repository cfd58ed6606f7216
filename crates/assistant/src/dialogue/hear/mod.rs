//! What a message means where it is said.

mod manner;
mod meeting;
mod topic;

pub(super) use self::manner::{Manner, Mood};
pub(super) use self::topic::Topic;
use super::extract::{self, Context, Told, WantedTime};
use super::language;
use super::lexicon::Lexicon;
use super::meeting::{Act, Talk};
use super::phrases::Script;
use super::text::{Kind, Message};
use super::{DialogueState, Intent, Setup};
use beckon_domain::assistant::Question;
use beckon_domain::lead::Facts;
use beckon_domain::widget::Language;

/// How many words before a request for a person may turn it into its opposite.
const NEGATION_REACH: usize = 3;
/// Within how many tokens a message begins that takes back what was said before it.
const LEADING: usize = 2;
/// How long a greeting or thanks may be and still be nothing else, in tokens.
const SHORT: usize = 8;

/// A message, understood.
#[derive(Debug)]
pub(super) struct Heard {
    /// In which language it is.
    pub(super) language: Language,
    /// The language that anything in it or before it tells.
    pub(super) told_language: Option<Language>,
    /// What it newly tells.
    pub(super) noted: Facts,
    /// Whether the budget it tells is for everything, once.
    pub(super) one_off: bool,
    /// When the visitor would like to meet.
    pub(super) wanted: Option<WantedTime>,
    /// The digits of the phone number it tells, if it was written without a country's code.
    pub(super) local_number: Option<String>,
    /// What it says about an appointment.
    pub(super) meeting: Talk,
    /// What it wants.
    pub(super) intent: Intent,
    /// What it asks, where it asks something.
    pub(super) topic: Option<Topic>,
    /// Which of the questions that are often asked it asks.
    pub(super) faq: Option<&'static str>,
    /// In which way it says it.
    pub(super) manner: Manner,
    /// In which mood.
    pub(super) mood: Mood,
    /// Whether it tells what it is about.
    pub(super) tells_need: bool,
    /// Whether it says that the budget won't be told.
    pub(super) withholds_budget: bool,
}

/// Understands a message.
pub(super) fn hear(setup: &Setup, state: &DialogueState, text: &str) -> Heard {
    let told_language = language::told(text, state.language, setup.language);
    let language = told_language.or(state.language).unwrap_or(setup.language);
    let lexicon = Lexicon::of(language);
    let (message, told) = read(setup, state, text, language);
    let noted = told.facts;
    let manner = Manner::of(state, &message, &noted, lexicon);
    let topic = Topic::of(&message, lexicon);
    let tells_need = lexicon.need(state.industry).hears(&message);
    let heard = Understood {
        lexicon,
        state,
        message: &message,
        noted: &noted,
    };
    let intent = heard.intent(manner, topic, tells_need);
    let mut meeting = meeting::talk(state, &message, lexicon, told.times, manner);
    meeting.is_call = meeting.act == Act::Wants && heard.asks_call_only();
    let faq = Script::of(language, state.industry).dialogue.faq.iter();
    let asked = faq
        .filter(|_| intent == Intent::Question)
        .find(|faq| faq.asked.hears(&message));
    Heard {
        language,
        told_language: told_language.or(state.language),
        meeting,
        intent,
        topic: topic.filter(|_| intent == Intent::Question),
        faq: asked.map(|faq| faq.answer.as_str()),
        manner,
        mood: Mood::of(&message, lexicon),
        tells_need,
        withholds_budget: lexicon.money.withheld.hears(&message),
        one_off: told.one_off,
        local_number: told.local_number,
        wanted: Some(told.times.wanted).filter(|wanted| *wanted != WantedTime::default()),
        noted,
    }
}

/// Reads a message as the answer to what was asked, or, when it takes something back, to what was
/// told last.
fn read<'a>(
    setup: &Setup,
    state: &DialogueState,
    text: &'a str,
    language: Language,
) -> (Message<'a>, Told) {
    let lexicon = Lexicon::of(language);
    let offered = state.meeting.hours();
    let raw = Message::read(text, &[], lexicon);
    let (takes_back, apologizes) = (
        lexicon.intents.correction.hears(&raw),
        lexicon.intents.apology.hears(&raw),
    );
    // `80, no, make that 60` takes back only what it says itself.
    let of_itself = lexicon
        .intents
        .correction
        .all(&raw)
        .all(|cue| cue.start > LEADING);
    let correcting = takes_back || apologizes;
    let read_as = |expected: &[Question]| {
        let context = Context {
            language,
            lexicon,
            country: setup.country.as_deref(),
            currency: setup.currency,
            industry: state.industry,
            known: &state.facts,
            local_number: state.local_number.as_deref(),
            expected,
            begun: state.turns > 0,
            correcting,
            offered: &offered,
        };
        extract::read(text, &context)
    };
    let asked: &[Question] = state.pending.as_slice();
    let told: &[Question] = if correcting { &state.recent } else { &[] };
    let (first, second) = if takes_back && !of_itself && !told.is_empty() {
        (told, asked)
    } else {
        (asked, told)
    };
    let (message, noted) = read_as(first);
    if noted.facts == Facts::default() && !second.is_empty() {
        return read_as(second);
    }
    (message, noted)
}

/// A message with what was found in it.
struct Understood<'a> {
    lexicon: &'static Lexicon,
    state: &'a DialogueState,
    message: &'a Message<'a>,
    noted: &'a Facts,
}

impl Understood<'_> {
    fn intent(&self, manner: Manner, topic: Option<Topic>, tells_need: bool) -> Intent {
        let cues = &self.lexicon.intents;
        let message = self.message;
        let news = *self.noted != Facts::default();
        let short = message.len() <= SHORT && !news;
        if self.wants_person() || cues.frustration.hears(message) {
            Intent::Handoff
        } else if cues.abuse.hears(message) {
            Intent::Abuse
        } else if manner == Manner::Silences {
            Intent::Refusal
        } else if cues.goodbye.hears(message) && !tells_need && !news {
            Intent::Goodbye
        } else if short && self.greets() && !tells_need {
            Intent::Greeting
        } else if topic.is_some_and(|topic| topic != Topic::Other || !news) {
            Intent::Question
        } else if news {
            Intent::Answer
        } else if manner == Manner::Declines {
            Intent::Refusal
        } else if short && cues.thanks.hears(message) {
            Intent::Thanks
        } else if manner == Manner::Unsure || tells_need || self.answers_openly(manner) {
            Intent::Answer
        } else {
            Intent::Other
        }
    }

    /// Whether words that tell no fact may still answer what was asked.
    fn answers_openly(&self, manner: Manner) -> bool {
        let has_words = self
            .message
            .tokens
            .iter()
            .any(|token| matches!(token.kind, Kind::Word | Kind::Number));
        let said = !matches!(manner, Manner::Garbled | Manner::Assents);
        self.state.pending.is_some() && has_words && said
    }

    /// Whether the visitor asks for a person; a call asked for with the number that was asked for is
    /// an answer.
    fn wants_person(&self) -> bool {
        self.asks_person() || self.asks_call()
    }

    /// Whether a call is all that is asked for of a person.
    fn asks_call_only(&self) -> bool {
        let is_frustrated = self.lexicon.intents.frustration.hears(self.message);
        self.asks_call() && !self.asks_person() && !is_frustrated
    }

    fn asks_call(&self) -> bool {
        let answers = self.noted.contact.phone.is_some() || self.noted.contact.email.is_some();
        let mut called = self.lexicon.intents.call_me.all(self.message);
        !answers && called.any(|cue| !self.is_negated(cue.start) && !self.is_of_robot(cue.start))
    }

    fn asks_person(&self) -> bool {
        let mut asked = self.lexicon.intents.person.all(self.message);
        asked.any(|cue| {
            let trade = self.lexicon.intents.trade.at(self.message, cue.end - 1);
            !self.is_negated(cue.start) && !self.is_of_robot(cue.start) && trade.is_none()
        })
    }

    /// Whether a word belongs to the question who is answering.
    fn is_of_robot(&self, at: usize) -> bool {
        let mut robot = self.lexicon.topics.robot.all(self.message);
        robot.any(|cue| cue.contains(&at))
    }

    /// Whether a message begins with a greeting and says hardly more.
    fn greets(&self) -> bool {
        let message = self.message;
        let words = message
            .tokens
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .count();
        let cues = &self.lexicon.intents.greeting;
        let greeting: usize = cues.all(message).map(|cue| cue.len()).sum();
        cues.at(message, 0).is_some() && words <= greeting + 2
    }

    fn is_negated(&self, at: usize) -> bool {
        let message = self.message;
        let in_clause = |end: usize| (end..at).all(|between| !message.is(between, Kind::Mark));
        let mut before = at.saturating_sub(NEGATION_REACH)..at;
        before.any(|start| {
            self.lexicon
                .intents
                .negation
                .at(message, start)
                .is_some_and(|end| end <= at && in_clause(end))
        })
    }
}
