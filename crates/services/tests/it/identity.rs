use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use beckon_domain::account::Identity;
use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::{Visit, VisitorToken};
use beckon_domain::site::Site;
use beckon_services::conversations::{self, Arrival, Begun, KnownVisitor};
use beckon_services::sites::{identity_state, rotate_identity_secret};
use beckon_services::visitors::{About, is_genuine};
use beckon_store::{MIGRATOR, visitors};
use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;
use sqlx::PgPool;

use crate::bed::{Bed, client, visit};

/// What a customer's server makes of the site's secret, for ten minutes.
fn token(bed: &Bed, secret: &str, customer: &str) -> String {
    let now = bed.services.clock.now().timestamp();
    let claims = json!({ "sub": customer, "email": "ada@example.com", "name": "Ada", "iat": now, "exp": now + 600 });
    let part = |json: serde_json::Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!(
        "{}.{}",
        part(json!({ "alg": "HS256", "typ": "JWT" })),
        part(claims)
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!(
        "{signed}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

struct Shop {
    bed: Bed,
    owner: Identity,
    site: Site,
    secret: String,
}

impl Shop {
    async fn open(pool: PgPool) -> Self {
        let bed = Bed::new(pool).await;
        let owner = bed.owner_of("acme").await;
        let site = bed.site_of(&owner).await;
        let secret = rotate_identity_secret(&bed.services, &owner, site.id)
            .await
            .unwrap();
        Self {
            bed,
            owner,
            site,
            secret,
        }
    }

    fn visit_of(&self, customer: &str, token: Option<VisitorToken>) -> Visit {
        let identity = Some(self::token(&self.bed, &self.secret, customer));
        Visit {
            identity,
            ..visit(&self.site, token)
        }
    }

    async fn begin(&self, visit: &Visit) -> Begun {
        let arrival = Arrival {
            organization: self.owner.organization,
            site: &self.site,
            visit,
            client: &client(),
        };
        conversations::begin(
            &self.bed.services,
            &arrival,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap()
    }

    async fn recognise(&self, visit: &Visit) -> Option<KnownVisitor> {
        let organization = self.owner.organization;
        conversations::recognise(&self.bed.services, organization, &self.site, visit)
            .await
            .unwrap()
    }

    async fn is_genuine(&self, token: &str) -> bool {
        is_genuine(
            &self.bed.services,
            self.owner.organization,
            self.site.id,
            token,
        )
        .await
        .unwrap()
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_customer_finds_their_conversation_in_another_browser(pool: PgPool) {
    let shop = Shop::open(pool).await;
    let begun = shop.begin(&shop.visit_of("42", None)).await;
    let elsewhere = shop.recognise(&shop.visit_of("42", None)).await.unwrap();
    assert_eq!(elsewhere.visitor, begun.visitor);
    assert_eq!(elsewhere.conversation, Some(begun.posted.conversation));

    assert_eq!(shop.recognise(&shop.visit_of("43", None)).await, None);
    let again = shop.begin(&shop.visit_of("42", None)).await;
    assert_eq!(again.posted.conversation, begun.posted.conversation);
    // Without the host page's word, that browser is nobody: its token is of no use.
    assert_eq!(
        shop.recognise(&visit(&shop.site, Some(again.token))).await,
        None
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_wrote_before_signing_in_stays_the_same(pool: PgPool) {
    let shop = Shop::open(pool).await;
    let begun = shop.begin(&visit(&shop.site, None)).await;
    let signed_in = shop
        .recognise(&shop.visit_of("42", Some(begun.token.clone())))
        .await
        .unwrap();
    assert_eq!(signed_in.conversation, Some(begun.posted.conversation));
    let elsewhere = shop.recognise(&shop.visit_of("42", None)).await.unwrap();
    assert_eq!(elsewhere, signed_in);

    // Somebody else signs in at the same browser: they don't see what was written there.
    let shared = shop.visit_of("43", Some(begun.token.clone()));
    assert_eq!(shop.recognise(&shared).await, None);
    let other = shop.begin(&shared).await;
    assert_ne!(other.posted.conversation, begun.posted.conversation);
    assert_ne!(other.token, begun.token);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_forged_identity_is_none(pool: PgPool) {
    let shop = Shop::open(pool).await;
    let begun = shop.begin(&shop.visit_of("42", None)).await;
    let forged = token(&shop.bed, "guessed", "42");
    assert!(!shop.is_genuine(&forged).await);
    let visit = Visit {
        identity: Some(forged),
        ..visit(&shop.site, None)
    };
    assert_eq!(shop.recognise(&visit).await, None);
    // They write all the same, as anybody.
    assert_ne!(shop.begin(&visit).await.visitor, begun.visitor);

    let expired = token(&shop.bed, &shop.secret, "42");
    assert!(shop.is_genuine(&expired).await);
    shop.bed.advance(700);
    assert!(!shop.is_genuine(&expired).await);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_identity_is_of_one_site(pool: PgPool) {
    let shop = Shop::open(pool).await;
    shop.begin(&shop.visit_of("42", None)).await;
    let other = shop.bed.site_of(&shop.owner).await;
    let theirs = rotate_identity_secret(&shop.bed.services, &shop.owner, other.id)
        .await
        .unwrap();
    assert!(!shop.is_genuine(&token(&shop.bed, &theirs, "42")).await);
    let identity = Some(token(&shop.bed, &theirs, "42"));
    let visit = Visit {
        identity,
        ..visit(&other, None)
    };
    let organization = shop.owner.organization;
    let known = conversations::recognise(&shop.bed.services, organization, &other, &visit)
        .await
        .unwrap();
    assert_eq!(
        known, None,
        "the same number on another site is somebody else"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_old_secret_works_for_a_week(pool: PgPool) {
    let shop = Shop::open(pool).await;
    let new = rotate_identity_secret(&shop.bed.services, &shop.owner, shop.site.id)
        .await
        .unwrap();
    assert_ne!(new, shop.secret);
    shop.bed.advance(6 * 24 * 3600);
    assert!(shop.is_genuine(&token(&shop.bed, &shop.secret, "42")).await);
    assert!(shop.is_genuine(&token(&shop.bed, &new, "42")).await);
    shop.bed.advance(24 * 3600);
    assert!(!shop.is_genuine(&token(&shop.bed, &shop.secret, "42")).await);
    assert!(shop.is_genuine(&token(&shop.bed, &new, "42")).await);
    let state = identity_state(&shop.bed.services, &shop.owner, shop.site.id)
        .await
        .unwrap();
    assert!(state.made_at.is_some() && state.old_until.is_none());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_the_page_tells_is_kept_with_the_visitor(pool: PgPool) {
    let shop = Shop::open(pool).await;
    let (services, organization) = (&shop.bed.services, shop.owner.organization);
    let mut about = About::default();
    about
        .take_attributes(r#"{"plan":"pro","trial":true}"#)
        .unwrap();
    about
        .take_event("Viewed pricing", services.clock.now())
        .unwrap();
    let begun = shop.begin(&shop.visit_of("42", None)).await;
    about
        .store(services, organization, begun.visitor)
        .await
        .unwrap();
    assert!(about.is_empty());
    about
        .take_attributes(r#"{"trial":null,"seats":5}"#)
        .unwrap();
    about
        .store(services, organization, begun.visitor)
        .await
        .unwrap();

    let mut tx = services.store.tenant(organization).await.unwrap();
    let profile = visitors::profile(&mut tx, begun.posted.conversation, 10)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        json!(profile.attributes),
        json!({ "plan": "pro", "seats": 5 })
    );
    assert_eq!(
        profile.events,
        [("Viewed pricing".to_owned(), services.clock.now())]
    );
    assert_eq!(profile.external_id.as_deref(), Some("42"));
    assert_eq!(profile.email.as_deref(), Some("ada@example.com"));
    drop(tx);

    // Room is bounded, whatever a page says.
    let text = "x".repeat(500);
    let mut refused = 0;
    for round in 0..12 {
        let page: serde_json::Map<_, _> = (0..4)
            .map(|n| (format!("key {round} {n}"), json!(text)))
            .collect();
        about.take_attributes(&json!(page).to_string()).unwrap();
        refused += i32::from(
            about
                .store(services, organization, begun.visitor)
                .await
                .is_err(),
        );
    }
    assert!(refused > 0);
}
