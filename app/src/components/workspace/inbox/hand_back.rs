//! Who answers a conversation, a person or the assistant, and the way back to the assistant.

use beckon_domain::conversation::{ConversationStatus, ConversationSummary, Sender};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::conversations::{HandBackConversation, is_assistant_silent};
use crate::components::workspace::icons::{Glyph, Icon};
use crate::components::workspace::toast::Toasts;

/// Whether the assistant is silent, kept current. A line of the inbox does not tell: who has a conversation may have
/// given it back to the assistant.
#[derive(Clone, Copy)]
pub(super) struct Answerer {
    is_silent: RwSignal<bool>,
}

impl Answerer {
    /// Of a conversation; `is_silent` was loaded with it.
    pub(super) fn new(line: Memo<ConversationSummary>, is_silent: bool) -> Self {
        let answerer = Self {
            is_silent: RwSignal::new(is_silent),
        };
        Effect::new(move |before: Option<ConversationSummary>| {
            let line = line.get();
            if let Some(before) = before {
                answerer.follow(&before, &line);
            }
            line
        });
        answerer
    }

    /// After a person's answer the assistant is silent. Whom it is given to, and what Beckon tells in the conversation,
    /// may change it.
    fn follow(self, before: &ConversationSummary, line: &ConversationSummary) {
        let is_taken = line.assignee.is_some() && line.assignee != before.assignee;
        let is_told = line.last_number != before.last_number;
        match line.last_sender {
            Sender::Agent if is_told => self.is_silent.set(true),
            Sender::System if is_told => self.ask(line.clone()),
            _ if is_taken => self.ask(line.clone()),
            _ => {}
        }
    }

    fn ask(self, line: ConversationSummary) {
        spawn_local(async move {
            // Who could not be asked stays what they were taken for.
            if let Ok(is_silent) = is_assistant_silent(line.id).await {
                self.is_silent.try_set(is_silent);
            }
        });
    }

    /// Whether it is. Whoever asks in a reactive place is told when it changes.
    pub(super) fn is_silent(self) -> bool {
        self.is_silent.get()
    }
}

/// Gives the conversation back to the assistant, while that is silent because a person took care of it.
#[component]
pub(super) fn HandBack(
    /// The conversation's line, kept current.
    line: Memo<ConversationSummary>,
    /// Who answers.
    answerer: Answerer,
) -> impl IntoView {
    let hand_back = ServerAction::<HandBackConversation>::new();
    let toasts = expect_context::<Toasts>();
    Effect::new(move || match hand_back.value().get() {
        Some(Ok(())) => {
            answerer.is_silent.set(false);
            toasts.done("The assistant answers from now on.");
        }
        Some(Err(error)) => toasts.failed(error.to_string()),
        None => {}
    });
    let is_persons = Memo::new(move |_| {
        answerer.is_silent() && line.read().status == ConversationStatus::Active
    });
    view! {
        <Show when=move || is_persons.get()>
            <ActionForm action=hand_back>
                <input type="hidden" name="id" value=line.read_untracked().id.to_string()/>
                <button type="submit" class="btn btn-ghost btn-sm" title="Let the assistant answer" data-do="hand-back">
                    <Glyph icon=Icon::Bolt/>
                    <span class="pane-action-label">"To assistant"</span>
                </button>
            </ActionForm>
        </Show>
    }
}
