use beckon_domain::assistant::{AssistantField, split_by_headings};
use beckon_domain::id::SiteId;
use beckon_domain::widget::Language;
use leptos::prelude::*;

use super::knowledge::{Entries, LanguageField};
use crate::api::assistant::ImportKnowledge;
use crate::components::workspace::site::errors::{Refusal, wrong_field};
use crate::components::workspace::site::fields::Lines;
use crate::components::workspace::site::form::{Watched, form_action};

/// Titles that are told before a text is split.
const SHOWN: usize = 12;

/// A pasted text that becomes an entry for each of its headings; what comes out is told while it is typed.
#[component]
pub(super) fn ImportForm(
    site: SiteId,
    language: Language,
    entries: Entries,
    /// What was typed when it was refused.
    before: Option<(Language, String)>,
) -> impl IntoView {
    let blank = (language, String::new());
    let (language, text) = before.unwrap_or_else(|| blank.clone());
    let action = form_action::<ImportKnowledge>();
    let typed = RwSignal::new(text.clone());
    // Once a text was taken the fields are made anew, under the next number: reset, they would show again what was refused.
    let fields = RwSignal::new((0, language, text));
    Effect::new(move || {
        if let Some(Ok(new)) = action.value().get() {
            typed.set(String::new());
            fields.update(|(number, language, text)| {
                *number += 1;
                (*language, *text) = blank.clone();
            });
            entries.update(|entries| {
                entries.splice(0..0, new);
            });
        }
    });
    let titles = Memo::new(move |_| {
        let pieces = split_by_headings(&typed.read()).into_iter();
        pieces.map(|piece| piece.title).collect::<Vec<_>>()
    });
    view! {
        <Watched action>
            <ActionForm action attr:class="stack entry-form">
                <input type="hidden" name="site" value=site.to_string()/>
                <For each=move || [fields.get()] key=|(number, ..)| *number let((_, chosen, text))>
                    <Lines id="import-text" name="text" label="Text" rows=10 value=text typed
                        placeholder="# Financing\n0% for twelve months.\n\n# Warranty\nTen years on panels and work."
                        hint="Headings are lines like “# Warranty”, underlined lines, “Q: …” with “A: …”, or a question on a line of its own."
                        error=wrong_field(action, AssistantField::Import)/>
                    <LanguageField id="import-language" chosen/>
                </For>
                <div role="status">{move || (!titles.read().is_empty()).then(|| view! { <Outcome titles=titles.get()/> })}</div>
                <button type="submit" class="btn btn-primary" disabled=action.pending()>"Split and add"</button>
                <Refusal action/>
                <div aria-live="polite">
                    {move || action.value().get().and_then(Result::ok).map(|new| view! {
                        <p class="site-saved">{format!("{} added", count(new.len()))}</p>
                    })}
                </div>
            </ActionForm>
        </Watched>
    }
}

#[component]
fn Outcome(titles: Vec<String>) -> impl IntoView {
    let total = titles.len();
    let shown = titles
        .into_iter()
        .take(SHOWN)
        .map(|title| view! { <li>{title}</li> });
    view! {
        <p class="hint">{count(total)} ":"</p>
        <ol class="import-titles">{shown.collect_view()}</ol>
        {(total > SHOWN).then(|| view! { <p class="hint">{format!("and {} more", total - SHOWN)}</p> })}
    }
}

fn count(entries: usize) -> String {
    match entries {
        1 => "1 entry".to_owned(),
        more => format!("{more} entries"),
    }
}
