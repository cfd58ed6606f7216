use std::sync::Arc;

use beckon_domain::conversation::ConversationSummary;
use beckon_domain::note::Note;
use beckon_domain::notification::Notification;
use beckon_domain::presence::{Presence, Present};

/// What agents are told besides the conversations they follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgentNews {
    /// The line of the inbox that changed last.
    pub changed: Option<Arc<ConversationSummary>>,
    /// The notification that is new or changed.
    pub notified: Option<Arc<Notification>>,
    /// The notes that came last. Which of them are new, the page knows.
    pub notes: Option<Arc<Vec<Note>>>,
    /// Who is there; whoever is not in it is not.
    pub present: Arc<Vec<(Present, Presence)>>,
}

impl AgentNews {
    /// Somebody came or went.
    pub(crate) fn note(&mut self, present: Present, presence: Presence) {
        let all = Arc::make_mut(&mut self.present);
        all.retain(|(other, _)| *other != present);
        if presence != Presence::Offline {
            all.push((present, presence));
        }
    }
}
