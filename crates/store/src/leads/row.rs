//! A lead's row, and how it is read.

use beckon_domain::attribution::Touch;
use beckon_domain::contact::{Contact, Email, Phone};
use beckon_domain::id::{AccountId, LeadId};
use beckon_domain::industry::Industry;
use beckon_domain::lead::{
    Budget, BudgetPeriod, Facts, LeadSource, LeadStatus, LeadSummary, Timeline,
};
use beckon_domain::money::{Currency, Money};
use beckon_domain::score::{Reason, Score};
use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::Lead;
use crate::StoreError;

#[derive(sqlx::FromRow)]
pub(super) struct LeadRow {
    pub(super) id: Uuid,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) company: Option<String>,
    pub(super) location: Option<String>,
    pub(super) budget_cents: Option<i64>,
    pub(super) budget_currency: Option<Currency>,
    pub(super) budget_period: Option<BudgetPeriod>,
    pub(super) timeline: Option<Timeline>,
    pub(super) company_size: Option<i32>,
    pub(super) decision_maker: Option<bool>,
    pub(super) industry: Industry,
    pub(super) source: LeadSource,
    pub(super) status: LeadStatus,
    pub(super) assignee_id: Option<Uuid>,
    pub(super) page_views: i32,
    pub(super) seconds_on_site: i32,
    pub(super) form_submissions: i32,
    pub(super) had_conversation: bool,
    pub(super) answered_within_hour: bool,
    pub(super) score: i16,
    pub(super) score_reasons: Json<Vec<Reason>>,
    pub(super) touch: Json<Touch>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) heard_at: DateTime<Utc>,
}

impl LeadRow {
    fn facts(&self) -> Result<Facts, StoreError> {
        let corrupt = |error| StoreError::corrupt("lead's contact", error);
        let budget = match (self.budget_cents, self.budget_currency, self.budget_period) {
            (Some(cents), Some(currency), Some(period)) => Some(Budget {
                amount: Money { cents, currency },
                period,
            }),
            _ => None,
        };
        Ok(Facts {
            contact: Contact {
                name: self.name.clone(),
                email: self
                    .email
                    .as_deref()
                    .map(Email::parse)
                    .transpose()
                    .map_err(corrupt)?,
                phone: self
                    .phone
                    .as_deref()
                    .map(Phone::parse)
                    .transpose()
                    .map_err(corrupt)?,
                company: self.company.clone(),
            },
            location: self.location.clone(),
            budget,
            timeline: self.timeline,
            company_size: self.company_size.and_then(|size| u32::try_from(size).ok()),
            decision_maker: self.decision_maker,
        })
    }

    pub(super) fn into_lead(mut self) -> Result<Lead, StoreError> {
        Ok(Lead {
            page_views: self.page_views,
            seconds_on_site: self.seconds_on_site,
            form_submissions: self.form_submissions,
            had_conversation: self.had_conversation,
            answered_within_hour: self.answered_within_hour,
            heard_at: self.heard_at,
            touch: std::mem::take(&mut self.touch.0),
            summary: self.into_summary()?,
        })
    }

    pub(super) fn into_summary(self) -> Result<LeadSummary, StoreError> {
        Ok(LeadSummary {
            id: LeadId(self.id),
            facts: self.facts()?,
            industry: self.industry,
            source: self.source,
            status: self.status,
            score: Score {
                value: u8::try_from(self.score).unwrap_or_default(),
                reasons: self.score_reasons.0,
            },
            assignee: self.assignee_id.map(AccountId),
            created_at: self.created_at,
        })
    }
}

/// `select` of a [`LeadRow`] with what comes after `from lead`.
macro_rules! select_leads {
    ($tail:literal, $($argument:expr),* $(,)?) => {
        sqlx::query_as!(
            crate::leads::row::LeadRow,
            r#"select id, name, email, phone, company, location, budget_cents, budget_currency as "budget_currency: Currency",
                   budget_period as "budget_period: BudgetPeriod", timeline as "timeline: Timeline", company_size,
                   decision_maker, industry as "industry: Industry", source as "source: LeadSource",
                   status as "status: LeadStatus", assignee_id, page_views, seconds_on_site, form_submissions,
                   had_conversation, answered_within_hour, score, score_reasons as "score_reasons: Json<Vec<Reason>>",
                   last_touch as "touch: Json<Touch>", created_at,
                   greatest(created_at, last_contact_at, (select last_seen_at from visitor
                       where visitor.organization_id = lead.organization_id and visitor.id = visitor_id)) as "heard_at!"
               from lead "# + $tail,
            $($argument),*
        )
    };
}

pub(super) use select_leads;
