use beckon_domain::conversation::{ConversationStatus, Sender, parse_message};
use beckon_domain::id::{ClientMessageId, ConversationId, OrganizationId, VisitorId};
use beckon_domain::protocol::{Visit, VisitorToken};
use beckon_domain::site::Site;
use beckon_store::TenantTx;
use beckon_store::conversations::{self, NewMessage};
use beckon_store::visitors::{self, VisitNote};
use chrono::TimeDelta;

use super::post::{Draft, Posted, count, may_write, post_as_visitor};
use super::{ConversationError, News};
use crate::secret::hash_token;
use crate::visitors::{Vouched, vouched};
use crate::{ClientInfo, Services, assistant, notifications};

/// For how long after the end of a conversation its visitor is still asked how it was.
const RATED_WITHIN: TimeDelta = TimeDelta::hours(24);

/// A visitor who has written before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownVisitor {
    /// Who they are.
    pub visitor: VisitorId,
    /// Their conversation, unless it was closed.
    pub conversation: Option<ConversationId>,
}

/// How somebody who writes for the first time came.
#[derive(Debug)]
pub struct Arrival<'a> {
    /// Whose site it is.
    pub organization: OrganizationId,
    /// The site.
    pub site: &'a Site,
    /// The visit, with the token of one who is known.
    pub visit: &'a Visit,
    /// From where.
    pub client: &'a ClientInfo,
}

/// A conversation that began with a message.
#[derive(Debug)]
pub struct Begun {
    /// The visitor.
    pub visitor: VisitorId,
    /// What they show to be known again.
    pub token: VisitorToken,
    /// Their message.
    pub posted: Posted,
}

/// A conversation that waits for its first message.
#[derive(Debug)]
pub struct Opened {
    /// The visitor.
    pub visitor: VisitorId,
    /// What they show to be known again.
    pub token: VisitorToken,
    /// Where their message goes.
    pub conversation: ConversationId,
}

/// Who comes, if it is somebody who was on this site before: the customer for whom the host page vouches, else whom the
/// token names. Notes the visit. An identity that can't be verified counts as none.
pub async fn recognise(
    services: &Services,
    organization: OrganizationId,
    site: &Site,
    visit: &Visit,
) -> Result<Option<KnownVisitor>, ConversationError> {
    if visit.token.is_none() && visit.identity.is_none() {
        return Ok(None);
    }
    let mut tx = services.store.tenant(organization).await?;
    let Some(visitor) = find(services, &mut tx, site, visit).await? else {
        return Ok(None);
    };
    let conversation = conversations::of_visitor(&mut tx, visitor).await?;
    tx.commit().await?;
    Ok(Some(KnownVisitor {
        visitor,
        conversation,
    }))
}

/// What a visitor who comes back is shown: their conversation; else the one that was closed a short while ago, for as
/// long as the site asks for a rating and they gave none. What they write without naming it begins another.
pub async fn shown_to(
    services: &Services,
    organization: OrganizationId,
    site: &Site,
    known: KnownVisitor,
) -> Result<Option<ConversationId>, ConversationError> {
    if known.conversation.is_some() || !site.widget.csat {
        return Ok(known.conversation);
    }
    let since = services.clock.now() - RATED_WITHIN;
    let mut tx = services.store.tenant(organization).await?;
    Ok(conversations::to_rate(&mut tx, known.visitor, since).await?)
}

async fn find(
    services: &Services,
    tx: &mut TenantTx,
    site: &Site,
    visit: &Visit,
) -> Result<Option<VisitorId>, ConversationError> {
    let (note, now) = (note(visit), services.clock.now());
    let token = visit.token.as_ref().map(|token| hash_token(&token.0));
    let identity = visit.identity.as_deref();
    if let Vouched::For(customer) = vouched(services, tx, site.id, identity).await? {
        let found = visitors::visit_as_customer(tx, site.id, &customer, &note, now).await?;
        return Ok(match (found, token) {
            (None, Some(token)) => {
                visitors::visit_to_become_customer(tx, site.id, &token, &customer, &note, now)
                    .await?
            }
            (found, _) => found,
        });
    }
    match token {
        Some(token) => Ok(visitors::visit(tx, site.id, &token, &note, now).await?),
        None => Ok(None),
    }
}

/// Stores the first message of a conversation, and the visitor with it if they are new. It begins with the
/// greeting that the visitor saw. Sent twice, it is stored once.
pub async fn begin(
    services: &Services,
    arrival: &Arrival<'_>,
    client_id: ClientMessageId,
    content: &str,
) -> Result<Begun, ConversationError> {
    let Arrival {
        organization,
        site,
        client,
        ..
    } = *arrival;
    let content = parse_message(content)?;
    let (found, token) = writer(services, arrival, client_id).await?;
    if let Some(KnownVisitor {
        visitor,
        conversation: Some(conversation),
    }) = found
    {
        may_write(services, arrival, visitor)?;
        let draft = Draft {
            conversation,
            client_id,
            content: &content,
            attachment: None,
        };
        let posted = post_as_visitor(services, organization, visitor, draft).await?;
        return Ok(Begun {
            visitor,
            token,
            posted,
        });
    }
    let admitted = services.limits.conversation(site.id, client.address);
    admitted.map_err(ConversationError::SlowDown)?;
    let mut tx = services.store.tenant(organization).await?;
    let known = found.map(|found| found.visitor);
    let visitor = ensure_visitor(services, &mut tx, known, arrival, &token).await?;
    let conversation = greet(services, &mut tx, arrival, visitor).await?;
    let message = NewMessage {
        conversation,
        client_id,
        sender: Sender::Visitor,
        account: None,
        content: &content,
        attachment: None,
    };
    let appended = conversations::append(&mut tx, message, services.clock.now()).await?;
    let posted = Posted {
        conversation,
        number: appended.ok_or(ConversationError::NotFound)?.number,
    };
    assistant::enqueue_reply(services, &mut tx, posted.conversation).await?;
    notifications::enqueue_tell(services, &mut tx, posted.conversation).await?;
    let news = News::gather(&mut tx, posted.conversation, Some(posted.number)).await?;
    tx.commit().await?;
    count(Sender::Visitor);
    news.publish(services, organization);
    services.jobs.notify_one();
    Ok(Begun {
        visitor,
        token,
        posted,
    })
}

/// Begins a conversation for a file that is to follow: nobody can send one to a conversation that is not there. Until
/// the file's message comes it is put away, so that the team sees none without a word. Doing it twice is doing it once.
pub async fn open(
    services: &Services,
    arrival: &Arrival<'_>,
    client_id: ClientMessageId,
) -> Result<Opened, ConversationError> {
    let (found, token) = writer(services, arrival, client_id).await?;
    let known = found.map(|found| found.visitor);
    if let Some((visitor, conversation)) = known.zip(found.and_then(|found| found.conversation)) {
        return Ok(Opened {
            visitor,
            token,
            conversation,
        });
    }
    let (site, address) = (arrival.site.id, arrival.client.address);
    let admitted = services.limits.conversation(site, address);
    admitted.map_err(ConversationError::SlowDown)?;
    let mut tx = services.store.tenant(arrival.organization).await?;
    let visitor = ensure_visitor(services, &mut tx, known, arrival, &token).await?;
    let conversation = greet(services, &mut tx, arrival, visitor).await?;
    let (away, now) = (ConversationStatus::Archived, services.clock.now());
    conversations::set_status(&mut tx, conversation, away, now).await?;
    tx.commit().await?;
    Ok(Opened {
        visitor,
        token,
        conversation,
    })
}

/// Who begins to write, if they were here before, and the token by which they are known from now on.
///
/// A new visitor's token is derived from the message's client id: when the answer is lost and the message is sent again
/// over a new connection, it is found to be the same visitor.
async fn writer(
    services: &Services,
    arrival: &Arrival<'_>,
    client_id: ClientMessageId,
) -> Result<(Option<KnownVisitor>, VisitorToken), ConversationError> {
    let Arrival {
        organization,
        site,
        visit,
        ..
    } = *arrival;
    let found = recognise(services, organization, site, visit).await?;
    if let (Some(_), Some(token)) = (found, &visit.token) {
        return Ok((found, token.clone()));
    }
    let derived = services.secret.derive("visitor", client_id.0.as_bytes());
    let token = VisitorToken(hex::encode(derived));
    if found.is_some() {
        return Ok((found, token));
    }
    let sent_before = Visit {
        token: Some(token.clone()),
        ..visit.clone()
    };
    let found = recognise(services, organization, site, &sent_before).await?;
    Ok((found, token))
}

async fn ensure_visitor(
    services: &Services,
    tx: &mut TenantTx,
    known: Option<VisitorId>,
    arrival: &Arrival<'_>,
    token: &VisitorToken,
) -> Result<VisitorId, ConversationError> {
    if let Some(visitor) = known {
        return Ok(visitor);
    }
    let now = services.clock.now();
    let visitor = VisitorId::generate(now);
    visitors::insert(
        tx,
        visitor,
        arrival.site.id,
        &hash_token(&token.0),
        &note(arrival.visit),
        now,
    )
    .await?;
    let identity = arrival.visit.identity.as_deref();
    if let Vouched::For(customer) = vouched(services, tx, arrival.site.id, identity).await? {
        visitors::vouch(tx, visitor, &customer).await?;
    }
    Ok(visitor)
}

/// A conversation with the greeting as message 1.
async fn greet(
    services: &Services,
    tx: &mut TenantTx,
    arrival: &Arrival<'_>,
    visitor: VisitorId,
) -> Result<ConversationId, ConversationError> {
    let now = services.clock.now();
    let conversation = ConversationId::generate(now);
    let Arrival { site, visit, .. } = arrival;
    let language = site.widget.language_for([visit.language.as_str()]);
    conversations::insert(tx, conversation, site.id, visitor, now).await?;
    let greeting = NewMessage {
        conversation,
        client_id: ClientMessageId::random(),
        sender: Sender::Assistant,
        account: None,
        content: site.widget.greeting_in(language),
        attachment: None,
    };
    let appended = conversations::append(tx, greeting, now).await?;
    appended.ok_or(ConversationError::NotFound)?;
    Ok(conversation)
}

/// What of a visit is kept: a browser may claim anything, within reason.
fn note(visit: &Visit) -> VisitNote {
    const MOST_PAGES: u32 = 1_000;
    const MOST_SECONDS: u32 = 24 * 3600;
    VisitNote {
        touch: visit.touch.clone().cleaned(),
        page_views: visit.page_views.min(MOST_PAGES).cast_signed(),
        seconds_on_site: visit.seconds_on_site.min(MOST_SECONDS).cast_signed(),
    }
}
