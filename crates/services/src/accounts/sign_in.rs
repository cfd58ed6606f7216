use beckon_domain::contact::Email;
use beckon_domain::id::AccountId;
use beckon_store::system;

use super::password::verify_password;
use super::sessions::begin_session;
use super::{AccountError, SessionToken};
use crate::{ClientInfo, Services};

/// Signs in, for the organization joined last. A wrong password, an unknown address and one that is no
/// address at all get the same answer, after the same work.
pub async fn sign_in(
    services: &Services,
    email: &str,
    password: &str,
    client: &ClientInfo,
) -> Result<SessionToken, AccountError> {
    let email = Email::parse(email).map_err(|_| AccountError::WrongCredentials)?;
    let account = prove(services, &email, password, client)
        .await?
        .ok_or(AccountError::WrongCredentials)?;
    let organizations = system::organizations_of(&services.store, account).await?;
    let organization = organizations
        .first()
        .copied()
        .ok_or(AccountError::WrongCredentials)?;
    let now = services.clock.now();
    let mut tx = services.store.tenant(organization).await?;
    let token = begin_session(&mut tx, account, client, now).await?;
    tx.commit().await?;
    metrics::counter!("beckon_sign_ins_total").increment(1);
    Ok(token)
}

/// Checks a password, within limits. `Ok(None)` when the address is unknown.
pub(super) async fn prove(
    services: &Services,
    email: &Email,
    password: &str,
    client: &ClientInfo,
) -> Result<Option<AccountId>, AccountError> {
    if !services.limits.allows_credentials(client.address, email) {
        return Err(AccountError::TooManyAttempts);
    }
    let credentials = system::credentials(&services.store, email).await?;
    let hash = credentials
        .as_ref()
        .map(|found| found.password_hash.clone());
    let matches = verify_password(password, hash).await;
    match credentials {
        Some(found) if matches => Ok(Some(found.account)),
        Some(_) => Err(AccountError::WrongCredentials),
        None => Ok(None),
    }
}
