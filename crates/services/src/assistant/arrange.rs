//! The built-in engine arranges an appointment: it offers free times, understands which one is chosen, and books, moves
//! and calls off by the tools that every engine has. What a message means is decided by [`beckon_assistant::dialogue`].

use beckon_assistant::dialogue::meeting::{Offered, Said, Step, say};
use beckon_assistant::dialogue::{Aside, DialogueState, Intent, Question, WantedTime};
use beckon_domain::appointment::{Span, Wish};
use beckon_domain::assistant::{Engine as Kind, HandoffReason};
use beckon_domain::contact::Email;
use beckon_store::StoreError;
use beckon_store::appointments::Booking as Stored;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::brief::Brief;
use super::converse::Outcome;
use super::tools::{Booked, Tools, anybody, as_booked};
use crate::appointments::{self, AppointmentError, Wanted};

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
        own: None,
        state: aside.state.clone(),
    };
    let said = talk.take(aside).await.unwrap_or_else(|error| {
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
    /// The appointment that the visitor has, as it was before the turn.
    own: Option<Stored>,
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
    async fn take(&mut self, aside: &Aside) -> Result<String, StoreError> {
        self.own = self.tools.own().await?;
        let today = self.today();
        self.state.meeting.rule_out(aside.unfit, today);
        match aside.step {
            Step::Offer(wanted) => match self.own {
                // Whoever has an appointment wants another time for it rather than a second one.
                Some(_) => self.change(wanted).await,
                None => self.offer(self.wish(wanted), Why::Asked).await,
            },
            Step::OfferOthers(wanted) => {
                self.state.meeting.refuse_all();
                let wish = self.wish(wanted);
                if wish.date.is_some() && wish.time.is_some() {
                    return self.attempt(wanted).await;
                }
                self.offer(wish, Why::Unsuitable).await
            }
            Step::Try(wanted) => self.attempt(wanted).await,
            Step::Take(start) | Step::GoOn(start) => self.choose(start).await,
            Step::AskWhich => Ok(self.say(Said::Which(&self.times()))),
            Step::AskAgain(start) => Ok(self.ask_for_missing(start).unwrap_or_else(|| {
                self.ask(Question::Contact);
                self.say(Said::AskEmail)
            })),
            Step::Change(wanted) => self.change(wanted).await,
            Step::Cancel => self.cancel().await,
            Step::Drop => Ok(self.give_up()),
        }
    }

    async fn change(&mut self, wanted: WantedTime) -> Result<String, StoreError> {
        let Some(own) = self.own.clone().map(as_booked) else {
            self.state.meeting.end(false);
            return Ok(self.say(Said::Unknown));
        };
        let slots = self.free(self.wish(wanted)).await?;
        if slots.is_empty() {
            return Ok(self.say(Said::Exhausted));
        }
        self.note_offered(&slots);
        Ok(self.say(Said::Change(&self.in_words(own.slot), &self.times())))
    }

    /// Nothing more is done: what was booked stays.
    fn give_up(&mut self) -> String {
        self.state.meeting.end(self.own.is_some());
        match self.own.clone().map(as_booked) {
            Some(own) => self.say(Said::Kept(&self.in_words(own.slot))),
            None => self.say(Said::Dropped),
        }
    }

    async fn cancel(&mut self) -> Result<String, StoreError> {
        let (was_open, was_booked) = (self.state.meeting.is_open(), self.state.meeting.is_booked);
        let said = match self.tools.call_off().await {
            Ok(Booked { slot, .. }) => self.say(Said::Cancelled(&self.in_words(slot))),
            Err(AppointmentError::Unavailable(error)) => return Err(error),
            // Called off by this very turn before it was cut off, or by a member.
            Err(_) if was_booked && let Some(off) = self.tools.called_off().await? => {
                self.say(Said::Cancelled(&self.in_words(off.slot)))
            }
            Err(_) if was_open => self.say(Said::Dropped),
            Err(_) => self.say(Said::Unknown),
        };
        self.state.meeting.end(false);
        Ok(said)
    }

    /// A time that was not offered, or was refused before: it is taken where day and hour were said, and it is free.
    async fn attempt(&mut self, wanted: WantedTime) -> Result<String, StoreError> {
        let wish = self.wish(wanted);
        let own = self.own.as_ref().map(|own| own.appointment.starts_at);
        if let Some(own) = own.filter(|own| self.is_exactly(wish, *own)) {
            return self.choose(own).await;
        }
        let one = Wanted {
            wish,
            ..anybody(1, self.zone)
        };
        let nearest = self.tools.free_times(self.own.as_ref(), one).await?;
        match nearest.first() {
            Some(slot) if self.is_exactly(wish, slot.start) => {
                self.note_offered(&nearest);
                self.choose(slot.start).await
            }
            _ if wish.time.is_some() => self.offer(wish, Why::NotFree).await,
            _ => self.offer(wish, Why::Asked).await,
        }
    }

    /// Goes on with a time that the visitor chose: asks for what is missing, else books it.
    async fn choose(&mut self, start: DateTime<Utc>) -> Result<String, StoreError> {
        if let Some(own) = self.own.clone() {
            return self.settle(own, start).await;
        }
        let refuses = self.brief.plan.intent == Intent::Refusal;
        let facts = &self.state.facts;
        let is_enough = facts.contact.name.is_some() && facts.is_reachable();
        if refuses && !is_enough && self.state.meeting.chosen.is_some() {
            return Ok(self.give_up());
        }
        if let Some(asked) = self.ask_for_missing(start) {
            return Ok(asked);
        }
        let booked = self.tools.book_time(start).await;
        if matches!(booked, Err(AppointmentError::Already))
            && let Some(own) = self.tools.own().await?
        {
            return self.settle(own, start).await;
        }
        self.conclude(booked, |when, host, email| Said::Booked(when, host, email))
            .await
    }

    /// Asks for what is missing to book a time, if anything is; an e-mail address once.
    fn ask_for_missing(&mut self, start: DateTime<Utc>) -> Option<String> {
        let contact = &self.state.facts.contact;
        let (has_name, has_email) = (contact.name.is_some(), contact.email.is_some());
        let time = self.start_in_words(start);
        self.state.meeting.chosen = Some(start);
        if !has_name {
            self.ask(Question::Name);
            return Some(self.say(Said::AskName(&time)));
        }
        if !has_email && !self.state.meeting.asked_email {
            self.state.meeting.asked_email = true;
            self.ask(Question::Contact);
            return Some(self.say(Said::AskEmail));
        }
        if !self.state.facts.is_reachable() {
            self.ask(Question::Contact);
            return Some(self.say(Said::AskReach(&time)));
        }
        None
    }

    /// There is an appointment already: it is moved, unless this is the one. That may be because the turn is taken
    /// anew after it was booked or moved.
    async fn settle(&mut self, own: Stored, start: DateTime<Utc>) -> Result<String, StoreError> {
        let is_moved = self.state.meeting.is_booked || own.appointment.starts_at != start;
        let done = if own.appointment.starts_at == start {
            Ok(as_booked(own))
        } else {
            self.tools.move_to(start).await
        };
        self.conclude(done, |when, host, email| {
            if is_moved {
                Said::Moved(when, host, email)
            } else {
                Said::Booked(when, host, email)
            }
        })
        .await
    }

    /// Tells what came of booking or moving; what was taken meanwhile is followed by other times.
    async fn conclude(
        &mut self,
        done: Result<Booked, AppointmentError>,
        said: impl for<'s> Fn(&'s str, &'s str, Option<&'s str>) -> Said<'s>,
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
                self.state.meeting.end(self.own.is_some());
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

    /// Free times that suit a wish best, without those that were refused; for whoever has an appointment, times that
    /// it can be moved to.
    async fn free(&self, wish: Wish) -> Result<Vec<Span>, StoreError> {
        let meeting = &self.state.meeting;
        let unfit: Vec<Wish> = meeting.unfit(wish.date).collect();
        let wanted = Wanted {
            wish,
            unfit: &unfit,
            refused: &meeting.refused,
            ..anybody(OFFERED, self.zone)
        };
        self.tools.free_times(self.own.as_ref(), wanted).await
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
        wanted.seen_from(self.today())
    }

    fn today(&self) -> NaiveDate {
        self.tools.now().with_timezone(&self.zone).date_naive()
    }

    /// Whether a time is the day and hour of a wish that says both.
    fn is_exactly(&self, wish: Wish, start: DateTime<Utc>) -> bool {
        let wall = start.with_timezone(&self.zone).naive_local();
        wish.date.is_some() && wish.time.is_some() && wish.is(wall)
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
