//! Notes that were written here and have not come back from the server: sent one at a time, and again after the line
//! broke, as messages are.

use beckon_domain::id::{AccountId, ClientMessageId, ConversationId};
use beckon_domain::note::Note;
use beckon_domain::protocol::{ClientFrame, Refusal};

use super::Millis;
use super::link::ANSWER;
use super::log::patience;

/// A note on its way, as its writer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// The id its writer gave it: sending twice stores once.
    pub id: ClientMessageId,
    /// The text.
    pub content: String,
    /// Why it was refused for good; the person may try again or remove it.
    pub failed: Option<Refusal>,
}

/// Those of one conversation, in the order of writing.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Draft>);

#[derive(Debug)]
struct Draft {
    id: ClientMessageId,
    content: String,
    mentions: Vec<AccountId>,
    stage: Stage,
    /// How often the server has asked to send it again later.
    delays: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
    /// To be sent, not before this time.
    Waiting(Millis),
    /// Sent; an answer is due by this time.
    Sent(Millis),
    /// Refused for good.
    Failed(Refusal),
}

impl Draft {
    /// When something is due; nothing is for a note that failed.
    fn time(&self) -> Option<Millis> {
        match self.stage {
            Stage::Waiting(until) | Stage::Sent(until) => Some(until),
            Stage::Failed(_) => None,
        }
    }
}

impl Notes {
    /// Writes a note; it waits to be sent.
    pub(super) fn write(&mut self, id: ClientMessageId, content: String, mentions: Vec<AccountId>) {
        self.0.push(Draft {
            id,
            content,
            mentions,
            stage: Stage::Waiting(0.0),
            delays: 0,
        });
    }

    /// Sends a failed note again, after all that was written since.
    pub(super) fn retry(&mut self, id: ClientMessageId) {
        if let Some(at) = self.failed(id) {
            let draft = self.0.remove(at);
            self.0.push(Draft {
                stage: Stage::Waiting(0.0),
                ..draft
            });
        }
    }

    /// Takes a failed note away.
    pub(super) fn remove(&mut self, id: ClientMessageId) {
        if let Some(at) = self.failed(id) {
            self.0.remove(at);
        }
    }

    fn failed(&self, id: ClientMessageId) -> Option<usize> {
        let is_it = |draft: &Draft| draft.id == id && matches!(draft.stage, Stage::Failed(_));
        self.0.iter().position(is_it)
    }

    /// The server told notes; those that were written here are stored by that. Says whether there are any.
    pub(super) fn stored(&mut self, told: &[Note]) -> bool {
        let before = self.0.len();
        self.0
            .retain(|draft| told.iter().all(|note| note.client_id != draft.id));
        self.0.len() < before
    }

    /// The server refused a note: for good, or until later. Says whether it was written here.
    pub(super) fn refuse(&mut self, id: ClientMessageId, reason: Refusal, now: Millis) -> bool {
        let Some(draft) = self.0.iter_mut().find(|draft| draft.id == id) else {
            return false;
        };
        draft.stage = if reason.is_temporary() {
            draft.delays += 1;
            Stage::Waiting(now + patience(draft.delays - 1))
        } else {
            Stage::Failed(reason)
        };
        true
    }

    /// What is to be sent now, if anything.
    pub(super) fn next(
        &mut self,
        conversation: ConversationId,
        now: Millis,
    ) -> Option<ClientFrame> {
        let draft = self.0.iter_mut().find(|draft| draft.time().is_some())?;
        let is_due = matches!(draft.stage, Stage::Waiting(until) if until <= now);
        is_due.then(|| draft.stage = Stage::Sent(now + ANSWER))?;
        Some(ClientFrame::Note {
            client_id: draft.id,
            conversation,
            content: draft.content.clone(),
            mentions: draft.mentions.clone(),
        })
    }

    /// When the note at the head of the queue is to be sent, or its answer is overdue.
    pub(super) fn next_due(&self) -> Option<Millis> {
        self.0.iter().find_map(Draft::time)
    }

    /// Whether the server owes an answer for too long.
    pub(super) fn is_overdue(&self, now: Millis) -> bool {
        self.0
            .iter()
            .any(|draft| matches!(draft.stage, Stage::Sent(until) if until <= now))
    }

    /// The line broke: what was not answered will be sent again, under the same id.
    pub(super) fn disconnected(&mut self) {
        for draft in &mut self.0 {
            if let Stage::Sent(_) = draft.stage {
                draft.stage = Stage::Waiting(0.0);
            }
        }
    }

    /// There will be no line any more.
    pub(super) fn fail(&mut self, reason: Refusal) {
        for draft in self.0.iter_mut().filter(|draft| draft.time().is_some()) {
            draft.stage = Stage::Failed(reason);
        }
    }

    /// What their writer sees.
    pub(super) fn shown(&self) -> Vec<NoteDraft> {
        let shown = |draft: &Draft| NoteDraft {
            id: draft.id,
            content: draft.content.clone(),
            failed: match draft.stage {
                Stage::Failed(reason) => Some(reason),
                Stage::Waiting(_) | Stage::Sent(_) => None,
            },
        };
        self.0.iter().map(shown).collect()
    }
}
