//! What a visitor asks about.

use crate::dialogue::lexicon::Lexicon;
use crate::dialogue::text::Message;

/// What a visitor asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Price,
    Robot,
    Why,
    Wait,
    Privacy,
    /// Doesn't understand the question.
    Meaning,
    Other,
}

impl Topic {
    /// What a message asks about, if it asks.
    pub(super) fn of(message: &Message, lexicon: &Lexicon) -> Option<Self> {
        let cues = &lexicon.topics;
        let asks =
            cues.opener.hears(message) || (0..message.len()).any(|at| message.word(at) == "?");
        if cues.quote.hears(message) || asks && cues.price.hears(message) {
            Some(Topic::Price)
        } else if cues.robot.hears(message) {
            Some(Topic::Robot)
        } else if cues.meaning.hears(message) || asks && message.segments().is_empty() {
            Some(Topic::Meaning)
        } else if cues.why.hears(message) {
            Some(Topic::Why)
        } else if cues.wait.hears(message) {
            Some(Topic::Wait)
        } else if asks && cues.privacy.hears(message) {
            Some(Topic::Privacy)
        } else {
            asks.then_some(Topic::Other)
        }
    }
}
