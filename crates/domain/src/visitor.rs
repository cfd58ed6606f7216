//! What members see of a visitor beside a conversation.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is known of a visitor apart from the lead that came out of what they wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorProfile {
    /// Who they are, if the host page vouches for them.
    pub customer: Option<VouchedCustomer>,
    /// What else the host page tells, by name.
    pub attributes: Vec<(String, String)>,
    /// What they did there, the latest first.
    pub events: Vec<(String, DateTime<Utc>)>,
    /// Pages viewed, over all visits.
    pub page_views: u32,
    /// Seconds spent, over all visits.
    pub seconds_on_site: u32,
    /// When they came for the first time.
    pub first_seen_at: DateTime<Utc>,
    /// When they came for the last time.
    pub last_seen_at: DateTime<Utc>,
}

/// A customer of the host page, whose server signed that it is them. What somebody typed is never found here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VouchedCustomer {
    /// Their id there.
    pub id: String,
    /// Their name, where it is told.
    pub name: Option<String>,
    /// Their address, where it is told.
    pub email: Option<String>,
    /// The site that vouches.
    pub site: String,
}
