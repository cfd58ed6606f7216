//! By what an organization scores its leads.

use beckon_domain::condition::Profile;
use beckon_domain::lead::{ActivityKind, Budget};
use beckon_domain::score::{Score, ScoreRules, Signals};
use beckon_store::leads::{self, Lead, scores};
use beckon_store::organizations::{self, Targets};
use beckon_store::{StoreError, TenantTx};
use chrono::{DateTime, Utc};

/// What an organization looks for, and its rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scale {
    targets: Targets,
    rules: ScoreRules,
}

impl Scale {
    /// The organization's, as it stands.
    pub(crate) async fn read(tx: &mut TenantTx) -> Result<Self, StoreError> {
        Ok(Self {
            targets: organizations::targets(tx).await?,
            rules: scores::standing(tx).await?.rules,
        })
    }

    /// The score of a lead.
    pub(crate) fn score(&self, lead: &Lead, now: DateTime<Utc>) -> Score {
        Score::with_rules(&self.profile(lead, now), &self.rules)
    }

    /// A lead as rules see it.
    pub(super) fn profile(&self, lead: &Lead, now: DateTime<Utc>) -> Profile {
        Profile {
            facts: lead.summary.facts.clone(),
            industry: lead.summary.industry,
            source: lead.summary.source,
            status: lead.summary.status,
            signals: self.signals(lead),
            touch: lead.touch.clone(),
            days_quiet: Profile::days_between(lead.heard_at, now),
        }
    }

    fn signals(&self, lead: &Lead) -> Signals {
        let facts = &lead.summary.facts;
        let count = |n: i32| u32::try_from(n).unwrap_or(0);
        let location = facts.location.as_deref();
        Signals {
            target_industry: self.targets.industries.contains(&lead.summary.industry),
            company_size: facts.company_size,
            target_geography: location.is_some_and(|location| self.targets.serves(location)),
            page_views: count(lead.page_views),
            seconds_on_site: count(lead.seconds_on_site),
            form_submissions: count(lead.form_submissions),
            had_conversation: lead.had_conversation,
            // Euros and pounds count at face value: each is worth about a dollar, and the threshold is round.
            budget_monthly_cents: facts.budget.and_then(Budget::monthly_cents),
            timeline: facts.timeline,
            decision_maker: facts.decision_maker,
            emails_opened: 0,
            links_clicked: 0,
            answered_within_hour: lead.answered_within_hour,
        }
    }
}

/// Scores a lead anew and writes it; a change goes on its timeline and into its history.
pub(crate) async fn rescore(
    tx: &mut TenantTx,
    lead: &mut Lead,
    scale: &Scale,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = lead.summary.score.value;
    lead.summary.score = scale.score(lead, now);
    leads::save(tx, lead).await?;
    let score = &lead.summary.score;
    if before != score.value {
        let (id, kind) = (lead.summary.id, ActivityKind::ScoreChanged);
        let detail = format!("{before} → {}", score.value);
        leads::note_activity(tx, id, kind, &detail, None, now).await?;
        scores::note(tx, id, score, now).await?;
    }
    Ok(())
}
