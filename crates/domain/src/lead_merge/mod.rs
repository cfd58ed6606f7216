//! Two leads that are the same person: which of them stays, and field by field what it has then.

mod field;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::field::MergeField;
use crate::condition::Profile;
use crate::id::{LeadId, LeadMergeId, VisitorId};
use crate::lead::{Budget, LeadSource, LeadStatus, LeadSummary};
use crate::score::{Score, ScoreRules, Signals};

/// One of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The lead that stays.
    Kept,
    /// The lead that becomes part of it.
    Other,
}

impl Side {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Kept, Self::Other];

    /// The word that forms send.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Other => "other",
        }
    }
}

/// What was chosen by hand; of all other fields the rule decides.
pub type Picks = BTreeMap<MergeField, Side>;

/// What a form chose, `email:other` for each field; nothing where something else stands there.
pub fn read_picks(words: &[String]) -> Option<Picks> {
    let pick = |words: &String| {
        let (field, side) = words.split_once(':')?;
        let field = MergeField::ALL
            .into_iter()
            .find(|one| one.as_str() == field)?;
        let side = Side::BOTH.into_iter().find(|one| one.as_str() == side)?;
        Some((field, side))
    };
    words.iter().map(pick).collect()
}

/// A lead as merging sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merging {
    /// What lists show.
    pub summary: LeadSummary,
    /// What its score is made from.
    pub profile: Profile,
    /// Whose browser it was, where one is known.
    pub visitor: Option<VisitorId>,
    /// When they were last heard of.
    pub heard_at: DateTime<Utc>,
}

/// Two leads, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePreview {
    /// The one that stays.
    pub kept: Merging,
    /// The one that becomes part of it.
    pub other: Merging,
    /// By what the organization scores.
    pub rules: ScoreRules,
}

impl MergePreview {
    /// What the lead that stays becomes.
    pub fn result(&self, picks: &Picks) -> LeadSummary {
        let merged = merged(&self.kept, &self.other, picks);
        LeadSummary {
            score: Score::with_rules(&merged.profile, &self.rules),
            ..merged.summary
        }
    }

    /// From which side a field's value comes.
    pub fn side(&self, field: MergeField, picks: &Picks) -> Side {
        side(field, &self.kept, &self.other, picks)
    }

    /// One of the two.
    pub const fn of(&self, side: Side) -> &Merging {
        match side {
            Side::Kept => &self.kept,
            Side::Other => &self.other,
        }
    }
}

/// Another lead with the same address or number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The other lead.
    pub summary: LeadSummary,
    /// Whether the e-mail address is the same.
    pub same_email: bool,
    /// Whether the phone number is the same.
    pub same_phone: bool,
    /// Whether somebody said that it isn't the same person.
    pub is_distinct: bool,
}

/// A merge that was done, and can be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneMerge {
    /// Its id.
    pub id: LeadMergeId,
    /// The lead that stayed.
    pub kept: LeadId,
    /// What the other one was called.
    pub title: String,
}

fn side(field: MergeField, kept: &Merging, other: &Merging, picks: &Picks) -> Side {
    let chosen = picks.get(&field).copied();
    chosen.unwrap_or_else(|| usual(field, kept, other))
}

/// The side that a field's value is taken from where nobody chose: whichever knows it; where both do, what people said of
/// themselves rather than what a file says, and else what was said last.
fn usual(field: MergeField, kept: &Merging, other: &Merging) -> Side {
    let (ours, theirs) = (&kept.summary, &other.summary);
    match (field.is_known(ours), field.is_known(theirs)) {
        (_, false) => return Side::Kept,
        (false, true) => return Side::Other,
        (true, true) => {}
    }
    let is_other = match field {
        // Whoever takes care of the one that stays goes on.
        MergeField::Assignee => false,
        MergeField::Status => progress(kept, other) < progress(other, kept),
        _ => trust(kept) < trust(other),
    };
    if is_other { Side::Other } else { Side::Kept }
}

fn trust(lead: &Merging) -> (bool, DateTime<Utc>) {
    let is_own_word = lead.summary.source != LeadSource::Import;
    (is_own_word, lead.heard_at)
}

/// How far along a lead is. One that was lost is further than nothing, unless the person has come again since.
fn progress(lead: &Merging, beside: &Merging) -> u8 {
    match lead.summary.status {
        LeadStatus::Lost if beside.summary.created_at > lead.summary.created_at => 0,
        LeadStatus::New => 1,
        LeadStatus::Lost => 2,
        LeadStatus::Contacted => 3,
        LeadStatus::Qualified => 4,
        LeadStatus::Converted => 5,
    }
}

/// What two leads make, but for the score. Where they came from the first time is the older one's, the last time the newer
/// one's; what they did adds up, unless both count what one browser did.
pub fn merged(kept: &Merging, other: &Merging, picks: &Picks) -> Merging {
    let of = |field| match side(field, kept, other, picks) {
        Side::Kept => kept,
        Side::Other => other,
    };
    let mut summary = kept.summary.clone();
    for field in MergeField::ALL {
        field.copy(&of(field).summary, &mut summary);
    }
    let older = if other.summary.created_at < kept.summary.created_at {
        other
    } else {
        kept
    };
    summary.created_at = older.summary.created_at;
    summary.source = older.summary.source;
    let newer = if other.heard_at > kept.heard_at {
        other
    } else {
        kept
    };
    let signals = Signals {
        target_industry: of(MergeField::Industry).profile.signals.target_industry,
        target_geography: of(MergeField::Location).profile.signals.target_geography,
        company_size: summary.facts.company_size,
        budget_monthly_cents: summary.facts.budget.and_then(Budget::monthly_cents),
        timeline: summary.facts.timeline,
        decision_maker: summary.facts.decision_maker,
        ..together(kept, other)
    };
    Merging {
        profile: Profile {
            facts: summary.facts.clone(),
            industry: summary.industry,
            source: summary.source,
            status: summary.status,
            signals,
            touch: newer.profile.touch.clone(),
            days_quiet: newer.profile.days_quiet,
        },
        visitor: kept.visitor.or(other.visitor),
        heard_at: newer.heard_at,
        summary,
    }
}

/// What both did.
fn together(kept: &Merging, other: &Merging) -> Signals {
    let (ours, theirs) = (&kept.profile.signals, &other.profile.signals);
    let is_one_browser = kept.visitor.is_some() && kept.visitor == other.visitor;
    let of_browser = |ours: u32, theirs: u32| {
        if is_one_browser {
            ours.max(theirs)
        } else {
            ours.saturating_add(theirs)
        }
    };
    Signals {
        page_views: of_browser(ours.page_views, theirs.page_views),
        seconds_on_site: of_browser(ours.seconds_on_site, theirs.seconds_on_site),
        form_submissions: ours
            .form_submissions
            .saturating_add(theirs.form_submissions),
        had_conversation: ours.had_conversation || theirs.had_conversation,
        emails_opened: ours.emails_opened.saturating_add(theirs.emails_opened),
        links_clicked: ours.links_clicked.saturating_add(theirs.links_clicked),
        answered_within_hour: ours.answered_within_hour || theirs.answered_within_hour,
        ..ours.clone()
    }
}
