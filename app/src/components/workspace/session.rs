//! Who works here, and with whom.

use std::sync::Arc;

use beckon_domain::account::{Identity, Member};
use beckon_domain::id::{AccountId, TeamId};
use beckon_domain::lead_list::Who;
use beckon_domain::team::Team;
use leptos::prelude::*;
use leptos::text_prop::TextProp;
use leptos_meta::Title;

use super::bell::BellStore;
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
        let frame = self.frame().await;
        Colleagues {
            me: self.identity.account,
            members: frame.colleagues.into(),
            teams: frame.teams.into(),
        }
    }
}

/// The members of the organization and its teams, to name who takes care of what.
#[derive(Clone)]
pub struct Colleagues {
    me: AccountId,
    members: Arc<[Member]>,
    teams: Arc<[Team]>,
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

    /// Whom a filter means.
    pub(super) fn who(&self, who: Who) -> String {
        match who {
            Who::Me => "you".to_owned(),
            Who::Member(account) => self.name(account),
        }
    }

    /// What to call a team.
    pub fn team_name(&self, id: TeamId) -> String {
        let team = self.teams.iter().find(|team| team.id == id);
        team.map_or_else(|| "A team".to_owned(), |team| team.name.clone())
    }

    /// What to call whoever takes care of a conversation, if anybody does.
    pub fn in_charge(&self, member: Option<AccountId>, team: Option<TeamId>) -> Option<String> {
        match (member, team) {
            (Some(member), _) => Some(self.name(member)),
            (None, Some(team)) => Some(self.team_name(team)),
            (None, None) => None,
        }
    }

    /// Everybody.
    pub fn members(&self) -> Arc<[Member]> {
        Arc::clone(&self.members)
    }

    /// Everybody, oneself last: who mentions somebody hardly means themselves.
    pub fn others_first(&self) -> Arc<[Member]> {
        let mut members = self.members.to_vec();
        members.sort_by_key(|member| member.account == self.me);
        members.into()
    }

    /// All teams, by name.
    pub fn teams(&self) -> Arc<[Team]> {
        Arc::clone(&self.teams)
    }
}

/// The title of a page of the workspace, with the number under the bell before it.
#[component]
pub fn PageTitle(
    /// The page's name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let bell = expect_context::<BellStore>();
    let text = move || match bell.unread() {
        0 => name.get(),
        unread => format!("({unread}) {}", name.get()),
    };
    // The server writes the head when the page, with what it listened to, may be gone already.
    let text = if cfg!(feature = "ssr") {
        TextProp::from(untrack(text))
    } else {
        TextProp::from(text)
    };
    view! { <Title text/> }
}
