//! Organizations.

use beckon_domain::account::OrganizationKind;
use beckon_domain::id::OrganizationId;
use beckon_domain::industry::Industry;
use chrono::{DateTime, Utc};

use crate::{StoreError, TenantTx};

/// A new organization.
#[derive(Clone, Debug)]
pub struct NewOrganization<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its kind.
    pub kind: OrganizationKind,
    /// The industries it serves.
    pub target_industries: &'a [Industry],
    /// The places it serves, as words that a lead's location contains.
    pub target_locations: &'a [String],
}

/// What an organization looks for, as far as the score asks.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// The industries it serves.
    pub industries: Vec<Industry>,
    /// The places it serves, as words that a lead's location contains.
    pub locations: Vec<String>,
}

impl Targets {
    /// Whether a location, in a lead's own words, is one of the places served.
    pub fn serves(&self, location: &str) -> bool {
        let location = location.to_lowercase();
        self.locations
            .iter()
            .any(|place| location.contains(&place.to_lowercase()))
    }
}

/// Creates the organization for which the transaction acts.
pub async fn insert(
    tx: &mut TenantTx,
    new: &NewOrganization<'_>,
    now: DateTime<Utc>,
) -> Result<OrganizationId, StoreError> {
    let id = tx.organization();
    sqlx::query!(
        "insert into organization (id, name, kind, target_industries, target_locations, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        id.0,
        new.name,
        new.kind as OrganizationKind,
        new.target_industries as &[Industry],
        new.target_locations,
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// What the organization is called.
pub async fn name(tx: &mut TenantTx) -> Result<String, StoreError> {
    let id = tx.organization().0;
    Ok(
        sqlx::query_scalar!("select name from organization where id = $1", id)
            .fetch_one(&mut **tx)
            .await?,
    )
}

/// What the organization looks for.
pub async fn targets(tx: &mut TenantTx) -> Result<Targets, StoreError> {
    let row = sqlx::query!(
        r#"select target_industries as "industries: Vec<Industry>", target_locations from organization where id = $1"#,
        tx.organization().0,
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Targets {
        industries: row.industries,
        locations: row.target_locations,
    })
}
