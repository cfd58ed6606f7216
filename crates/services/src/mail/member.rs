use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::{AccountId, ConversationId, LeadId, MailId, OrganizationId};
use beckon_domain::notification::{Notification, Subject};
use beckon_domain::presence::{Presence, Present};
use beckon_integrations::mail::{Block, Letter, Mail};
use beckon_store::mail::Correspondence;
use beckon_store::{StoreError, TenantTx, jobs, mail, notifications, organizations};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::unsubscribe::{Reader, link};
use super::{join_thread, quote, send};
use crate::Services;

/// Job kind: a look at what a member missed of a conversation.
pub(crate) const DIGEST: &str = "mail.digest";

/// How long something may stay unread before it is mailed.
const PATIENCE: TimeDelta = TimeDelta::minutes(5);

/// After so long, somebody who is there all the time has other reasons not to read it.
const GIVEN_UP: TimeDelta = TimeDelta::days(1);

/// Messages that one mail shows.
const SHOWN: i64 = 20;

/// What the job is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Digest {
    account: AccountId,
    #[serde(flatten)]
    about: About,
    since: DateTime<Utc>,
}

/// About what, as jobs write it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum About {
    Conversation(ConversationId),
    Lead(LeadId),
}

/// Writes the job, in the transaction that tells the member.
pub(crate) async fn enqueue_digest(
    services: &Services,
    tx: &mut TenantTx,
    account: AccountId,
    about: Subject,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    let digest = Digest {
        account,
        about: match about {
            Subject::Conversation(conversation) => About::Conversation(conversation),
            Subject::Lead(lead) => About::Lead(lead),
        },
        since: now,
    };
    jobs::enqueue_at(tx, DIGEST, &digest, now + PATIENCE, now).await
}

/// Mails what a member has not read of a conversation or a lead, all of it in one mail. While they are there they see it
/// under the bell, so it is looked at again later.
pub(crate) async fn digest(
    services: &Services,
    organization: OrganizationId,
    job: beckon_domain::id::JobId,
    digest: Digest,
) -> Result<(), StoreError> {
    let Digest {
        account,
        about,
        since,
    } = digest;
    let now = services.clock.now();
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    if services
        .presences
        .of(organization, Present::Member(account))
        != Presence::Offline
    {
        if now - since < GIVEN_UP {
            jobs::enqueue_at(&mut tx, DIGEST, &digest, now + PATIENCE, now).await?;
        }
        return tx.commit().await;
    }
    if notifications::settings(&mut tx, account).await?.email {
        match about {
            About::Conversation(conversation) => {
                write(services, &mut tx, account, conversation).await?;
            }
            About::Lead(lead) => write_of_lead(services, &mut tx, account, lead).await?,
        }
    }
    tx.commit().await?;
    services.jobs.notify_one();
    Ok(())
}

async fn write(
    services: &Services,
    tx: &mut TenantTx,
    account: AccountId,
    conversation: ConversationId,
) -> Result<(), StoreError> {
    let Some(about) = mail::correspondence(tx, conversation).await? else {
        return Ok(());
    };
    let missed =
        notifications::take_unmailed(tx, account, conversation.into(), services.clock.now())
            .await?;
    let (Some(last), Some((name, address))) = (missed.last(), mail::member(tx, account).await?)
    else {
        return Ok(());
    };
    let messages = mail::missed(tx, conversation, about.agent_read, SHOWN).await?;
    let (id, before) = join_thread(services, tx, conversation, Some(account)).await?;
    let unsubscribe = link(services, tx.organization(), Reader::Member(account));
    let room = &services.mail;
    let subject = format!("{} on {}", about.title, about.site);
    let mail = Mail {
        message_id: room.message_id(id),
        from_name: about.organization.clone(),
        to_name: name,
        to: address,
        reply_to: room.reply_to(&services.secret, conversation),
        subject: if before.is_empty() {
            subject
        } else {
            format!("Re: {subject}")
        },
        references: before.into_iter().map(|id| room.message_id(id)).collect(),
        letter: letter(
            &about,
            last,
            &missed,
            &messages,
            &unsubscribe,
            room.url(&format!("/app/inbox/{conversation}")),
        ),
        unsubscribe: Some(unsubscribe),
        calendar: None,
    };
    send::enqueue(services, tx, &mail).await
}

/// Mails a member what they were told of a lead and have not read.
async fn write_of_lead(
    services: &Services,
    tx: &mut TenantTx,
    account: AccountId,
    lead: LeadId,
) -> Result<(), StoreError> {
    let now = services.clock.now();
    let missed = notifications::take_unmailed(tx, account, Subject::Lead(lead), now).await?;
    let (Some(last), Some((name, address))) = (missed.last(), mail::member(tx, account).await?)
    else {
        return Ok(());
    };
    let organization = organizations::name(tx).await?;
    let unsubscribe = link(services, tx.organization(), Reader::Member(account));
    let room = &services.mail;
    let told = missed
        .iter()
        .map(|notification| Block::Text(notification.detail.clone()));
    let letter = Letter {
        language: String::new(),
        heading: last.headline(),
        blocks: told.collect(),
        button: Some((
            "Open the lead".to_owned(),
            room.url(&Subject::Lead(lead).page()),
        )),
        footer: format!("You get this because you take care of leads of {organization}."),
        unsubscribe: Some(("No more such mails".to_owned(), unsubscribe.clone())),
    };
    let mail = Mail {
        message_id: room.message_id(MailId::generate(now)),
        from_name: organization,
        to_name: name,
        to: address,
        reply_to: None,
        subject: last.headline(),
        references: Vec::new(),
        letter,
        unsubscribe: Some(unsubscribe),
        calendar: None,
    };
    send::enqueue(services, tx, &mail).await
}

fn letter(
    about: &Correspondence,
    last: &Notification,
    missed: &[Notification],
    messages: &[Message],
    unsubscribe: &str,
    page: String,
) -> Letter {
    let from_visitor = |message: &&Message| message.sender == Sender::Visitor;
    let mut blocks: Vec<Block> = missed
        .iter()
        .filter(|notification| !notification.kind.is_of_messages())
        .map(|notification| {
            Block::Text(format!(
                "{}: {}",
                notification.headline(),
                notification.detail
            ))
        })
        .collect();
    blocks.extend(
        messages
            .iter()
            .filter(from_visitor)
            .map(|message| quote(message, &about.title)),
    );
    Letter {
        language: String::new(),
        heading: last.headline(),
        blocks,
        button: Some(("Open the conversation".to_owned(), page)),
        footer: format!(
            "You get this because nobody of you was there to read it. {} is a site of {}.",
            about.site, about.organization
        ),
        unsubscribe: Some(("No more such mails".to_owned(), unsubscribe.to_owned())),
    }
}
