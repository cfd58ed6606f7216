//! What a fresh installation holds: the platform's own organization always, and, unless it is turned off,
//! a demo buyer with two hundred plausible leads. The conversations are held with the real assistant.

mod appointments;
mod buyer;
mod history;
mod people;
mod platform;

use beckon_domain::account::Role;
use beckon_domain::contact::{ContactError, Email};
use beckon_domain::id::{AccountId, OrganizationId};
use beckon_domain::site::Origin;
use beckon_store::accounts::{NewAccount, add_member};
use beckon_store::{Store, StoreError, accounts};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Services;
use crate::accounts::hash_password;

pub use platform::is_installed;

/// Why an installation could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The administrator's address.
    #[error("the administrator's e-mail address: {0}")]
    Email(#[from] ContactError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wanted at first start.
#[derive(Clone, Debug)]
pub struct Installation {
    /// The platform owner's address.
    pub admin_email: String,
    /// Where the page that embeds the demo buyer's widget is served; `None` for no demo.
    pub demo_origins: Option<Vec<Origin>>,
}

/// A sign-in that was made at first start. Its password is random and stored nowhere else in clear.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignIn {
    /// Whose it is.
    pub role: String,
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// What was made at first start.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Installed {
    /// The sign-ins.
    pub sign_ins: Vec<SignIn>,
    /// The key of the demo buyer's site.
    pub demo_site: Option<String>,
}

/// Fills a fresh installation. Call it only when [`is_installed`] says no.
pub async fn install(services: &Services, wanted: &Installation) -> Result<Installed, DemoError> {
    let mut installed = Installed::default();
    let platform = platform::create(services, &wanted.admin_email).await?;
    installed.sign_ins.push(platform.owner);
    if let Some(origins) = &wanted.demo_origins {
        let buyer = buyer::create(services, origins).await?;
        installed.sign_ins.extend(buyer.sign_ins);
        installed.demo_site = Some(buyer.site_key);
        platform::fill(services, platform.organization).await?;
    }
    Ok(installed)
}

/// Makes a member with a random password, in a transaction of their own.
async fn create_member(
    store: &Store,
    organization: OrganizationId,
    (email, name, role): (&str, &str, Role),
    now: DateTime<Utc>,
) -> Result<(AccountId, SignIn), DemoError> {
    let email = Email::parse(email)?;
    let password = random_password();
    let id = AccountId::generate(now);
    let mut tx = store.tenant_as(organization, id).await?;
    let password_hash = hash_password(&password).await;
    accounts::insert(
        &mut tx,
        NewAccount {
            id,
            email: &email,
            name,
            password_hash: &password_hash,
        },
        now,
    )
    .await?;
    add_member(&mut tx, id, role, now).await?;
    tx.commit().await?;
    Ok((
        id,
        SignIn {
            role: role.to_string(),
            email: email.to_string(),
            password,
        },
    ))
}

/// Four groups of five letters and digits that are hard to confuse: some 99 bits.
fn random_password() -> String {
    const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut password = String::with_capacity(23);
    for position in 0..20 {
        if position > 0 && position % 5 == 0 {
            password.push('-');
        }
        password.push(char::from(ALPHABET[rand::random_range(0..ALPHABET.len())]));
    }
    password
}
