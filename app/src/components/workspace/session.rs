//! Who works here, and with whom.

use std::sync::Arc;

use beckon_domain::account::{Identity, Member};
use beckon_domain::id::AccountId;
use leptos::prelude::*;
use leptos_meta::Title;

use super::inbox::InboxStore;

/// Who is signed in, and their colleagues.
#[derive(Clone)]
pub struct Session {
    /// Who is signed in.
    pub identity: Identity,
    colleagues: Arc<[Member]>,
}

impl Session {
    /// The session of `identity`.
    pub fn new(identity: Identity, colleagues: Vec<Member>) -> Self {
        Self { identity, colleagues: colleagues.into() }
    }

    /// What to call the member who takes care of something.
    pub fn assignee_name(&self, account: AccountId) -> String {
        if account == self.identity.account {
            return "You".to_owned();
        }
        let colleague = self.colleagues.iter().find(|member| member.account == account);
        colleague.map_or_else(|| "A former member".to_owned(), |member| member.name.clone())
    }
}

/// The title of a page of the workspace, with the number of unread conversations before it.
#[component]
pub fn PageTitle(
    /// The page's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let store = expect_context::<InboxStore>();
    let text = move || match store.unread_count() {
        0 => name.get(),
        unread => format!("({unread}) {}", name.get()),
    };
    view! { <Title text/> }
}
