//! How something is said, and in which mood.

use crate::dialogue::DialogueState;
use crate::dialogue::lexicon::Lexicon;
use crate::dialogue::text::Message;
use beckon_domain::assistant::Question;
use beckon_domain::lead::Facts;

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Plain,
    /// Changes what is known.
    Corrects,
    /// Won't tell.
    Declines,
    /// Doesn't know.
    Unsure,
    /// Only agrees.
    Assents,
    /// Looks like an address or number, and isn't one.
    Garbled,
    /// Wants no more questions.
    Silences,
}

impl Manner {
    /// How a message is said.
    pub(super) fn of(
        state: &DialogueState,
        message: &Message,
        noted: &Facts,
        lexicon: &Lexicon,
    ) -> Self {
        let cues = &lexicon.intents;
        let news = *noted != Facts::default();
        if cues.silence.hears(message) && !news {
            Manner::Silences
        } else if changes(&state.facts, noted) {
            Manner::Corrects
        } else if news {
            Manner::Plain
        } else if cues.refusal.hears(message) || lexicon.money.withheld.hears(message) {
            Manner::Declines
        } else if is_garbled(state, message) {
            Manner::Garbled
        } else if cues.unsure.hears(message) {
            Manner::Unsure
        } else if cues
            .yes
            .at(message, 0)
            .is_some_and(|end| end == message.segments().last().map_or(0, |last| last.end))
        {
            Manner::Assents
        } else {
            Manner::Plain
        }
    }
}

/// Whether something known gets another value.
fn changes(known: &Facts, noted: &Facts) -> bool {
    let changed =
        |question: Question| question.is_answered_by(known) && question.is_answered_by(noted);
    let slots = [
        Question::Name,
        Question::Location,
        Question::Timeline,
        Question::Budget,
        Question::DecisionMaker,
        Question::CompanySize,
    ];
    let email = known.contact.email.is_some() && noted.contact.email.is_some();
    let phone = known.contact.phone.is_some() && noted.contact.phone.is_some();
    email || phone || slots.into_iter().any(changed)
}

/// Whether an address or number was asked for and what came only looks like one.
fn is_garbled(state: &DialogueState, message: &Message) -> bool {
    let digits = message.text.chars().filter(char::is_ascii_digit).count();
    state.pending == Some(Question::Contact) && (message.text.contains('@') || digits >= 5)
}

/// In which mood something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Even,
    Sad,
    Frustrated,
}

impl Mood {
    /// The mood of a message.
    pub(super) fn of(message: &Message, lexicon: &Lexicon) -> Self {
        if lexicon.intents.frustration.hears(message) {
            Mood::Frustrated
        } else if lexicon.intents.misfortune.hears(message) {
            Mood::Sad
        } else {
            Mood::Even
        }
    }
}
