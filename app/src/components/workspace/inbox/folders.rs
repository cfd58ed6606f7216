//! The lists as tabs: three that everybody looks at, the others in a menu.

use beckon_domain::inbox::InboxFilter;
use beckon_domain::team::Team;
use leptos::prelude::*;

use super::store::InboxStore;
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::menu::Menu;
use crate::components::workspace::session::Colleagues;

/// Those in plain sight.
const TABS: [InboxFilter; 3] = [InboxFilter::Mine, InboxFilter::Unassigned, InboxFilter::All];
/// Those in the menu, above the teams.
const MORE: [InboxFilter; 3] = [
    InboxFilter::Mentions,
    InboxFilter::Snoozed,
    InboxFilter::Archived,
];

/// The address of a list, or of a conversation in it.
pub fn inbox_href(conversation: Option<String>, filter: InboxFilter) -> String {
    let path = conversation.map_or_else(String::new, |id| format!("/{id}"));
    match filter {
        InboxFilter::All => format!("/app/inbox{path}"),
        filter => format!("/app/inbox{path}?folder={filter}"),
    }
}

/// A list's name for people.
pub(super) fn filter_name(filter: InboxFilter, teams: &[Team]) -> String {
    match filter {
        InboxFilter::Mine => "Mine".to_owned(),
        InboxFilter::Unassigned => "Unassigned".to_owned(),
        InboxFilter::All => "All".to_owned(),
        InboxFilter::Snoozed => "Snoozed".to_owned(),
        InboxFilter::Mentions => "Mentions".to_owned(),
        InboxFilter::Archived => "Archived".to_owned(),
        InboxFilter::Team(id) => {
            let team = teams.iter().find(|team| team.id == id);
            team.map_or_else(|| "Team".to_owned(), |team| team.name.clone())
        }
    }
}

/// The lists, with how many conversations of each are unread.
#[component]
pub(super) fn Folders(
    /// The list being shown.
    filter: Signal<InboxFilter>,
    /// To name the teams.
    colleagues: Colleagues,
) -> impl IntoView {
    let teams = colleagues.teams();
    let is_more = Memo::new(move |_| !TABS.contains(&filter.get()));
    let label = {
        let teams = teams.clone();
        move || {
            if is_more.get() {
                filter_name(filter.get(), &teams)
            } else {
                "More".to_owned()
            }
        }
    };
    let link = move |to: InboxFilter, name: String, class: &'static str| {
        let current = move || (filter.get() == to).then_some("true");
        view! {
            <a class=class href=inbox_href(None, to) aria-current=current data-go=to.to_string()>
                {name}
                <Count filter=to/>
            </a>
        }
    };
    let tabs = TABS.map(|to| view! { <li>{link(to, filter_name(to, &[]), "tab")}</li> });
    let more = MORE
        .into_iter()
        .chain(teams.iter().map(|team| InboxFilter::Team(team.id)));
    let more: Vec<_> = more
        .map(|to| view! { <li>{link(to, filter_name(to, &teams), "menu-item")}</li> })
        .collect();
    view! {
        <nav class="tabs folders" aria-label="Folders">
            <ul>{tabs.into_iter().collect_view()}</ul>
            <Menu
                label=move || view! { <span>{label.clone()}</span><Glyph icon=Icon::Down/> }.into_any()
                class="folders-more"
                button_class="tab"
                is_current=is_more
            >
                <ul class="menu-list">{more}</ul>
            </Menu>
        </nav>
    }
}

#[component]
fn Count(filter: InboxFilter) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let count = Memo::new(move |_| store.unread_of(filter));
    let text = move || match count.get() {
        0 => None,
        100.. => Some("99+".to_owned()),
        count => Some(count.to_string()),
    };
    view! {
        {move || text().map(|text| view! {
            <span class="tab-count">{text}<span class="sr-only">" unread"</span></span>
        })}
    }
}
