//! A type for each kind of id, so that a lead's id can't be handed in where a site's is meant.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::{NoContext, Timestamp, Uuid};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What nothing has: the id to look for where none can be read.
            pub const NONE: Self = Self(Uuid::nil());

            /// A fresh UUIDv7 for `now`: ids sort by the time they were made, which keeps indexes dense.
            pub fn generate(now: DateTime<Utc>) -> Self {
                Self(v7(now))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// An organization: a buyer, or the platform itself. The tenant of every tenant table.
    OrganizationId;
    /// A person who can sign in; may be a member of several organizations.
    AccountId;
    /// A signed-in browser.
    SessionId;
    /// An invitation to become a member.
    InvitationId;
    /// A place where an organization catches visitors.
    SiteId;
    /// A browser that wrote or filled in something on a site.
    VisitorId;
    /// Something a visitor did on the host page.
    VisitorEventId;
    /// A lead.
    LeadId;
    /// A list of leads that is kept under a name.
    LeadViewId;
    /// A file of leads.
    LeadImportId;
    /// Something that was done to leads and can be undone.
    LeadChangeId;
    /// Two leads that were made one.
    LeadMergeId;
    /// A form that was put aside.
    HeldId;
    /// An entry on a lead's timeline.
    ActivityId;
    /// A conversation.
    ConversationId;
    /// A message.
    MessageId;
    /// A file sent with a message.
    AttachmentId;
    /// A note that agents leave for each other in a conversation.
    NoteId;
    /// Some members of an organization who take care of conversations together.
    TeamId;
    /// A text kept ready to be sent.
    CannedResponseId;
    /// Something a member is told about.
    NotificationId;
    /// A browser that takes push messages.
    PushSubscriptionId;
    /// A mail that goes out.
    MailId;
    /// Something a site's assistant may tell.
    KnowledgeId;
    /// What the assistant thinks of a lead.
    VerdictId;
    /// A unit of background work.
    JobId;
    /// A time at which somebody of an organization meets a lead.
    AppointmentId;
}

/// The id a client gives to a message before it is sent: sending it twice stores it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct ClientMessageId(pub Uuid);

impl ClientMessageId {
    /// A random id (UUIDv4: a browser's clock is not to be trusted).
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

fn v7(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    Uuid::new_v7(Timestamp::from_unix(
        NoContext,
        seconds,
        now.timestamp_subsec_nanos(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time() {
        let early = LeadId::generate(DateTime::from_timestamp(1_700_000_000, 0).unwrap());
        let late = LeadId::generate(DateTime::from_timestamp(1_700_000_001, 0).unwrap());
        assert!(early < late);
        assert_eq!(early.to_string().parse::<LeadId>().unwrap(), early);
    }
}
