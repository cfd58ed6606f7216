//! Whether the visitor decides.

use super::{Context, Found};
use crate::dialogue::text::Message;
use beckon_domain::assistant::Question;

/// Whether the visitor decides.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<bool>> {
    let lexicon = context.lexicon;
    let cues = &lexicon.decision;
    if message.text.trim_end().ends_with('?') {
        return None;
    }
    if cues.asks_nobody.hears(message) {
        return Some(Found::sure(true));
    }
    if cues.defers.hears(message) {
        return Some(Found::sure(false));
    }
    if cues.decides.hears(message) {
        return Some(Found::sure(true));
    }
    if !context.expects(Question::DecisionMaker) {
        return None;
    }
    // `No sooner than May` is about the time.
    let refuses = lexicon.intents.no.at(message, 0);
    if refuses.is_some_and(|end| message.is_end(end)) {
        return Some(Found::sure(false));
    }
    // `Ok, thanks, bye` agrees to nothing.
    let takes_leave =
        lexicon.intents.thanks.hears(message) || lexicon.intents.goodbye.hears(message);
    let says_yes = lexicon.intents.yes.at(message, 0).is_some() && !takes_leave;
    (says_yes || cues.asked_decides.hears(message)).then_some(Found::sure(true))
}
