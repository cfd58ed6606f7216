//! What the assistant knows: found, added, changed and removed.

use beckon_domain::assistant::{AssistantField, KnowledgeEntry};
use beckon_domain::id::{KnowledgeId, SiteId};
use beckon_domain::site::Site;
use beckon_domain::widget::Language;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::find::{FindBox, opening};
use super::import::ImportForm;
use crate::api::assistant::{
    DeleteKnowledge, KnowledgePage, SaveKnowledge, TypedEntry, TypedKnowledge,
};
use crate::components::workspace::focus::focus_soon;
use crate::components::workspace::site::errors::{Refusal, wrong_field};
use crate::components::workspace::site::fields::{Frame, Line, Lines};
use crate::components::workspace::site::form::{Watched, form_action};
use crate::components::workspace::unsaved::Unsaved;
use crate::components::workspace::{Empty, Icon, Toasts};

/// Entries of one page.
const PAGE: usize = 50;

/// The entries being shown.
pub(super) type Entries = RwSignal<Vec<KnowledgeEntry>>;

/// The entry that was typed when its form was refused, until a form is accepted.
type Refused = StoredValue<Option<TypedEntry>>;

/// A site's knowledge.
#[component]
pub(in super::super) fn KnowledgeSection(
    site: Site,
    page: KnowledgePage,
    /// Whether this member may change it; to look is for all.
    may_edit: bool,
) -> impl IntoView {
    let id = site.id;
    let language = site.widget.languages.default;
    let older = older_href(id, &page.entries);
    let entries: Entries = RwSignal::new(page.entries);
    let (entry, text) = match page.typed {
        Some(TypedKnowledge::Entry(entry)) => (Some(entry), None),
        Some(TypedKnowledge::Text { language, text }) => (None, Some((language, text))),
        None => (None, None),
    };
    let is_text = text.is_some();
    let refused: Refused = StoredValue::new(entry);
    view! {
        <div class="knowledge">
            <FindBox site=id found=page.found/>
            <fieldset class="settings-fields" disabled=!may_edit>
                <section class="assistant-part" aria-labelledby="add-title">
                    <h3 class="board-title" id="add-title">"Add"</h3>
                    <details class="prices" open=true>
                        <summary>"One entry"</summary>
                        <AddForm site=id language entries refused/>
                    </details>
                    <details class="prices" open=is_text>
                        <summary>"A whole text, split at its headings"</summary>
                        <ImportForm site=id language entries before=text/>
                    </details>
                </section>
                <section class="assistant-part" aria-labelledby="entries-title">
                    <h3 class="board-title" id="entries-title">"What it knows"</h3>
                    <EntryList site=id entries refused/>
                    {older.map(|href| view! { <p><A href attr:class="link">"Older entries"</A></p> })}
                </section>
            </fieldset>
        </div>
    }
}

/// Where the entries after a full page are.
fn older_href(site: SiteId, entries: &[KnowledgeEntry]) -> Option<String> {
    let last = entries.last().filter(|_| entries.len() == PAGE)?;
    let at = last.updated_at.format("%Y-%m-%dT%H:%M:%S%.6fZ");
    Some(format!(
        "/app/sites/{site}/knowledge?before={at}~{}",
        last.id
    ))
}

/// Title, text, address and language of an entry.
#[component]
fn EntryFields(
    #[prop(into)] id: String,
    /// What stands in them at first.
    entry: TypedEntry,
    action: ServerAction<SaveKnowledge>,
) -> impl IntoView {
    let TypedEntry {
        language: chosen,
        title,
        content,
        source,
        ..
    } = entry;
    view! {
        <Line id=format!("title-{id}") name="title" label="Title or question" maxlength=200 value=title
            placeholder="Do you offer financing?".to_owned() error=wrong_field(action, AssistantField::Title)/>
        <Lines id=format!("content-{id}") name="content" label="Text or answer" rows=5 value=content
            placeholder="Yes: 0% for twelve months with our bank, from $3,000."
            error=wrong_field(action, AssistantField::Content)/>
        <div class="entry-row">
            <Line id=format!("source-{id}") name="source" label="Address of the page it is from" required=false kind="url"
                maxlength=500 value=source placeholder="https://www.example.com/financing".to_owned()
                error=wrong_field(action, AssistantField::Source)/>
            <LanguageField id=format!("language-{id}") chosen/>
        </div>
    }
}

/// In which language something is written.
#[component]
pub(super) fn LanguageField(#[prop(into)] id: String, chosen: Language) -> impl IntoView {
    let options = Language::ALL.map(|language| {
        view! {
            <option value=language.code() selected=language == chosen>{language.own_name()}</option>
        }
    });
    view! {
        <Frame id=id.clone() label="Language">
            <select class="select" id=id name="language">{options.into_iter().collect_view()}</select>
        </Frame>
    }
}

#[component]
fn AddForm(site: SiteId, language: Language, entries: Entries, refused: Refused) -> impl IntoView {
    let action = form_action::<SaveKnowledge>();
    let blank = TypedEntry {
        id: None,
        language,
        title: String::new(),
        content: String::new(),
        source: String::new(),
    };
    let first = match refused.get_value() {
        Some(entry) if entry.id.is_some() => {
            // What the address says was refused is the form of an entry.
            action.clear();
            None
        }
        entry => entry,
    };
    // Once something was added its fields are made anew, under the next number: reset, they would show again what was
    // refused.
    let fields = RwSignal::new((0, first.unwrap_or_else(|| blank.clone())));
    Effect::new(move || {
        if let Some(Ok(_)) = action.value().get() {
            fields.update(|(number, entry)| {
                *number += 1;
                entry.clone_from(&blank);
            });
        }
    });
    keep_up(action, entries, refused);
    view! {
        <Watched action>
            <ActionForm action attr:class="stack entry-form">
                <input type="hidden" name="site" value=site.to_string()/>
                <For each=move || [fields.get()] key=|(number, _)| *number let((_, entry))>
                    <EntryFields id="new" entry action/>
                </For>
                <button type="submit" class="btn btn-primary" disabled=action.pending()>"Add entry"</button>
                <Refusal action/>
                <Added action/>
            </ActionForm>
        </Watched>
    }
}

/// That an entry was added, until the next one is typed.
#[component]
fn Added(action: ServerAction<SaveKnowledge>) -> impl IntoView {
    let unsaved = expect_context::<Unsaved>();
    let added = move || match action.value().get() {
        Some(Ok(entry)) if !unsaved.get() => Some(format!("“{}” is added", entry.title)),
        _ => None,
    };
    view! {
        <div aria-live="polite">{move || added().map(|words| view! { <p class="site-saved">{words}</p> })}</div>
    }
}

/// Puts what was saved first in the list, in the place of what it was; what was refused before is forgotten, as the
/// server forgets it.
fn keep_up(action: ServerAction<SaveKnowledge>, entries: Entries, refused: Refused) {
    Effect::new(move || {
        if let Some(Ok(saved)) = action.value().get() {
            refused.set_value(None);
            entries.update(|entries| {
                entries.retain(|entry| entry.id != saved.id);
                entries.insert(0, saved);
            });
        }
    });
}

#[component]
fn EntryList(site: SiteId, entries: Entries, refused: Refused) -> impl IntoView {
    let delete = ServerAction::<DeleteKnowledge>::new();
    let restore = ServerAction::<SaveKnowledge>::new();
    keep_up(restore, entries, refused);
    let toasts = use_context::<Toasts>();
    let (said, say) = signal(String::new());
    let is_older = use_query_map().with_untracked(|query| query.get_str("before").is_some());
    Effect::new(move || {
        if let Some(Ok(gone)) = delete.value().get() {
            forget(site, entries, gone, restore, toasts);
        }
    });
    view! {
        {move || entries.read().is_empty().then(|| view! { <Nothing site is_older/> })}
        <p class="site-saved" role="status">{said}</p>
        <ul class="entry-list">
            <For each=move || entries.get() key=|entry| (entry.id, entry.updated_at) let(entry)>
                <EntryCard site entry entries refused say delete/>
            </For>
        </ul>
        <div aria-live="polite">
            {move || delete.value().get().and_then(Result::err)
                .map(|error| view! { <p class="error">{error.to_string()}</p> })}
        </div>
    }
}

/// Takes what was deleted out of the list, and offers to write it again under its id.
fn forget(
    site: SiteId,
    entries: Entries,
    gone: KnowledgeId,
    restore: ServerAction<SaveKnowledge>,
    toasts: Option<Toasts>,
) {
    let known = entries
        .get_untracked()
        .into_iter()
        .find(|entry| entry.id == gone);
    let (Some(entry), Some(toasts)) = (known, toasts) else {
        return;
    };
    entries.update(|entries| entries.retain(|entry| entry.id != gone));
    toasts.undoable(format!("“{}” is deleted", entry.title), move || {
        restore.dispatch(SaveKnowledge {
            site,
            id: Some(entry.id),
            language: entry.language,
            title: entry.title.clone(),
            content: entry.content.clone(),
            source: entry.source.clone().unwrap_or_default(),
        });
    });
}

#[component]
fn EntryCard(
    site: SiteId,
    entry: KnowledgeEntry,
    entries: Entries,
    refused: Refused,
    /// Tells what was done.
    say: WriteSignal<String>,
    delete: ServerAction<DeleteKnowledge>,
) -> impl IntoView {
    let save = form_action::<SaveKnowledge>();
    let typed = refused.get_value();
    let typed = typed.filter(|typed| typed.id == Some(entry.id));
    let is_refused = typed.is_some();
    if !is_refused {
        // What the address says was refused is another form.
        save.clear();
    }
    Effect::new(move || {
        if let Some(Ok(saved)) = save.value().get() {
            say.set(format!("“{}” is saved", saved.title));
            // It is drawn anew at the top of the list, which takes the focus from it.
            focus_soon(head_id(saved.id));
        }
    });
    keep_up(save, entries, refused);
    let fields = typed.unwrap_or_else(|| TypedEntry {
        id: Some(entry.id),
        language: entry.language,
        title: entry.title.clone(),
        content: entry.content.clone(),
        source: entry.source.clone().unwrap_or_default(),
    });
    let id = entry.id.to_string();
    let deleted = id.clone();
    let code = entry.language.code();
    view! {
        <li class="entry">
            <details open=is_refused>
                <summary class="entry-head" id=head_id(entry.id) lang=code>
                    <span class="entry-title">{entry.title.clone()}</span>
                    <span class="entry-opening">{opening(&entry.content)}</span>
                </summary>
                <Watched action=save>
                    <ActionForm action=save attr:class="stack entry-form">
                        <input type="hidden" name="site" value=site.to_string()/>
                        <input type="hidden" name="id" value=id.clone()/>
                        <EntryFields id=id.clone() entry=fields action=save/>
                        <button type="submit" class="btn btn-secondary" disabled=save.pending()>"Save entry"</button>
                        <Refusal action=save/>
                    </ActionForm>
                </Watched>
                <ActionForm action=delete>
                    <input type="hidden" name="site" value=site.to_string()/>
                    <input type="hidden" name="id" value=deleted/>
                    <button type="submit" class="btn btn-ghost btn-sm">"Delete entry"</button>
                </ActionForm>
            </details>
        </li>
    }
}

/// The id of an entry's head in the list.
fn head_id(entry: KnowledgeId) -> String {
    format!("entry-{entry}")
}

/// Nothing at all, or nothing older.
#[component]
fn Nothing(site: SiteId, is_older: bool) -> impl IntoView {
    if is_older {
        let newest = format!("/app/sites/{site}/knowledge");
        return view! {
            <p class="notice">"There is nothing older. " <A href=newest attr:class="link">"The newest entries"</A></p>
        }
        .into_any();
    }
    view! { <NothingYet/> }.into_any()
}

/// What belongs here, by example.
#[component]
fn NothingYet() -> impl IntoView {
    view! {
        <Empty icon=Icon::Note title="It knows nothing of your business yet">
            <p>"Start with the three questions you answer every week, for example:"</p>
            <ul class="example-list">
                <li><strong>"Do you offer financing?"</strong> " Yes: 0% for twelve months with our bank, from $3,000."</li>
                <li><strong>"Which areas do you serve?"</strong> " Austin and thirty miles around it."</li>
                <li><strong>"How long does it take?"</strong> " Two days on the roof, about six weeks after you order."</li>
            </ul>
            <p>"Until then it says honestly that it doesn't know, and offers a person."</p>
        </Empty>
    }
}
