use beckon_domain::contact::{Email, parse_name};
use beckon_domain::id::{OrganizationId, SiteId};
use beckon_store::visitors::Customer;
use beckon_store::{StoreError, TenantTx};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::token::{TokenError, verify};
use crate::Services;
use crate::sites::accepted_secrets;

/// Longest life of a token: whoever finds one later has nothing.
const LIFE_MAX: TimeDelta = TimeDelta::hours(24);

/// How far the customer's clock may be from ours.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// Longest id of a customer, in characters.
const SUBJECT_MAX: usize = 200;

/// What a token claims. Times are seconds since 1970.
#[derive(Deserialize)]
struct Claims {
    sub: String,
    exp: i64,
    iat: Option<i64>,
    nbf: Option<i64>,
    email: Option<String>,
    name: Option<String>,
}

/// What a token turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vouched {
    /// There was none.
    No,
    /// The host page vouches for this customer.
    For(Customer),
    /// It is forged, expired, or of another site.
    Falsely,
}

/// Whether a token is one that the site's own server made, and still valid.
pub async fn is_genuine(
    services: &Services,
    organization: OrganizationId,
    site: SiteId,
    token: &str,
) -> Result<bool, StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    let vouched = vouched(services, &mut tx, site, Some(token)).await?;
    Ok(matches!(vouched, Vouched::For(_)))
}

/// For whom a token vouches.
pub(crate) async fn vouched(
    services: &Services,
    tx: &mut TenantTx,
    site: SiteId,
    token: Option<&str>,
) -> Result<Vouched, StoreError> {
    let Some(token) = token else {
        return Ok(Vouched::No);
    };
    let secrets = accepted_secrets(services, tx, site).await?;
    let keys: Vec<_> = secrets.iter().map(String::as_bytes).collect();
    Ok(match customer(token, &keys, services.clock.now()) {
        Ok(customer) => Vouched::For(customer),
        Err(error) => {
            tracing::debug!(%site, %error, "an identity is refused");
            Vouched::Falsely
        }
    })
}

fn customer(token: &str, keys: &[&[u8]], now: DateTime<Utc>) -> Result<Customer, TokenError> {
    let claims: Claims = verify(token, keys)?;
    check_times(&claims, now)?;
    let id = claims.sub.trim();
    if id.is_empty() || id.chars().count() > SUBJECT_MAX || id.contains(char::is_control) {
        return Err(TokenError::new("sub must have 1 to 200 characters"));
    }
    Ok(Customer {
        id: id.to_owned(),
        // The customer is who they are, even if we can't use the address or the name that goes with it.
        email: claims.email.and_then(|email| Email::parse(&email).ok()),
        name: claims.name.and_then(|name| parse_name(&name).ok()),
    })
}

fn check_times(claims: &Claims, now: DateTime<Utc>) -> Result<(), TokenError> {
    let time = |seconds| {
        DateTime::from_timestamp(seconds, 0).ok_or_else(|| TokenError::new("a time is none"))
    };
    let expires = time(claims.exp)?;
    let issued = claims.iat.map(time).transpose()?;
    let begins = claims.nbf.map(time).transpose()?;
    if expires + SKEW <= now {
        return Err(TokenError::new("it has expired"));
    }
    if issued.is_some_and(|issued| issued > now + SKEW)
        || begins.is_some_and(|begins| begins > now + SKEW)
    {
        return Err(TokenError::new("it is of the future"));
    }
    if expires > issued.unwrap_or(now) + LIFE_MAX + SKEW {
        return Err(TokenError::new("it lives for more than 24 hours"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::token::tests::sign;
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn read(claims: Value) -> Result<Customer, String> {
        let token = sign(&json!({ "alg": "HS256", "typ": "JWT" }), &claims, b"key");
        customer(&token, &[b"key"], now()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_customer_is_who_the_token_says() {
        let exp = now().timestamp() + 600;
        let customer =
            read(json!({ "sub": "42", "exp": exp, "email": "Ada@Example.com", "name": " Ada " }))
                .unwrap();
        assert_eq!(customer.id, "42");
        assert_eq!(customer.email.unwrap().as_str(), "ada@example.com");
        assert_eq!(customer.name.as_deref(), Some("Ada"));
        assert_eq!(
            read(json!({ "sub": "42", "exp": exp, "email": "nobody" }))
                .unwrap()
                .email,
            None
        );
    }

    #[test]
    fn tokens_are_short_lived() {
        let now = now().timestamp();
        let day = 24 * 3600;
        for (claims, why) in [
            (json!({ "sub": "1" }), "missing field `exp`"),
            (json!({ "exp": now + 60 }), "missing field `sub`"),
            (json!({ "sub": " ", "exp": now + 60 }), "1 to 200"),
            (json!({ "sub": "1", "exp": "tomorrow" }), "invalid type"),
            (json!({ "sub": "1", "exp": now - 61 }), "expired"),
            (json!({ "sub": "1", "exp": now + day + 61 }), "24 hours"),
            (
                json!({ "sub": "1", "exp": now + 600, "iat": now - day }),
                "24 hours",
            ),
            (
                json!({ "sub": "1", "exp": now + 600, "iat": now + 61 }),
                "future",
            ),
            (
                json!({ "sub": "1", "exp": now + 600, "nbf": now + 61 }),
                "future",
            ),
            (json!({ "sub": "1", "exp": i64::MAX }), "a time is none"),
        ] {
            let error = read(claims.clone()).unwrap_err();
            assert!(error.contains(why), "{claims}: {error}");
        }
        for fine in [
            json!({ "sub": "1", "exp": now - 59 }),
            json!({ "sub": "1", "exp": now + day, "iat": now }),
            json!({ "sub": "1", "exp": now + 60, "iat": now + 30, "nbf": now + 30 }),
        ] {
            assert!(read(fine.clone()).is_ok(), "{fine}");
        }
    }
}
