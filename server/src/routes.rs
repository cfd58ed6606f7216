use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use beckon_app::{App, shell};
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes as _, generate_route_list, render_app_async_with_context};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::Span;

use crate::http::{
    add_security_headers, bound_body, export, files, find_client, find_identity,
    finish_what_was_begun, host_script, immutable, keep_pages, landing, lead_import, measure,
    public_file, refuse_foreign_mutations, robots, sitemap, worker_script,
};
use crate::state::AppState;
use crate::{mail, ops, widget, ws};

/// Files that browsers look for at the root.
const ROOT_FILES: [&str; 4] = [
    "targeting-trial.js",
    "favicon.svg",
    "apple-touch-icon.png",
    "preview.png",
];

/// Scripts of the widget that run on customers' pages.
const HOST_SCRIPTS: [&str; 3] = ["widget.js", "panel.js", "targeting.js"];

/// The script that takes push messages.
const WORKER_SCRIPT: &str = "push-worker.js";

/// Everything the server answers to.
pub fn router(state: AppState) -> Router {
    let mut router = pages(&state)
        .route("/ws", get(ws::upgrade))
        .route(files::UPLOAD, post(files::upload))
        .route("/exports/leads.csv", get(export::leads))
        .route("/exports/imports/{id}", get(lead_import::bad_rows))
        .route(
            lead_import::PATH,
            // It has a limit of its own.
            post(lead_import::upload).layer(DefaultBodyLimit::disable()),
        )
        .route("/dev/mailbox", get(mail::mailbox))
        .route("/dev/mailbox/{id}", get(mail::one))
        .route("/dev/mailbox/{id}/html", get(mail::html))
        .layer(from_fn_with_state(state.clone(), keep_pages))
        .layer(from_fn_with_state(state.clone(), finish_what_was_begun))
        .layer(from_fn_with_state(state.clone(), find_identity))
        .layer(from_fn_with_state(state.clone(), refuse_foreign_mutations))
        .layer(from_fn_with_state(state.clone(), find_client))
        .route("/widget/{key}/config", get(widget::config))
        .route("/widget/{key}/frame", get(widget::frame))
        .route("/metrics", get(ops::metrics))
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .route("/files/{id}", get(files::download))
        .route("/unsubscribe", get(mail::ask).post(mail::unsubscribe))
        .route("/healthz", get(ops::healthz))
        .route("/readyz", get(ops::readyz))
        .nest_service("/pkg", immutable(&state.assets.site.join("pkg")))
        .nest_service("/widget/assets", immutable(&state.assets.widget));
    for name in HOST_SCRIPTS {
        router = router.route_service(&format!("/{name}"), host_script(&state.assets.site, name));
    }
    for name in ROOT_FILES {
        router = router.route_service(&format!("/{name}"), public_file(&state.assets.site, name));
    }
    let worker = worker_script(&state.assets.site, WORKER_SCRIPT);
    router
        .route_service(&format!("/{WORKER_SCRIPT}"), worker)
        .layer(from_fn_with_state(state.clone(), add_security_headers))
        .layer(from_fn(measure))
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(CatchPanicLayer::new())
                .layer(from_fn(bound_body)),
        )
        .with_state(state)
}

/// The pages and their server functions; an address that is none of them gets the page that says so.
fn pages(state: &AppState) -> Router<AppState> {
    let (services, public_url, options) = (
        state.services.clone(),
        state.public_url.clone(),
        state.leptos.clone(),
    );
    let context = move || {
        provide_context(services.clone());
        provide_context(public_url.clone());
    };
    let document = move || shell(options.clone());
    let (services, with, of) = (state.services.clone(), context.clone(), document.clone());
    let take_step = move |request| async move {
        match landing::take(&services, request).await {
            landing::Answered::Whole(response) => response,
            landing::Answered::Page(arrival, request) => {
                let context = move || {
                    with();
                    provide_context((*arrival).clone());
                };
                render_app_async_with_context(context, of)(request).await
            }
        }
    };
    Router::new()
        .leptos_routes_with_context(
            state,
            generate_route_list(App),
            context.clone(),
            document.clone(),
        )
        .route(landing::PAGE, post(take_step))
        .fallback(render_app_async_with_context(context, document))
}

/// The request's id and address in every log line; never its query, which may hold anything.
fn span(request: &Request<Body>) -> Span {
    let id = request
        .headers()
        .get("x-request-id")
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    tracing::info_span!("request", id, method = %request.method(), path = request.uri().path())
}
