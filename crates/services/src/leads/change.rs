//! Leads moved along and given to people by hand, one or many at once, and back.

use beckon_domain::account::Identity;
use beckon_domain::id::{AccountId, LeadChangeId, LeadId};
use beckon_domain::inbox::Assignment;
use beckon_domain::lead::{ActivityKind, LeadStatus};
use beckon_domain::lead_change::{CHANGED_MAX, DoneChange, LeadChange};
use beckon_domain::lead_list::LeadQuery;
use beckon_domain::notification::{NotificationKind, Subject};
use beckon_store::leads::changes::{self, Before, KeptChange};
use beckon_store::leads::{self, Lead, Viewer};
use beckon_store::{TenantTx, accounts, conversations, routing};
use chrono::TimeDelta;

use super::LeadError;
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
    let mut before = Vec::new();
    for lead in ids {
        if let Some(was) = work.apply(lead, change, None).await? {
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
    let mut work = Work::resume(services, tx, identity).await?;
    let mut back = 0;
    for Before { lead, was } in kept.before {
        let applied = work.apply(lead, was, Some(kept.change)).await?;
        back += usize::from(applied.is_some());
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
    let tx = services.store.tenant(identity.organization).await?;
    let mut work = Work::resume(services, tx, identity).await?;
    leads::find(&mut work.tx, id)
        .await?
        .ok_or(LeadError::NotFound)?;
    work.apply(id, LeadChange::Status(status), None).await?;
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
    /// The members' names.
    names: Vec<(AccountId, String)>,
    /// Whom to tell, and by which lead, of what they were given.
    given: Option<(AccountId, Subject, String)>,
    news: Vec<News>,
    told: Told,
}

impl<'a> Work<'a> {
    /// Refused where leads would be given to somebody who isn't there.
    async fn begin(
        services: &'a Services,
        tx: TenantTx,
        by: &'a Identity,
        change: LeadChange,
    ) -> Result<Self, LeadError> {
        let work = Self::resume(services, tx, by).await?;
        match change {
            LeadChange::Assignee(Some(to)) if !work.is_here(to) => Err(LeadError::NoSuchMember),
            _ => Ok(work),
        }
    }

    async fn resume(
        services: &'a Services,
        mut tx: TenantTx,
        by: &'a Identity,
    ) -> Result<Self, LeadError> {
        let members = accounts::members(&mut tx).await?.into_iter();
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

    /// Changes a lead, where `only_from` holds for it; gives back what held before, if that was something else. Locks in the
    /// order of all that touches a conversation: the conversation, then its lead.
    async fn apply(
        &mut self,
        id: LeadId,
        change: LeadChange,
        only_from: Option<LeadChange>,
    ) -> Result<Option<LeadChange>, LeadError> {
        let conversation = conversations::of_lead(&mut self.tx, id).await?;
        if let Some(conversation) = conversation {
            conversations::hold(&mut self.tx, conversation).await?;
        }
        let Some(lead) = leads::lock(&mut self.tx, id).await? else {
            return Ok(None);
        };
        let was = change.of(&lead.summary);
        if was == change || only_from.is_some_and(|from| was != from) {
            return Ok(None);
        }
        match change {
            LeadChange::Status(status) => self.set_status(lead, status).await?,
            // Whoever has left meanwhile doesn't get it back.
            LeadChange::Assignee(Some(to)) if !self.is_here(to) => return Ok(None),
            LeadChange::Assignee(to) => {
                let about = conversation.map_or(Subject::Lead(id), Subject::Conversation);
                self.assign(&lead, to, about).await?;
            }
        }
        Ok(Some(was))
    }

    async fn set_status(&mut self, mut lead: Lead, status: LeadStatus) -> Result<(), LeadError> {
        let detail = format!("{} → {}", lead.summary.status.name(), status.name());
        lead.summary.status = status;
        let now = self.services.clock.now();
        rescore(&mut self.tx, &mut lead, &self.scale, now).await?;
        self.note(lead.summary.id, ActivityKind::StatusChanged, &detail)
            .await
    }

    /// The lead's conversation goes with it; the assistant goes on in it until a person writes.
    async fn assign(
        &mut self,
        lead: &Lead,
        to: Option<AccountId>,
        about: Subject,
    ) -> Result<(), LeadError> {
        let id = lead.summary.id;
        leads::assign(&mut self.tx, id, to).await?;
        routing::dequeue(&mut self.tx, id).await?;
        let name = self.name(to).to_owned();
        self.note(id, ActivityKind::Assigned, &name).await?;
        if let Subject::Conversation(conversation) = about {
            let assignment = to.map_or(Assignment::Nobody, Assignment::Member);
            conversations::assign(&mut self.tx, conversation, assignment).await?;
            let news = News::gather(&mut self.tx, conversation, None).await?;
            self.news.push(news);
        }
        let to = to.filter(|to| *to != self.by.account);
        if let (Some(to), None) = (to, &self.given) {
            self.given = Some((to, about, lead.summary.title()));
        }
        Ok(())
    }

    async fn note(
        &mut self,
        lead: LeadId,
        kind: ActivityKind,
        detail: &str,
    ) -> Result<(), LeadError> {
        let (by, now) = (Some(self.by.account), self.services.clock.now());
        Ok(leads::note_activity(&mut self.tx, lead, kind, detail, by, now).await?)
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
