//! The talk about an appointment: what was offered, what a message makes of it, and what to do then. Which times are
//! free, and booking them, is for whoever drives the dialogue; these are the rules of the talk alone.

mod phrase;
mod wish;

use beckon_domain::lead::Facts;
use chrono::{DateTime, NaiveDateTime, Timelike as _, Utc};
use serde::{Deserialize, Serialize};

pub use self::phrase::{Said, say};
use super::Intent;
use super::extract::WantedTime;
use super::hear::Heard;

/// Times that did not suit, which are not offered again: at most so many are kept.
const REFUSED_MAX: usize = 60;

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
    /// The time that was chosen, while something is missing to book it.
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
    /// Wants none after all.
    Refuses,
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
            _ if matches!(heard.intent, Intent::Handoff | Intent::Abuse) => return None,
            _ => {}
        }
        if let Some(chosen) = self.chosen {
            return step_with(chosen, heard, known);
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
            let wish = if matching.is_empty() {
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
}

/// A time was chosen, and a name or an address was asked for.
fn step_with(chosen: DateTime<Utc>, heard: &Heard, known: &Facts) -> Option<Step> {
    let talk = &heard.meeting;
    let names_time = talk.wanted.hour.is_some() || talk.wanted.day.is_some();
    let told = heard.noted != Facts::default() || heard.intent == Intent::Refusal;
    let is_enough = known.contact.name.is_some() && known.is_reachable();
    if talk.act == Act::FindsUnsuitable {
        Some(Step::OfferOthers(talk.wanted))
    } else if names_time && heard.noted == Facts::default() {
        Some(Step::Try(talk.wanted))
    } else if told || is_enough && heard.intent != Intent::Question {
        Some(Step::GoOn(chosen))
    } else {
        None
    }
}
