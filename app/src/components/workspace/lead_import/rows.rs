use beckon_domain::lead_import::Import;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::workspace::time::Ago;

/// The last imports.
#[component]
pub fn ImportRows(
    /// The imports, the newest first.
    imports: Vec<Import>,
) -> impl IntoView {
    if imports.is_empty() {
        return view! { <p class="hint">"Nothing was imported yet."</p> }.into_any();
    }
    let row = |import: Import| {
        let by = import
            .by
            .clone()
            .unwrap_or_else(|| "A former member".to_owned());
        view! {
            <li class="person">
                <div class="person-who">
                    <p class="person-name" dir="auto">
                        <A href=format!("/app/leads/import/{}", import.id) attr:class="link">{import.name.clone()}</A>
                    </p>
                    <p class="person-mail">{import.counts.to_string()} " · " {by} " · " <Ago at=import.created_at/></p>
                </div>
                <span class="badge badge-neutral">{import.state.name()}</span>
            </li>
        }
    };
    view! { <ul class="card people">{imports.into_iter().map(row).collect_view()}</ul> }.into_any()
}
