//! A database that goes away and comes back.

use std::time::Duration;

use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::{ClientFrame, Refusal, ServerFrame};
use beckon_services::{Clock, Secret, Services};
use beckon_store::embedded::{EmbeddedConfig, EmbeddedPostgres};
use beckon_store::{Store, migrate};
use reqwest::StatusCode;
use sqlx::postgres::PgPoolOptions;

use crate::bed::{Bed, begin};

/// A folder that the unprivileged user who runs Postgres can reach.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(folder.path(), open).unwrap();
    folder
}

async fn services(postgres: &EmbeddedPostgres) -> Services {
    let pool = PgPoolOptions::new()
        .max_connections(4)
        .acquire_timeout(Duration::from_secs(1))
        .connect_with(postgres.url("postgres", "beckon_app"))
        .await
        .unwrap();
    Services::new(
        Store::new(pool),
        Clock::system(),
        Secret::new("a secret for tests"),
    )
}

#[tokio::test]
async fn nothing_is_acknowledged_while_the_database_is_away_and_all_goes_on_after() {
    let folder = folder();
    let config = EmbeddedConfig {
        data_dir: folder.path().to_owned(),
        bin_dir: None,
    };
    let postgres = EmbeddedPostgres::start(&config).await.unwrap();
    migrate(&postgres.url("postgres", EmbeddedPostgres::SUPERUSER), None)
        .await
        .unwrap();
    let bed = Bed::over(services(&postgres).await).await;
    let (_, site, session) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (token, conversation) = begin(&mut visitor, "Hi").await;

    postgres.stop().await;
    let client_id = ClientMessageId::random();
    let post = ClientFrame::Post {
        client_id,
        conversation: Some(conversation),
        content: "are you there?".into(),
        attachment: None,
    };
    visitor.send(&post).await;
    let answer = visitor
        .wait(|frame| match frame {
            ServerFrame::Refused {
                client_id: Some(id),
                reason,
            } if id == client_id => Some(reason),
            ServerFrame::Acknowledged { client_id: id, .. } => {
                assert_ne!(id, client_id, "acknowledged without a database");
                None
            }
            _ => None,
        })
        .await;
    assert_eq!(answer, Refusal::Unavailable);
    assert_eq!(
        reqwest::get(bed.url("/readyz")).await.unwrap().status(),
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(
        reqwest::get(bed.url("/healthz")).await.unwrap().status(),
        StatusCode::OK
    );
    let signed_in = reqwest::Client::new()
        .get(bed.url("/app/inbox"))
        .header("cookie", format!("beckon_session={session}"));
    assert_eq!(
        signed_in.send().await.unwrap().status(),
        StatusCode::SERVICE_UNAVAILABLE
    );

    let postgres = EmbeddedPostgres::start(&config).await.unwrap();
    visitor.send(&post).await;
    visitor
        .wait(|frame| {
            matches!(frame, ServerFrame::Acknowledged { client_id: id, .. } if id == client_id)
                .then_some(())
        })
        .await;
    assert_eq!(
        reqwest::get(bed.url("/readyz")).await.unwrap().status(),
        StatusCode::OK
    );
    let (mut again, _) = bed.visitor(&site, Some(token)).await;
    again
        .send(&ClientFrame::Follow {
            conversation,
            after: Some(0),
        })
        .await;
    again.read_until("are you there?").await;
    bed.stopping.cancel();
    postgres.stop().await;
}
