use beckon_domain::account::{Identity, Invitation, Member, Role, check_password};
use beckon_domain::contact::{Email, parse_name};
use beckon_domain::id::{AccountId, InvitationId};
use beckon_store::accounts::{self, NewInvitation};
use beckon_store::system::{self, FoundInvitation};
use chrono::TimeDelta;

use super::sessions::begin_session;
use super::sign_in::prove;
use super::sign_up::create_account;
use super::{AccountError, SessionToken};
use crate::secret::{hash_token, random_token};
use crate::{ClientInfo, Services};

/// Days until an invitation ends by itself.
const INVITATION_DAYS: i64 = 7;

/// What somebody who follows an invitation's link is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationPreview {
    /// To which organization.
    pub organization: String,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
}

/// The organization's members, the longest there first.
pub async fn members(
    services: &Services,
    identity: &Identity,
) -> Result<Vec<Member>, AccountError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(accounts::members(&mut tx).await?)
}

/// Invitations that still work. Agents see none.
pub async fn invitations(
    services: &Services,
    identity: &Identity,
) -> Result<Vec<Invitation>, AccountError> {
    if identity.role < Role::Admin {
        return Ok(Vec::new());
    }
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(accounts::invitations(&mut tx, services.clock.now()).await?)
}

/// Invites somebody and returns the token of the link `/invitations/{token}`, which is kept nowhere else.
/// An earlier invitation to the same address stops working.
pub async fn invite(
    services: &Services,
    identity: &Identity,
    email: &str,
    role: Role,
) -> Result<String, AccountError> {
    if !identity.role.may_invite(role) {
        return Err(AccountError::NotAllowed);
    }
    let email = Email::parse(email).map_err(AccountError::Email)?;
    let now = services.clock.now();
    let token = random_token();
    let invitation = NewInvitation {
        id: InvitationId::generate(now),
        email: &email,
        role,
        token_hash: &hash_token(&token),
        invited_by: identity.account,
        expires_at: now + TimeDelta::days(INVITATION_DAYS),
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    accounts::invite(&mut tx, invitation, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Withdraws an invitation. One that is gone already stays so.
pub async fn withdraw_invitation(
    services: &Services,
    identity: &Identity,
    id: InvitationId,
) -> Result<(), AccountError> {
    if identity.role < Role::Admin {
        return Err(AccountError::NotAllowed);
    }
    let mut tx = services.store.tenant(identity.organization).await?;
    accounts::delete_invitation(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// What the invitation behind a link says.
pub async fn invitation(
    services: &Services,
    token: &str,
) -> Result<InvitationPreview, AccountError> {
    let found = look_up(services, token).await?;
    Ok(InvitationPreview {
        organization: found.organization_name,
        email: found.email,
        role: found.role,
    })
}

/// Accepts an invitation and signs in. Somebody who has an account proves it with their password; for
/// anybody else it becomes their password, under `name`.
pub async fn accept_invitation(
    services: &Services,
    token: &str,
    name: &str,
    password: &str,
    client: &ClientInfo,
) -> Result<SessionToken, AccountError> {
    let found = look_up(services, token).await?;
    let email = Email::parse(&found.email).map_err(AccountError::Email)?;
    let known = prove(services, &email, password, client).await?;
    let now = services.clock.now();
    let account = known.unwrap_or_else(|| AccountId::generate(now));
    let mut tx = services
        .store
        .tenant_as(found.organization, account)
        .await?;
    if !accounts::delete_invitation(&mut tx, found.id).await? {
        return Err(AccountError::InvitationGone);
    }
    if known.is_none() {
        let name = parse_name(name).map_err(AccountError::Name)?;
        check_password(password)?;
        create_account(&mut tx, account, &email, &name, password, now).await?;
    }
    accounts::add_member(&mut tx, account, found.role, now).await?;
    let session = begin_session(&mut tx, account, client, now).await?;
    tx.commit().await?;
    Ok(session)
}

async fn look_up(services: &Services, token: &str) -> Result<FoundInvitation, AccountError> {
    system::invitation(&services.store, &hash_token(token), services.clock.now())
        .await?
        .ok_or(AccountError::InvitationGone)
}
