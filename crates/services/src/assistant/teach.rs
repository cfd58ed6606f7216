//! Teaching a site's assistant: a long text at once, and a look at what it would find.

use beckon_domain::account::Identity;
use beckon_domain::assistant::{
    AssistantError, AssistantField, KnowledgeDraft, KnowledgeEntry, split_by_headings,
};
use beckon_domain::id::{KnowledgeId, SiteId};
use beckon_domain::widget::Language;
use beckon_store::assistant::knowledge as store;
use chrono::TimeDelta;

use super::knowledge::{ENTRIES_MAX, entry, find};
use super::settings::{AssistantServiceError, require_admin, require_site};
use crate::Services;

/// Most entries that a text is split into.
const PIECES_MAX: usize = 200;

/// What the assistant would find for a question, the best first.
pub async fn look_up(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    question: &str,
) -> Result<Vec<KnowledgeEntry>, AssistantServiceError> {
    let mut tx = services.store.tenant(identity.organization).await?;
    require_site(&mut tx, site).await?;
    let hits = find(&mut tx, site, question).await?;
    Ok(hits.into_iter().map(|hit| hit.entry).collect())
}

/// Splits a text at its headings into entries and keeps them: all of them, or none where one is refused.
pub async fn import(
    services: &Services,
    identity: &Identity,
    site: SiteId,
    language: Language,
    text: &str,
) -> Result<Vec<KnowledgeEntry>, AssistantServiceError> {
    require_admin(identity)?;
    let drafts = parse(language, text)?;
    let mut tx = services.store.tenant(identity.organization).await?;
    require_site(&mut tx, site).await?;
    let count = i64::try_from(drafts.len()).unwrap_or(i64::MAX);
    if store::count(&mut tx, site).await?.saturating_add(count) > ENTRIES_MAX {
        return Err(AssistantError::Full.of(AssistantField::Import).into());
    }
    let now = services.clock.now();
    let mut entries = Vec::new();
    // The list shows the newest first: a moment between them keeps the order of the text.
    for (place, draft) in (0..).zip(drafts) {
        let at = now - TimeDelta::microseconds(place);
        let id = KnowledgeId::generate(now);
        store::save(&mut tx, site, id, &draft, at).await?;
        entries.push(entry(id, draft, at));
    }
    tx.commit().await?;
    Ok(entries)
}

fn parse(language: Language, text: &str) -> Result<Vec<KnowledgeDraft>, AssistantServiceError> {
    let wrong = |error: AssistantError| error.of(AssistantField::Import);
    let pieces = split_by_headings(text);
    if pieces.is_empty() {
        return Err(wrong(AssistantError::Empty).into());
    }
    if pieces.len() > PIECES_MAX {
        return Err(wrong(AssistantError::Full).into());
    }
    let drafts = pieces
        .iter()
        .map(|piece| KnowledgeDraft::parse(language, &piece.title, &piece.content, ""));
    let drafts = drafts.collect::<Result<_, _>>();
    Ok(drafts.map_err(|refused| wrong(refused.error))?)
}
