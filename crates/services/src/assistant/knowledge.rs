//! What a site's assistant may tell.

use beckon_domain::account::Identity;
use beckon_domain::assistant::{AssistantError, AssistantField, KnowledgeDraft, KnowledgeEntry};
use beckon_domain::id::{KnowledgeId, SiteId};
use beckon_domain::widget::Language;
use beckon_store::assistant::knowledge as store;
pub(crate) use beckon_store::assistant::knowledge::Hit as Found;
use beckon_store::{StoreError, TenantTx};
use chrono::{DateTime, Utc};

use super::settings::{AssistantServiceError, require_admin, require_site};
use crate::Services;

/// Most entries of a site.
pub(super) const ENTRIES_MAX: i64 = 2_000;

/// Entries that answer a question.
const HITS: i32 = 3;

/// Which share of a question's words an entry has to have to be an answer.
const COVERED: f32 = 0.4;

/// Longest question that is searched, in characters; what follows is rarely the question.
const QUESTION_MAX: usize = 400;

/// What is typed for an entry.
#[derive(Clone, Debug)]
pub struct NewKnowledge {
    /// In which language it is written.
    pub language: Language,
    /// The title, or the question.
    pub title: String,
    /// The text, or the answer.
    pub content: String,
    /// The address of the page it is from; may be empty.
    pub source: String,
}

/// A page of a site's entries, the newest first; `before` is the last one that one has.
pub async fn list(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    before: Option<(DateTime<Utc>, KnowledgeId)>,
) -> Result<Vec<KnowledgeEntry>, AssistantServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    require_site(&mut tx, site).await?;
    Ok(store::list(&mut tx, site, before).await?)
}

/// Writes an entry: a new one without an id.
pub async fn save(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    id: Option<KnowledgeId>,
    new: NewKnowledge,
) -> Result<KnowledgeEntry, AssistantServiceError> {
    require_admin(identity)?;
    let wrong = |error: AssistantError| error.of(AssistantField::Knowledge);
    let draft = KnowledgeDraft::parse(new.language, &new.title, &new.content, &new.source)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    require_site(&mut tx, site).await?;
    if id.is_none() && store::count(&mut tx, site).await? >= ENTRIES_MAX {
        return Err(wrong(AssistantError::Full).into());
    }
    let now = services.clock.now();
    let id = id.unwrap_or_else(|| KnowledgeId::generate(now));
    if !store::save(&mut tx, site, id, &draft, now).await? {
        return Err(AssistantServiceError::NotFound);
    }
    tx.commit().await?;
    Ok(entry(id, draft, now))
}

/// An entry as it was written.
pub(super) fn entry(
    id: KnowledgeId,
    draft: KnowledgeDraft,
    updated_at: DateTime<Utc>,
) -> KnowledgeEntry {
    KnowledgeEntry {
        id,
        language: draft.language,
        title: draft.title.to_string(),
        content: draft.content,
        source: draft.source.map(|source| source.to_string()),
        updated_at,
    }
}

/// Removes an entry.
pub async fn delete(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    id: KnowledgeId,
) -> Result<(), AssistantServiceError> {
    require_admin(identity)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    if !store::delete(&mut tx, site, id).await? {
        return Err(AssistantServiceError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Whether a site knows anything at all.
pub(crate) async fn has_any(tx: &mut TenantTx, site: SiteId) -> Result<bool, StoreError> {
    Ok(store::count(tx, site).await? > 0)
}

/// What a site knows about a question: nothing, rather than something beside the point.
pub(crate) async fn find(
    tx: &mut TenantTx,
    site: SiteId,
    question: &str,
) -> Result<Vec<Found>, StoreError> {
    let question: String = question.chars().take(QUESTION_MAX).collect();
    let mut hits = store::search(tx, site, &question, HITS).await?;
    hits.retain(|hit| hit.coverage >= COVERED);
    Ok(hits)
}
