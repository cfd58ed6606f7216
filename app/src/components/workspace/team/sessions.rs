use beckon_domain::account::SessionInfo;
use leptos::prelude::*;

use crate::api::team::RevokeSession;
use crate::components::workspace::time::{Ago, Moment};

/// The browsers somebody is signed in with; all but the one asking can be signed out.
#[component]
pub fn Sessions(
    /// The sessions.
    sessions: Vec<SessionInfo>,
    /// Signs one out.
    revoke: ServerAction<RevokeSession>,
) -> impl IntoView {
    let row = move |session: SessionInfo| {
        let device = device(&session.user_agent);
        let which = format!(" {device} at {}", session.address);
        let end = if session.current {
            view! { <span class="badge badge-qualified">"This browser"</span> }.into_any()
        } else {
            view! {
                <ActionForm action=revoke>
                    <input type="hidden" name="id" value=session.id.to_string()/>
                    <button type="submit" class="btn btn-secondary btn-sm">
                        "Sign out"
                        <span class="sr-only">{which}</span>
                    </button>
                </ActionForm>
            }
            .into_any()
        };
        view! {
            <li class="person">
                <div class="person-who">
                    <p class="person-name" title=session.user_agent>{device}</p>
                    <p class="person-mail">
                        {session.address} " · signed in " <Moment at=session.created_at/>
                        " · last used " <Ago at=session.last_seen_at/>
                    </p>
                </div>
                {end}
            </li>
        }
    };
    view! { <ul class="card people">{sessions.into_iter().map(row).collect_view()}</ul> }
}

/// `Firefox on Windows`, as far as the browser's own words tell.
fn device(user_agent: &str) -> String {
    // The order matters: most browsers also name the ones they want to be taken for.
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| user_agent.contains(mark))
            .map(|(_, name)| *name)
    };
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => "Unknown browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_apart() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
        assert_eq!(device(chrome), "Chrome on Linux");
        assert_eq!(device(&format!("{chrome} Edg/126.0")), "Edge on Linux");
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
        assert_eq!(device(iphone), "Safari on iPhone");
        assert_eq!(device(""), "Unknown browser");
    }
}
