//! A person takes over: who is asked, what they are told, and what the visitor is told about waiting.

mod waiting;
mod words;

use beckon_domain::account::{Identity, Role};
use beckon_domain::assistant::HandoffReason;
use beckon_domain::conversation::Sender;
use beckon_domain::id::{AccountId, ClientMessageId, ConversationId};
use beckon_domain::notification::NotificationKind;
use beckon_domain::presence::Presence;
use beckon_realtime::{Event, Topic};
use beckon_store::assistant::handoff as store;
use beckon_store::conversations::notes::{self, NewNote};
use beckon_store::{StoreError, TenantTx, accounts, conversations};
use chrono::TimeDelta;
use uuid::Uuid;

use self::waiting::Waiting;
use super::brief::Brief;
use super::converse::Outcome;
use crate::conversations::{ConversationError, News, append_event};
use crate::notifications::{Raise, Told, raise};
use crate::{Services, sites};

/// From how long back the waiting time is told.
const RECENT: TimeDelta = TimeDelta::days(14);

/// Messages that a summary shows.
const LINES: i64 = 8;

/// Longest line of a summary, in characters.
const LINE_MAX: usize = 200;

/// What a hand-over leads to.
#[derive(Default)]
pub(super) struct HandedOver {
    /// What the visitor is told.
    pub(super) told: Option<String>,
    /// What members are told once it is committed.
    pub(super) members: Told,
    /// What they find in the conversation.
    pub(super) note: Option<beckon_domain::note::Note>,
}

/// Hands a conversation over if the turn calls for it. One that waits already is not handed over again; and after it
/// was once, only the visitor's own wish does it anew, so that no rule sends them back and forth.
pub(super) async fn consider(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
    outcome: &Outcome,
) -> Result<HandedOver, StoreError> {
    let standing = store::standing(tx, brief.conversation).await?;
    let Some(standing) = standing else {
        return Ok(HandedOver::default());
    };
    let in_a_row = match outcome.found {
        Some(true) => 0,
        Some(false) => standing.unanswered.saturating_add(1),
        None => standing.unanswered,
    };
    store::note_unanswered(tx, brief.conversation, in_a_row).await?;
    let score = conversations::summary(tx, brief.conversation)
        .await?
        .and_then(|line| line.score);
    let Some(reason) = reason(brief, outcome, in_a_row, score) else {
        return Ok(HandedOver::default());
    };
    let is_wish = matches!(reason, HandoffReason::Request | HandoffReason::Frustration);
    if !is_wish && (standing.handoffs > 0 || standing.since.is_some()) {
        return Ok(HandedOver::default());
    }
    let now = services.clock.now();
    let is_new = store::begin(tx, brief.conversation, reason, now).await?;
    let mut handed = HandedOver {
        told: Some(waiting(services, tx, brief, outcome).await?),
        ..HandedOver::default()
    };
    if is_new {
        metrics::counter!("beckon_handoffs_total").increment(1);
        handed.note = summarize(services, tx, brief, outcome, reason).await?;
        handed.members = call(services, tx, brief, reason).await?;
    }
    Ok(handed)
}

/// Why the turn calls for a person, if it does; `in_a_row` questions found nothing.
pub(super) fn reason(
    brief: &Brief,
    outcome: &Outcome,
    in_a_row: i16,
    score: Option<u8>,
) -> Option<HandoffReason> {
    let rules = &brief.settings.handover;
    let by_score = rules
        .score
        .is_some_and(|least| score.is_some_and(|score| score >= least));
    outcome.handoff.or_else(|| {
        if rules.is_called_for_by(&brief.text) || by_score {
            Some(HandoffReason::Rule)
        } else {
            (in_a_row >= i16::from(rules.unanswered)).then_some(HandoffReason::Unanswered)
        }
    })
}

async fn waiting(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
    outcome: &Outcome,
) -> Result<String, StoreError> {
    let now = services.clock.now();
    let facts = brief.plan.next.facts.clone().updated(outcome.news.clone());
    let hours = brief.site.widget.hours.as_ref();
    let waiting = Waiting {
        somebody: services.presences.team_is_online(brief.organization),
        attendance: sites::attendance(services, &brief.site),
        time_zone: hours.map_or("UTC", |hours| hours.time_zone.as_str()),
        position: store::position(tx, brief.conversation).await?,
        usual: store::usual_wait(tx, now - RECENT).await?,
        email: facts.contact.email.as_ref(),
    };
    Ok(waiting.in_words(brief.plan.language))
}

/// The note that whoever takes over finds: why, what is known, and what was said last.
async fn summarize(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
    outcome: &Outcome,
    reason: HandoffReason,
) -> Result<Option<beckon_domain::note::Note>, StoreError> {
    let messages = conversations::last(tx, brief.conversation, LINES).await?;
    let facts = brief.plan.next.facts.clone().updated(outcome.news.clone());
    let said = messages.iter().filter_map(|message| {
        let who = match message.sender {
            Sender::Visitor => "Visitor",
            Sender::Assistant => "Assistant",
            Sender::Agent => "Agent",
            Sender::System => return None,
        };
        let text: String = message.content.chars().take(LINE_MAX).collect();
        Some(format!("{who}: {}", text.replace('\n', " ")))
    });
    let known = super::facts::in_words(&facts);
    let mut lines = vec![format!("Handed over: {}.", reason.name().to_lowercase())];
    lines.push(if known.is_empty() {
        "Nothing is known of the visitor yet.".to_owned()
    } else {
        format!("Known: {}.", known.join("; "))
    });
    lines.extend(said);
    let content = lines.join("\n");
    let new = NewNote {
        conversation: brief.conversation,
        client_id: ClientMessageId(Uuid::new_v5(
            &brief.conversation.0,
            &[b"handoff", &brief.upto.to_be_bytes()[..]].concat(),
        )),
        author: None,
        content: &content,
        mentions: &[],
    };
    let inserted = notes::insert(tx, new, services.clock.now()).await?;
    Ok(inserted.map(|(note, _)| note))
}

/// Tells who could take over: whoever takes care of the conversation, else those who are there, else all.
async fn call(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
    reason: HandoffReason,
) -> Result<Told, StoreError> {
    let line = conversations::summary(tx, brief.conversation).await?;
    let title = line.as_ref().map_or("A visitor", |line| &line.title);
    let assignee = line.as_ref().and_then(|line| line.assignee);
    let to = match assignee {
        Some(account) => vec![account],
        None => available(services, tx).await?,
    };
    let what = Raise {
        kind: NotificationKind::Handoff,
        about: brief.conversation.into(),
        title,
        detail: reason.name(),
        count: 1,
    };
    raise(services, tx, &to, what).await
}

async fn available(services: &Services, tx: &mut TenantTx) -> Result<Vec<AccountId>, StoreError> {
    let there = services.presences.members(tx.organization()).into_iter();
    let online = there.filter(|(_, presence)| *presence == Presence::Online);
    let online: Vec<AccountId> = online.map(|(account, _)| account).collect();
    if !online.is_empty() {
        return Ok(online);
    }
    let members = accounts::members(tx).await?;
    Ok(members.into_iter().map(|member| member.account).collect())
}

/// Tells the owners and admins, once a month, that the budget of a site's assistant is used up.
pub(super) async fn tell_of_budget(
    services: &Services,
    tx: &mut TenantTx,
    brief: &Brief,
) -> Result<Told, StoreError> {
    let members = accounts::members(tx).await?.into_iter();
    let admins = members.filter(|member| member.role >= Role::Admin);
    let to: Vec<AccountId> = admins.map(|member| member.account).collect();
    let what = Raise {
        kind: NotificationKind::AssistantBudget,
        about: brief.conversation.into(),
        title: &brief.site.name,
        detail: "The built-in assistant answers until the month is over, or the budget is raised.",
        count: 1,
    };
    raise(services, tx, &to, what).await
}

/// Whether the assistant is silent in a conversation: a person has it, or has answered in it.
pub async fn is_silent(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) -> Result<bool, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let is_silent = conversations::is_assistant_silent(&mut tx, conversation).await?;
    is_silent.ok_or(ConversationError::NotFound)
}

/// Gives a conversation back to the assistant, which answers what the visitor writes from now on.
pub async fn hand_back(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) -> Result<(), ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let held = conversations::hold(&mut tx, conversation).await?;
    held.ok_or(ConversationError::NotFound)?;
    if !store::end(&mut tx, conversation).await? {
        return Ok(());
    }
    let content = format!(
        "{} gave the conversation back to the assistant.",
        identity.name
    );
    let (by, now) = (Some(identity.account), services.clock.now());
    let number = append_event(&mut tx, conversation, by, &content, now).await?;
    let news = News::gather(&mut tx, conversation, number).await?;
    tx.commit().await?;
    news.publish(services, identity.organization);
    Ok(())
}

impl HandedOver {
    /// Tells members, once it is committed.
    pub(super) fn publish(self, services: &Services, brief: &Brief) {
        if let Some(note) = self.note {
            let topic = Topic::Conversation(brief.organization, brief.conversation);
            services.bus.publish(topic, Event::Note(note));
        }
        self.members.publish(services, brief.organization);
    }
}
