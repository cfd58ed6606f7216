use beckon_store::MIGRATOR;
use reqwest::{Client, StatusCode};
use sqlx::PgPool;

use crate::bed::Bed;

#[sqlx::test(migrator = "MIGRATOR")]
async fn health_readiness_and_figures(pool: PgPool) {
    let bed = Bed::new(pool).await;
    for path in ["/healthz", "/readyz"] {
        let response = reqwest::get(bed.url(path)).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert!(response.headers().contains_key("x-request-id"));
    }
    let figures = reqwest::get(bed.url("/metrics"))
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(figures.contains("beckon_http_requests_total"), "{figures}");
    bed.stopping.cancel();
    let response = reqwest::get(bed.url("/readyz")).await.unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn mutations_of_other_origins_are_refused(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let post = |origin: Option<String>| {
        let mut request = Client::new().post(bed.url("/api/anything")).body("");
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        request.send()
    };
    for origin in [
        None,
        Some("null".to_owned()),
        Some("https://evil.example".to_owned()),
    ] {
        assert_eq!(post(origin).await.unwrap().status(), StatusCode::FORBIDDEN);
    }
    assert_ne!(
        post(Some(bed.url(""))).await.unwrap().status(),
        StatusCode::FORBIDDEN
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_widget_loads_only_where_it_may(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let config = |key: &str, origin: Option<&str>| {
        let mut request = Client::new().get(bed.url(&format!("/widget/{key}/config")));
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        request.send()
    };
    let allowed = config(site.key.as_str(), Some("https://shop.example.com"))
        .await
        .unwrap();
    assert_eq!(
        allowed.headers()["access-control-allow-origin"],
        "https://shop.example.com"
    );
    let settings: serde_json::Value = allowed.json().await.unwrap();
    assert_eq!(settings["title"], "acme");
    let told: Vec<&str> = settings
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let for_anybody = [
        "attendance",
        "colour",
        "csat",
        "greeting",
        "language",
        "offline",
        "position",
        "scheme",
        "sound",
        "texts",
        "title",
    ];
    assert_eq!(told, for_anybody, "nothing else is told");

    let foreign = config(site.key.as_str(), Some("https://evil.example"))
        .await
        .unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert!(
        !foreign
            .headers()
            .contains_key("access-control-allow-origin")
    );
    for key in [
        "bk_aaaaaaaaaaaaaaaaaaaa",
        "nonsense",
        "'%20or%201=1",
        "%F0%9F%8C%9E",
    ] {
        assert_eq!(
            config(key, None).await.unwrap().status(),
            StatusCode::NOT_FOUND,
            "{key}"
        );
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn bodies_are_bounded(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let request = Client::new()
        .post(bed.url("/api/anything"))
        .header("origin", bed.url(""))
        .body(vec![b'x'; 300 * 1024]);
    assert_eq!(
        request.send().await.unwrap().status(),
        StatusCode::PAYLOAD_TOO_LARGE
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn every_response_is_locked_down(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let response = reqwest::get(bed.url("/sign-in")).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    let policy = header("content-security-policy");
    let scripts = policy
        .split(';')
        .find(|directive| directive.trim().starts_with("script-src"))
        .unwrap();
    assert!(
        !scripts.contains("unsafe-inline") && !scripts.contains("'unsafe-eval'"),
        "{scripts}"
    );
    assert!(policy.contains("frame-ancestors 'none'"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(
        reqwest::get(bed.url("/no/such/page"))
            .await
            .unwrap()
            .status(),
        StatusCode::NOT_FOUND
    );
}
