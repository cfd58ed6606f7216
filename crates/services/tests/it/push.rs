use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use beckon_domain::account::Identity;
use beckon_domain::id::ClientMessageId;
use beckon_domain::notification::NotificationSettings;
use beckon_services::jobs;
use beckon_services::notifications::{self, NotificationError, PushAddress};
use beckon_store::MIGRATOR;
use ece::{EcKeyComponents, generate_keypair_and_auth_secret};
use jwt_simple::algorithms::{ECDSAP256PublicKeyLike as _, ES256PublicKey};
use jwt_simple::prelude::{JWTClaims, NoCustomClaims, VerificationOptions};
use sqlx::PgPool;
use tokio::net::TcpListener;

use crate::bed::Bed;

/// A browser and its push service in one.
#[derive(Clone)]
struct Browser {
    keys: EcKeyComponents,
    secret: [u8; 16],
    origin: String,
    came: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answers: Arc<Mutex<StatusCode>>,
}

impl Browser {
    async fn open() -> Self {
        let (keys, secret) = generate_keypair_and_auth_secret().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let browser = Self {
            keys: keys.raw_components().unwrap(),
            secret,
            origin: format!("http://{}", listener.local_addr().unwrap()),
            came: Arc::default(),
            answers: Arc::new(Mutex::new(StatusCode::CREATED)),
        };
        let service = Router::new()
            .route("/push/1", post(take))
            .with_state(browser.clone());
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        browser
    }

    fn address(&self) -> PushAddress {
        PushAddress {
            endpoint: format!("{}/push/1", self.origin),
            p256dh: URL_SAFE_NO_PAD.encode(self.keys.public_key()),
            auth: URL_SAFE_NO_PAD.encode(self.secret),
        }
    }

    fn answer(&self, status: StatusCode) {
        *self.answers.lock().unwrap() = status;
    }

    /// What came, decrypted.
    fn take(&self) -> Vec<(HeaderMap, serde_json::Value)> {
        let came = std::mem::take(&mut *self.came.lock().unwrap());
        let open = |(headers, sealed): (HeaderMap, Bytes)| {
            let content = ece::decrypt(&self.keys, &self.secret, &sealed).unwrap();
            (headers, serde_json::from_slice(&content).unwrap())
        };
        came.into_iter().map(open).collect()
    }
}

async fn take(State(browser): State<Browser>, headers: HeaderMap, body: Bytes) -> StatusCode {
    browser.came.lock().unwrap().push((headers, body));
    *browser.answers.lock().unwrap()
}

/// A buyer with a browser, to whom a visitor writes.
async fn scene(pool: PgPool) -> (Bed, Identity, Browser) {
    let mut bed = Bed::new(pool).await;
    bed.services = bed.services.clone().with_push_anywhere();
    let owner = bed.owner_of("acme").await;
    let browser = Browser::open().await;
    notifications::subscribe(&bed.services, &owner, browser.address())
        .await
        .unwrap();
    (bed, owner, browser)
}

async fn visitor_writes(bed: &Bed, owner: &Identity) {
    let site = bed.site_of(owner).await;
    let id = ClientMessageId::random();
    bed.begin(owner.organization, &site, None, id, "Hello")
        .await
        .unwrap();
    bed.work().await;
}

async fn later(bed: &Bed, seconds: i64) {
    bed.advance(seconds);
    bed.work().await;
    while jobs::run_outside(&bed.services).await.unwrap() > 0 {}
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_browser_can_read_what_its_push_service_cannot(pool: PgPool) {
    let (bed, owner, browser) = scene(pool).await;
    visitor_writes(&bed, &owner).await;
    later(&bed, 1).await;
    assert!(browser.take().is_empty(), "they may be reading it");
    later(&bed, 4).await;
    let came = browser.take();
    let (headers, message) = &came[0];
    assert!(
        message["title"]
            .as_str()
            .unwrap()
            .ends_with("began a conversation")
    );
    assert_eq!(message["body"], "Hello");
    assert!(message["url"].as_str().unwrap().starts_with("/app/inbox/"));
    assert_eq!(headers["content-encoding"], "aes128gcm");
    assert_eq!(headers["urgency"], "high");

    let authorization = headers["authorization"].to_str().unwrap();
    let (token, key) = authorization
        .strip_prefix("vapid t=")
        .unwrap()
        .split_once(", k=")
        .unwrap();
    assert_eq!(Some(key.to_owned()), notifications::push_key(&bed.services));
    let key = ES256PublicKey::from_bytes(&URL_SAFE_NO_PAD.decode(key).unwrap()).unwrap();
    let audience = [browser.origin.clone()].into();
    let options = VerificationOptions {
        allowed_audiences: Some(audience),
        ..VerificationOptions::default()
    };
    let claims: JWTClaims<NoCustomClaims> = key.verify_token(token, Some(options)).unwrap();
    assert_eq!(claims.subject.as_deref(), Some("https://localhost"));
    later(&bed, 3600).await;
    assert!(browser.take().is_empty(), "told once");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_browser_that_is_gone_is_forgotten(pool: PgPool) {
    let (bed, owner, browser) = scene(pool).await;
    browser.answer(StatusCode::SERVICE_UNAVAILABLE);
    notifications::test_push(&bed.services, &owner)
        .await
        .unwrap();
    later(&bed, 0).await;
    assert_eq!(browser.take().len(), 1);
    browser.answer(StatusCode::GONE);
    later(&bed, 60).await;
    assert_eq!(browser.take().len(), 1, "it was tried again");
    let again = notifications::test_push(&bed.services, &owner).await;
    assert!(matches!(again, Err(NotificationError::NoBrowser)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_wants_none_or_has_read_gets_none(pool: PgPool) {
    let (bed, owner, browser) = scene(pool).await;
    visitor_writes(&bed, &owner).await;
    notifications::mark_read(&bed.services, &owner, None)
        .await
        .unwrap();
    later(&bed, 10).await;
    assert!(browser.take().is_empty());
    let quiet = NotificationSettings {
        push: false,
        ..NotificationSettings::default()
    };
    notifications::save_settings(&bed.services, &owner, quiet)
        .await
        .unwrap();
    visitor_writes(&bed, &owner).await;
    later(&bed, 10).await;
    assert!(browser.take().is_empty());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nobody_sends_us_to_our_own_network(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let browser = Browser::open().await;
    let refused = notifications::subscribe(&bed.services, &owner, browser.address()).await;
    assert!(matches!(refused, Err(NotificationError::BadSubscription)));
}
