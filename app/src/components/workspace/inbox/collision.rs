//! Two who answer at once: the second sees it, and has to send a second time.

use beckon_chat::agent::Thread;
use beckon_domain::conversation::{ConversationSummary, Sender};
use beckon_domain::id::AccountId;
use leptos::prelude::*;

use super::store::InboxStore;
use crate::components::workspace::session::Colleagues;

/// Who else is at a conversation.
#[derive(Clone, Copy)]
pub(super) struct Collision {
    /// In words, while there is somebody.
    other: Memo<Option<String>>,
    /// Whether the one who writes was warned.
    is_warned: RwSignal<bool>,
    /// Who took care of it when the text was begun; nothing while there is no text.
    begun_with: RwSignal<Option<Begun>>,
    line: Memo<ConversationSummary>,
}

/// A text was begun.
#[derive(Clone, Copy)]
struct Begun {
    /// Who took care of the conversation then.
    assignee: Option<AccountId>,
}

impl Collision {
    /// Watches a conversation.
    pub(super) fn new(
        thread: Thread,
        line: Memo<ConversationSummary>,
        colleagues: Colleagues,
    ) -> Self {
        let me = expect_context::<InboxStore>().me();
        let typing = thread.typing();
        let begun_with = RwSignal::new(None::<Begun>);
        let other = Memo::new(move |_| {
            let typist = typing.get().filter(|typist| typist.sender == Sender::Agent);
            if let Some(name) = typist.and_then(|typist| typist.name) {
                return Some(format!("{name} is writing an answer."));
            }
            let assignee = line.read().assignee.filter(|assignee| *assignee != me)?;
            let was_another = begun_with
                .get()
                .is_some_and(|begun| begun.assignee != Some(assignee));
            was_another.then(|| format!("{} took this conversation.", colleagues.name(assignee)))
        });
        let is_warned = RwSignal::new(false);
        Effect::new(move || {
            other.track();
            is_warned.set(false);
        });
        Self {
            other,
            is_warned,
            begun_with,
            line,
        }
    }

    /// There is something written now, or nothing.
    pub(super) fn typed(self, something: bool) {
        if self.begun_with.read_untracked().is_some() != something {
            let assignee = self.line.read_untracked().assignee;
            self.begun_with.set(something.then_some(Begun { assignee }));
        }
    }

    /// Whether sending has to wait until its writer has seen who else is at it. The second time it does not.
    pub(super) fn warns(self) -> bool {
        let warns = self.other.read_untracked().is_some() && !self.is_warned.get_untracked();
        if warns {
            self.is_warned.set(true);
        }
        warns
    }
}

/// Who else is at it.
#[component]
pub(super) fn CollisionBar(collision: Collision) -> impl IntoView {
    let Collision {
        other, is_warned, ..
    } = collision;
    view! {
        <div role="status" class="collision-room">
            {move || other.get().map(|words| view! {
                <p class="collision" class:collision-warned=is_warned>
                    {words}
                    <Show when=move || is_warned.get()>" Your answer was not sent: press Enter again to send it anyway."</Show>
                </p>
            })}
        </div>
    }
}
