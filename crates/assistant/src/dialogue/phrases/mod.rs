//! What the assistant says, one table a language.

mod en;

pub(super) use self::en::EN;
use super::hear::Topic;
use super::question::Question;
use beckon_domain::industry::Industry;
use beckon_domain::lead::Timeline;

/// A question, and how it is put when it was passed over.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) first: &'static str,
    pub(super) again: &'static str,
}

/// All that is said in one language. `{…}` is filled in; where there are several, the turns take
/// them in order.
#[derive(Debug)]
pub(super) struct Phrases {
    /// Before the visitor has written.
    pub(super) greeting: fn(Industry) -> &'static str,
    pub(super) ask: fn(Question, Industry) -> Ask,
    pub(super) answer: fn(Topic) -> &'static str,
    pub(super) hello: &'static [&'static str],
    /// `{name}`: the name was told just now.
    pub(super) thanks_name: &'static [&'static str],
    /// `{list}`: something was told just now.
    pub(super) noted: &'static [&'static str],
    /// `{name}` and `{list}`: both.
    pub(super) noted_name: &'static [&'static str],
    /// `{list}`: something has another value now.
    pub(super) corrected: &'static str,
    /// Something was told that is no fact.
    pub(super) understood: &'static [&'static str],
    pub(super) sorry: &'static str,
    pub(super) declined: &'static [&'static str],
    /// Something was declined that nobody asked for.
    pub(super) fine: &'static str,
    pub(super) unsure: &'static [&'static str],
    pub(super) garbled: &'static str,
    pub(super) not_understood: &'static [&'static str],
    pub(super) silenced: &'static str,
    pub(super) abuse: &'static str,
    pub(super) welcome: &'static [&'static str],
    pub(super) goodbye: &'static str,
    /// `{how}`: a person was told; a person was told before.
    pub(super) handoff: &'static str,
    pub(super) handoff_again: &'static str,
    pub(super) handoff_frustrated: &'static str,
    /// Something was told and nothing is left to ask.
    pub(super) with_the_team: &'static [&'static str],
    /// `{list}` and `{how}`: all that is noted.
    pub(super) summary: &'static str,
    /// Before a question that is asked after the summary.
    pub(super) one_more: &'static str,
    /// `{how}`: nothing is left to ask.
    pub(super) in_touch: &'static str,
    pub(super) unreachable: &'static str,
    pub(super) anything_else: &'static [&'static str],
    /// How somebody will be in touch.
    pub(super) here: &'static str,
    pub(super) by_email: &'static str,
    pub(super) by_phone: &'static str,
    pub(super) by_both: &'static str,
    pub(super) and: &'static str,
    pub(super) facts: FactPhrases,
}

/// How facts are told back: `{value}` is filled in.
#[derive(Debug)]
pub(super) struct FactPhrases {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) phone: &'static str,
    pub(super) company: &'static str,
    pub(super) company_size: &'static str,
    pub(super) location: &'static str,
    pub(super) timeline: fn(Timeline) -> &'static str,
    pub(super) budget: &'static str,
    pub(super) decides: &'static str,
    pub(super) defers: &'static str,
}

/// Fills in a phrase. What is filled in is not looked at again.
pub(super) fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut result = String::with_capacity(phrase.len() + 64);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        let value = values
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| *value);
        result.push_str(value);
        rest = tail;
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_in_values_stay_as_they_are() {
        assert_eq!(
            fill("Hi {name}, {list}.", &[("name", "{list}"), ("list", "x")]),
            "Hi {list}, x."
        );
        assert_eq!(fill("{none}!", &[]), "!");
    }
}
