use beckon_assistant::dialogue::{self, DialogueState};
use beckon_domain::attribution::Touch;
use beckon_domain::conversation::{ConversationStatus, Sender};
use beckon_domain::form::{CONSENT_TEXT, LeadForm};
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId, LeadId, VisitorId};
use beckon_domain::inbox::Assignment;
use beckon_domain::lead::{ActivityKind, Facts, LeadSource, LeadStatus, LeadSummary};
use beckon_domain::score::Score;
use beckon_domain::site::Site;
use beckon_store::conversations::{self, NewMessage};
use beckon_store::leads::{self, Consent, Lead, Origin};
use beckon_store::visitors::{self, VisitNote};
use beckon_store::{StoreError, TenantTx, forms};
use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use rand::rngs::StdRng;

use super::people::{Person, opening, somebody};
use crate::Services;
use crate::leads::{Scale, consent_version};
use crate::secret::{hash_token, random_token};

/// Minutes of the thirty days that the demo looks back on.
const MINUTES: i64 = 30 * 24 * 60;

/// Who speaks last in a conversation.
#[derive(Clone, Copy)]
pub(super) enum Author {
    Assistant,
    Agent(AccountId),
}

/// Writes what would have happened over the last thirty days. The same seed tells the same story.
pub(super) struct History {
    rng: StdRng,
    scale: Scale,
    now: DateTime<Utc>,
}

/// A lead in the making.
struct Draft<'a> {
    site: &'a Site,
    visitor: Option<VisitorId>,
    visit: VisitNote,
    facts: Facts,
    at: DateTime<Utc>,
    chat: bool,
    consent: Option<&'a str>,
}

impl History {
    pub(super) async fn begin(
        services: &Services,
        tx: &mut TenantTx,
        rng: StdRng,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            rng,
            scale: Scale::read(tx).await?,
            now: services.clock.now(),
        })
    }

    /// More happened lately than long ago.
    fn some_time(&mut self) -> DateTime<Utc> {
        let back = self
            .rng
            .random_range(20..MINUTES)
            .min(self.rng.random_range(20..MINUTES));
        self.now - TimeDelta::minutes(back)
    }

    fn visit(&mut self, person: &Person, site: &Site) -> VisitNote {
        let pairs = person
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        let touch = Touch::from_query(pairs).at(&format!("/leads/{}", site.industry.slug()), None);
        VisitNote {
            touch,
            page_views: self.rng.random_range(1..8),
            seconds_on_site: self.rng.random_range(20..900),
        }
    }

    /// A form that was sent.
    pub(super) async fn form(&mut self, tx: &mut TenantTx, site: &Site) -> Result<(), StoreError> {
        let person = somebody(&mut self.rng);
        let at = self.some_time();
        let form = LeadForm {
            name: person.name.clone(),
            email: person.email.clone(),
            phone: person.phone.clone(),
            location: person.city.to_owned(),
            timeline: person.timeline.1.to_owned(),
            budget: person.budget.to_string(),
            consent: "yes".to_owned(),
            ..LeadForm::default()
        };
        let facts = form
            .check()
            .map_err(|errors| StoreError::Corrupt(format!("the demo's form: {errors:?}")))?;
        let visit = self.visit(&person, site);
        let draft = Draft {
            site,
            visitor: None,
            visit,
            facts,
            at,
            chat: false,
            consent: Some(CONSENT_TEXT),
        };
        self.lead(tx, draft, None).await?;
        Ok(())
    }

    /// A conversation with the real assistant, which an agent may have joined.
    pub(super) async fn conversation(
        &mut self,
        tx: &mut TenantTx,
        site: &Site,
        last: Author,
    ) -> Result<(), StoreError> {
        let person = somebody(&mut self.rng);
        let begun = self.some_time();
        let visit = self.visit(&person, site);
        let visitor = VisitorId::generate(begun);
        visitors::insert(
            tx,
            visitor,
            site.id,
            &hash_token(&random_token()),
            &visit,
            begun,
        )
        .await?;
        let conversation = ConversationId::generate(begun);
        conversations::insert(tx, conversation, site.id, visitor, begun).await?;
        let mut chat = Chat {
            conversation,
            at: begun,
            state: DialogueState::new(site.industry),
        };
        chat.say(tx, Sender::Assistant, None, &site.widget.greeting)
            .await?;
        for line in self.lines(&person, site) {
            chat.exchange(tx, &line).await?;
        }
        if let Author::Agent(agent) = last {
            let hello = format!(
                "Hi {}, I've read along. I'll put your numbers together.",
                first_name(&person)
            );
            chat.say(tx, Sender::Agent, Some(agent), &hello).await?;
            conversations::assign(tx, conversation, Assignment::Member(agent)).await?;
            conversations::silence_assistant(tx, conversation).await?;
        }
        self.put_away(tx, &chat).await?;
        let facts = chat.state.facts.clone();
        if facts.is_reachable() {
            let draft = Draft {
                site,
                visitor: Some(visitor),
                visit,
                facts,
                at: begun,
                chat: true,
                consent: None,
            };
            let agent = match last {
                Author::Agent(agent) => Some(agent),
                Author::Assistant => None,
            };
            let lead = self.lead(tx, draft, agent).await?;
            conversations::link_lead(tx, conversation, lead).await?;
        }
        Ok(())
    }

    /// What the visitor says; not everybody tells everything.
    fn lines(&mut self, person: &Person, site: &Site) -> Vec<String> {
        let mut lines = vec![
            opening(site.industry, person.city),
            format!("I'm {} and my email is {}", person.name, person.email),
        ];
        let rest = [
            person.timeline.0.to_owned(),
            format!("Our budget is about ${} a month", person.budget),
            person.decision.to_owned(),
            format!("You can call me at {}", person.phone),
        ];
        let told = self.rng.random_range(1..=rest.len());
        lines.extend(rest.into_iter().take(told));
        lines
    }

    /// What is older than a few days was mostly read and put away.
    async fn put_away(&mut self, tx: &mut TenantTx, chat: &Chat) -> Result<(), StoreError> {
        let age = self.now - chat.at;
        if age > TimeDelta::hours(20) {
            conversations::mark_read(tx, chat.conversation, Sender::Agent, i64::MAX).await?;
        }
        if age > TimeDelta::days(5) && self.rng.random_bool(0.8) {
            conversations::set_status(
                tx,
                chat.conversation,
                ConversationStatus::Archived,
                self.now,
            )
            .await?;
        }
        Ok(())
    }

    async fn lead(
        &mut self,
        tx: &mut TenantTx,
        draft: Draft<'_>,
        assignee: Option<AccountId>,
    ) -> Result<LeadId, StoreError> {
        let channel = if draft.chat {
            LeadSource::AiChat
        } else {
            LeadSource::Form
        };
        let source = if draft.visit.touch.is_paid() {
            LeadSource::PaidAds
        } else {
            channel
        };
        let mut lead = Lead {
            summary: LeadSummary {
                id: LeadId::generate(draft.at),
                facts: draft.facts,
                industry: draft.site.industry,
                source,
                status: self.status(draft.at),
                score: Score::default(),
                assignee,
                created_at: draft.at,
            },
            page_views: draft.visit.page_views,
            seconds_on_site: draft.visit.seconds_on_site,
            form_submissions: i32::from(!draft.chat),
            had_conversation: draft.chat,
            answered_within_hour: draft.chat,
            touch: draft.visit.touch.clone(),
            heard_at: draft.at,
        };
        lead.summary.score = self.scale.score(&lead, self.now);
        let version = draft.consent.map(consent_version).unwrap_or_default();
        if let Some(text) = draft.consent {
            forms::keep_consent_text(tx, &version, text, draft.at).await?;
        }
        let origin = Origin {
            site: draft.site.id,
            visitor: draft.visitor,
            first_touch: &draft.visit.touch,
            last_touch: &draft.visit.touch,
            notes: None,
            consent: draft.consent.map(|text| Consent {
                version: &version,
                text,
                address: None,
                user_agent: None,
            }),
            answers: &[],
        };
        leads::insert(tx, &lead, &origin).await?;
        let (kind, detail) = if draft.chat {
            (
                ActivityKind::ConversationStarted,
                "Came in through the chat",
            )
        } else {
            (ActivityKind::FormSubmitted, "Without a note")
        };
        leads::note_activity(tx, lead.summary.id, kind, detail, None, draft.at).await?;
        Ok(lead.summary.id)
    }

    /// The older, the further along.
    fn status(&mut self, at: DateTime<Utc>) -> LeadStatus {
        let days = (self.now - at).num_days();
        match self.rng.random_range(0..10) + days.min(12) {
            0..=7 => LeadStatus::New,
            8..=12 => LeadStatus::Contacted,
            13..=16 => LeadStatus::Qualified,
            17..=19 => LeadStatus::Converted,
            _ => LeadStatus::Lost,
        }
    }
}

/// A conversation being held, a minute or so between messages.
struct Chat {
    conversation: ConversationId,
    at: DateTime<Utc>,
    state: DialogueState,
}

impl Chat {
    async fn say(
        &mut self,
        tx: &mut TenantTx,
        sender: Sender,
        account: Option<AccountId>,
        content: &str,
    ) -> Result<(), StoreError> {
        self.at += TimeDelta::seconds(40);
        let client_id = ClientMessageId::random();
        let new = NewMessage {
            conversation: self.conversation,
            client_id,
            sender,
            account,
            content,
            attachment: None,
        };
        conversations::append(tx, new, self.at).await?;
        Ok(())
    }

    async fn exchange(&mut self, tx: &mut TenantTx, line: &str) -> Result<(), StoreError> {
        self.say(tx, Sender::Visitor, None, line).await?;
        let (state, turn) = dialogue::respond(&self.state, line);
        self.state = state;
        self.say(tx, Sender::Assistant, None, &turn.reply).await
    }
}

fn first_name(person: &Person) -> &str {
    person.name.split(' ').next().unwrap_or(&person.name)
}
