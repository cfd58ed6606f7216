use beckon_domain::account::Identity;
use beckon_domain::lead_list::{BoardColumn, COUNTED_MAX, LeadQuery, ListedLeads};
use beckon_store::leads::{self, Viewer};

use super::LeadError;
use super::list::listed;
use crate::Services;

/// Leads that a column shows at first.
const COLUMN: i64 = 20;

/// The columns of the board that a query asks for, each with its first leads.
pub async fn board(
    services: &Services,
    identity: &Identity,
    query: &LeadQuery,
) -> Result<Vec<BoardColumn>, LeadError> {
    let viewer = Viewer {
        account: identity.account,
        now: services.clock.now(),
    };
    let most = i64::try_from(COUNTED_MAX).unwrap_or(i64::MAX);
    let mut tx = services.store.tenant(identity.organization).await?;
    let mut columns = Vec::new();
    for (status, query) in query.columns() {
        let (leads, next) = listed(&mut tx, &query, viewer, COLUMN).await?;
        let count = if next.is_some() {
            let count = leads::count_matching(&mut tx, &query, viewer, most).await?;
            usize::try_from(count).unwrap_or(COUNTED_MAX)
        } else {
            leads.len()
        };
        let page = ListedLeads {
            leads,
            next,
            hiding: Vec::new(),
        };
        columns.push(BoardColumn {
            status,
            page,
            count,
        });
    }
    Ok(columns)
}
