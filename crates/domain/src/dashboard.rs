//! The figures at the top of the app.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lead::{LeadSource, LeadStatus, LeadSummary};

/// Score from which a lead counts as qualified.
pub const QUALIFIED_FROM: u8 = 60;

/// Days shown in the chart.
pub const CHART_DAYS: u32 = 30;

/// An organization's figures. Days are UTC.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Leads of all time.
    pub total: i64,
    /// Leads that arrived today.
    pub today: i64,
    /// Leads with a score of at least [`QUALIFIED_FROM`].
    pub qualified: i64,
    /// Mean score, 0 to 100; 0 without leads.
    pub average_score: f64,
    /// Leads that became customers.
    pub converted: i64,
    /// Conversations going on.
    pub active_conversations: i64,
    /// Conversations with messages that nobody has seen.
    pub unread_conversations: i64,
    /// Leads a day over the last [`CHART_DAYS`] days, the oldest first, without gaps.
    pub per_day: Vec<DayCount>,
    /// Leads by source, the most first.
    pub by_source: Vec<(LeadSource, i64)>,
    /// Leads by status, in the order of a lead's life.
    pub by_status: Vec<(LeadStatus, i64)>,
    /// The best leads of the last seven days, at most five.
    pub best: Vec<LeadSummary>,
}

impl Figures {
    /// Share of leads that became customers, 0 to 1; 0 without leads.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    pub fn conversion_rate(&self) -> f64 {
        if self.total == 0 {
            0.0
        } else {
            self.converted as f64 / self.total as f64
        }
    }
}

/// How many leads a day brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day.
    pub day: NaiveDate,
    /// Leads.
    pub count: i64,
}
