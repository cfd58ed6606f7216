//! `/app/canned`: texts kept ready to be sent.

use beckon_domain::canned::{CannedResponse, SHORTCUT_MAX};
use leptos::html::Form;
use leptos::prelude::*;

use crate::api::canned::{DeleteCanned, SaveCanned, list_canned};
use crate::components::workspace::{Empty, Failure, Icon, PageTitle, Skeleton, empty_when_done};

/// The canned responses.
#[component]
pub fn CannedPage() -> impl IntoView {
    let save = ServerAction::<SaveCanned>::new();
    let delete = ServerAction::<DeleteCanned>::new();
    let all = Resource::new(
        move || (save.version().get(), delete.version().get()),
        |_| list_canned(),
    );
    let refused = move || {
        let saved = save.value().get().and_then(Result::err);
        saved.or_else(|| delete.value().get().and_then(Result::err))
    };
    view! {
        <PageTitle name="Canned responses"/>
        <div class="page page-narrow">
            <header class="page-head">
                <h1 class="page-title">"Canned responses"</h1>
                <p class="page-lede">
                    "Type " <kbd class="kbd">"/"</kbd> " and the shortcut while you write an answer. "
                    <code>"{name}"</code> ", " <code>"{agent}"</code> " and " <code>"{organization}"</code>
                    " are filled in."
                </p>
            </header>
            <section class="page-part" aria-labelledby="new-canned">
                <h2 class="board-title" id="new-canned">"New"</h2>
                <NewCanned save/>
                <div aria-live="polite">
                    {move || refused().map(|error| view! { <p class="error">{error.to_string()}</p> })}
                </div>
            </section>
            <section class="page-part" aria-labelledby="all-canned">
                <h2 class="board-title" id="all-canned">"All"</h2>
                <Transition fallback=|| view! { <Skeleton lines=4/> }>
                    {move || Suspend::new(async move {
                        match all.await {
                            Ok(all) => view! { <AllCanned all save delete/> }.into_any(),
                            Err(error) => view! { <Failure error retry=move || all.refetch()/> }.into_any(),
                        }
                    })}
                </Transition>
            </section>
        </div>
    }
}

#[component]
fn NewCanned(save: ServerAction<SaveCanned>) -> impl IntoView {
    let form = NodeRef::<Form>::new();
    empty_when_done(save, form);
    view! {
        <ActionForm action=save node_ref=form attr:class="canned-form">
            <Fields id="new".to_owned() shortcut=String::new() content=String::new()/>
            <button type="submit" class="btn btn-primary" disabled=save.pending()>"Add"</button>
        </ActionForm>
    }
}

#[component]
fn Fields(id: String, shortcut: String, content: String) -> impl IntoView {
    let (shortcut_id, content_id) = (format!("shortcut-{id}"), format!("content-{id}"));
    view! {
        <div class="field">
            <label class="label" for=shortcut_id.clone()>"Shortcut"</label>
            <input class="input" id=shortcut_id name="shortcut" value=shortcut required
                maxlength=SHORTCUT_MAX.to_string() autocomplete="off" placeholder="opening-hours"/>
        </div>
        <div class="field">
            <label class="label" for=content_id.clone()>"Text"</label>
            <textarea class="textarea" id=content_id name="content" required maxlength="4000" rows="3">{content}</textarea>
        </div>
    }
}

#[component]
fn AllCanned(
    all: Vec<CannedResponse>,
    save: ServerAction<SaveCanned>,
    delete: ServerAction<DeleteCanned>,
) -> impl IntoView {
    if all.is_empty() {
        return view! {
            <Empty icon=Icon::Bolt title="None yet">
                <p>"What you find yourself typing every day belongs here."</p>
            </Empty>
        }
        .into_any();
    }
    let entry = move |canned: CannedResponse| {
        let id = canned.id.to_string();
        let (form, deleted) = (id.clone(), id.clone());
        view! {
            <li class="canned">
                <details>
                    <summary class="canned-head">
                        <span class="canned-shortcut">"/" {canned.shortcut.clone()}</span>
                        <span class="canned-text" dir="auto">{canned.content.clone()}</span>
                    </summary>
                    <ActionForm action=save attr:class="canned-form">
                        <input type="hidden" name="id" value=id.clone()/>
                        <Fields id=form shortcut=canned.shortcut content=canned.content/>
                        <button type="submit" class="btn btn-secondary">"Save"</button>
                    </ActionForm>
                    <ActionForm action=delete>
                        <input type="hidden" name="id" value=deleted/>
                        <button type="submit" class="btn btn-ghost btn-sm">"Delete"</button>
                    </ActionForm>
                </details>
            </li>
        }
    };
    view! { <ul class="card people">{all.into_iter().map(entry).collect_view()}</ul> }.into_any()
}
