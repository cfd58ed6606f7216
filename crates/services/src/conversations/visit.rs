use beckon_domain::conversation::{Sender, parse_message};
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
/// greeting that the visitor saw.
///
/// A new visitor's token is derived from the message's client id: when the answer is lost and the
/// message is sent again over a new connection, it is found to be the same visitor, and stored once.
pub async fn begin(
    services: &Services,
    arrival: &Arrival<'_>,
    client_id: ClientMessageId,
    content: &str,
) -> Result<Begun, ConversationError> {
    let Arrival {
        organization,
        site,
        visit,
        client,
    } = *arrival;
    let content = parse_message(content)?;
    let mut found = recognise(services, organization, site, visit).await?;
    let derived = VisitorToken(hex::encode(
        services.secret.derive("visitor", client_id.0.as_bytes()),
    ));
    let token = visit
        .token
        .clone()
        .filter(|_| found.is_some())
        .unwrap_or(derived);
    if found.is_none() {
        let sent_before = Visit {
            token: Some(token.clone()),
            ..visit.clone()
        };
        found = recognise(services, organization, site, &sent_before).await?;
    }
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
    let posted = first_messages(services, &mut tx, arrival, visitor, client_id, &content).await?;
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

/// A conversation with the greeting as message 1 and the visitor's own as message 2.
async fn first_messages(
    services: &Services,
    tx: &mut TenantTx,
    arrival: &Arrival<'_>,
    visitor: VisitorId,
    client_id: ClientMessageId,
    content: &str,
) -> Result<Posted, ConversationError> {
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
    let message = NewMessage {
        client_id,
        sender: Sender::Visitor,
        content,
        ..greeting
    };
    let mut number = 0;
    for new in [greeting, message] {
        let appended = conversations::append(tx, new, now).await?;
        number = appended.ok_or(ConversationError::NotFound)?.number;
    }
    Ok(Posted {
        conversation,
        number,
    })
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
