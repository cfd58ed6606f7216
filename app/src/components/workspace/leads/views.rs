//! Lists under a name, as tabs, and a menu that keeps, changes, removes and brings back.

use beckon_domain::lead_list::{LeadQuery, LeadView, VIEW_NAME_MAX, default_views};
use leptos::prelude::*;

use super::list_href;
use crate::api::lead_views::{
    ChangeLeadView, KeepLeadView, RemoveLeadView, RestoreLeadView, list_lead_views,
};
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::menu::Menu;
use crate::components::workspace::sent::last_sent;
use crate::components::workspace::toast::Toasts;

/// What is done with views.
#[derive(Clone, Copy)]
struct Actions {
    keep: ServerAction<KeepLeadView>,
    change: ServerAction<ChangeLeadView>,
    remove: ServerAction<RemoveLeadView>,
    restore: ServerAction<RestoreLeadView>,
}

impl Actions {
    fn new() -> Self {
        let actions = Self {
            keep: ServerAction::new(),
            change: ServerAction::new(),
            remove: ServerAction::new(),
            restore: ServerAction::new(),
        };
        actions.offer_undo();
        actions
    }

    /// Grows with everything that was done.
    fn version(self) -> usize {
        self.keep.version().get()
            + self.change.version().get()
            + self.remove.version().get()
            + self.restore.version().get()
    }

    fn error(self) -> Option<String> {
        let error = self.keep.value().get().and_then(Result::err);
        let error = error.or_else(|| self.change.value().get().and_then(Result::err));
        let error = error.or_else(|| self.remove.value().get().and_then(Result::err));
        let error = error.or_else(|| self.restore.value().get().and_then(Result::err));
        error.map(|error| error.to_string())
    }

    fn offer_undo(self) {
        let toasts = expect_context::<Toasts>();
        let removed = last_sent(self.remove, |input| input.id);
        Effect::new(move || {
            if let Some(Ok(())) = self.remove.value().get()
                && let Some(id) = removed.get_untracked()
            {
                let restore = self.restore;
                toasts.undoable("View removed.", move || {
                    restore.dispatch(RestoreLeadView { id });
                });
            }
        });
    }
}

/// The views as tabs.
#[component]
pub fn ViewTabs(
    /// The list being shown.
    #[prop(into)]
    query: Signal<LeadQuery>,
) -> impl IntoView {
    let actions = Actions::new();
    let views = Resource::new(move || actions.version(), |_| list_lead_views());
    let tab = move |name: String, target: LeadQuery| {
        let href = list_href(&target);
        let current = move || (query.read().first_page() == target).then_some("true");
        view! { <li><a class="tab" href=href aria-current=current dir="auto">{name}</a></li> }
    };
    // Those that everybody has come as a table or a board, as the list is now.
    let laid_out = move |target: &LeadQuery| LeadQuery {
        layout: query.read().layout,
        ..target.clone()
    };
    let defaults = default_views().map(|(name, target)| {
        let target = Memo::new(move |_| laid_out(&target));
        let href = move || list_href(&target.read());
        let current = move || (query.read().first_page() == *target.read()).then_some("true");
        view! { <li><a class="tab" href=href aria-current=current dir="auto">{name}</a></li> }
    });
    let kept = move || {
        Suspend::new(async move {
            // Without them the list is there all the same.
            let views = views.await.unwrap_or_default();
            let views = views.into_iter().filter(|view| !view.is_removed);
            views.map(|view| tab(view.name, view.query)).collect_view()
        })
    };
    let menu = move || {
        let query = query.get().first_page();
        Suspend::new(async move {
            let views = views.await.unwrap_or_default();
            view! { <ViewMenu query views actions/> }
        })
    };
    view! {
        <div class="views">
            <nav class="tabs" aria-label="Views">
                <ul>
                    {defaults.into_iter().collect_view()}
                    <Transition>{kept}</Transition>
                </ul>
            </nav>
            <Transition>{menu}</Transition>
            <div class="views-error" aria-live="polite">
                {move || actions.error().map(|error| view! { <p class="error">{error}</p> })}
            </div>
        </div>
    }
}

#[component]
fn ViewMenu(query: LeadQuery, views: Vec<LeadView>, actions: Actions) -> impl IntoView {
    let is_this = |view: &&LeadView| !view.is_removed && view.query == query;
    let current = views.iter().find(is_this).cloned();
    let is_new = current.is_none() && default_views().iter().all(|(_, other)| *other != query);
    let mine = current.filter(|view| view.may_change);
    let removed: Vec<LeadView> = views.into_iter().filter(|view| view.is_removed).collect();
    if !is_new && mine.is_none() && removed.is_empty() {
        return ().into_any();
    }
    let label = move || {
        let name = if is_new { "Save view" } else { "View" };
        view! { {name}<Glyph icon=Icon::Down/> }.into_any()
    };
    let keep = is_new.then(|| {
        let query = serde_json::to_string(&query).unwrap_or_default();
        view! {
            <ActionForm action=actions.keep attr:class="menu-custom">
                <input type="hidden" name="query" value=query/>
                <NameAndShare name=String::new() is_shared=false/>
                <button type="submit" class="btn btn-primary btn-sm">"Save view"</button>
            </ActionForm>
        }
    });
    let change = mine.map(|view| {
        let (id, removed) = (view.id.to_string(), view.id.to_string());
        view! {
            <ActionForm action=actions.change attr:class="menu-custom">
                <input type="hidden" name="id" value=id/>
                <NameAndShare name=view.name is_shared=view.is_shared/>
                <button type="submit" class="btn btn-secondary btn-sm">"Change"</button>
            </ActionForm>
            <ActionForm action=actions.remove attr:class="menu-apart">
                <input type="hidden" name="id" value=removed/>
                <button type="submit" class="menu-item">"Remove this view"</button>
            </ActionForm>
        }
    });
    let back = removed.into_iter().map(move |view| {
        view! {
            <ActionForm action=actions.restore>
                <input type="hidden" name="id" value=view.id.to_string()/>
                <button type="submit" class="menu-item" dir="auto">"Bring back \u{201c}" {view.name} "\u{201d}"</button>
            </ActionForm>
        }
    });
    view! {
        <Menu label button_class="btn btn-ghost btn-sm">
            {keep}
            {change}
            {back.collect_view()}
        </Menu>
    }
    .into_any()
}

#[component]
fn NameAndShare(name: String, is_shared: bool) -> impl IntoView {
    view! {
        <label class="label" for="view-name">"Name"</label>
        <input class="input" id="view-name" name="name" value=name maxlength=VIEW_NAME_MAX.to_string() autocomplete="off"/>
        <label class="view-share">
            <input class="checkbox" type="checkbox" name="is_shared" value="true" checked=is_shared/>
            "For everybody"
        </label>
    }
}
