//! What was typed into forms that were refused.

use beckon_services::{drafts, jobs};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_draft_is_shown_for_ten_minutes_and_not_kept_longer(pool: PgPool) {
    let bed = Bed::new(pool.clone()).await;
    let owner = bed.owner_of("shop").await;
    let services = &bed.services;
    let typed = "three words, \u{0} and more".to_owned();
    drafts::keep(services, &owner, "knowledge", &typed)
        .await
        .unwrap();
    let found = async || drafts::find::<String>(services, &owner, "knowledge").await;
    assert_eq!(found().await.unwrap(), Some(typed));
    let kept = async || {
        let count = sqlx::query_scalar::<_, i64>("select count(*) from form_draft");
        count.fetch_one(&pool).await.unwrap()
    };
    jobs::housekeep(services).await.unwrap();
    assert_eq!(kept().await, 1);

    bed.advance(601);
    assert_eq!(found().await.unwrap(), None);
    jobs::housekeep(services).await.unwrap();
    assert_eq!(kept().await, 0);
}
