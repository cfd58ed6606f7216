//! Puts the answer to a message together: what was noted, an answer, and the next question.

use super::hear::{Heard, Manner, Mood, Topic};
use super::lexicon::Lexicon;
use super::phrases::{Script, fill};
use super::{DialogueState, Intent, REPLY_MAX, Setup};
use beckon_domain::lead::Facts;

/// Longest fact that is told back in full, in characters.
const VALUE_MAX: usize = 40;
/// Longest first name that somebody is called by, in characters.
const FIRST_NAME_MAX: usize = 24;

/// The reply to what was heard in the state `before`, with `now` being the state after it.
pub(super) fn compose(
    setup: &Setup,
    before: &DialogueState,
    now: &DialogueState,
    heard: &Heard,
) -> String {
    let reply = Reply::new(setup, before, now, heard);
    short(&reply.compose(), REPLY_MAX - 1)
}

/// What shows that facts were noted; nothing where there were none.
pub(super) fn acknowledge(
    setup: &Setup,
    before: &DialogueState,
    now: &DialogueState,
    heard: &Heard,
) -> String {
    if heard.noted == Facts::default() {
        return String::new();
    }
    Reply::new(setup, before, now, heard).noted()
}

/// What a reply is made from.
struct Reply<'a> {
    setup: &'a Setup,
    script: Script,
    lexicon: &'static Lexicon,
    before: &'a DialogueState,
    now: &'a DialogueState,
    heard: &'a Heard,
    /// Whether it sums up what is noted.
    summarizes: bool,
}

impl<'a> Reply<'a> {
    fn new(
        setup: &'a Setup,
        before: &'a DialogueState,
        now: &'a DialogueState,
        heard: &'a Heard,
    ) -> Self {
        Self {
            setup,
            script: Script::of(heard.language, now.industry),
            lexicon: Lexicon::of(heard.language),
            before,
            now,
            heard,
            summarizes: now.summarized && !before.summarized,
        }
    }

    fn compose(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.acknowledgement());
        parts.extend(self.answer());
        if self.summarizes {
            let list = self.list(&self.known(&self.now.facts));
            let values = [("list", list.as_str()), ("how", self.how())];
            parts.push(fill(&self.script.phrases.summary, &values));
        }
        parts.extend(match self.now.pending {
            Some(_) => self.question(),
            None if self.summarizes => None,
            None => self.ending(),
        });
        parts.join(" ")
    }

    /// Takes turns among phrases.
    fn pick(&self, phrases: &'static [String]) -> &'static str {
        let turn = usize::try_from(self.now.turns).unwrap_or(0);
        phrases
            .get(turn % phrases.len().max(1))
            .map_or("", String::as_str)
    }

    /// What shows that the message was understood.
    fn acknowledgement(&self) -> Option<String> {
        let phrases = self.script.phrases;
        if self.heard.noted != Facts::default() {
            return Some(self.noted());
        }
        let turn = |phrases: &'static [String]| Some(self.pick(phrases).to_owned());
        let asked = self.before.pending.is_some();
        match (self.heard.intent, self.heard.manner) {
            (Intent::Refusal, Manner::Declines) if asked => turn(&phrases.declined),
            (Intent::Refusal, Manner::Declines) => Some(phrases.fine.clone()),
            (Intent::Other, Manner::Garbled) => Some(phrases.garbled.clone()),
            (Intent::Other, Manner::Plain) if asked => turn(&phrases.not_understood),
            (Intent::Answer, Manner::Unsure) => turn(&phrases.unsure),
            (Intent::Answer | Intent::Question, _) if self.heard.mood == Mood::Sad => {
                Some(phrases.sorry.clone())
            }
            (Intent::Answer, _) if self.now.pending.is_none() => turn(&phrases.with_the_team),
            (Intent::Answer, _) => turn(&phrases.understood),
            _ => None,
        }
    }

    /// The facts just told; before a summary, only the thanks.
    fn noted(&self) -> String {
        let phrases = self.script.phrases;
        let noted = &self.heard.noted;
        let name = noted
            .contact
            .name
            .as_deref()
            .map(|name| self.first_name(name));
        if self.heard.manner == Manner::Corrects {
            let list = self.list(&self.known(noted));
            return fill(&phrases.corrected, &[("list", &list)]);
        }
        let mut unnamed = noted.clone();
        unnamed.contact.name = None;
        let told = self.list(&self.known(&unnamed));
        let text = match name {
            Some(name) if told.is_empty() || self.summarizes => {
                fill(self.pick(&phrases.thanks_name), &[("name", &name)])
            }
            Some(name) => {
                let values = [("name", name.as_str()), ("list", told.as_str())];
                fill(self.pick(&phrases.noted_name), &values)
            }
            None if self.summarizes => self.pick(&phrases.understood).to_owned(),
            None => fill(self.pick(&phrases.noted), &[("list", &told)]),
        };
        if self.heard.mood == Mood::Sad {
            format!("{} {text}", phrases.sorry)
        } else {
            text
        }
    }

    /// What the message itself calls for.
    fn answer(&self) -> Option<String> {
        let phrases = self.script.phrases;
        let filled = |phrase: &str| Some(fill(phrase, &[("how", self.how())]));
        let first = self.before.turns == 0;
        match self.heard.intent {
            Intent::Handoff if self.heard.mood == Mood::Frustrated => {
                filled(&phrases.handoff_frustrated)
            }
            Intent::Handoff if self.before.handed_over => filled(&phrases.handoff_again),
            Intent::Handoff => filled(&phrases.handoff),
            Intent::Greeting => Some(phrases.hello[usize::from(!first)].clone()),
            Intent::Other if first => Some(phrases.hello[0].clone()),
            Intent::Question => Some(self.answer_about(self.heard.topic?)),
            Intent::Thanks => Some(self.pick(&phrases.welcome).to_owned()),
            Intent::Abuse => Some(phrases.abuse.clone()),
            Intent::Goodbye => Some(phrases.goodbye.clone()),
            Intent::Refusal if self.heard.manner == Manner::Silences => {
                Some(phrases.silenced.clone())
            }
            Intent::Other | Intent::Refusal | Intent::Answer => None,
        }
    }

    /// The answer to a question: what is often asked has its own.
    fn answer_about(&self, topic: Topic) -> String {
        let answers = &self.script.phrases.answers;
        let asked = self.before.pending.filter(|_| topic == Topic::Why);
        let text = match topic {
            Topic::Price => &self.script.dialogue.price,
            Topic::Robot => {
                let name = self.setup.persona.as_deref().unwrap_or_default();
                let robot = fill(&answers.robot, &[("name", name)]);
                return robot.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            Topic::Why => asked.map_or(&answers.why, |question| &self.script.ask(question).why),
            Topic::Wait => &answers.wait,
            Topic::Privacy => &answers.privacy,
            Topic::Meaning => &answers.meaning,
            Topic::Other => return self.heard.faq.unwrap_or(&answers.other).to_owned(),
        };
        text.clone()
    }

    /// The next question; after a summary, with a word that excuses it.
    fn question(&self) -> Option<String> {
        let question = self.now.pending?;
        let ask = self.script.ask(question);
        let again = self.now.times_asked(question) > 1;
        let text = if again { &ask.again } else { &ask.first };
        Some(if self.summarizes {
            format!("{} {text}", self.script.phrases.one_more)
        } else {
            text.clone()
        })
    }

    /// How it goes on where nothing is left to ask.
    fn ending(&self) -> Option<String> {
        let phrases = self.script.phrases;
        match self.heard.intent {
            Intent::Handoff | Intent::Abuse => None,
            // The answer says that the team will see it.
            Intent::Question if self.heard.topic != Some(Topic::Meaning) => None,
            Intent::Refusal if self.heard.manner == Manner::Silences => None,
            Intent::Refusal | Intent::Other | Intent::Greeting => {
                Some(self.pick(&phrases.anything_else).to_owned())
            }
            _ if self.now.facts.is_reachable() => {
                Some(fill(&phrases.in_touch, &[("how", self.how())]))
            }
            _ => Some(phrases.unreachable.clone()),
        }
    }

    /// How somebody will be in touch.
    fn how(&self) -> &'static str {
        let (phrases, contact) = (self.script.phrases, &self.now.facts.contact);
        match (&contact.email, &contact.phone) {
            (None, None) => &phrases.here,
            (Some(_), None) => &phrases.by_email,
            (None, Some(_)) => &phrases.by_phone,
            (Some(_), Some(_)) => &phrases.by_both,
        }
    }

    /// The facts, each in words.
    fn known(&self, facts: &Facts) -> Vec<String> {
        let phrases = &self.script.phrases.facts;
        let value = |phrase: &str, value: Option<String>| {
            value.map(|value| fill(phrase, &[("value", &short(&value, VALUE_MAX))]))
        };
        let contact = &facts.contact;
        let budget = facts.budget.map(|budget| {
            let phrase = phrases.budget.get(&budget.period);
            let phrase = phrase.map_or("{value}", String::as_str);
            fill(phrase, &[("value", &budget.amount.to_string())])
        });
        let timeline = facts
            .timeline
            .and_then(|when| phrases.timeline.get(&when).cloned());
        let decides = facts.decision_maker.map(|decides| {
            if decides {
                phrases.decides.clone()
            } else {
                phrases.defers.clone()
            }
        });
        let email = contact.email.as_ref().map(ToString::to_string);
        let phone = contact.phone.as_ref().map(ToString::to_string);
        let size = facts.company_size.map(|size| size.to_string());
        [
            value(&phrases.name, contact.name.clone()),
            value(&phrases.email, email),
            value(&phrases.phone, phone),
            value(&phrases.company, contact.company.clone()),
            value(&phrases.company_size, size),
            value(&phrases.location, facts.location.clone()),
            timeline,
            budget,
            decides,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// `a, b and c`
    fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => {
                format!("{} {} {last}", first.join(", "), self.script.phrases.and)
            }
        }
    }

    /// What to call somebody: the first word of the name, but all of it after a title, an initial or
    /// a `de`.
    fn first_name(&self, name: &str) -> String {
        let first = name.split(' ').next().unwrap_or(name);
        let titled = first.ends_with('.')
            || self.lexicon.name.titles.contains(&first.to_lowercase())
            || self.lexicon.name.particles.contains(first);
        short(if titled { name } else { first }, FIRST_NAME_MAX)
    }
}

fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
