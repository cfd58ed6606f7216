use std::time::Duration;

use beckon_domain::account::Identity;
use beckon_domain::conversation::Sender;
use beckon_domain::id::{ConversationId, OrganizationId, VisitorId};
use beckon_domain::protocol::{Refusal, VERSION, VERSION_OLDEST, Visit};
use beckon_domain::site::Site;
use beckon_services::conversations::{self, Arrival, ConversationError};
use beckon_services::visitors::About;
use beckon_services::{ClientInfo, Services, Wait, sites};

/// Who is at the other end.
pub(super) enum Party {
    /// Has not said hello.
    Stranger {
        signed_in: Option<(Identity, String)>,
        client: ClientInfo,
    },
    /// A visitor of a site.
    Visitor(Box<VisitorParty>),
    /// A member of an organization, with the token of their session.
    Agent {
        identity: Box<Identity>,
        session: String,
    },
}

pub(super) struct VisitorParty {
    pub(super) organization: OrganizationId,
    pub(super) site: Site,
    pub(super) visit: Visit,
    /// Once they have written.
    pub(super) visitor: Option<VisitorId>,
    pub(super) client: ClientInfo,
    /// What the host page told and is not stored yet.
    pub(super) about: About,
}

impl VisitorParty {
    /// How they came.
    pub(super) fn arrival(&self) -> Arrival<'_> {
        Arrival {
            organization: self.organization,
            site: &self.site,
            visit: &self.visit,
            client: &self.client,
        }
    }
}

impl Party {
    pub(super) fn new(signed_in: Option<(Identity, String)>, client: ClientInfo) -> Self {
        Self::Stranger { signed_in, client }
    }

    /// On which side they are.
    pub(super) const fn sender(&self) -> Sender {
        match self {
            Self::Agent { .. } => Sender::Agent,
            Self::Visitor(_) | Self::Stranger { .. } => Sender::Visitor,
        }
    }

    /// For which organization they may speak.
    pub(super) fn organization(&self) -> Result<OrganizationId, Refusal> {
        match self {
            Self::Agent { identity, .. } => Ok(identity.organization),
            Self::Visitor(visitor) => Ok(visitor.organization),
            Self::Stranger { .. } => Err(Refusal::OutOfTurn),
        }
    }

    /// Takes a hello: from now on it is known who they are. A visitor's conversation, if they have one.
    pub(super) async fn greet(
        &mut self,
        services: &Services,
        version: u16,
        visit: Option<Visit>,
    ) -> Result<Option<ConversationId>, Refusal> {
        let Self::Stranger { signed_in, client } = self else {
            return Err(Refusal::OutOfTurn);
        };
        if !(VERSION_OLDEST..=VERSION).contains(&version) {
            return Err(Refusal::Version);
        }
        match (visit, signed_in.take()) {
            (Some(visit), _) => {
                let (visitor, conversation) =
                    greet_visitor(services, visit, client.clone()).await?;
                *self = Self::Visitor(Box::new(visitor));
                Ok(conversation)
            }
            (None, Some((identity, session))) => {
                *self = Self::Agent {
                    identity: Box::new(identity),
                    session,
                };
                Ok(None)
            }
            (None, None) => Err(Refusal::OutOfTurn),
        }
    }
}

async fn greet_visitor(
    services: &Services,
    visit: Visit,
    client: ClientInfo,
) -> Result<(VisitorParty, Option<ConversationId>), Refusal> {
    let found = sites::by_key(services, &visit.site)
        .await
        .map_err(|error| {
            tracing::warn!(%error, "can't look a site up");
            Refusal::Unavailable
        })?;
    let (organization, site) = found.ok_or(Refusal::UnknownSite)?;
    let known = conversations::recognise(services, organization, &site, &visit)
        .await
        .map_err(refusal)?;
    let conversation = match known {
        Some(known) => conversations::shown_to(services, organization, &site, known)
            .await
            .map_err(refusal)?,
        None => None,
    };
    let visitor = known.map(|known| known.visitor);
    Ok((
        VisitorParty {
            organization,
            site,
            visit,
            visitor,
            client,
            about: About::default(),
        },
        conversation,
    ))
}

/// How long a client waits and sends again by itself, without a word to the person.
const PATIENCE: Duration = Duration::from_secs(1);

fn slow_down(wait: Duration) -> Refusal {
    if wait <= PATIENCE {
        return Refusal::SlowDown;
    }
    // The whole second after, as trying a moment too early would be refused again.
    let seconds = u16::try_from(wait.as_secs() + 1).unwrap_or(u16::MAX);
    Refusal::TooMany { seconds }
}

/// What a client is told of an error; the log is told the cause.
pub(super) fn refusal(error: ConversationError) -> Refusal {
    match error {
        ConversationError::NotFound | ConversationError::Taken => Refusal::UnknownConversation,
        ConversationError::Snooze(_) => Refusal::BadValue,
        ConversationError::Message(error) => Refusal::Message(error),
        ConversationError::UnknownAttachment => Refusal::UnknownAttachment,
        ConversationError::SlowDown(Wait(wait)) => slow_down(wait),
        ConversationError::Unwritten => Refusal::Unavailable,
        ConversationError::Unavailable(error) => {
            tracing::warn!(%error, "a frame has to wait");
            Refusal::Unavailable
        }
    }
}
