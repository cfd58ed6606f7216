use beckon_domain::id::{AccountId, JobId, LeadId, OrganizationId, TeamId};
use beckon_domain::notification::NotificationKind;
use beckon_domain::routing::{Candidate, Cause, Decision, Outcome, RoutingRules, decide};
use beckon_store::leads::Lead;
use beckon_store::routing::{self as store, Rounds, Waiting};
use beckon_store::{StoreError, TenantTx, accounts, jobs};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::candidates;
use crate::Services;
use crate::conversations::News;
use crate::leads::Scale;
use crate::leads::hand_over::Held;
use crate::notifications::{Raise, Told, raise};

/// The kind of job that gives a lead out.
pub(crate) const ROUTE: &str = "leads.route";

/// The kind of job that gives those out that wait.
pub(crate) const DRAIN: &str = "leads.drain";

/// How often it is looked whether somebody can take those that wait.
const PATIENCE: TimeDelta = TimeDelta::seconds(10);

/// Leads that wait which are looked at by one job.
const BATCH: i64 = 100;

/// The round of everybody among the turns that are kept.
const EVERYBODY: &str = "all";

/// What the job is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Route {
    lead: LeadId,
}

/// Writes the job that gives a lead out, in the transaction in which it arrives.
pub(crate) async fn enqueue_route(
    services: &Services,
    tx: &mut TenantTx,
    lead: LeadId,
) -> Result<(), StoreError> {
    let (rules, _) = store::standing(tx).await?;
    if rules.is_active {
        jobs::enqueue(tx, ROUTE, &Route { lead }, services.clock.now()).await?;
    }
    Ok(())
}

/// Gives a lead to whom it belongs, or lets it wait.
pub(crate) async fn route(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Route { lead }: Route,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    let news = place(services, &mut tx, lead).await?;
    if news.waits && !store::is_drained(&mut tx).await? {
        let now = services.clock.now();
        jobs::enqueue_at(&mut tx, DRAIN, &Drain::default(), now + PATIENCE, now).await?;
    }
    tx.commit().await?;
    news.publish(services, organization);
    Ok(())
}

/// What the job is told.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Drain {
    /// The one after which it goes on.
    after: Option<Waiting>,
}

/// Gives out what waits and somebody can take by now; looks again later while anything is left. Each lead has a
/// transaction of its own, so that no two conversations are held at once.
pub(crate) async fn drain(
    services: &Services,
    organization: OrganizationId,
    job: JobId,
    Drain { after }: Drain,
) -> Result<(), StoreError> {
    let mut tx = services.store.tenant(organization).await?;
    let (rules, _) = store::standing(&mut tx).await?;
    let somebody = rules.is_active
        && candidates(services, &mut tx)
            .await?
            .iter()
            .any(|candidate| candidate.hindrance().is_none());
    let waiting = if somebody {
        store::waiting(&mut tx, after, BATCH).await?
    } else {
        Vec::new()
    };
    drop(tx);
    for (_, lead) in &waiting {
        let mut tx = services.store.tenant(organization).await?;
        let news = place(services, &mut tx, *lead).await?;
        tx.commit().await?;
        news.publish(services, organization);
    }
    let mut tx = services.store.tenant(organization).await?;
    jobs::complete(&mut tx, job).await?;
    let now = services.clock.now();
    let is_full = i64::try_from(waiting.len()) == Ok(BATCH);
    if is_full {
        let next = Drain {
            after: waiting.last().copied(),
        };
        jobs::enqueue(&mut tx, DRAIN, &next, now).await?;
    } else if rules.is_active && store::count_waiting(&mut tx).await? > 0 {
        jobs::enqueue_at(&mut tx, DRAIN, &Drain::default(), now + PATIENCE, now).await?;
    }
    tx.commit().await
}

/// Whom to tell of what became of a lead, once it is committed.
#[derive(Default)]
struct Placed {
    line: Option<News>,
    told: Told,
    waits: bool,
}

impl Placed {
    fn publish(self, services: &Services, organization: OrganizationId) {
        if let Some(line) = self.line {
            line.publish(services, organization);
        }
        self.told.publish(services, organization);
        services.jobs.notify_one();
    }
}

/// Decides about a lead that nobody takes care of, and does what was decided.
async fn place(services: &Services, tx: &mut TenantTx, id: LeadId) -> Result<Placed, StoreError> {
    let Some((rules, mut turns)) = store::hold(tx).await? else {
        return Ok(Placed::default());
    };
    let held = Held::take(tx, id).await?;
    let is_free = |held: &Held| rules.is_active && held.lead.summary.assignee.is_none();
    let Some(held) = held.filter(is_free) else {
        store::dequeue(tx, id).await?;
        return Ok(Placed::default());
    };
    let id = held.lead.summary.id;
    let candidates = candidates(services, tx).await?;
    let decision = decision(services, tx, &rules, &mut turns, &held.lead, &candidates).await?;
    let now = services.clock.now();
    let outcome = Outcome::of(decision, &candidates);
    let Outcome::Given { to, why } = &outcome else {
        if store::enqueue(tx, id, now).await? {
            store::note(tx, id, &outcome, now).await?;
        }
        return Ok(Placed {
            waits: true,
            ..Placed::default()
        });
    };
    turns.retain(|_, round| {
        round.keep(|account| candidates.iter().any(|member| member.account == account));
        !round.is_empty()
    });
    store::save_turns(tx, &turns).await?;
    store::note(tx, id, &outcome, now).await?;
    give(services, tx, &held, *to, why).await
}

async fn decision(
    services: &Services,
    tx: &mut TenantTx,
    rules: &RoutingRules,
    turns: &mut Rounds,
    lead: &Lead,
    candidates: &[Candidate],
) -> Result<Decision, StoreError> {
    if let Some(to) = store::earlier_assignee(tx, lead.summary.id).await? {
        let why = Cause::Returning;
        return Ok(Decision::Give { to, why });
    }
    let profile = Scale::read(tx).await?.profile(lead, services.clock.now());
    let mut take = |team: Option<TeamId>, available: &[(AccountId, u8)]| {
        let round = team.map_or_else(|| EVERYBODY.to_owned(), |team| team.to_string());
        turns.entry(round).or_default().take(available)
    };
    Ok(decide(rules, &profile, candidates, &mut take))
}

/// The lead is theirs from now on, and they are told.
async fn give(
    services: &Services,
    tx: &mut TenantTx,
    held: &Held,
    to: AccountId,
    why: &Cause,
) -> Result<Placed, StoreError> {
    let members = accounts::members(tx).await?;
    let name = members
        .into_iter()
        .find(|member| member.account == to)
        .map(|member| member.name)
        .unwrap_or_default();
    let detail = format!("{name}: {}", why.in_words());
    let now = services.clock.now();
    let line = held.hand_over(tx, Some(to), &detail, None, now).await?;
    let what = Raise {
        kind: NotificationKind::Routed,
        about: held.subject(),
        title: &held.lead.summary.title(),
        detail: &why.in_words(),
        count: 1,
    };
    Ok(Placed {
        line,
        told: raise(services, tx, &[to], what).await?,
        waits: false,
    })
}
