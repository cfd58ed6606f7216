use beckon_domain::id::SiteId;
use leptos::prelude::*;

use super::recipes::{IDENTITY, Recipes};
use crate::api::sites::{RotateIdentitySecret, SiteDetails};
use crate::components::workspace::copy::CopyButton;
use crate::components::workspace::time::Moment;

/// The secret with which a customer's server says who is signed in, and how to use it.
#[component]
pub(super) fn IdentitySection(details: SiteDetails) -> impl IntoView {
    view! {
        <div class="stack">
            <p class="prose">
                "Your server signs a short-lived token (a JWT with HS256) for whoever is signed in, and your page hands it to the widget. "
                "The same customer then finds their conversation in every browser, and you see who writes. "
                "Nobody gets there by typing somebody's address."
            </p>
            <Secret details/>
            <section aria-labelledby="identity-recipes">
                <h3 class="board-title" id="identity-recipes">"Make the token on your server"</h3>
                <Recipes recipes=&IDENTITY/>
            </section>
            <section aria-labelledby="identity-page">
                <h3 class="board-title" id="identity-page">"Hand it to the widget"</h3>
                <pre class="snippet-code"><code>{HAND_OVER}</code></pre>
                <p class="hint">
                    "The token needs " <code>"sub"</code> " (your id of the customer) and " <code>"exp"</code>
                    ", at most 24 hours ahead; " <code>"email"</code> " and " <code>"name"</code>
                    " are welcome. With a token that is forged or has expired, the chat goes on anonymously."
                </p>
            </section>
        </div>
    }
}

const HAND_OVER: &str = r#"<script>
  // After the line of HTML; TOKEN is what your server made.
  addEventListener("load", () => window.beckon?.identify("TOKEN"));
</script>"#;

#[component]
fn Secret(details: SiteDetails) -> impl IntoView {
    let action = ServerAction::<RotateIdentitySecret>::new();
    let had_one = details.secret_made_at.is_some();
    let secret = move || action.value().get().and_then(Result::ok);
    let error = move || action.value().get().and_then(Result::err);
    view! {
        <section class="card card-pad secret" aria-labelledby="secret-title">
            <h3 class="board-title" id="secret-title">"Identity secret"</h3>
            {details.secret_made_at.map(|at| view! { <p>"In use since " <Moment at/> "."</p> })}
            {details.old_secret_until.map(|until| view! {
                <p class="hint">"The one before is accepted until " <Moment at=until/> "."</p>
            })}
            {(!had_one).then(|| view! { <p>"There is none yet."</p> })}
            <div role="status">{move || secret().map(|secret| view! { <FreshSecret secret/> })}</div>
            <RotateForm action id=details.site.id had_one/>
            {move || error().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
        </section>
    }
}

#[component]
fn FreshSecret(secret: String) -> impl IntoView {
    view! {
        <div class="snippet">
            <p class="snippet-label">"Shown this once: put it where your server keeps its secrets."</p>
            <pre class="snippet-code"><code>{secret.clone()}</code></pre>
            <CopyButton text=secret what="secret"/>
        </div>
    }
}

#[component]
fn RotateForm(
    action: ServerAction<RotateIdentitySecret>,
    id: SiteId,
    had_one: bool,
) -> impl IntoView {
    let words = if had_one {
        "Make a new secret"
    } else {
        "Make a secret"
    };
    view! {
        <ActionForm action>
            <input type="hidden" name="id" value=id.to_string()/>
            <button type="submit" class="btn btn-secondary" disabled=action.pending()>{words}</button>
            <p class="hint">"The secret before goes on working for seven days."</p>
        </ActionForm>
    }
}
