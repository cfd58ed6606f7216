use beckon_domain::canned::CannedError;
use beckon_services::canned::{self, CannedServiceError};
use beckon_services::teams::{self, TeamError};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

#[sqlx::test(migrator = "MIGRATOR")]
async fn admins_make_teams(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let services = &bed.services;
    let owner = bed.owner_of("acme").await;
    let anna = bed.colleague_of(&owner, "Anna").await;
    let other = bed.owner_of("other").await;

    let id = teams::create(services, &owner, " Sales ", &[anna.account, other.account])
        .await
        .unwrap();
    let list = async || teams::list(services, &owner).await.unwrap();
    assert_eq!(list().await[0].name, "Sales");
    assert_eq!(list().await[0].members, [anna.account]);
    let twice = teams::create(services, &owner, "SALES", &[]).await;
    assert!(matches!(twice, Err(TeamError::Taken)));
    let by_agent = teams::create(services, &anna, "Mine", &[]).await;
    assert!(matches!(by_agent, Err(TeamError::NotAllowed)));
    let elsewhere = teams::change(services, &other, id, "Theirs", &[]).await;
    assert!(matches!(elsewhere, Err(TeamError::NotFound)));

    teams::change(services, &owner, id, "Service", &[owner.account])
        .await
        .unwrap();
    assert_eq!(list().await[0].members, [owner.account]);
    teams::delete(services, &owner, id).await.unwrap();
    assert_eq!(list().await, []);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn canned_responses_are_the_organizations(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let services = &bed.services;
    let owner = bed.owner_of("acme").await;
    let other = bed.owner_of("other").await;
    let id = canned::save(services, &owner, None, "/Hours", "We open at {x}.")
        .await
        .unwrap();
    let twice = canned::save(services, &owner, None, "hours", "Again").await;
    assert!(matches!(
        twice,
        Err(CannedServiceError::Canned(CannedError::Taken))
    ));
    canned::save(services, &owner, Some(id), "open", "At nine.")
        .await
        .unwrap();
    let all = canned::list(services, &owner).await.unwrap();
    assert_eq!((all.len(), all[0].shortcut.as_str()), (1, "open"));
    assert_eq!(canned::list(services, &other).await.unwrap(), []);
    let elsewhere = canned::delete(services, &other, id).await;
    assert!(matches!(elsewhere, Err(CannedServiceError::NotFound)));
    canned::delete(services, &owner, id).await.unwrap();
}
