use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::{ConversationId, OrganizationId};
use beckon_domain::presence::{Presence, Present};
use beckon_integrations::mail::{Letter, Mail};
use beckon_store::mail::Correspondence;
use beckon_store::{StoreError, TenantTx, mail};
use chrono::TimeDelta;

use super::unsubscribe::{Reader, link};
use super::{join_thread, quote, send};
use crate::Services;

/// How long an answer may stay unseen before it is mailed.
const PATIENCE: TimeDelta = TimeDelta::minutes(3);

/// Older answers are not mailed any more: then something else was wrong.
const LATEST: TimeDelta = TimeDelta::days(1);

/// Messages that one mail shows.
const SHOWN: i64 = 20;

/// Mails visitors who left what agents answered since: the conversation goes on by e-mail. Tells how many mails.
pub async fn mail_visitors(services: &Services) -> Result<usize, StoreError> {
    let now = services.clock.now();
    let waiting = mail::visitors_to_mail(&services.store, now - LATEST, now - PATIENCE).await?;
    let mut count = 0;
    for (organization, conversation) in waiting {
        let present = Present::Visitor(conversation);
        if services.presences.of(organization, present) == Presence::Offline {
            count += usize::from(mail_one(services, organization, conversation).await?);
        }
    }
    if count > 0 {
        services.jobs.notify_one();
    }
    Ok(count)
}

/// Writes one mail with all that the visitor missed; tells whether there was anything to mail.
async fn mail_one(
    services: &Services,
    organization: OrganizationId,
    conversation: ConversationId,
) -> Result<bool, StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    let Some(about) = mail::correspondence(&mut tx, conversation).await? else {
        return Ok(false);
    };
    let mut missed = mail::missed(&mut tx, conversation, about.visitor_has, SHOWN).await?;
    let upto = missed.last().map_or(about.last_number, |last| last.number);
    mail::mark_mailed(&mut tx, conversation, upto).await?;
    missed.retain(|message| message.sender == Sender::Agent);
    let address = about
        .email
        .clone()
        .filter(|_| !about.refused && !missed.is_empty());
    let Some(address) = address else {
        tx.commit().await?;
        return Ok(false);
    };
    write(services, &mut tx, conversation, &about, address, &missed).await?;
    tx.commit().await?;
    Ok(true)
}

async fn write(
    services: &Services,
    tx: &mut TenantTx,
    conversation: ConversationId,
    about: &Correspondence,
    address: String,
    missed: &[Message],
) -> Result<(), StoreError> {
    let (id, before) = join_thread(services, tx, conversation, None).await?;
    let unsubscribe = link(services, tx.organization(), Reader::Visitor(conversation));
    let room = &services.mail;
    let reply_to = room.reply_to(&services.secret, conversation);
    let subject = format!("Your conversation with {}", about.organization);
    let mail = Mail {
        message_id: room.message_id(id),
        from_name: about.organization.clone(),
        to_name: String::new(),
        to: address,
        subject: if before.is_empty() {
            subject
        } else {
            format!("Re: {subject}")
        },
        references: before.into_iter().map(|id| room.message_id(id)).collect(),
        letter: letter(about, missed, &unsubscribe, reply_to.is_some()),
        unsubscribe: Some(unsubscribe),
        calendar: None,
        reply_to,
    };
    send::enqueue(services, tx, &mail).await
}

fn letter(
    about: &Correspondence,
    missed: &[Message],
    unsubscribe: &str,
    may_reply: bool,
) -> Letter {
    let again = about
        .origins
        .first()
        .map(|origin| ("Go back to the chat".to_owned(), origin.clone()));
    let reply = if may_reply {
        " You can simply reply to this mail."
    } else {
        ""
    };
    Letter {
        language: String::new(),
        heading: format!("{} answered you", about.organization),
        blocks: missed
            .iter()
            .map(|message| quote(message, &about.organization))
            .collect(),
        button: again,
        footer: format!(
            "You get this because you wrote to {} in the chat and gave this address.{reply}",
            about.organization
        ),
        unsubscribe: Some(("No more such mails".to_owned(), unsubscribe.to_owned())),
    }
}
