use beckon_domain::installation::{Finding, Installation, Report};
use leptos::prelude::*;

use super::recipes::{INSTALL, Recipes};
use crate::api::PublicUrl;
use crate::api::sites::{CheckInstallation, SiteDetails};
use crate::components::workspace::copy::CopyButton;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::site::card::snippet;
use crate::components::workspace::site::fields::Frame;
use crate::components::workspace::time::{Ago, Moment};

/// The line of HTML, how it gets onto a page, and whether it is there.
#[component]
pub(super) fn InstallSection(details: SiteDetails) -> impl IntoView {
    let PublicUrl(public_url) = expect_context::<PublicUrl>();
    let key = details.site.key.to_string();
    let line = snippet(&public_url, &key);
    view! {
        <div class="stack">
            <section aria-labelledby="install-line">
                <h3 class="board-title" id="install-line">"The line of HTML"</h3>
                <div class="snippet">
                    <p class="snippet-label">"Paste this before " <code>"</body>"</code> " on every page"</p>
                    <pre class="snippet-code"><code>{line.clone()}</code></pre>
                    <CopyButton text=line what="snippet"/>
                </div>
            </section>
            <Check details/>
            <section aria-labelledby="install-recipes">
                <h3 class="board-title" id="install-recipes">"Recipes"</h3>
                <Recipes recipes=&INSTALL site=(public_url, key)/>
            </section>
        </div>
    }
}

#[component]
fn Check(details: SiteDetails) -> impl IntoView {
    let action = ServerAction::<CheckInstallation>::new();
    let known = StoredValue::new(details.installation);
    let now = move || match action.value().get() {
        Some(Ok(installation)) => installation,
        _ => known.get_value(),
    };
    let error = move || {
        action
            .value()
            .get()
            .and_then(Result::err)
            .filter(|_| !action.pending().get())
    };
    let first = details
        .site
        .allowed_origins
        .first()
        .map(|origin| format!("{origin}/"))
        .unwrap_or_default();
    let page =
        known.with_value(|known| known.checked.as_ref().map(|(_, report)| report.url.clone()));
    view! {
        <section class="card card-pad check" aria-labelledby="check-title">
            <h3 class="board-title" id="check-title">"Is it installed?"</h3>
            {move || view! { <Seen installation=now()/> }}
            <ActionForm action attr:class="check-form">
                <input type="hidden" name="id" value=details.site.id.to_string()/>
                <Frame id="page" label="Page to look at" hint="On one of the allowed origins.">
                    <input class="input" id="page" name="page" type="text" inputmode="url" autocomplete="off" maxlength="2000"
                        required aria-describedby="page-hint" value=page.unwrap_or(first)/>
                </Frame>
                <button type="submit" class="btn btn-primary" disabled=action.pending()>
                    {move || if action.pending().get() { "Looking…" } else { "Look at the page" }}
                </button>
            </ActionForm>
            <div role="status">
                {move || action.pending().get().then(|| view! {
                    <p class="check-progress">"Loading the page as a browser would, reading its HTML and its policies. At most ten seconds."</p>
                })}
            </div>
            {move || error().map(|error| view! { <p class="error" role="alert">{error.to_string()}</p> })}
            <div aria-live="polite">
                {move || (!action.pending().get()).then(|| now().checked).flatten().map(|(at, report)| view! {
                    <p class="hint">"Looked at " {report.url.clone()} ", " <Moment at/></p>
                    <Findings report/>
                })}
            </div>
        </section>
    }
}

#[component]
fn Seen(installation: Installation) -> impl IntoView {
    match installation.seen {
        Some((at, origin)) => view! {
            <p class="check-seen check-good">
                <Glyph icon=Icon::Check/>
                <span>"Last loaded by a browser " <Ago at/> " on " {origin.to_string()}</span>
            </p>
        }
        .into_any(),
        None => {
            view! { <p class="check-seen">"No browser has loaded the widget yet."</p> }.into_any()
        }
    }
}

#[component]
fn Findings(report: Report) -> impl IntoView {
    let PublicUrl(public_url) = expect_context::<PublicUrl>();
    let verdict = match report
        .findings
        .iter()
        .filter(|finding| finding.is_problem())
        .count()
    {
        0 => "It is installed.".to_owned(),
        1 => "Not yet: one thing stands in the way.".to_owned(),
        more => format!("Not yet: {more} things stand in the way."),
    };
    let findings = report.findings.iter().map(
        |finding| view! { <FindingRow finding=finding.clone() public_url=public_url.clone()/> },
    );
    view! {
        <p class="check-verdict" class:check-good=report.is_good()>{verdict}</p>
        <ul class="findings">{findings.collect_view()}</ul>
    }
}

#[component]
fn FindingRow(finding: Finding, public_url: String) -> impl IntoView {
    let (what, to_do) = finding.words(&public_url);
    let is_problem = finding.is_problem();
    let icon = if is_problem { Icon::Cross } else { Icon::Check };
    view! {
        <li class="finding" class:finding-problem=is_problem>
            <Glyph icon/>
            <div>
                <p><span class="sr-only">{if is_problem { "Problem: " } else { "Fine: " }}</span>{what}</p>
                {(!to_do.is_empty()).then(|| view! { <p class="hint">{to_do}</p> })}
            </div>
        </li>
    }
}
