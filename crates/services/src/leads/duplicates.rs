//! Leads that may be the same person: those with the same normalised e-mail address or phone number. It is a suggestion
//! and nothing more, since a household shares a phone, and anybody can type anybody's address.

use beckon_domain::account::Identity;
use beckon_domain::id::LeadId;
use beckon_domain::lead_merge::Duplicate;
use beckon_store::leads::{self, duplicates as store};

use super::LeadError;
use crate::Services;

/// Most suggestions that are made for one lead.
const SUGGESTED: i64 = 20;

/// The other leads with the same address or number, the newest first.
pub async fn duplicates(
    services: &Services,
    identity: &Identity,
    id: LeadId,
) -> Result<Vec<Duplicate>, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let lead = leads::find(&mut tx, id).await?.ok_or(LeadError::NotFound)?;
    let contact = lead.facts.contact;
    let others = store::with_contact(&mut tx, &contact, Some(lead.id), SUGGESTED).await?;
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let distinct = store::distinct_from(&mut tx, lead.id).await?;
    let others = others.into_iter().map(|summary| {
        let theirs = &summary.facts.contact;
        Duplicate {
            same_email: contact.email.is_some() && contact.email == theirs.email,
            same_phone: contact.phone.is_some() && contact.phone == theirs.phone,
            is_distinct: distinct.contains(&summary.id),
            summary,
        }
    });
    Ok(others.collect())
}

/// Keeps that two leads are different people, or forgets it.
pub async fn set_distinct(
    services: &Services,
    identity: &Identity,
    one: LeadId,
    other: LeadId,
    is_distinct: bool,
) -> Result<(), LeadError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    if is_distinct {
        store::set_distinct(&mut tx, one, other, identity.account, now).await?;
    } else {
        store::forget_distinct(&mut tx, one, other).await?;
    }
    Ok(tx.commit().await?)
}
