//! Who works here, and with whom.

use std::sync::Arc;

use beckon_domain::account::{Identity, Member};
use beckon_domain::id::AccountId;
use leptos::prelude::*;
use leptos_meta::Title;

use super::inbox::InboxStore;
use crate::api::team::Frame;
use crate::error::AppError;

/// Who is signed in, and what is loaded once for all pages.
#[derive(Clone)]
pub struct Session {
    /// Who is signed in.
    pub identity: Identity,
    frame: Resource<Result<Frame, AppError>>,
}

impl Session {
    /// The session of `identity`.
    pub fn new(identity: Identity, frame: Resource<Result<Frame, AppError>>) -> Self {
        Self { identity, frame }
    }

    /// What is loaded once for all pages; empty where that failed, as no page depends on it.
    pub async fn frame(&self) -> Frame {
        self.frame.await.unwrap_or_default()
    }

    /// The colleagues, by whose names assignees are told.
    pub async fn colleagues(&self) -> Colleagues {
        let members = self.frame().await.colleagues;
        Colleagues {
            me: self.identity.account,
            members: members.into(),
        }
    }
}

/// The members of the organization, to name assignees.
#[derive(Clone)]
pub struct Colleagues {
    me: AccountId,
    members: Arc<[Member]>,
}

impl Colleagues {
    /// What to call the member who takes care of something.
    pub fn name(&self, account: AccountId) -> String {
        if account == self.me {
            return "You".to_owned();
        }
        let colleague = self.members.iter().find(|member| member.account == account);
        colleague.map_or_else(|| "A colleague".to_owned(), |member| member.name.clone())
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
