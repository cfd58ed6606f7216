//! The built-in engine arranges an appointment: it offers free times, understands which one is chosen, and books, moves
//! and calls off by the tools that every engine has. What a message means is decided by [`beckon_assistant::dialogue`].

use beckon_assistant::dialogue::meeting::{Offered, Said, Step, say};
use beckon_assistant::dialogue::{Aside, DialogueState, Intent, Question, WantedTime};
use beckon_domain::appointment::{Span, Wish};
use beckon_domain::assistant::{Engine as Kind, HandoffReason};
use beckon_domain::contact::Email;
use beckon_store::StoreError;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::brief::Brief;
use super::converse::Outcome;
use super::tools::{Booked, Tools, as_booked};
use crate::appointments::{self, AppointmentError};

/// Times that are offered at once.
const OFFERED: usize = 3;

/// The turn, if it is about an appointment and somebody can be met. Where something fails it is said so.
pub(super) async fn arrange(brief: &Brief, tools: &mut Tools<'_>) -> Option<Outcome> {
    let aside = brief.plan.meeting.as_ref()?;
    let zone = match tools.clock().await {
        Ok(zone) => zone?,
        Err(error) => {
            tracing::error!(conversation = %brief.conversation, %error, "free times can't be read");
            return None;
        }
    };
    let mut talk = Talk {
        brief,
        tools,
        zone,
        state: aside.state.clone(),
    };
    let said = talk.take(aside.step).await.unwrap_or_else(|error| {
        tracing::error!(conversation = %brief.conversation, %error, "an appointment can't be arranged");
        talk.say(Said::Failed)
    });
    Some(talk.outcome(aside, &said))
}

/// A turn about an appointment.
struct Talk<'t, 'a> {
    brief: &'t Brief,
    tools: &'t mut Tools<'a>,
    /// By whose clock times are told.
    zone: Tz,
    /// Where the dialogue stands.
    state: DialogueState,
}

/// Why times are offered.
#[derive(Clone, Copy)]
enum Why {
    Asked,
    Unsuitable,
    NotFree,
    Taken,
}

impl Talk<'_, '_> {
    async fn take(&mut self, step: Step) -> Result<String, StoreError> {
        match step {
            Step::Offer(wanted) => self.offer_or_change(wanted).await,
            Step::OfferOthers(wanted) => {
                self.state.meeting.refuse_all();
                self.state.meeting.chosen = None;
                self.offer(self.wish(wanted), Why::Unsuitable).await
            }
            Step::Try(wanted) => self.attempt(wanted).await,
            Step::Take(start) | Step::GoOn(start) => self.choose(start).await,
            Step::AskWhich => Ok(self.say(Said::Which(&self.times()))),
            Step::Change(wanted) => self.change(wanted).await,
            Step::Cancel => self.cancel().await,
            Step::Drop => {
                self.state.meeting.end(false);
                Ok(self.say(Said::Dropped))
            }
        }
    }

    /// Whoever has an appointment wants another time for it rather than a second one.
    async fn offer_or_change(&mut self, wanted: WantedTime) -> Result<String, StoreError> {
        match self.tools.own().await? {
            Some(_) => self.change(wanted).await,
            None => self.offer(self.wish(wanted), Why::Asked).await,
        }
    }

    async fn change(&mut self, wanted: WantedTime) -> Result<String, StoreError> {
        let Some(own) = self.tools.own().await? else {
            self.state.meeting.end(false);
            return Ok(self.say(Said::Unknown));
        };
        let own = as_booked(own).slot;
        let mut slots = self.free(self.wish(wanted)).await?;
        slots.retain(|slot| *slot != own);
        if slots.is_empty() {
            return Ok(self.say(Said::Exhausted));
        }
        self.note_offered(&slots);
        Ok(self.say(Said::Change(&self.in_words(own), &self.times())))
    }

    async fn cancel(&mut self) -> Result<String, StoreError> {
        let was_open = self.state.meeting.is_open();
        let said = match self.tools.call_off().await {
            Ok(Booked { slot, .. }) => self.say(Said::Cancelled(&self.in_words(slot))),
            Err(AppointmentError::Unavailable(error)) => return Err(error),
            Err(_) if was_open => self.say(Said::Dropped),
            Err(_) => self.say(Said::Unknown),
        };
        self.state.meeting.end(false);
        Ok(said)
    }

    /// A time that was not offered: it is taken where day and hour were said, and it is free.
    async fn attempt(&mut self, wanted: WantedTime) -> Result<String, StoreError> {
        let wish = self.wish(wanted);
        let slots = self.free(wish).await?;
        match slots.iter().find(|slot| self.is_exactly(wish, slot.start)) {
            Some(slot) => self.choose(slot.start).await,
            None if wish.time.is_some() => self.offer(wish, Why::NotFree).await,
            None => self.offer(wish, Why::Asked).await,
        }
    }

    /// Goes on with a time that the visitor chose: asks for what is missing, else books it.
    async fn choose(&mut self, start: DateTime<Utc>) -> Result<String, StoreError> {
        if let Some(own) = self.tools.own().await? {
            return self.settle(own.appointment.starts_at, start).await;
        }
        let contact = &self.state.facts.contact;
        let (has_name, has_email) = (contact.name.is_some(), contact.email.is_some());
        let is_reachable = self.state.facts.is_reachable();
        let refuses = self.brief.plan.intent == Intent::Refusal;
        if refuses && !(has_name && is_reachable) && self.state.meeting.chosen.is_some() {
            self.state.meeting.end(false);
            return Ok(self.say(Said::Dropped));
        }
        let time = self.start_in_words(start);
        self.state.meeting.chosen = Some(start);
        if !has_name {
            self.ask(Question::Name);
            return Ok(self.say(Said::AskName(&time)));
        }
        if !has_email && !self.state.meeting.asked_email {
            self.state.meeting.asked_email = true;
            self.ask(Question::Contact);
            return Ok(self.say(Said::AskEmail));
        }
        if !is_reachable {
            self.ask(Question::Contact);
            return Ok(self.say(Said::AskReach(&time)));
        }
        let booked = self.tools.book_time(start).await;
        self.conclude(booked, |when, host, email| Said::Booked(when, host, email))
            .await
    }

    /// There is an appointment already: it is moved, unless this is the one. That may be because the turn is taken
    /// anew after it was booked.
    async fn settle(
        &mut self,
        own: DateTime<Utc>,
        start: DateTime<Utc>,
    ) -> Result<String, StoreError> {
        if own == start {
            let own = self.tools.own().await?.map(as_booked);
            let own = own.ok_or(AppointmentError::NotFound);
            return self
                .conclude(own, |when, host, email| Said::Booked(when, host, email))
                .await;
        }
        let moved = self.tools.move_to(start).await;
        self.conclude(moved, |when, host, email| Said::Moved(when, host, email))
            .await
    }

    /// Tells what came of booking or moving; what was taken meanwhile is followed by other times.
    async fn conclude(
        &mut self,
        done: Result<Booked, AppointmentError>,
        said: for<'s> fn(&'s str, &'s str, Option<&'s str>) -> Said<'s>,
    ) -> Result<String, StoreError> {
        match done {
            Ok(Booked { slot, host, email }) => {
                self.state.meeting.end(true);
                let when = self.in_words(slot);
                Ok(self.say(said(&when, &host, email.as_ref().map(Email::as_str))))
            }
            Err(AppointmentError::Gone) => {
                self.state.meeting.chosen = None;
                self.offer(Wish::default(), Why::Taken).await
            }
            Err(AppointmentError::Unavailable(error)) => Err(error),
            Err(error) => {
                tracing::warn!(conversation = %self.brief.conversation, %error, "nothing was booked");
                self.state.meeting.end(false);
                Ok(self.say(Said::Failed))
            }
        }
    }

    /// Offers what suits a wish best.
    async fn offer(&mut self, wish: Wish, why: Why) -> Result<String, StoreError> {
        let mut slots = self.free(wish).await?;
        let exact = slots
            .iter()
            .find(|slot| self.is_exactly(wish, slot.start))
            .copied();
        if let Some(exact) = exact {
            slots = vec![exact];
        }
        self.note_offered(&slots);
        let times = self.times();
        Ok(match (times.as_slice(), why) {
            ([], Why::Unsuitable) => self.say(Said::Exhausted),
            ([], _) => self.say(Said::Full),
            ([only], Why::Asked) if exact.is_some() => self.say(Said::OfferOne(only)),
            (times, Why::Asked) if wish.time.is_none() => self.say(Said::Offer(times)),
            (times, Why::Asked | Why::NotFree) => self.say(Said::Near(times)),
            (times, Why::Unsuitable) => self.say(Said::Others(times)),
            (times, Why::Taken) => self.say(Said::Taken(times)),
        })
    }

    /// Free times that suit a wish best, without those that were refused.
    async fn free(&self, wish: Wish) -> Result<Vec<Span>, StoreError> {
        let refused = &self.state.meeting.refused;
        let count = OFFERED + refused.len();
        let mut slots = self.tools.free_times(wish, None, count, self.zone).await?;
        slots.retain(|slot| !refused.contains(&slot.start));
        slots.truncate(OFFERED);
        Ok(slots)
    }

    fn note_offered(&mut self, slots: &[Span]) {
        let wall = |slot: &Span| slot.start.with_timezone(&self.zone).naive_local();
        let offered = slots.iter().map(|slot| Offered {
            start: slot.start,
            wall: wall(slot),
        });
        let offered = offered.collect();
        self.state.meeting.offer(offered);
    }

    fn ask(&mut self, question: Question) {
        self.state.pending = Some(question);
        self.state.asked.push(question);
    }

    fn wish(&self, wanted: WantedTime) -> Wish {
        let now = self.tools.now().with_timezone(&self.zone);
        wanted.seen_from(now.date_naive())
    }

    /// Whether a time is the day and hour of a wish that says both.
    fn is_exactly(&self, wish: Wish, start: DateTime<Utc>) -> bool {
        let wall = start.with_timezone(&self.zone).naive_local();
        let minutes = |time: beckon_domain::widget::TimeOfDay| i64::from(time.minutes());
        let clock = (wall.time() - chrono::NaiveTime::MIN).num_minutes();
        wish.date == Some(wall.date()) && wish.time.map(minutes) == Some(clock)
    }

    fn times(&self) -> Vec<String> {
        let offered = self.state.meeting.offered.iter();
        offered
            .map(|time| self.start_in_words(time.start))
            .collect()
    }

    fn start_in_words(&self, start: DateTime<Utc>) -> String {
        appointments::start_in_words(start, self.brief.plan.language, self.zone)
    }

    fn in_words(&self, slot: Span) -> String {
        appointments::in_words(slot, self.brief.plan.language, self.zone.name())
    }

    fn say(&self, said: Said<'_>) -> String {
        let zone = self.zone.name().replace('_', " ");
        say(self.brief.plan.language, &zone, said)
    }

    fn outcome(self, aside: &Aside, said: &str) -> Outcome {
        let reply = format!("{} {said}", aside.acknowledged);
        Outcome {
            reply: reply.trim().to_owned(),
            news: self.tools.news(),
            is_noted: self.tools.is_noted,
            handoff: self.brief.plan.handoff.then_some(HandoffReason::Request),
            found: None,
            engine: Kind::Builtin,
            state: self.state,
        }
    }
}
