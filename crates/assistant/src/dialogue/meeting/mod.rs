//! The talk about an appointment: what was offered, what a message makes of it, and what to do then. Which times are
//! free, and booking them, is for whoever drives the dialogue; these are the rules of the talk alone.

mod phrase;
mod wish;

use beckon_domain::appointment::Wish;
use beckon_domain::lead::Facts;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

pub use self::phrase::{Said, say};
use super::Intent;
use super::extract::WantedTime;
use super::hear::Heard;

/// Times that did not suit, which are not offered again: at most so many are kept.
const REFUSED_MAX: usize = 60;

/// Days and hours that don't suit: at most so many are kept.
const UNFIT_MAX: usize = 20;

/// A time that was offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// The same on the clock that the visitor was told.
    pub wall: NaiveDateTime,
}

/// Where the talk about an appointment stands. Kept with the dialogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meeting {
    /// The times that were offered last, in the order they were told.
    pub offered: Vec<Offered>,
    /// Those that were offered before and did not suit.
    pub refused: Vec<DateTime<Utc>>,
    /// Days and hours that don't suit.
    pub unfit: Vec<Wish>,
    /// The time that was chosen, one of those offered, while something is missing to book it.
    pub chosen: Option<DateTime<Utc>>,
    /// Whether an e-mail address was asked for, to book it.
    pub asked_email: bool,
    /// Whether there is an appointment.
    pub is_booked: bool,
}

/// What a message does about an appointment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    #[default]
    Nothing,
    /// Asks for one.
    Wants,
    /// Says yes.
    Agrees,
    /// None of what was offered suits.
    FindsUnsuitable,
    /// Wants none after all, or no other one.
    Refuses,
    /// Asks to wait.
    Holds,
    /// Has no address, or wants to be called instead.
    LacksEmail,
    /// Wants another time for the one they have.
    Moves,
    /// Calls it off.
    Cancels,
}

/// A time that is picked by its place among those offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The first is 0.
    Nth(usize),
    /// The last one.
    Last,
}

/// What a message says about an appointment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Talk {
    pub(super) act: Act,
    pub(super) pick: Option<Pick>,
    pub(super) wanted: WantedTime,
    /// What does not suit.
    pub(super) unfit: WantedTime,
    /// Whether a call at a time is all that is wanted of a person: that may be an appointment.
    pub(super) is_call: bool,
}

/// What to do next about an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Offer times that suit best.
    Offer(WantedTime),
    /// Offer others: none of these suited.
    OfferOthers(WantedTime),
    /// Take this one, which was not among those offered, if it is free; else offer what is near.
    Try(WantedTime),
    /// Take this one of those offered.
    Take(DateTime<Utc>),
    /// Ask which one it is to be.
    AskWhich,
    /// Go on with the chosen one.
    GoOn(DateTime<Utc>),
    /// Ask again for what is missing to book the chosen one.
    AskAgain(DateTime<Utc>),
    /// Offer times instead of the one they have.
    Change(WantedTime),
    /// Call it off.
    Cancel,
    /// Speak of it no more.
    Drop,
}

impl Meeting {
    /// Whether something was offered or chosen, and waits for the visitor.
    pub fn is_open(&self) -> bool {
        !self.offered.is_empty() || self.chosen.is_some()
    }

    /// Notes what is offered now, instead of what was before.
    pub fn offer(&mut self, times: Vec<Offered>) {
        self.chosen = None;
        self.offered = times;
    }

    /// Notes that what was offered does not suit.
    pub fn refuse_all(&mut self) {
        self.refused
            .extend(self.offered.drain(..).map(|time| time.start));
        let surplus = self.refused.len().saturating_sub(REFUSED_MAX);
        self.refused.drain(..surplus);
        self.chosen = None;
    }

    /// Notes a day or an hour that does not suit, as it was said on `today`. A day of the week is that of a time that
    /// was offered, if one is on it.
    pub fn rule_out(&mut self, said: WantedTime, today: NaiveDate) {
        if said == WantedTime::default() {
            return;
        }
        let wish = said.seen_from(today);
        let fitting = self.offered.iter().filter(|time| said.fits(time.wall));
        let dates: Vec<NaiveDate> = fitting.map(|time| time.wall.date()).collect();
        match said.day {
            // Of a mere hour, the times that were offered are meant.
            None if said.hour.is_some() && !dates.is_empty() => {}
            Some(_) if !dates.is_empty() => {
                let on = |date| Wish {
                    date: Some(date),
                    ..wish
                };
                self.unfit.extend(dates.into_iter().map(on));
            }
            _ => self.unfit.push(wish),
        }
        self.unfit.retain(|unfit| *unfit != Wish::default());
        let surplus = self.unfit.len().saturating_sub(UNFIT_MAX);
        self.unfit.drain(..surplus);
    }

    /// What does not suit, where a time on this date is wanted: who names a day means it, whatever was said before.
    pub fn unfit(&self, named: Option<NaiveDate>) -> impl Iterator<Item = Wish> {
        let counts = move |unfit: &&Wish| named.is_none() || unfit.date != named;
        self.unfit.iter().filter(counts).copied()
    }

    /// Ends the talk, with an appointment or without.
    pub fn end(&mut self, is_booked: bool) {
        *self = Self {
            is_booked,
            ..Self::default()
        };
    }

    /// The hours of the times that were offered.
    pub(super) fn hours(&self) -> Vec<u8> {
        let hours = self.offered.iter().map(|time| time.wall.hour());
        hours.filter_map(|hour| u8::try_from(hour).ok()).collect()
    }

    /// What a message means for the appointment; `None` if it is about something else.
    pub(super) fn step(&self, heard: &Heard, known: &Facts) -> Option<Step> {
        let talk = &heard.meeting;
        match talk.act {
            Act::Cancels => return Some(Step::Cancel),
            Act::Moves => return Some(Step::Change(talk.wanted)),
            _ if heard.intent == Intent::Abuse => return None,
            _ if heard.intent == Intent::Handoff && !talk.is_call => return None,
            _ => {}
        }
        if let Some(chosen) = self.chosen {
            return self.step_with(chosen, heard, known);
        }
        if self.offered.is_empty() {
            return (talk.act == Act::Wants).then_some(Step::Offer(talk.wanted));
        }
        self.choice(talk)
            .or_else(|| (heard.intent == Intent::Other).then_some(Step::AskWhich))
    }

    /// Which of the times that were offered it is to be.
    fn choice(&self, talk: &Talk) -> Option<Step> {
        let wanted = talk.wanted;
        let matching: Vec<&Offered> = if wanted == WantedTime::default() {
            Vec::new()
        } else {
            self.offered
                .iter()
                .filter(|time| wanted.fits(time.wall))
                .collect()
        };
        if talk.act == Act::FindsUnsuitable {
            // A time that was offered is what does not suit; another one is what would.
            let wish = if talk.unfit != WantedTime::default() || matching.is_empty() {
                wanted
            } else {
                WantedTime::default()
            };
            return Some(Step::OfferOthers(wish));
        }
        // `a segunda` is a day in Portuguese, too: an hour tells which of them is meant.
        let picked = talk.pick.and_then(|pick| self.picked(pick));
        if let Some(time) = picked.filter(|_| wanted.hour.is_none() || matching.is_empty()) {
            return Some(Step::Take(time.start));
        }
        match (matching.as_slice(), talk.act) {
            ([only], _) => Some(Step::Take(only.start)),
            ([], Act::Refuses) => Some(Step::Drop),
            ([], _) if wanted.day.is_some() || wanted.hour.is_some() => Some(Step::Try(wanted)),
            ([], _) if wanted.part.is_some() => Some(Step::OfferOthers(wanted)),
            ([], Act::Agrees) => Some(match self.offered.as_slice() {
                [only] => Step::Take(only.start),
                _ => Step::AskWhich,
            }),
            ([], Act::Wants) => Some(Step::Offer(wanted)),
            ([], _) => None,
            _ => Some(Step::Offer(wanted)),
        }
    }

    fn picked(&self, pick: Pick) -> Option<&Offered> {
        match pick {
            Pick::Nth(index) => self.offered.get(index),
            Pick::Last => self.offered.last(),
        }
    }

    /// A time was chosen, and a name or an address was asked for. It is gone on with by an answer to that or by a yes.
    fn step_with(&self, chosen: DateTime<Utc>, heard: &Heard, known: &Facts) -> Option<Step> {
        let (talk, noted) = (&heard.meeting, &heard.noted);
        let is_news = *noted != Facts::default();
        let picked = talk.pick.and_then(|pick| self.picked(pick));
        let answers = noted.contact.name.is_some()
            || noted.contact.email.is_some()
            || noted.contact.phone.is_some()
            || heard.intent == Intent::Refusal
            || matches!(talk.act, Act::Agrees | Act::LacksEmail);
        let is_enough = known.contact.name.is_some() && known.is_reachable();
        match (talk.act, heard.intent) {
            (Act::Refuses, _) => Some(Step::Drop),
            (Act::FindsUnsuitable, _) => Some(Step::OfferOthers(talk.wanted)),
            (Act::Holds, _) => None,
            _ if picked.is_some_and(|time| time.start != chosen) && !is_news => {
                picked.map(|time| Step::Take(time.start))
            }
            _ if self.is_other(chosen, talk.wanted, noted) => Some(Step::Try(talk.wanted)),
            _ if answers || is_news && !is_enough => Some(Step::GoOn(chosen)),
            (_, Intent::Answer | Intent::Other) if is_enough => Some(Step::AskAgain(chosen)),
            _ => None,
        }
    }

    /// Whether another time than the chosen one is named. With a fact beside it, only a day does so: `from 5 pm` may
    /// tell when somebody is reached, and a day may be when they want to begin.
    fn is_other(&self, chosen: DateTime<Utc>, wanted: WantedTime, noted: &Facts) -> bool {
        let is_named = match (wanted.day, wanted.hour) {
            (Some(_), Some(_)) => true,
            (Some(_), None) => noted.timeline.is_none(),
            (None, Some(_)) => *noted == Facts::default(),
            (None, None) => false,
        };
        let is_same = |time: &Offered| time.start == chosen && wanted.fits(time.wall);
        is_named && !self.offered.iter().any(is_same)
    }
}
