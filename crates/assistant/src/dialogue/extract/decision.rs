//! Whether the visitor decides.

use super::{Context, Found};
use crate::dialogue::question::Question;
use crate::dialogue::text::Message;

/// Whether the visitor decides.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<bool>> {
    let lexicon = context.lexicon;
    if message.text.trim_end().ends_with('?') {
        return None;
    }
    if lexicon.asks_nobody.hears(message) {
        return Some(Found::sure(true));
    }
    if lexicon.defers.hears(message) {
        return Some(Found::sure(false));
    }
    if lexicon.decides.hears(message) {
        return Some(Found::sure(true));
    }
    if !context.expects(Question::DecisionMaker) {
        return None;
    }
    if lexicon.intents.no.at(message, 0).is_some() {
        return Some(Found::sure(false));
    }
    let says_yes = lexicon.intents.yes.at(message, 0).is_some();
    (says_yes || lexicon.asked_decides.hears(message)).then_some(Found::sure(true))
}
