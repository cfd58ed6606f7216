//! Facts in free text: one file a slot. Rather nothing than something wrong.

mod amount;
mod company;
mod company_size;
mod decision;
mod email;
mod location;
mod meeting;
mod money;
mod name;
mod number;
mod owner;
mod phone;
mod place;
mod postcode;
mod state;
mod timeline;

use std::ops::Range;

pub(crate) use self::meeting::Times;
pub use self::meeting::{Bound, PartOfDay, WantedDay, WantedTime};
use super::lexicon::Lexicon;
use super::text::{Kind, Message};
use beckon_domain::assistant::Question;
use beckon_domain::contact::Contact;
use beckon_domain::industry::Industry;
use beckon_domain::lead::Facts;
use beckon_domain::money::Currency;
use beckon_domain::widget::Language;

/// How far a sentence is looked at in both directions, in tokens, so that a long message takes no
/// longer than its length.
const REACH: usize = 40;

/// What has to be known to understand a message.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The language.
    pub(crate) language: Language,
    /// What is understood of it.
    pub(crate) lexicon: &'static Lexicon,
    /// The site's country, if it says so: by its numbers a phone number is read first.
    pub(crate) country: Option<&'a str>,
    /// Of what an amount is that names no currency.
    pub(crate) currency: Currency,
    /// What the conversation is about.
    pub(crate) industry: Industry,
    /// What is known already.
    pub(crate) known: &'a Facts,
    /// The digits of the known phone number, if it was written without a country's code.
    pub(crate) local_number: Option<&'a str>,
    /// The questions that a bare answer may belong to.
    pub(crate) expected: &'a [Question],
    /// Whether the visitor has written before.
    pub(crate) begun: bool,
    /// Whether the message takes something back.
    pub(crate) correcting: bool,
    /// The hours of the times that were offered.
    pub(crate) offered: &'a [u8],
}

impl Context<'_> {
    /// Whether a bare answer to this question would be no surprise.
    pub(crate) fn expects(&self, question: Question) -> bool {
        self.expected.contains(&question)
    }

    /// The found value if it is news: something uncertain doesn't replace what is known.
    fn news<T: PartialEq>(
        &self,
        found: Option<Found<T>>,
        known: Option<&T>,
        slot: Question,
    ) -> Option<T> {
        let Found { value, sure } = found?;
        match known {
            None => Some(value),
            Some(known) if *known == value => None,
            Some(_) => (sure || self.correcting || self.expects(slot)).then_some(value),
        }
    }
}

/// A value found in a message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found<T> {
    /// The value.
    pub(crate) value: T,
    /// Whether the words around it leave no doubt.
    pub(crate) sure: bool,
}

impl<T> Found<T> {
    fn sure(value: T) -> Self {
        Self { value, sure: true }
    }

    fn likely(value: T) -> Self {
        Self { value, sure: false }
    }
}

/// What a message tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// The facts in it that are not known yet.
    pub(crate) facts: Facts,
    /// Whether a budget is said to be for everything, once.
    pub(crate) one_off: bool,
    /// The digits of the phone number in it, if it is written without a country's code.
    pub(crate) local_number: Option<String>,
    /// When the visitor would like to meet, and when not.
    pub(crate) times: Times,
}

/// Reads the lists that are read when first used.
pub(super) fn prepare() {
    phone::prepare();
}

/// Cuts a text into tokens, with e-mail addresses, links and phone numbers recognised, and finds
/// the facts in it that are not known yet.
pub(crate) fn read<'a>(text: &'a str, context: &Context) -> (Message<'a>, Told) {
    let written = email::written(text);
    let mut taken: Vec<Range<usize>> = written.iter().map(|(span, _)| span.clone()).collect();
    taken.extend(links(text));
    taken.sort_by_key(|span| span.start);
    taken.dedup_by(|later, earlier| later.start < earlier.end);
    let mut message = Message::read(text, &taken, context.lexicon);
    let email = email::find(&mut message, &written, context);
    let dates = meeting::take_dates(&mut message, context);
    let phone = phone::find(&mut message, context);
    let local_number = phone.as_ref().and_then(|found| found.value.local.clone());
    let phone = phone.map(|found| Found {
        value: found.value.phone,
        sure: found.sure,
    });
    let message = message;

    let known = context.known;
    let place = location::find(&message, context);
    let told = place.as_ref().map(|found| found.value.as_str());
    let budget = money::find(&message, told.or(known.location.as_deref()), context);
    let one_off = budget.as_ref().is_some_and(|found| found.value.one_off);
    let budget = budget.map(|found| Found {
        value: found.value.budget,
        sure: found.sure,
    });
    let company = company::find(&message, context);
    // `the firm, it's called Kelvyo`: one name for both is the company's.
    let name = name::find(&message, context).filter(|name| {
        let named = company.as_ref().map(|company| company.value.to_lowercase());
        named != Some(name.value.to_lowercase())
    });
    let contact = Contact {
        email: context.news(email, known.contact.email.as_ref(), Question::Contact),
        phone: context.news(phone, known.contact.phone.as_ref(), Question::Contact),
        name: context.news(name, known.contact.name.as_ref(), Question::Name),
        company: context.news(
            company,
            known.contact.company.as_ref(),
            Question::CompanySize,
        ),
    };
    let mut facts = Facts {
        contact,
        location: context.news(place, known.location.as_ref(), Question::Location),
        budget: context.news(budget, known.budget.as_ref(), Question::Budget),
        timeline: context.news(
            timeline::find(&message, context),
            known.timeline.as_ref(),
            Question::Timeline,
        ),
        company_size: context.news(
            company_size::find(&message, context),
            known.company_size.as_ref(),
            Question::CompanySize,
        ),
        decision_maker: context.news(
            decision::find(&message, context),
            known.decision_maker.as_ref(),
            Question::DecisionMaker,
        ),
    };
    // A number from before the place was known is one of that country.
    if let (Some(digits), Some(place), None) =
        (context.local_number, &facts.location, &facts.contact.phone)
    {
        facts.contact.phone = phone::at_place(digits, place, context)
            .filter(|phone| known.contact.phone.as_ref() != Some(phone));
    }
    let told = Told {
        local_number: local_number.filter(|_| facts.contact.phone.is_some()),
        one_off: one_off && facts.budget.is_some(),
        times: meeting::find(&message, &dates, context),
        facts,
    };
    (message, told)
}

/// The spans of links: what contains `://` or begins with `www.`.
fn links(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace()
        .filter(|chunk| chunk.contains("://") || chunk.starts_with("www."))
        .map(|chunk| {
            let start = chunk.as_ptr().addr() - text.as_ptr().addr();
            start..start + chunk.len()
        })
}

/// Whether nothing in the message looks like code or markup; an address may stand in angle
/// brackets.
fn is_plain(message: &Message) -> bool {
    let frames =
        |at: usize| message.is(at + 1, Kind::Taken) || at > 0 && message.is(at - 1, Kind::Taken);
    (0..message.len()).all(|at| match message.word(at) {
        "<" | ">" => frames(at),
        "{" | "}" | "[" | "]" | "=" | "\\" | "|" | "_" | "*" | "#" | "`" => false,
        _ => true,
    })
}

/// A name as it is written: with the writer's capitals where there are any, else with the first of
/// every word but `de la` and the like.
fn as_name(source: &str, context: &Context) -> String {
    let blank_folded = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let cased = blank_folded.chars().any(char::is_lowercase)
        && blank_folded.chars().any(char::is_uppercase);
    if cased {
        return blank_folded;
    }
    let words = blank_folded.split(' ').enumerate().map(|(index, word)| {
        let lower = word.to_lowercase();
        if index > 0 && context.lexicon.name.particles.contains(&lower) {
            lower
        } else {
            capitalized(word)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Like a name, but short words all in capitals (`NYC`) and those with digits (`SW1A`) stay.
fn cased(source: &str, context: &Context) -> String {
    let stays = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit())
            || word.len() <= 4 && word.chars().all(char::is_uppercase)
    };
    let words = source.split_whitespace().enumerate().map(|(index, word)| {
        let particle = index > 0 && context.lexicon.name.particles.contains(word);
        if stays(word) || particle {
            word.to_owned()
        } else {
            as_name(word, context)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn capitalized(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut starts = true;
    for c in text.chars() {
        if starts {
            result.extend(c.to_uppercase());
        } else {
            result.extend(c.to_lowercase());
        }
        starts = matches!(c, ' ' | '-' | '\'' | '’' | '.');
    }
    result
}

/// Whether the clause around a token is about somebody else: `my brother in Dallas has …`.
fn is_of_others(message: &Message, at: usize, context: &Context) -> bool {
    let ends = |at: usize| {
        let joins = matches!(
            message.word(at),
            "-" | "'" | "’" | "€" | "$" | "£" | "%" | "/"
        );
        message.is(at, Kind::Mark) && !joins
    };
    let mut clause = stretch(message, at, ends);
    let mut before = clause.start..at;
    let beneficiary = &context.lexicon.beneficiary;
    let is_for_them = clause.any(|at| beneficiary.contains(message.word(at)));
    !is_for_them
        && before.any(|start| {
            context
                .lexicon
                .others
                .at(message, start)
                .is_some_and(|end| end <= at)
        })
}

/// The segments that say more than `yes`, `thanks` and the like, without those words at either end.
pub(super) fn answers(message: &Message, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let filled = message.segments().into_iter().map(|segment| {
        let says = |at: &usize| !lexicon.fillers.contains(message.word(*at));
        let start = segment.clone().find(says).unwrap_or(segment.end);
        let end = segment.rev().find(says).map_or(start, |last| last + 1);
        start..end
    });
    filled.filter(|segment| !segment.is_empty()).collect()
}

/// The sentence around a token; of an endless one, the part that is near.
fn sentence(message: &Message, at: usize) -> Range<usize> {
    stretch(message, at, |at| message.ends_sentence(at))
}

/// The tokens around `at` until one that `ends` it, but at most [`REACH`] in either direction.
fn stretch(message: &Message, at: usize, ends: impl Fn(usize) -> bool) -> Range<usize> {
    let (first, last) = (at.saturating_sub(REACH), message.len().min(at + REACH));
    let start = (first..at)
        .rev()
        .find(|&before| ends(before))
        .map_or(first, |before| before + 1);
    let end = (at..last).find(|&after| ends(after)).unwrap_or(last);
    start..end
}

/// Whether one of the `count` words before `at`, in the same clause, passes the test; a colon ends
/// no clause.
fn preceded(message: &Message, at: usize, count: usize, test: impl Fn(&str) -> bool) -> bool {
    let abbreviates = |at: usize| message.word(at) == "." && message.is_glued(at);
    let last = at - usize::from(at > 0 && abbreviates(at - 1));
    let before = (last.saturating_sub(count)..last).rev();
    before
        .take_while(|&before| !message.is(before, Kind::Mark) || message.word(before) == ":")
        .any(|before| test(message.word(before)))
}
