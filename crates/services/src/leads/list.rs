use beckon_domain::account::Identity;
use beckon_domain::id::LeadId;
use beckon_domain::lead::LeadDetails;
use beckon_domain::lead_list::{LeadQuery, ListedLeads};
use beckon_store::conversations;
use beckon_store::leads::{self, PAGE, Viewer};
use beckon_store::routing;

use super::LeadError;
use crate::Services;

/// Lines of how a lead found who takes care of it that its page shows.
const ROUTING: i64 = 20;

/// The page of leads that a query asks for. Where its list is empty it says which criteria are to blame.
pub async fn page(
    services: &Services,
    identity: &Identity,
    query: &LeadQuery,
) -> Result<ListedLeads, LeadError> {
    let viewer = Viewer {
        account: identity.account,
        now: services.clock.now(),
    };
    let mut tx = services.store.tenant(identity.organization).await?;
    // One more than is shown tells whether there are more.
    let mut listed = leads::matching(&mut tx, query, viewer, PAGE + 1).await?;
    let is_more = listed.len() > usize::try_from(PAGE).unwrap_or_default();
    if is_more {
        listed.pop();
    }
    let next = listed.last().filter(|_| is_more).map(|last| LeadQuery {
        after: Some(last.place.clone()),
        ..query.clone()
    });
    let mut hiding = Vec::new();
    if listed.is_empty() && query.after.is_none() {
        for at in 0..query.criteria.len() {
            if leads::any_matching(&mut tx, &query.without(at), viewer).await? {
                hiding.push(at);
            }
        }
    }
    Ok(ListedLeads {
        leads: listed.into_iter().map(|lead| lead.summary).collect(),
        next,
        hiding,
    })
}

/// A lead with everything that its page shows.
pub async fn details(
    services: &Services,
    identity: &Identity,
    id: LeadId,
) -> Result<LeadDetails, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let summary = leads::find(&mut tx, id).await?.ok_or(LeadError::NotFound)?;
    let (first_touch, last_touch) = leads::touches(&mut tx, id).await?;
    Ok(LeadDetails {
        summary,
        first_touch,
        last_touch,
        conversation: conversations::of_lead(&mut tx, id).await?,
        timeline: leads::timeline(&mut tx, id).await?,
        routing: routing::log(&mut tx, Some(id), ROUTING).await?,
    })
}
