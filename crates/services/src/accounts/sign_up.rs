use beckon_domain::account::{OrganizationKind, Role, check_password};
use beckon_domain::contact::{Email, parse_name};
use beckon_domain::id::{AccountId, OrganizationId};
use beckon_domain::industry::Industry;
use beckon_store::accounts::{NewAccount, add_member};
use beckon_store::organizations::NewOrganization;
use beckon_store::{TenantTx, accounts, organizations};
use chrono::{DateTime, Utc};

use super::password::hash_password;
use super::sessions::begin_session;
use super::sign_in::prove;
use super::{AccountError, SessionToken};
use crate::{ClientInfo, Services};

/// What a new customer fills in.
#[derive(Clone, Debug)]
pub struct SignUp {
    /// The organization's name.
    pub organization: String,
    /// The person's name.
    pub name: String,
    /// The person's address.
    pub email: String,
    /// The password they choose; or, when they have an account, the one they have.
    pub password: String,
}

/// Creates an organization with its owner, and signs them in. Somebody who has an account already, and
/// knows its password, gets a further organization.
pub async fn sign_up(
    services: &Services,
    form: SignUp,
    client: &ClientInfo,
) -> Result<SessionToken, AccountError> {
    let organization_name = parse_name(&form.organization).map_err(AccountError::Organization)?;
    let name = parse_name(&form.name).map_err(AccountError::Name)?;
    let email = Email::parse(&form.email).map_err(AccountError::Email)?;
    check_password(&form.password)?;
    let known = prove(services, &email, &form.password, client).await?;

    let now = services.clock.now();
    let organization = OrganizationId::generate(now);
    let account = known.unwrap_or_else(|| AccountId::generate(now));
    let mut tx = services.store.tenant_as(organization, account).await?;
    let new = NewOrganization {
        name: &organization_name,
        kind: OrganizationKind::Buyer,
        target_industries: &Industry::ALL,
        target_locations: &[],
    };
    organizations::insert(&mut tx, &new, now).await?;
    if known.is_none() {
        create_account(&mut tx, account, &email, &name, &form.password, now).await?;
    }
    add_member(&mut tx, account, Role::Owner, now).await?;
    let token = begin_session(&mut tx, account, client, now).await?;
    tx.commit().await?;
    metrics::counter!("beckon_sign_ups_total").increment(1);
    Ok(token)
}

/// Creates a person. Two who take the same address at the same time: the second is told what anybody is
/// told who does not know its password.
pub(super) async fn create_account(
    tx: &mut TenantTx,
    id: AccountId,
    email: &Email,
    name: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let password_hash = hash_password(password).await;
    let new = NewAccount {
        id,
        email,
        name,
        password_hash: &password_hash,
    };
    accounts::insert(tx, new, now).await.map_err(|error| {
        if error.is_violation_of(accounts::EMAIL_KEY) {
            AccountError::WrongCredentials
        } else {
            error.into()
        }
    })
}
