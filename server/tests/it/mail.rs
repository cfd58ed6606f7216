//! Pages around mail, from outside.

use beckon_services::Services;
use beckon_services::mail;
use beckon_services::{jobs, notifications};
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, header};
use sqlx::PgPool;

use crate::bed::{Bed, begin};

/// The key of the way out that a mail to a member carries.
async fn key_in_mail(services: &Services, owner: &PgPool) -> String {
    sqlx::query("update job set run_at = to_timestamp(0) where kind = 'mail.digest'")
        .execute(owner)
        .await
        .unwrap();
    jobs::run_due(services).await.unwrap();
    while jobs::run_outside(services).await.unwrap() > 0 {}
    let content: String = sqlx::query_scalar("select content from kept_mail")
        .fetch_one(owner)
        .await
        .unwrap();
    let (_, rest) = content.split_once("/unsubscribe?key=").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn looking_at_the_way_out_is_not_taking_it(owner: PgPool) {
    let bed = Bed::new(owner.clone()).await;
    let (identity, site, _) = bed.buyer("acme").await;
    let (mut client, _) = bed.visitor(&site, None).await;
    begin(&mut client, "Hello").await;
    // The worker tells members in its own time.
    let told = async || {
        notifications::bell(&bed.services, &identity, None)
            .await
            .unwrap()
            .unread
            > 0
    };
    while !told().await {
        tokio::task::yield_now().await;
    }
    let key = key_in_mail(&bed.services, &owner).await;
    let url = bed.url(&format!("/unsubscribe?key={key}"));
    let wants_mail = async || {
        notifications::settings(&bed.services, &identity)
            .await
            .unwrap()
            .email
    };

    let page = reqwest::get(&url).await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert!(page.text().await.unwrap().contains("<form method=\"post\""));
    assert!(
        wants_mail().await,
        "a program that follows links changes nothing"
    );

    // As a mail program sends it: from no page of ours.
    let one_click = Client::new().post(&url).body("List-Unsubscribe=One-Click");
    let done = one_click.send().await.unwrap();
    assert_eq!(done.status(), StatusCode::OK);
    assert!(!wants_mail().await);
    let forged = reqwest::get(bed.url("/unsubscribe?key=abc")).await.unwrap();
    assert_eq!(forged.status(), StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn the_mailbox_is_for_the_platforms_admins(owner: PgPool) {
    let bed = Bed::new(owner.clone()).await;
    let (identity, _, session) = bed.buyer("acme").await;
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let get = |path: &str, session: &str| {
        let cookie = format!("beckon_session={session}");
        client
            .get(bed.url(path))
            .header(header::COOKIE, cookie)
            .send()
    };
    let stranger = get("/dev/mailbox", "").await.unwrap();
    assert_eq!(stranger.status(), StatusCode::SEE_OTHER);
    let buyer = get("/dev/mailbox", &session).await.unwrap();
    assert_eq!(buyer.status(), StatusCode::FORBIDDEN);

    sqlx::query("update organization set kind = 'platform' where id = $1")
        .bind(identity.organization.0)
        .execute(&owner)
        .await
        .unwrap();
    sqlx::query(
        "insert into kept_mail values ($1, gen_random_uuid(), 'a@b.example', '<b>Hi</b>', 'To: a', '<p>Hello</p>', 'Hello', now())",
    )
    .bind(identity.organization.0)
    .execute(&owner)
    .await
    .unwrap();
    let list = get("/dev/mailbox", &session)
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(list.contains("&lt;b&gt;Hi&lt;/b&gt;"));
    let kept = mail::mailbox(&bed.services, &identity_of(&bed, &session).await)
        .await
        .unwrap();
    let path = format!("/dev/mailbox/{}", kept[0].id);
    let one = get(&path, &session).await.unwrap();
    assert_eq!(one.status(), StatusCode::OK);
    let frame = get(&format!("{path}/html"), &session).await.unwrap();
    let policy = frame.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(policy.contains("sandbox"));
}

async fn identity_of(bed: &Bed, session: &str) -> beckon_domain::account::Identity {
    let identity = beckon_services::accounts::identify(&bed.services, session).await;
    identity.unwrap().unwrap()
}
