use std::fmt;

use beckon_domain::account::{Identity, SessionInfo};
use beckon_domain::id::{AccountId, SessionId};
use beckon_store::accounts::NewSession;
use beckon_store::{TenantTx, accounts, system};
use chrono::{DateTime, TimeDelta, Utc};

use super::AccountError;
use crate::secret::{hash_token, random_token};
use crate::{ClientInfo, Services};

/// Days until a session ends by itself.
pub const SESSION_DAYS: i64 = 30;

/// What a signed-in browser shows. A secret: it goes into an `HttpOnly` cookie and nowhere else.
#[derive(Clone)]
pub struct SessionToken(String);

impl SessionToken {
    /// The token.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// Signs a person's browser in, within the transaction that proved who they are.
pub(super) async fn begin_session(
    tx: &mut TenantTx,
    account: AccountId,
    client: &ClientInfo,
    now: DateTime<Utc>,
) -> Result<SessionToken, AccountError> {
    let token = random_token();
    let session = NewSession {
        id: SessionId::generate(now),
        account,
        token_hash: &hash_token(&token),
        user_agent: &client.short_user_agent(),
        address: &client.address.to_string(),
        expires_at: now + TimeDelta::days(SESSION_DAYS),
    };
    accounts::insert_session(tx, session, now).await?;
    Ok(SessionToken(token))
}

/// Who stands behind a session's token.
pub async fn identify(services: &Services, token: &str) -> Result<Option<Identity>, AccountError> {
    Ok(system::identity(&services.store, &hash_token(token), services.clock.now()).await?)
}

/// Signs the browser out.
pub async fn sign_out(services: &Services, identity: &Identity) -> Result<(), AccountError> {
    revoke_session(services, identity, identity.session).await
}

/// The person's signed-in browsers.
pub async fn sessions(
    services: &Services,
    identity: &Identity,
) -> Result<Vec<SessionInfo>, AccountError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    Ok(accounts::sessions(
        &mut tx,
        identity.account,
        identity.session,
        services.clock.now(),
    )
    .await?)
}

/// Signs one of the person's browsers out. One that is signed out already stays so.
pub async fn revoke_session(
    services: &Services,
    identity: &Identity,
    session: SessionId,
) -> Result<(), AccountError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    accounts::delete_session(&mut tx, identity.account, session).await?;
    Ok(tx.commit().await?)
}
