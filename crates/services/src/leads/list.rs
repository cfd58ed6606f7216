use beckon_domain::account::Identity;
use beckon_domain::id::LeadId;
use beckon_domain::lead::{LeadDetails, LeadSummary};
use beckon_domain::lead_list::{LeadQuery, ListedLeads};
use beckon_store::leads::{self, PAGE, Viewer};
use beckon_store::routing;
use beckon_store::{TenantTx, conversations};

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
    let (listed, next) = listed(&mut tx, query, viewer, PAGE).await?;
    let mut hiding = Vec::new();
    if listed.is_empty() && query.after.is_none() {
        for at in 0..query.criteria.len() {
            if leads::any_matching(&mut tx, &query.without(at), viewer).await? {
                hiding.push(at);
            }
        }
    }
    Ok(ListedLeads {
        leads: listed,
        next,
        hiding,
    })
}

/// A page of at most `most` leads, and the one that follows it, if there is one.
pub(super) async fn listed(
    tx: &mut TenantTx,
    query: &LeadQuery,
    viewer: Viewer,
    most: i64,
) -> Result<(Vec<LeadSummary>, Option<LeadQuery>), LeadError> {
    // One more than is shown tells whether there are more.
    let mut listed = leads::matching(tx, query, viewer, most + 1).await?;
    let is_more = listed.len() > usize::try_from(most).unwrap_or_default();
    if is_more {
        listed.pop();
    }
    let next = listed.last().filter(|_| is_more).map(|last| LeadQuery {
        after: Some(last.place.clone()),
        ..query.clone()
    });
    let leads = listed.into_iter().map(|lead| lead.summary).collect();
    Ok((leads, next))
}

/// A lead with everything that its page shows.
pub async fn details(
    services: &Services,
    identity: &Identity,
    id: LeadId,
) -> Result<LeadDetails, LeadError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let summary = leads::find(&mut tx, id).await?.ok_or(LeadError::NotFound)?;
    // Another one, where it was made part of that.
    let id = summary.id;
    let (first_touch, last_touch) = leads::touches(&mut tx, id).await?;
    Ok(LeadDetails {
        summary,
        first_touch,
        last_touch,
        conversation: conversations::of_lead(&mut tx, id).await?,
        timeline: leads::timeline(&mut tx, id).await?,
        routing: routing::log(&mut tx, Some(id), ROUTING).await?,
        form: leads::sent_form(&mut tx, id).await?,
    })
}
