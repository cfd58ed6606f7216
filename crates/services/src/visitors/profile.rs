use beckon_domain::account::Identity;
use beckon_domain::id::ConversationId;
use beckon_domain::visitor::{VisitorProfile, VouchedCustomer};
use beckon_store::visitors::{self, Profile};
use serde_json::Value;

use crate::Services;
use crate::conversations::ConversationError;

/// How many of the latest events are told.
const EVENTS: i64 = 8;

/// What is known of the visitor of a conversation.
pub async fn profile(
    services: &Services,
    identity: &Identity,
    conversation: ConversationId,
) -> Result<VisitorProfile, ConversationError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    let profile = visitors::profile(&mut tx, conversation, EVENTS).await?;
    Ok(as_members_see(profile.ok_or(ConversationError::NotFound)?))
}

fn as_members_see(profile: Profile) -> VisitorProfile {
    let Profile {
        site, name, email, ..
    } = profile;
    let customer = profile.external_id.map(|id| VouchedCustomer {
        id,
        name,
        email,
        site,
    });
    let attributes = profile.attributes.into_iter();
    VisitorProfile {
        customer,
        attributes: attributes
            .map(|(name, value)| (name, words(value)))
            .collect(),
        events: profile.events,
        page_views: profile.page_views.unsigned_abs(),
        seconds_on_site: profile.seconds_on_site.unsigned_abs(),
        first_seen_at: profile.first_seen_at,
        last_seen_at: profile.last_seen_at,
    }
}

/// A value as a member reads it.
fn words(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        other => other.to_string(),
    }
}
