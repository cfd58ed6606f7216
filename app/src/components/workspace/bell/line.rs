use beckon_domain::notification::{Notification, Subject};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::workspace::time::Ago;

/// One thing that happened; it leads to what it is about. `visit` is a plain function: a stored one would be gone with
/// the list, while a click on one of its lines may still be under way.
#[component]
pub(super) fn Line(line: Notification, visit: impl Fn(Subject) + 'static) -> impl IntoView {
    let about = line.about;
    let unread = (!line.is_read)
        .then(|| view! { <span class="bell-dot"><span class="sr-only">"Unread: "</span></span> });
    view! {
        <li>
            <A href=about.page() attr:class="bell-line" on:click=move |_| visit(about)>
                {unread}
                <span class="bell-what" dir="auto">{line.headline()}</span>
                <Ago at=line.at/>
                <span class="bell-detail" dir="auto">{line.detail}</span>
            </A>
        </li>
    }
}
