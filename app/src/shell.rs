//! The HTML document around the application, and the policy under which browsers run it.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::App;

/// The document of every page, as the server sends it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    #[cfg(feature = "ssr")]
    policy::apply();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#f7f3ea" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#0f1614" media="(prefers-color-scheme: dark)"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <HashedStylesheet options=options.clone() id="leptos"/>
                <AutoReload options=options.clone()/>
                <Hydration options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// What brings a page to life. The workspace lives from the start. A public page works as a plain document, and most
/// who read one touch nothing: it lives from the first sign of somebody about to (a field, a key, a mouse), and
/// costs the others no download.
#[component]
fn Hydration(options: LeptosOptions) -> impl IntoView {
    if is_workspace() {
        return view! { <HydrationScripts options/> }.into_any();
    }
    view! {
        <template id="asleep">
            <HydrationScripts options/>
        </template>
        <script nonce=use_nonce()>{include_str!("shell/wake.js")}</script>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn is_workspace() -> bool {
    crate::api::request_parts().is_some_and(|parts| parts.uri.path().starts_with("/app"))
}

#[cfg(not(feature = "ssr"))]
fn is_workspace() -> bool {
    true
}

#[cfg(feature = "ssr")]
mod policy {
    use axum::http::HeaderValue;
    use axum::http::header::CONTENT_SECURITY_POLICY;
    use leptos::nonce::use_nonce;
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    /// Lets scripts run only from this origin or with this response's nonce. `ws:` is there since
    /// not every browser counts a WebSocket of the same host as `'self'`, and for live reload.
    pub(super) fn apply() {
        let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) else {
            return;
        };
        let policy = format!(
            "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
             img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' ws: wss:; frame-src 'self'; \
             frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
        );
        match HeaderValue::from_str(&policy) {
            Ok(value) => response.insert_header(CONTENT_SECURITY_POLICY, value),
            Err(error) => tracing::error!(%error, "the content security policy is no header value"),
        }
    }
}
