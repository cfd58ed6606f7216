use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use beckon_services::Services;
use metrics_exporter_prometheus::PrometheusHandle;
use tokio_util::sync::CancellationToken;

/// The process runs.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// It can do its work: the database answers, and it is not about to stop.
pub(crate) async fn readyz(
    State(services): State<Services>,
    State(stopping): State<CancellationToken>,
) -> Response {
    if stopping.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    match services.store.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database can't be reached\n",
            )
                .into_response()
        }
    }
}

/// Figures for Prometheus.
pub(crate) async fn metrics(State(handle): State<PrometheusHandle>) -> String {
    handle.run_upkeep();
    handle.render()
}
