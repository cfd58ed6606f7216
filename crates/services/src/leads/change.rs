//! Leads moved along and given to people by hand, one or many at once, and back.

use beckon_domain::account::Identity;
use beckon_domain::id::{AccountId, LeadChangeId, LeadId};
use beckon_domain::lead::{ActivityKind, LeadStatus};
use beckon_domain::lead_change::{CHANGED_MAX, DoneChange, LeadChange};
use beckon_domain::lead_list::LeadQuery;
use beckon_domain::notification::{NotificationKind, Subject};
use beckon_store::leads::changes::{self, Before, KeptChange};
use beckon_store::leads::{self, Lead, Viewer};
use beckon_store::{TenantTx, accounts};
use chrono::TimeDelta;

use super::LeadError;
use super::hand_over::Held;
use super::scoring::{Scale, rescore};
use crate::Services;
use crate::conversations::News;
use crate::notifications::{Raise, Told, raise};

/// How long a change can be undone.
const UNDONE_WITHIN: TimeDelta = TimeDelta::minutes(5);

/// Changes leads; those for which it is no news, and those that are gone, are passed over. Tells what can be undone, if
/// anything was changed.
pub async fn change(
    services: &Services,
    identity: &Identity,
    ids: &[LeadId],
    change: LeadChange,
) -> Result<Option<DoneChange>, LeadError> {
    if ids.len() > CHANGED_MAX {
        return Err(LeadError::TooManyLeads);
    }
    let tx = services.store.tenant(identity.organization).await?;
    change_in(services, tx, identity, ids.to_vec(), change).await
}

/// Changes all leads of a list; refused where there are more than [`CHANGED_MAX`].
pub async fn change_list(
    services: &Services,
    identity: &Identity,
    query: &LeadQuery,
    change: LeadChange,
) -> Result<Option<DoneChange>, LeadError> {
    let viewer = Viewer {
        account: identity.account,
        now: services.clock.now(),
    };
    let most = i64::try_from(CHANGED_MAX).unwrap_or(i64::MAX);
    let mut tx = services.store.tenant(identity.organization).await?;
    let ids = leads::ids_matching(&mut tx, query, viewer, most + 1).await?;
    if ids.len() > CHANGED_MAX {
        return Err(LeadError::TooManyLeads);
    }
    change_in(services, tx, identity, ids, change).await
}

async fn change_in(
    services: &Services,
    tx: TenantTx,
    identity: &Identity,
    mut ids: Vec<LeadId>,
    change: LeadChange,
) -> Result<Option<DoneChange>, LeadError> {
    // In one order for all, so that no two wait for each other.
    ids.sort_unstable();
    ids.dedup();
    let mut work = Work::begin(services, tx, identity, change).await?;
    if matches!(change, LeadChange::Assignee(Some(to)) if !work.is_here(to)) {
        return Err(LeadError::NoSuchMember);
    }
    let mut before = Vec::new();
    for lead in ids {
        let held = Held::take(&mut work.tx, lead).await?;
        let Some(held) = held.filter(|held| held.lead.summary.id == lead) else {
            continue;
        };
        if let Some(was) = work.apply(held, change).await? {
            before.push(Before { lead, was });
        }
    }
    if before.is_empty() {
        return Ok(None);
    }
    let now = services.clock.now();
    let kept = KeptChange {
        id: LeadChangeId::generate(now),
        account: identity.account,
        change,
        before,
    };
    changes::insert(&mut work.tx, &kept, now, now - UNDONE_WITHIN).await?;
    work.tell(kept.before.len()).await?;
    work.commit().await?;
    Ok(Some(done(&kept)))
}

/// What the member did last, while it can be undone.
pub async fn last_change(
    services: &Services,
    identity: &Identity,
) -> Result<Option<DoneChange>, LeadError> {
    let since = services.clock.now() - UNDONE_WITHIN;
    let mut tx = services.store.tenant(identity.organization).await?;
    let kept = changes::last(&mut tx, identity.account, since).await?;
    Ok(kept.as_ref().map(done))
}

/// Makes of each lead what it was before a change of one's own; what somebody changed again since stays as it is. Tells for
/// how many leads that was news.
pub async fn undo_change(
    services: &Services,
    identity: &Identity,
    id: LeadChangeId,
) -> Result<usize, LeadError> {
    let now = services.clock.now();
    let mut tx = services.store.tenant(identity.organization).await?;
    let kept = changes::lock(&mut tx, id, now - UNDONE_WITHIN).await?;
    let kept = kept.filter(|kept| kept.account == identity.account);
    let kept = kept.ok_or(LeadError::NotFound)?;
    changes::set_undone(&mut tx, id, now).await?;
    let mut work = Work::begin(services, tx, identity, kept.change).await?;
    let mut back = 0;
    for Before { lead, was } in kept.before {
        let held = Held::take(&mut work.tx, lead).await?;
        let held = held.filter(|held| {
            let now = &held.lead.summary;
            now.id == lead && was.of(now) == kept.change
        });
        if let Some(held) = held {
            let applied = work.apply(held, was).await?;
            back += usize::from(applied.is_some());
        }
    }
    work.commit().await?;
    Ok(back)
}

/// Moves a lead along.
pub async fn set_status(
    services: &Services,
    identity: &Identity,
    id: LeadId,
    status: LeadStatus,
) -> Result<(), LeadError> {
    let change = LeadChange::Status(status);
    let tx = services.store.tenant(identity.organization).await?;
    let mut work = Work::begin(services, tx, identity, change).await?;
    let held = Held::take(&mut work.tx, id).await?;
    let held = held.ok_or(LeadError::NotFound)?;
    work.apply(held, change).await?;
    work.commit().await
}

fn done(kept: &KeptChange) -> DoneChange {
    DoneChange {
        id: kept.id,
        change: kept.change,
        leads: kept.before.len(),
    }
}

/// Leads being changed in one transaction.
struct Work<'a> {
    services: &'a Services,
    tx: TenantTx,
    by: &'a Identity,
    scale: Scale,
    /// The members' names, where leads are given to somebody.
    names: Vec<(AccountId, String)>,
    /// Whom to tell, and by which lead, of what they were given.
    given: Option<(AccountId, Subject, String)>,
    news: Vec<News>,
    told: Told,
}

impl<'a> Work<'a> {
    async fn begin(
        services: &'a Services,
        mut tx: TenantTx,
        by: &'a Identity,
        change: LeadChange,
    ) -> Result<Self, LeadError> {
        let members = match change {
            LeadChange::Assignee(_) => accounts::members(&mut tx).await?,
            LeadChange::Status(_) => Vec::new(),
        };
        let members = members.into_iter();
        Ok(Self {
            services,
            by,
            scale: Scale::read(&mut tx).await?,
            names: members
                .map(|member| (member.account, member.name))
                .collect(),
            given: None,
            news: Vec::new(),
            told: Told::default(),
            tx,
        })
    }

    fn is_here(&self, account: AccountId) -> bool {
        self.names.iter().any(|(member, _)| *member == account)
    }

    fn name(&self, account: Option<AccountId>) -> &str {
        let member = self
            .names
            .iter()
            .find(|(member, _)| Some(*member) == account);
        member.map_or("Nobody", |(_, name)| name)
    }

    /// Changes a lead; gives back what held before, if that was something else.
    async fn apply(
        &mut self,
        held: Held,
        change: LeadChange,
    ) -> Result<Option<LeadChange>, LeadError> {
        let was = change.of(&held.lead.summary);
        match change {
            _ if was == change => return Ok(None),
            LeadChange::Status(status) => self.set_status(held.lead, status).await?,
            // Whoever has left meanwhile doesn't get it back.
            LeadChange::Assignee(Some(to)) if !self.is_here(to) => return Ok(None),
            LeadChange::Assignee(to) => self.assign(&held, to).await?,
        }
        Ok(Some(was))
    }

    async fn set_status(&mut self, mut lead: Lead, status: LeadStatus) -> Result<(), LeadError> {
        let detail = format!("{} → {}", lead.summary.status.name(), status.name());
        lead.summary.status = status;
        let (by, now) = (Some(self.by.account), self.services.clock.now());
        rescore(&mut self.tx, &mut lead, &self.scale, now).await?;
        let (id, kind) = (lead.summary.id, ActivityKind::StatusChanged);
        Ok(leads::note_activity(&mut self.tx, id, kind, &detail, by, now).await?)
    }

    async fn assign(&mut self, held: &Held, to: Option<AccountId>) -> Result<(), LeadError> {
        let name = self.name(to).to_owned();
        let (by, now) = (Some(self.by.account), self.services.clock.now());
        let news = held.hand_over(&mut self.tx, to, &name, by, now).await?;
        self.news.extend(news);
        let to = to.filter(|to| *to != self.by.account);
        if let (Some(to), None) = (to, &self.given) {
            self.given = Some((to, held.subject(), held.lead.summary.title()));
        }
        Ok(())
    }

    /// Tells the member who was given `leads` of them, once.
    async fn tell(&mut self, leads: usize) -> Result<(), LeadError> {
        let Some((to, about, title)) = self.given.take() else {
            return Ok(());
        };
        let detail = match leads {
            1 => format!("from {}", self.by.name),
            2 => format!("from {}, with another one", self.by.name),
            _ => format!("from {}, with {} others", self.by.name, leads - 1),
        };
        let what = Raise {
            kind: NotificationKind::Routed,
            about,
            title: &title,
            detail: &detail,
            count: 1,
        };
        self.told = raise(self.services, &mut self.tx, &[to], what).await?;
        Ok(())
    }

    async fn commit(self) -> Result<(), LeadError> {
        self.tx.commit().await?;
        for line in self.news {
            line.publish(self.services, self.by.organization);
        }
        self.told.publish(self.services, self.by.organization);
        self.services.jobs.notify_one();
        Ok(())
    }
}
