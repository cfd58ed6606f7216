//! What is chosen from either of two leads.

use serde::{Deserialize, Serialize};

use crate::lead::{LeadSummary, Timeline};

/// A field of which one of two leads' values stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MergeField {
    /// What they are called.
    Name,
    /// E-mail address.
    Email,
    /// Phone number.
    Phone,
    /// Company.
    Company,
    /// Where they are.
    Location,
    /// What they would spend.
    Budget,
    /// When they want to begin.
    Timeline,
    /// How many people the company employs.
    CompanySize,
    /// Whether they decide.
    DecisionMaker,
    /// The industry.
    Industry,
    /// How far along.
    Status,
    /// Who takes care of them.
    Assignee,
}

impl MergeField {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Company,
        Self::Status,
        Self::Assignee,
        Self::Industry,
        Self::Location,
        Self::Budget,
        Self::Timeline,
        Self::CompanySize,
        Self::DecisionMaker,
    ];

    /// The word that forms send.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Company => "company",
            Self::Location => "location",
            Self::Budget => "budget",
            Self::Timeline => "timeline",
            Self::CompanySize => "company_size",
            Self::DecisionMaker => "decision_maker",
            Self::Industry => "industry",
            Self::Status => "status",
            Self::Assignee => "assignee",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Email => "E-mail",
            Self::Phone => "Phone",
            Self::Company => "Company",
            Self::Location => "Location",
            Self::Budget => "Budget",
            Self::Timeline => "Timeline",
            Self::CompanySize => "Company size",
            Self::DecisionMaker => "Decision maker",
            Self::Industry => "Industry",
            Self::Status => "Status",
            Self::Assignee => "Assigned to",
        }
    }

    /// What a lead has there, in words, if anything. Of the assignee it is the member's id.
    pub fn value(self, lead: &LeadSummary) -> Option<String> {
        let facts = &lead.facts;
        let contact = &facts.contact;
        match self {
            Self::Name => contact.name.clone(),
            Self::Email => contact.email.as_ref().map(ToString::to_string),
            Self::Phone => contact.phone.as_ref().map(ToString::to_string),
            Self::Company => contact.company.clone(),
            Self::Location => facts.location.clone(),
            Self::Budget => facts.budget.map(|budget| budget.to_string()),
            Self::Timeline => facts.timeline.map(Timeline::name).map(str::to_owned),
            Self::CompanySize => facts.company_size.map(|size| size.to_string()),
            Self::DecisionMaker => facts
                .decision_maker
                .map(|decides| if decides { "Yes" } else { "No" }.to_owned()),
            Self::Industry => Some(lead.industry.name().to_owned()),
            Self::Status => Some(lead.status.name().to_owned()),
            Self::Assignee => lead.assignee.map(|account| account.to_string()),
        }
    }

    /// Whether a lead has anything there.
    pub fn is_known(self, lead: &LeadSummary) -> bool {
        self.value(lead).is_some()
    }

    /// Whether it makes a difference from which of two leads it comes.
    pub fn differs(self, one: &LeadSummary, other: &LeadSummary) -> bool {
        self.value(one) != self.value(other)
    }

    /// Writes what one lead has there over what another has.
    pub(super) fn copy(self, from: &LeadSummary, to: &mut LeadSummary) {
        let (facts, known) = (&mut to.facts, &from.facts);
        match self {
            Self::Name => facts.contact.name.clone_from(&known.contact.name),
            Self::Email => facts.contact.email.clone_from(&known.contact.email),
            Self::Phone => facts.contact.phone.clone_from(&known.contact.phone),
            Self::Company => facts.contact.company.clone_from(&known.contact.company),
            Self::Location => facts.location.clone_from(&known.location),
            Self::Budget => facts.budget = known.budget,
            Self::Timeline => facts.timeline = known.timeline,
            Self::CompanySize => facts.company_size = known.company_size,
            Self::DecisionMaker => facts.decision_maker = known.decision_maker,
            Self::Industry => to.industry = from.industry,
            Self::Status => to.status = from.status,
            Self::Assignee => to.assignee = from.assignee,
        }
    }
}
