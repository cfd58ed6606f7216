use std::panic::resume_unwind;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio_util::task::TaskTracker;
use tracing::Instrument as _;

/// Finishes what changes something, though the browser goes away before it has the answer: whoever gives
/// an order and turns to the next page has given it. Without this, the work would be dropped half-way.
pub(crate) async fn finish_what_was_begun(
    State(tasks): State<TaskTracker>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let work = tasks.spawn(next.run(request).in_current_span());
    match work.await {
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // Cancelled: the process is ending.
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::Router;
    use axum::body::Body;
    use axum::http::Method;
    use axum::middleware::from_fn_with_state;
    use axum::routing::{MethodRouter, any};
    use futures::FutureExt as _;
    use tokio::sync::Semaphore;
    use tower::ServiceExt as _;

    use super::*;

    /// Takes a permit of `may` once there is one, and adds one to `done`.
    fn work(may: Arc<Semaphore>, done: Arc<Semaphore>) -> MethodRouter {
        any(move || async move {
            may.acquire().await.unwrap().forget();
            done.add_permits(1);
        })
    }

    /// Asks, goes away before the answer, lets the work go on; whether it was done.
    async fn is_done_without_its_client(method: Method) -> bool {
        let (may, done) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let tasks = TaskTracker::new();
        let router = Router::new()
            .route("/", work(Arc::clone(&may), Arc::clone(&done)))
            .layer(from_fn_with_state(tasks.clone(), finish_what_was_begun));
        let request = Request::builder()
            .method(method)
            .body(Body::empty())
            .unwrap();
        let answer = router.oneshot(request).now_or_never();
        assert!(answer.is_none(), "the work waits");
        may.add_permits(1);
        tasks.close();
        tasks.wait().await;
        done.available_permits() == 1
    }

    #[tokio::test]
    async fn a_change_is_made_though_its_client_left() {
        assert!(is_done_without_its_client(Method::POST).await);
        assert!(!is_done_without_its_client(Method::GET).await);
    }
}
