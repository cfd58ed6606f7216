//! What a message says about an appointment.

use crate::dialogue::DialogueState;
use crate::dialogue::extract::{self, Times, WantedTime};
use crate::dialogue::lexicon::{Cues, Lexicon};
use crate::dialogue::meeting::{Act, Pick, Talk};
use crate::dialogue::text::{Kind, Message};

use super::{Manner, NEGATION_REACH};

/// A message of so many words that calls something off means the appointment, without naming it.
const SHORT: usize = 5;

/// What a message says about an appointment.
pub(super) fn talk(
    state: &DialogueState,
    message: &Message,
    lexicon: &'static Lexicon,
    told: Times,
    manner: Manner,
) -> Talk {
    let Times { wanted, unfit } = told;
    let ear = Ear {
        state,
        message,
        lexicon,
    };
    let number = ear.number();
    Talk {
        act: ear.act(told, manner),
        pick: number.or_else(|| ear.pick()),
        // What is offered is numbered: a mere number is a place, and no hour.
        wanted: if number.is_some() {
            WantedTime::default()
        } else {
            wanted
        },
        unfit,
        is_call: false,
    }
}

struct Ear<'a> {
    state: &'a DialogueState,
    message: &'a Message<'a>,
    lexicon: &'static Lexicon,
}

impl Ear<'_> {
    fn act(&self, Times { wanted, unfit }: Times, manner: Manner) -> Act {
        let cues = &self.lexicon.meeting;
        let meeting = &self.state.meeting;
        let wants = self.says(&cues.wants);
        let is_about_own = wants || meeting.is_booked;
        let is_precise = wanted.day.is_some() && wanted.hour.is_some();
        // Contracts are called off, too, and much can be asked about it.
        let is_this_meant = wants || is_about_own && self.message.len() <= SHORT;
        if self.says(&cues.cancels) && (is_this_meant || meeting.is_open()) {
            Act::Cancels
        } else if self.says(&cues.moves) && is_about_own && !meeting.is_open() {
            Act::Moves
        } else if meeting.is_open() && cues.drops.hears(self.message) {
            Act::Refuses
        } else if meeting.chosen.is_some() && cues.lacks_email.hears(self.message) {
            Act::LacksEmail
        } else if meeting.chosen.is_some() && cues.holds.hears(self.message) {
            Act::Holds
        } else if meeting.is_open() && (self.finds_unsuitable() || unfit != WantedTime::default()) {
            Act::FindsUnsuitable
        } else if meeting.is_open()
            && meeting.chosen.is_none()
            && matches!(manner, Manner::Declines | Manner::Silences)
        {
            Act::Refuses
        } else if meeting.is_open() && self.agrees(manner) {
            Act::Agrees
        } else if wants || is_precise && self.says(&cues.meets) || self.wants_call(wanted) {
            Act::Wants
        } else if self.says_no() && wanted == WantedTime::default() {
            Act::FindsUnsuitable
        } else {
            Act::Nothing
        }
    }

    fn finds_unsuitable(&self) -> bool {
        let cues = &self.lexicon.meeting;
        cues.unsuitable.hears(self.message) || cues.others.hears(self.message)
    }

    /// Whether it is a no to what was offered, and picks nothing of it.
    fn says_no(&self) -> bool {
        let meeting = &self.state.meeting;
        let was_offered = !meeting.offered.is_empty() && meeting.chosen.is_none();
        let is_no = self.lexicon.intents.no.at(self.message, 0).is_some();
        was_offered && is_no && self.pick().is_none()
    }

    /// Whether a call is asked for at a time.
    fn wants_call(&self, wanted: WantedTime) -> bool {
        wanted != WantedTime::default() && self.says(&self.lexicon.intents.call_me)
    }

    fn agrees(&self, manner: Manner) -> bool {
        manner == Manner::Assents
            || self.lexicon.intents.yes.at(self.message, 0).is_some()
            || self.lexicon.meeting.suits.hears(self.message)
    }

    /// Whether one of the cues is heard, and no word before it turns it into its opposite.
    fn says(&self, cues: &Cues) -> bool {
        let negation = &self.lexicon.intents.negation;
        let is_negated = |at: usize| {
            let mut before = at.saturating_sub(NEGATION_REACH)..at;
            before.any(|start| {
                negation
                    .at(self.message, start)
                    .is_some_and(|end| end <= at)
            })
        };
        cues.all(self.message).any(|cue| !is_negated(cue.start))
    }

    /// Which of the times that were offered is picked by its place among them.
    fn pick(&self) -> Option<Pick> {
        let count = self.state.meeting.offered.len();
        if count == 0 {
            return None;
        }
        let cues = &self.lexicon.meeting;
        let named = cues
            .ordinals
            .iter()
            .position(|cues| cues.hears(self.message));
        let named = named.filter(|nth| *nth < count).map(Pick::Nth);
        named.or_else(|| cues.last.hears(self.message).then_some(Pick::Last))
    }

    /// The place that is all that the message says: `2`.
    fn number(&self) -> Option<Pick> {
        let said = extract::answers(self.message, self.lexicon);
        let [only] = said.as_slice() else { return None };
        let is_number = only.len() == 1 && self.message.is(only.start, Kind::Number);
        let number: Option<usize> = self.message.word(only.start).parse().ok();
        let nth = number.filter(|_| is_number)?.checked_sub(1)?;
        (nth < self.state.meeting.offered.len()).then_some(Pick::Nth(nth))
    }
}
