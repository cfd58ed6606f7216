//! What an agent does with a conversation: take it, give it away, put it off or away, bring it back.
//!
//! The inbox shows the result at once, and offers the way back. Should the server refuse, or not be reached, the line
//! is put back as it was. Without JavaScript the same buttons are plain forms.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary};
use beckon_domain::id::{AccountId, ConversationId, TeamId};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

use super::store::InboxStore;
use crate::api::conversations::{
    AssignConversation, SetConversationStatus, TakeConversation, assign_conversation,
    set_conversation_status, snooze_conversation, take_conversation,
};
use crate::components::workspace::toast::Toasts;
use crate::error::AppError;

/// Something that is done with a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The member signed in takes it, from whoever has it.
    Take,
    /// It is given to a member, to a team, or to nobody.
    Assign(Option<AccountId>, Option<TeamId>),
    /// It is archived, closed or reopened.
    Status(ConversationStatus),
    /// It is put off until a moment, or no longer.
    Snooze(Option<DateTime<Utc>>),
}

impl Change {
    fn apply(self, line: &mut ConversationSummary, me: AccountId) {
        match self {
            Self::Take => line.assignee = Some(me),
            Self::Assign(member, team) => {
                line.assignee = member;
                // Whether a team keeps it with its new member, the server knows.
                line.team = team.or(line.team.filter(|_| member.is_some()));
            }
            Self::Status(status) => {
                line.status = status;
                line.snoozed_until = None;
            }
            Self::Snooze(until) => line.snoozed_until = until,
        }
    }

    async fn send(self, id: ConversationId, from: Option<AccountId>) -> Result<(), AppError> {
        match self {
            Self::Take => take_conversation(id, from).await,
            Self::Assign(member, team) => assign_conversation(id, member, team).await,
            Self::Status(status) => set_conversation_status(id, status).await,
            Self::Snooze(until) => snooze_conversation(id, until).await,
        }
    }

    /// What takes a line back to how it was before.
    fn inverse(self, before: &ConversationSummary) -> Vec<Self> {
        match self {
            Self::Take | Self::Assign(..) => {
                let team = Self::Assign(None, before.team);
                let member = before
                    .assignee
                    .map(|member| Self::Assign(Some(member), None));
                [team].into_iter().chain(member).collect()
            }
            Self::Status(_) => {
                let snooze = before.snoozed_until.map(|until| Self::Snooze(Some(until)));
                [Self::Status(before.status)]
                    .into_iter()
                    .chain(snooze)
                    .collect()
            }
            Self::Snooze(_) => vec![Self::Snooze(before.snoozed_until)],
        }
    }

    /// The same as a form: where it goes, and what it holds beside the conversation's id. Nothing for what needs a
    /// browser's clock.
    fn form(self, from: Option<AccountId>) -> Option<(&'static str, Vec<(&'static str, String)>)> {
        let field = |name, id: Option<String>| id.map(|id| (name, id));
        match self {
            Self::Take => {
                let from = field("from", from.map(|id| id.to_string()));
                Some((TakeConversation::PATH, from.into_iter().collect()))
            }
            Self::Assign(member, team) => {
                let member = field("member", member.map(|id| id.to_string()));
                let team = field("team", team.map(|id| id.to_string()));
                Some((
                    AssignConversation::PATH,
                    member.into_iter().chain(team).collect(),
                ))
            }
            Self::Status(status) => {
                let word = match status {
                    ConversationStatus::Active => "active",
                    ConversationStatus::Archived => "archived",
                    ConversationStatus::Closed => "closed",
                };
                let status = ("status", word.to_owned());
                Some((SetConversationStatus::PATH, vec![status]))
            }
            Self::Snooze(_) => None,
        }
    }
}

/// The actions behind a conversation's buttons.
#[derive(Clone, Copy)]
pub(super) struct Handling {
    store: InboxStore,
    toasts: Toasts,
}

impl Handling {
    /// For the workspace around.
    pub(super) fn new() -> Self {
        Self {
            store: expect_context(),
            toasts: expect_context(),
        }
    }

    /// Does it, says so in these words, and offers to undo it.
    pub(super) fn run(self, line: ConversationSummary, change: Change, words: impl Into<String>) {
        let before = line.clone();
        self.apply(line, change);
        let undone = before.clone();
        self.toasts
            .undoable(words, move || self.undo(undone.clone(), change));
        self.send(before, vec![change]);
    }

    fn apply(self, line: ConversationSummary, change: Change) {
        let me = self.store.me();
        self.store.amend(line, |line| change.apply(line, me));
    }

    /// Works also when the conversation's pane is gone: the notice outlives it.
    fn undo(self, before: ConversationSummary, change: Change) {
        let now = untrack(|| self.store.line(&before));
        let back = change.inverse(&before);
        self.store.amend(now.clone(), |line| {
            put_back(line, &before);
        });
        self.send(now, back);
    }

    fn send(self, before: ConversationSummary, changes: Vec<Change>) {
        spawn_local(async move {
            for change in changes {
                if let Err(error) = change.send(before.id, before.assignee).await {
                    self.toasts.failed(error.to_string());
                    let now = untrack(|| self.store.line(&before));
                    self.store.amend(now, |line| put_back(line, &before));
                    return;
                }
            }
        });
    }
}

/// What was changed here goes back; what came in meanwhile stays.
fn put_back(line: &mut ConversationSummary, before: &ConversationSummary) {
    line.status = before.status;
    line.assignee = before.assignee;
    line.team = before.team;
    line.snoozed_until = before.snoozed_until;
}

/// A button that does something with a conversation.
#[component]
pub(super) fn Act(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// The actions.
    handling: Handling,
    /// What it does.
    change: Change,
    /// What is said once it is done.
    #[prop(into)]
    words: String,
    /// The button's classes.
    class: &'static str,
    /// Its name, where it may show no words.
    #[prop(optional)]
    title: Option<&'static str>,
    /// By which the keyboard finds it.
    #[prop(optional)]
    mark: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let (id, from) = line.with_untracked(|line| (line.id, line.assignee));
    let (path, fields) = change.form(from).unwrap_or_default();
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        handling.run(line.get_untracked(), change, words.clone());
    };
    view! {
        <form method="post" action=path on:submit=on_submit>
            <input type="hidden" name="id" value=id.to_string()/>
            {fields}
            <button type="submit" class=class title=title data-do=mark>{children()}</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use beckon_domain::conversation::{Channel, Sender};

    use super::*;

    fn line() -> ConversationSummary {
        let at = DateTime::UNIX_EPOCH;
        ConversationSummary {
            id: ConversationId::generate(at),
            lead: None,
            title: "Visitor".into(),
            site: "Shop".into(),
            status: ConversationStatus::Active,
            channel: Channel::Web,
            assignee: Some(AccountId::generate(at)),
            team: Some(TeamId::generate(at)),
            snoozed_until: Some(at),
            rating: None,
            score: None,
            preview: String::new(),
            last_sender: Sender::Visitor,
            last_number: 1,
            read_number: 1,
            last_message_at: at,
        }
    }

    #[test]
    fn each_change_has_a_way_back() {
        let (before, me) = (line(), AccountId::generate(DateTime::UNIX_EPOCH));
        for change in [
            Change::Take,
            Change::Assign(None, None),
            Change::Assign(None, Some(TeamId::generate(DateTime::UNIX_EPOCH))),
            Change::Status(ConversationStatus::Closed),
            Change::Snooze(None),
        ] {
            let mut line = before.clone();
            change.apply(&mut line, me);
            assert_ne!(line, before);
            for back in change.inverse(&before) {
                back.apply(&mut line, me);
            }
            assert_eq!(line, before, "{change:?}");
        }
    }
}
