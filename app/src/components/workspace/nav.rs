//! The frame around every page: a rail on wide screens, a bar at the bottom of phones.

use beckon_chat::ConnectionStatus;
use beckon_chat::agent::ChatClient;
use leptos::prelude::*;
use leptos_router::components::A;

use super::bell::Bell;
use super::icons::{Glyph, Icon};
use super::inbox::InboxStore;
use super::people::Avatar;
use super::session::Session;
use crate::api::accounts::SignOut;
use crate::components::LogoMark;

/// The pages, in the order of the rail.
const PAGES: [(&str, &str, Icon); 7] = [
    ("/app/inbox", "Inbox", Icon::Inbox),
    ("/app/leads", "Leads", Icon::Funnel),
    ("/app/appointments", "Appointments", Icon::Calendar),
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
                    {PAGES
                        .map(|(href, label, icon)| view! { <NavItem href label icon/> })
                        .into_iter()
                        .collect_view()}
                    <Bell/>
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
fn NavItem(href: &'static str, label: &'static str, icon: Icon) -> impl IntoView {
    view! {
        <li>
            <A href=href attr:class="ws-nav-link" attr:title=label>
                <Glyph icon/>
                <span class="ws-nav-label">{label}</span>
                {(icon == Icon::Inbox).then(|| view! { <UnreadBadge/> })}
            </A>
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
