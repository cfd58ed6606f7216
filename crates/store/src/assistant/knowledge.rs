//! What a site's assistant may tell.

use beckon_domain::assistant::{KnowledgeDraft, KnowledgeEntry};
use beckon_domain::id::{KnowledgeId, SiteId};
use beckon_domain::widget::{Language, WebAddress};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{StoreError, TenantTx};

/// Entries of one page of a list.
pub const PAGE: i64 = 50;

struct EntryRow {
    id: Uuid,
    language: String,
    title: String,
    content: String,
    source: Option<String>,
    updated_at: DateTime<Utc>,
}

impl From<EntryRow> for KnowledgeEntry {
    fn from(row: EntryRow) -> Self {
        Self {
            id: KnowledgeId(row.id),
            language: Language::of_tag(&row.language).unwrap_or_default(),
            title: row.title,
            content: row.content,
            source: row.source,
            updated_at: row.updated_at,
        }
    }
}

/// A page of a site's entries, the newest first; `before` is the last one that one has.
pub async fn list(
    tx: &mut TenantTx,
    site: SiteId,
    before: Option<(DateTime<Utc>, KnowledgeId)>,
) -> Result<Vec<KnowledgeEntry>, StoreError> {
    let rows = sqlx::query_as!(
        EntryRow,
        "select id, language, title, content, source, updated_at from knowledge
         where organization_id = $1 and site_id = $2
             and ($3::timestamptz is null or updated_at < $3 or (updated_at = $3 and id > $4))
         order by updated_at desc, id limit $5",
        tx.organization().0,
        site.0,
        before.map(|(at, _)| at),
        before.map(|(_, id)| id.0),
        PAGE,
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// How many entries a site has.
pub async fn count(tx: &mut TenantTx, site: SiteId) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "count!" from knowledge where organization_id = $1 and site_id = $2"#,
        tx.organization().0,
        site.0,
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// Writes an entry, new or in the place of one of the same site; tells whether it could.
pub async fn save(
    tx: &mut TenantTx,
    site: SiteId,
    id: KnowledgeId,
    draft: &KnowledgeDraft,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "insert into knowledge (organization_id, id, site_id, language, title, content, source, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (organization_id, id) do update set language = excluded.language, title = excluded.title,
             content = excluded.content, source = excluded.source, updated_at = excluded.updated_at
         where knowledge.site_id = excluded.site_id",
        tx.organization().0,
        id.0,
        site.0,
        draft.language.code(),
        draft.title.as_str(),
        draft.content,
        draft.source.as_ref().map(WebAddress::as_str),
        now,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Removes an entry of a site; tells whether it was there.
pub async fn delete(tx: &mut TenantTx, site: SiteId, id: KnowledgeId) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "delete from knowledge where organization_id = $1 and site_id = $2 and id = $3",
        tx.organization().0,
        site.0,
        id.0,
    )
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// An entry that has some of the words of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry.
    pub entry: KnowledgeEntry,
    /// Which share of the question's words it has, 0 to 1.
    pub coverage: f32,
}

/// Up to `most` entries of a site with words of a question, the best first.
pub async fn search(
    tx: &mut TenantTx,
    site: SiteId,
    question: &str,
    most: i32,
) -> Result<Vec<Hit>, StoreError> {
    let rows = sqlx::query!(
        r#"select entry.id, language, title, content, source, updated_at, coverage as "coverage!"
           from search_knowledge($2, $3, $4) with ordinality as hit (id, coverage, place)
           join knowledge entry on entry.organization_id = $1 and entry.id = hit.id
           order by place"#,
        tx.organization().0,
        site.0,
        question,
        most,
    )
    .fetch_all(&mut **tx)
    .await?;
    let hits = rows.into_iter().map(|row| Hit {
        coverage: row.coverage,
        entry: EntryRow {
            id: row.id,
            language: row.language,
            title: row.title,
            content: row.content,
            source: row.source,
            updated_at: row.updated_at,
        }
        .into(),
    });
    Ok(hits.collect())
}
