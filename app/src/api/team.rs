//! Members, invitations and sessions, and what the frame around every page of the workspace shows.

use beckon_domain::account::{Identity, Invitation, Member, Role, SessionInfo};
use beckon_domain::id::{InvitationId, SessionId};
use beckon_domain::inbox::UnreadCounts;
use beckon_domain::team::Team;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{PublicUrl, identity, services},
    beckon_services::{accounts, conversations, teams},
};

/// Who is signed in, and the server's time, so that server and browser write the same ages at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who is signed in.
    pub identity: Identity,
    /// When the page was made.
    pub now: DateTime<Utc>,
}

/// What the frame around every page of the workspace shows beside that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The members, to name whoever takes care of a conversation.
    pub colleagues: Vec<Member>,
    /// The teams, to name those too.
    pub teams: Vec<Team>,
    /// How many conversations have messages that no agent has seen.
    pub unread: UnreadCounts,
}

/// An invitation just made. Its link is shown once: only a hash of it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Who is invited.
    pub email: String,
    /// The address to hand on.
    pub link: String,
}

/// Who is signed in, as the request being served tells; a browser has to ask.
pub fn signed_in() -> Option<SignedIn> {
    #[cfg(feature = "ssr")]
    return identity().ok().map(|identity| SignedIn {
        identity,
        now: services().clock.now(),
    });
    #[cfg(not(feature = "ssr"))]
    None
}

/// What the frame shows.
#[server(endpoint = "team/frame")]
pub async fn workspace_frame() -> Result<Frame, AppError> {
    let (services, identity) = (services(), identity()?);
    Ok(Frame {
        colleagues: accounts::members(&services, &identity).await?,
        teams: teams::list(&services, &identity).await?,
        unread: conversations::unread_counts(&services, &identity).await?,
    })
}

/// The organization's members.
#[server(endpoint = "team/members")]
pub async fn list_members() -> Result<Vec<Member>, AppError> {
    Ok(accounts::members(&services(), &identity()?).await?)
}

/// Invitations that nobody has accepted yet.
#[server(endpoint = "team/invitations")]
pub async fn list_invitations() -> Result<Vec<Invitation>, AppError> {
    Ok(accounts::invitations(&services(), &identity()?).await?)
}

/// Invites somebody.
#[server(endpoint = "team/invite")]
pub async fn invite_member(email: String, role: Role) -> Result<Invited, AppError> {
    let token = accounts::invite(&services(), &identity()?, &email, role).await?;
    let PublicUrl(base) = expect_context::<PublicUrl>();
    Ok(Invited {
        email,
        link: format!("{base}/invitations/{token}"),
    })
}

/// Makes an invitation's link worthless.
#[server(endpoint = "team/withdraw")]
pub async fn withdraw_invitation(id: InvitationId) -> Result<(), AppError> {
    Ok(accounts::withdraw_invitation(&services(), &identity()?, id).await?)
}

/// The browsers in which the asking person is signed in.
#[server(endpoint = "team/sessions")]
pub async fn list_sessions() -> Result<Vec<SessionInfo>, AppError> {
    Ok(accounts::sessions(&services(), &identity()?).await?)
}

/// Signs one of those browsers out.
#[server(endpoint = "team/revoke-session")]
pub async fn revoke_session(id: SessionId) -> Result<(), AppError> {
    Ok(accounts::revoke_session(&services(), &identity()?, id).await?)
}
