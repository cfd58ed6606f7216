//! Forms that were put aside, for who looks through them.

use beckon_domain::account::{Identity, Role};
use beckon_domain::form::{LeadForm, answered};
use beckon_domain::held::HeldForm;
use beckon_domain::id::{HeldId, LeadId};
use beckon_store::forms::{self, Claim, HeldRow};
use beckon_store::{StoreError, TenantTx, sites};

use super::LeadError;
use super::consent::{Given, text_of};
use super::form::{Captured, capture, kept_notes};
use crate::Services;

/// How many are shown at once.
const SHOWN: i64 = 100;

/// What is kept aside, the newest first, and how many there are.
pub async fn held_forms(
    services: &Services,
    identity: &Identity,
) -> Result<(Vec<HeldForm>, i64), LeadError> {
    let mut tx = admins(services, identity).await?;
    let rows = forms::held(&mut tx, SHOWN).await?;
    let count = forms::count_held(&mut tx).await?;
    let shown = rows.into_iter().map(shown).collect::<Result<_, _>>()?;
    Ok((shown, count))
}

/// Makes a lead of what somebody says is a person's.
pub async fn accept_held(
    services: &Services,
    identity: &Identity,
    id: HeldId,
) -> Result<LeadId, LeadError> {
    let mut tx = admins(services, identity).await?;
    let row = forms::lock_held(&mut tx, id).await?;
    let HeldRow { held, industry } = row.ok_or(LeadError::NotFound)?;
    let form = read(&held.form)?;
    let facts = form.check_for(industry).map_err(LeadError::Form)?;
    let now = services.clock.now();
    // Who presses the button later, on the page that asked, is thanked.
    if forms::claim_ticket(&mut tx, id.0, &held.content, now).await? != Claim::First {
        return Err(LeadError::NotFound);
    }
    let consent = match &held.consent_version {
        Some(version) => text_of(&mut tx, version).await?,
        None => None,
    };
    let consent = consent.map(|text| Given {
        address: Some(held.address.clone()),
        user_agent: Some(held.user_agent.clone()),
        ..Given::to(&text, None)
    });
    let site = sites::find(&mut tx, held.site).await?;
    let captured = Captured {
        site: &site.ok_or(LeadError::NotFound)?,
        visitor: None,
        facts,
        touch: held.touch,
        notes: kept_notes(&form.notes),
        consent,
        answers: answered(industry, &form.answers),
    };
    let lead = capture(services, &mut tx, captured).await?;
    forms::remove_held(&mut tx, id).await?;
    tx.commit().await?;
    Ok(lead)
}

/// Removes what is no person's.
pub async fn remove_held(
    services: &Services,
    identity: &Identity,
    id: HeldId,
) -> Result<(), LeadError> {
    let mut tx = admins(services, identity).await?;
    if !forms::remove_held(&mut tx, id).await? {
        return Err(LeadError::NotFound);
    }
    Ok(tx.commit().await?)
}

async fn admins(services: &Services, identity: &Identity) -> Result<TenantTx, LeadError> {
    if identity.role < Role::Admin {
        return Err(LeadError::NotAllowed);
    }
    Ok(services.store.tenant(identity.organization).await?)
}

fn read(form: &str) -> Result<LeadForm, StoreError> {
    serde_json::from_str(form).map_err(|error| StoreError::Corrupt(format!("a held form: {error}")))
}

fn shown(row: HeldRow) -> Result<HeldForm, StoreError> {
    let HeldRow { held, industry } = row;
    let form = read(&held.form)?;
    Ok(HeldForm {
        id: held.id,
        industry,
        reason: held.reason,
        answers: answered(industry, &form.answers),
        form,
        address: held.address,
        user_agent: held.user_agent,
        at: held.at,
    })
}
