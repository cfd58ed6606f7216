//! The frame around every page: a rail on wide screens, a bar at the bottom of phones.

use beckon_chat::ConnectionStatus;
use beckon_chat::agent::ChatClient;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::bell::Bell;
use super::icons::{Glyph, Icon};
use super::inbox::InboxStore;
use super::menu::Menu;
use super::people::Avatar;
use super::session::Session;
use crate::api::accounts::SignOut;
use crate::components::LogoMark;

/// A page's address, name and icon.
type Page = (&'static str, &'static str, Icon);

/// The pages that are always in plain sight, in the order of the rail.
const PAGES: [Page; 3] = [
    ("/app/inbox", "Inbox", Icon::Inbox),
    ("/app/leads", "Leads", Icon::Funnel),
    ("/app/appointments", "Appointments", Icon::Calendar),
];

/// Those for which a phone's bar has no room: there, they are behind its last button.
const MORE: [Page; 4] = [
    ("/app/dashboard", "Dashboard", Icon::Chart),
    ("/app/sites", "Sites", Icon::Globe),
    ("/app/team", "Team", Icon::People),
    ("/app/account", "Account", Icon::Person),
];

/// Where one can go, for whom one works, and who one is.
#[component]
pub fn Rail() -> impl IntoView {
    let Session { identity, .. } = expect_context::<Session>();
    view! {
        <header class="ws-rail">
            <p class="ws-brand">
                <LogoMark/>
                <span class="sr-only">"Beckon, "</span>
                <span class="ws-organization" title=identity.organization_name.clone()>
                    {identity.organization_name.clone()}
                </span>
            </p>
            <nav class="ws-nav" aria-label="Workspace">
                <ul>
                    {PAGES.map(|page| view! { <NavItem page/> }).into_iter().collect_view()}
                    {MORE.map(|page| view! { <NavItem page class="ws-nav-wide"/> }).into_iter().collect_view()}
                    <Bell/>
                    <MorePages/>
                </ul>
            </nav>
            <div class="ws-me">
                <Avatar name=identity.name.clone()/>
                <p class="ws-me-name">
                    <span>{identity.name}</span>
                    <span class="ws-me-role">{identity.role.to_string()}</span>
                </p>
                <SignOutForm/>
            </div>
        </header>
    }
}

#[component]
fn NavItem(page: Page, #[prop(optional)] class: &'static str) -> impl IntoView {
    let (href, label, icon) = page;
    view! {
        <li class=class>
            <A href=href attr:class="ws-nav-link" attr:title=label>
                <Glyph icon/>
                <span class="ws-nav-label">{label}</span>
                {(icon == Icon::Inbox).then(|| view! { <UnreadBadge/> })}
            </A>
        </li>
    }
}

/// What a phone's bar has no room for, in a sheet above it.
#[component]
fn MorePages() -> impl IntoView {
    let path = use_location().pathname;
    let is_within = move |(href, ..): &Page| {
        let path = path.read();
        let rest = path.strip_prefix(href);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let is_current = Memo::new(move |_| MORE.iter().any(is_within));
    let label = || {
        view! {
            <Glyph icon=Icon::More/>
            <span class="ws-nav-label">"More"</span>
        }
        .into_any()
    };
    let item = |(href, label, icon): Page| {
        view! {
            <li>
                <A href=href attr:class="menu-item">
                    <Glyph icon/>
                    {label}
                </A>
            </li>
        }
    };
    view! {
        <li class="ws-nav-more">
            <Menu label button_class="ws-nav-link" is_current>
                <ul>{MORE.map(item).into_iter().collect_view()}</ul>
            </Menu>
        </li>
    }
}

/// How many conversations have messages that no agent has seen; kept current.
#[component]
fn UnreadBadge() -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let session = StoredValue::new(expect_context::<Session>());
    let count = move || match store.unread_count() {
        0 => None,
        unread => Some(view! {
            <span class="ws-nav-count">{unread} <span class="sr-only">" unread"</span></span>
        }),
    };
    view! {
        <Transition fallback=|| ()>
            {move || Suspend::new(async move {
                let frame = session.get_value().frame().await;
                store.set_counts(frame.unread);
                view! { {count} }
            })}
        </Transition>
    }
}

/// Ends this browser's session.
#[component]
fn SignOutForm() -> impl IntoView {
    let sign_out = ServerAction::<SignOut>::new();
    view! {
        <ActionForm action=sign_out>
            <button type="submit" class="ws-icon-button" title="Sign out">
                <Glyph icon=Icon::SignOut/>
                <span class="sr-only">"Sign out"</span>
            </button>
        </ActionForm>
    }
}

/// Tells when the live connection is gone. What a page loads for the first time is no news.
#[component]
pub fn Banner() -> impl IntoView {
    let status = expect_context::<ChatClient>().status();
    let was_online = Memo::new(move |before: Option<&bool>| {
        before.copied().unwrap_or(false) || status.get() == ConnectionStatus::Online
    });
    let text = move || match status.get() {
        ConnectionStatus::Offline => {
            Some("You are offline. What you write is sent as soon as the connection is back.")
        }
        ConnectionStatus::Connecting if was_online.get() => Some("Connecting again…"),
        ConnectionStatus::Connecting | ConnectionStatus::Online => None,
    };
    view! {
        <div role="status">{move || text().map(|text| view! { <p class="ws-banner">{text}</p> })}</div>
    }
}
