//! The tools, once for every engine. They are bound to the visitor of the turn: no argument says whose lead or
//! conversation they touch.

mod appointment;

pub(super) use appointment::{Booked, anybody, as_booked};

use beckon_assistant::engine::{ToolCall, Wish};
use beckon_domain::assistant::HandoffReason;
use beckon_domain::contact::{Email, Phone};
use beckon_domain::conversation::Sender;
use beckon_domain::id::LeadId;
use beckon_domain::lead::Facts;
use beckon_store::TenantTx;
use beckon_store::conversations::{self, AssistantTurn};
use chrono::{DateTime, Utc};
use serde_json::json;

use super::brief::Brief;
use super::knowledge;
use crate::appointments::AppointmentError;
use crate::leads::{self, Learned};
use crate::{Services, StoreError};

/// Digits that a phone number has to share with what the visitor wrote: without codes of country and city.
const DIGITS: usize = 6;

/// What an engine did with its tools in a turn.
pub(super) struct Tools<'a> {
    services: &'a Services,
    brief: &'a Brief,
    /// What it noted, besides what the built-in dialogue heard.
    pub(super) learned: Facts,
    /// Whether a person is to take over.
    pub(super) handoff: Option<HandoffReason>,
    /// Whether its searches found anything, if it searched.
    pub(super) found: Option<bool>,
    /// Whether all that is learned is with the lead already.
    pub(super) is_noted: bool,
    /// Whether there is an appointment after what was done; `None` where nothing was.
    pub(super) is_booked: Option<bool>,
    /// The visitor's lead, which the turn may have made.
    lead: Option<LeadId>,
}

impl<'a> Tools<'a> {
    pub(super) fn new(services: &'a Services, brief: &'a Brief) -> Self {
        Self {
            services,
            brief,
            learned: Facts::default(),
            handoff: None,
            found: None,
            is_noted: false,
            is_booked: None,
            lead: brief.turn.lead,
        }
    }

    /// The time now.
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.services.clock.now()
    }

    /// All that the turn learned.
    pub(super) fn news(&self) -> Facts {
        self.brief.plan.noted.clone().updated(self.learned.clone())
    }

    /// Does what a call wants; what the engine is told of it.
    pub(super) async fn run(&mut self, call: &ToolCall) -> String {
        let wish = match Wish::of(call) {
            Ok(wish) => wish,
            Err(error) => return error.to_string(),
        };
        let result = match wish {
            Wish::Note(facts) => Ok(self.note(*facts)),
            Wish::Search(query) => self.search(&query).await,
            Wish::OfferTimes { from } => self.offer(from).await,
            Wish::Book(time) => self.book(time).await,
            Wish::Move(time) => self.reschedule(time).await,
            Wish::Cancel => self.cancel().await,
            Wish::HandOver(reason) => Ok(self.hand_over(reason)),
        };
        result.unwrap_or_else(|error| {
            tracing::error!(conversation = %self.brief.conversation, %error, "a tool failed");
            "That does not work at the moment.".to_owned()
        })
    }

    /// Whether the engine has to hear what came of a call before it can answer.
    pub(super) fn matters(call: &ToolCall) -> bool {
        !matches!(Wish::of(call), Ok(Wish::Note(_) | Wish::HandOver(_)))
    }

    fn note(&mut self, mut facts: Facts) -> String {
        let contact = &mut facts.contact;
        let mut refused = Vec::new();
        if contact
            .email
            .as_ref()
            .is_some_and(|email| !self.wrote_email(email))
        {
            contact.email = None;
            refused.push("email");
        }
        if contact
            .phone
            .as_ref()
            .is_some_and(|phone| !self.wrote_phone(phone))
        {
            contact.phone = None;
            refused.push("phone");
        }
        self.learned = std::mem::take(&mut self.learned).updated(facts);
        self.is_noted = false;
        if refused.is_empty() {
            "Noted.".to_owned()
        } else {
            format!(
                "Not noted, as the visitor did not write it: {}.",
                refused.join(", ")
            )
        }
    }

    /// A model that makes an address up must not have somebody written to.
    fn wrote_email(&self, email: &Email) -> bool {
        self.wrote()
            .any(|text| text.to_lowercase().contains(email.as_str()))
    }

    fn wrote_phone(&self, phone: &Phone) -> bool {
        let digits = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        let wanted = digits(phone.as_str());
        let tail = &wanted[wanted.len().saturating_sub(DIGITS)..];
        self.wrote().any(|text| digits(text).contains(tail))
    }

    fn wrote(&self) -> impl Iterator<Item = &str> {
        let messages = self.brief.messages.iter();
        messages
            .filter(|message| message.sender == Sender::Visitor)
            .map(|message| message.content.as_str())
    }

    async fn search(&mut self, query: &str) -> Result<String, StoreError> {
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        let hits = knowledge::find(&mut tx, self.brief.site.id, query).await?;
        self.found = Some(self.found == Some(true) || !hits.is_empty());
        if hits.is_empty() {
            return Ok(
                "Nothing is known about that. Say so, and offer that a person answers.".to_owned(),
            );
        }
        let entry = |hit: &knowledge::Found| json!({"title": hit.entry.title, "text": hit.entry.content, "source": hit.entry.source});
        let entries: Vec<_> = hits.iter().map(entry).collect();
        Ok(json!({ "found": entries }).to_string())
    }

    /// Holds the conversation, as long as this turn is still to be answered: neither has a person taken over, nor has
    /// another node answered.
    async fn hold(&self) -> Result<(TenantTx, AssistantTurn), AppointmentError> {
        let mut tx = self.services.store.tenant(self.brief.organization).await?;
        let turn = conversations::lock_for_assistant(&mut tx, self.brief.conversation).await?;
        let turn = turn.ok_or(AppointmentError::NotFound)?;
        if turn.silent || turn.read >= self.brief.upto {
            return Err(AppointmentError::Superseded);
        }
        Ok((tx, turn))
    }

    /// Writes what is known to the lead, before something is done for it.
    async fn note_now(&mut self, facts: &Facts) -> Result<LeadId, AppointmentError> {
        let (mut tx, turn) = self.hold().await?;
        let conversation = self.brief.conversation;
        let learned = Learned {
            known: facts.clone(),
            news: self.news(),
            answered_within_hour: false,
        };
        leads::note_from_chat(self.services, &mut tx, conversation, &turn, learned).await?;
        let turn = conversations::lock_for_assistant(&mut tx, conversation).await?;
        tx.commit().await?;
        self.is_noted = true;
        self.lead = turn.and_then(|turn| turn.lead);
        self.lead.ok_or(AppointmentError::NotFound)
    }

    fn hand_over(&mut self, reason: HandoffReason) -> String {
        let is_wanted =
            reason != HandoffReason::Frustration || self.brief.settings.handover.on_frustration;
        if is_wanted {
            self.handoff = Some(reason);
        }
        "A person is asked. After your answer the visitor is told how long it takes: don't say so yourself.".to_owned()
    }
}
