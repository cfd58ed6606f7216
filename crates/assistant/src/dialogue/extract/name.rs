//! Names: introduced, signed, or alone between two marks.

mod words;

use std::ops::Range;

use self::words::{
    is_doing, is_followed_well, is_lower, is_titled, most_bare, run, with_partner, words,
};
use super::{Context, Found, answers, as_name, is_of_others, is_plain};
use crate::dialogue::gazetteer;
use crate::dialogue::text::{Kind, Message};
use beckon_domain::assistant::Question;
use beckon_domain::contact::parse_name;

const LONGEST: usize = 60;
/// How far before a name a word may stand that says whose it is, in tokens.
const KIN_REACH: usize = 5;

/// The visitor's name.
pub(super) fn find(message: &Message, context: &Context) -> Option<Found<String>> {
    if let Some(range) = introduced(message, context) {
        return named(message, range, context, true);
    }
    if !is_plain(message) {
        return None;
    }
    if let Some(range) = weakly_introduced(message, context) {
        return named(message, range, context, context.expects(Question::Name));
    }
    if let Some(range) = asked_for(message, context) {
        return named(message, range, context, true);
    }
    match signed(message, context).or_else(|| standing_alone(message, context)) {
        Some(likely) => named(message, likely, context, false),
        None => with_surname(message, context),
    }
}

/// `Ana`, and later `my surname is Ruiz`.
fn with_surname(message: &Message, context: &Context) -> Option<Found<String>> {
    let known = context.known.contact.name.as_deref()?;
    let surname = surname(message, &(0..0), context)?;
    (!known.ends_with(&surname)).then(|| Found::sure(format!("{known} {surname}")))
}

/// A range as a name: as long as the message writes it, with the surname if that stands elsewhere.
fn named(
    message: &Message,
    range: Range<usize>,
    context: &Context,
    sure: bool,
) -> Option<Found<String>> {
    let range = in_full(message, range, context);
    let mut name = clean(message, range.clone(), context)?;
    if words(message, range.clone(), context) == 1
        && let Some(surname) = surname(message, &range, context)
    {
        name = format!("{name} {surname}");
    }
    // `Rico`, and later `Rico Valdez`
    let known = context.known.contact.name.as_deref().unwrap_or(&name);
    let longer = name.len() > known.len() && name.starts_with(&format!("{known} "));
    Some(Found {
        value: name,
        sure: sure || longer,
    })
}

/// `My name is Ana Lopez`; what is taken back (`Marai, sorry, Maria`) is not it.
fn introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let cues = context.lexicon.name.intro.all(message);
    let mut names = cues.filter_map(|cue| {
        let range = run(message, cue.end, context)?;
        (!is_of_others(message, cue.end, context)
            && !is_near_kin(message, cue.start, context)
            && !is_company(message, &range, context))
        .then_some(range)
    });
    let first = names.next()?;
    // `friends call me Buck, full name Robert Ridley`
    let fuller =
        names.find(|name| first.len() == 1 && name.len() > 1 && message.word(first.end) == ",");
    let first = fuller.unwrap_or(first);
    Some(corrected(message, &first, context).unwrap_or(first))
}

/// The name that follows after `no, sorry`.
fn corrected(message: &Message, first: &Range<usize>, context: &Context) -> Option<Range<usize>> {
    let rather = &context.lexicon.intents.rather;
    let after = (first.end..message.len()).filter_map(|at| rather.at(message, at));
    let start = after.max()?;
    (start..message.len()).find_map(|at| {
        let range = run(message, at, context).filter(|_| message.is_start(at))?;
        let count = |range: &Range<usize>| words(message, range.clone(), context);
        // `Bilal K., that is Bilal Kaddouri`
        let fuller = message.word(range.start) == message.word(first.start);
        ((count(&range) == count(first) || fuller)
            && message.is_capital(range.start) == message.is_capital(first.start))
        .then_some(range)
    })
}

/// The same name where the message writes it with more words: `they call me Rico. Rico Valdez`; or the whole name after
/// the one that somebody goes by: `they call me Buck, Robert Ridley`.
fn in_full(message: &Message, range: Range<usize>, context: &Context) -> Range<usize> {
    let follows = |other: &Range<usize>| {
        range.len() == 1
            && other.start == range.end + 1
            && message.is(range.end, Kind::Mark)
            && gazetteer::is_first_name(message.word(other.start))
            && message.is_capital(other.start)
            && message.is_end(other.end)
            && !is_company(message, other, context)
    };
    let same = |other: &Range<usize>| {
        let told = |at: usize| other.clone().any(|o| message.word(o) == message.word(at));
        other.len() > range.len()
            && other.start >= range.end
            && (range.clone().all(told) || follows(other))
    };
    let starts = (range.end..message.len()).filter(|&at| message.is_start(at));
    starts
        .filter_map(|at| run(message, at, context))
        .find(same)
        .unwrap_or(range)
}

/// `I'm Leonard, last name Fitch`
fn surname(message: &Message, first: &Range<usize>, context: &Context) -> Option<String> {
    let mut cues = context.lexicon.name.surname.all(message);
    cues.find_map(|cue| {
        let after = run(message, cue.end, context).filter(|range| range.start >= first.end);
        clean(message, after?, context)
    })
}

/// Whether a relative or neighbour is spoken of shortly before: `my son (Karl)`, `a friend, Karim`.
fn is_near_kin(message: &Message, at: usize, context: &Context) -> bool {
    let before = (at.saturating_sub(KIN_REACH)..at).rev();
    before
        .take_while(|&before| !message.ends_sentence(before))
        .any(|before| {
            let word = message.word(before);
            context
                .lexicon
                .kin
                .contains(word.strip_suffix("'s").unwrap_or(word))
        })
}

/// `I'm Ana Lopez and …`, with a capital, or known as a name.
fn weakly_introduced(message: &Message, context: &Context) -> Option<Range<usize>> {
    let asked = context.expects(Question::Name);
    let full = |cue: &Range<usize>| {
        let range = run(message, cue.end, context);
        let first = gazetteer::is_first_name(message.word(cue.end));
        cue.start == 0 && range.is_some_and(|range| first && range.len() > 1)
    };
    let name = &context.lexicon.name;
    let mut cues = (name.weak_intro.all(message)).chain(name.asked_intro.all(message).filter(full));
    cues.find_map(|cue| {
        let range = run(message, cue.end, context)?;
        let known = gazetteer::is_first_name(message.word(range.start));
        let capital = message.is_capital(range.start)
            && (!context.lexicon.place.capital_nouns || range.len() > 1 || asked);
        let written_as_name =
            known || capital || asked && !is_doing(message.word(range.start), context);
        let place = !known && gazetteer::city_end(message, range.start).is_some();
        let named = written_as_name
            && !place
            && !is_company(message, &range, context)
            && !is_of_others(message, cue.end, context)
            && !is_near_kin(message, cue.start, context);
        let ends_well = is_followed_well(message, range.end, context) || known && capital;
        (named && ends_well).then(|| corrected(message, &range, context).unwrap_or(range))
    })
}

/// `It's Ana`, or just `Ana`, where the name was asked.
fn asked_for(message: &Message, context: &Context) -> Option<Range<usize>> {
    if !context.expects(Question::Name) {
        return None;
    }
    // `Sousa e Melo` introduces no Melo.
    let within = |at: usize| at > 0 && message.is_upper(at - 1) && !message.is_upper(at);
    let cues = context.lexicon.name.asked_intro.all(message);
    let after_cue = cues.filter(|cue| !within(cue.start)).find_map(|cue| {
        // `6,000 für Betriebsunterbrechung`: where every noun has a capital, one says nothing.
        let noun = |range: &Range<usize>| {
            context.lexicon.place.capital_nouns
                && range.len() == 1
                && cue.start > 0
                && !message.is_start(cue.start)
                && !gazetteer::is_first_name(message.word(range.start))
        };
        // `if that's realistic`: within a clause, an everyday word that no list has.
        let aside = |range: &Range<usize>| {
            let begins = message.is_start(cue.start)
                || context
                    .lexicon
                    .fillers
                    .contains(message.word(cue.start - 1));
            range.len() == 1
                && !begins
                && !message.is_capital(range.start)
                && !gazetteer::is_first_name(message.word(range.start))
        };
        run(message, cue.end, context)
            .filter(|range| is_followed_well(message, range.end, context))
            .filter(|range| !is_town(message, range, context) && !noun(range))
            .filter(|range| !aside(range))
    });
    after_cue.or_else(|| bare(message, context))
}

fn bare(message: &Message, context: &Context) -> Option<Range<usize>> {
    let segments = answers(message, context.lexicon);
    let first = segments.first()?.clone();
    let range = with_partner(message, run(message, first.start, context)?, context);
    let short = words(message, range.clone(), context) <= most_bare(message, &range)
        && message.source(range.clone()).chars().count() > 1;
    let polite = context
        .lexicon
        .name
        .asked_outro
        .at(message, range.end)
        .is_some();
    // `Ana from Austin`
    let capital = message.is_capital(range.start);
    let goes_on = capital && is_followed_well(message, range.end, context);
    // `No rush` takes no name back: one that is known is corrected only by what is written as one.
    let known = context.known.contact.name.is_some();
    let written_as_name = capital || !(context.correcting && known);
    // `uf. I could pay 800` names nobody.
    let first_name = gazetteer::is_first_name(message.word(range.start));
    let answers = is_repeated(message, &segments) || first_name || range.len() > 1 && capital;
    let fits = short && written_as_name && answers && message.word(first.end) != "?";
    let other = is_town(message, &range, context)
        || is_company(message, &range, context)
        || is_near_kin(message, range.start, context)
        || follows_business(message, range.start, context);
    (fits && !other && (range.end >= first.end || polite || goes_on)).then_some(range)
}

/// `Ana here`, at the beginning of a clause.
fn signed(message: &Message, context: &Context) -> Option<Range<usize>> {
    message.segments().into_iter().find_map(|segment| {
        let start = segment
            .clone()
            .find(|&at| !context.lexicon.fillers.contains(message.word(at)))?;
        let range = run(message, start, context)?;
        let name = &context.lexicon.name;
        let asked = context.expects(Question::Name);
        let signs = name.outro.at(message, range.end).is_some()
            || asked && name.asked_outro.at(message, range.end).is_some();
        let partner = start > 0 && context.lexicon.name.and.contains(message.word(start - 1));
        let written_as_name = message.is_capital(range.start)
            || gazetteer::is_first_name(message.word(range.start))
            || context.expects(Question::Name);
        (signs
            && !partner
            && written_as_name
            && words(message, range.clone(), context) <= most_bare(message, &range))
        .then_some(range)
    })
}

/// Nothing but a name between two marks, or a name and then where somebody is: `ok, ana lopez`,
/// `Ana Lopez in Austin`, `priya raman, priya@example.com`.
fn standing_alone(message: &Message, context: &Context) -> Option<Range<usize>> {
    let segments = answers(message, context.lexicon);
    let only = is_repeated(message, &segments);
    segments
        .into_iter()
        .find_map(|segment| standing_in(message, segment, only, context))
}

/// Whether all segments end with the same word, as the only one does: `Cyrus, just Cyrus`.
fn is_repeated(message: &Message, segments: &[Range<usize>]) -> bool {
    let mut last = segments.iter().map(|segment| message.word(segment.end - 1));
    let first = last.next();
    first.is_some() && last.all(|word| Some(word) == first)
}

fn standing_in(
    message: &Message,
    segment: Range<usize>,
    only: bool,
    context: &Context,
) -> Option<Range<usize>> {
    let range = run(message, segment.start, context)?;
    let titled = range.start > segment.start || is_titled(message, segment.start, context);
    let count = words(message, range.clone(), context);
    let whole = range.end >= segment.end;
    let capitals = range.clone().all(|at| !is_lower(message, at, context));
    let goes_on = is_followed_well(message, range.end, context)
        && (capitals || gazetteer::city_end(message, range.end + 1).is_some());
    let asks = message.word(segment.end) == "?";
    if !(whole || goes_on)
        || asks
        || count > most_bare(message, &range)
        || is_town(message, &range, context)
        || is_company(message, &range, context)
        || is_of_others(message, range.start, context)
        || is_near_kin(message, range.start, context)
        || follows_business(message, range.start, context)
    {
        return None;
    }
    let known = gazetteer::is_first_name(message.word(range.start));
    let at = range.end + usize::from(message.is(range.end, Kind::Mark));
    let contact_follows = whole && message.is(at, Kind::Taken);
    let several = count > 1 && message.source(range.clone()).chars().count() > 4;
    let begun = context.begun && only && whole && is_repeated(message, &message.segments());
    let noun = context.lexicon.place.capital_nouns && !context.begun;
    let unknown = !context.lexicon.spelling.knows(message.word(range.start));
    let looks_like_one = known
        || titled && capitals
        || contact_follows && several
        || several && capitals && message.is_upper(range.start) && !noun && unknown
        || begun
            && unknown
            && message.is_latin()
            && (several || count == 1 && capitals && !message.is_shouted())
        || count == 1 && contact_follows && only && capitals;
    looks_like_one.then_some(range)
}

/// `my bakery, Golden Crust`: what is named is the business.
fn follows_business(message: &Message, start: usize, context: &Context) -> bool {
    // `a member of staff, Sven Hoffmeister 0170 …`
    let known = gazetteer::is_first_name(message.word(start));
    if known
        && run(message, start, context)
            .is_some_and(|name| name.len() > 1 && message.is(name.end, Kind::Taken))
    {
        return false;
    }
    let before = start.saturating_sub(2)..start;
    let cues = &context.lexicon.company;
    before
        .clone()
        .any(|at| cues.business.contains(message.word(at)) || cues.kinds.contains(message.word(at)))
}

/// Whether the words are a known town, and no first name.
fn is_town(message: &Message, range: &Range<usize>, context: &Context) -> bool {
    let Some(end) = gazetteer::city_end(message, range.start) else {
        let saint = range
            .start
            .checked_sub(2)
            .map_or("", |saint| message.word(saint));
        return context.lexicon.place.saints.contains(saint)
            && message.word(range.start - 1) == ".";
    };
    // `Freiburg im Breisgau`
    if end < range.end && context.lexicon.name.particles.contains(message.word(end)) {
        return true;
    }
    let comma = usize::from(message.word(end) == ",");
    let state = super::state::end(message, end + comma, context);
    let town = state.unwrap_or(end) >= range.end;
    // `Ñuñoa, Santiago`
    let district = range.start > 1
        && message.word(range.start - 1) == ","
        && !gazetteer::is_first_name(message.word(range.start - 2))
        && (range.start.saturating_sub(4)..range.start - 1)
            .any(|at| gazetteer::city_end(message, at) == Some(range.start - 1));
    let told = context.known.contact.name.is_some() && range.len() == 1;
    let place = district || told || context.expects(Question::Location) || state.is_some();
    town && (place || !gazetteer::is_first_name(message.word(range.start)))
}

/// Whether one of the words is one that companies are called by.
fn is_company(message: &Message, range: &Range<usize>, context: &Context) -> bool {
    let cues = &context.lexicon.company;
    (range.start..=range.end).any(|at| {
        at + 1 >= range.end && cues.suffixes.contains(message.word(at))
            || range.contains(&at) && cues.kinds.contains(message.word(at))
    })
}

fn clean(message: &Message, range: Range<usize>, context: &Context) -> Option<String> {
    let name = parse_name(&as_name(message.source(range), context)).ok()?;
    (name.chars().count() <= LONGEST).then_some(name)
}
