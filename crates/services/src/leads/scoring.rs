use beckon_domain::lead::{ActivityKind, Budget};
use beckon_domain::score::{Score, Signals};
use beckon_store::leads::{self, Lead};
use beckon_store::organizations::Targets;
use beckon_store::{StoreError, TenantTx};
use chrono::{DateTime, Utc};

/// Scores a lead for an organization.
pub(crate) fn score(lead: &Lead, targets: &Targets) -> Score {
    let facts = &lead.summary.facts;
    let count = |n: i32| u32::try_from(n).unwrap_or(0);
    Score::of(&Signals {
        target_industry: targets.industries.contains(&lead.summary.industry),
        company_size: facts.company_size,
        target_geography: facts
            .location
            .as_deref()
            .is_some_and(|location| targets.serves(location)),
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
    })
}

/// Scores a lead anew and writes it; a change goes on its timeline.
pub(crate) async fn rescore(
    tx: &mut TenantTx,
    lead: &mut Lead,
    targets: &Targets,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = lead.summary.score.value;
    lead.summary.score = score(lead, targets);
    leads::save(tx, lead).await?;
    let after = lead.summary.score.value;
    if before != after {
        let detail = format!("{before} → {after}");
        leads::note_activity(
            tx,
            lead.summary.id,
            ActivityKind::ScoreChanged,
            &detail,
            None,
            now,
        )
        .await?;
    }
    Ok(())
}
