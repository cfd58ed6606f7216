//! What is older than the newest messages: pages of it, and the stretch to which a reader jumps.

use beckon_domain::conversation::{Message, MessageNumber};
use beckon_domain::protocol::HistoryCursor;
use beckon_domain::reaction::Reaction;

use super::Log;

impl Log {
    /// The messages that are shown, ascending and, but for a gap that is being filled, without one missing.
    pub(super) fn run(&self) -> &[Message] {
        self.island.as_deref().unwrap_or(&self.tail)
    }

    /// What people think of a message that is here.
    pub(in super::super) fn reactions(&self, number: MessageNumber) -> Option<&[Reaction]> {
        let island = self.island.iter().flatten();
        let mut all = self.tail.iter().chain(island);
        let message = all.find(|message| message.number == number)?;
        Some(&message.reactions)
    }

    /// Where the page before what is shown begins, if there is one.
    pub(in super::super) fn earlier(&self) -> Option<HistoryCursor> {
        let first = self.run().first()?.number;
        (first > 1).then_some(HistoryCursor::Before(first))
    }

    /// Where the page after what is shown begins, if there is one before the newest messages.
    pub(in super::super) fn later(&self) -> Option<HistoryCursor> {
        let last = self.island.as_ref()?.last()?.number;
        Some(HistoryCursor::After(last))
    }

    /// Whether what is shown is not the newest.
    pub(in super::super) fn is_away(&self) -> bool {
        self.island.is_some()
    }

    /// Goes to a message. Says what has to be asked for, if it is not here.
    pub(in super::super) fn jump(&mut self, to: MessageNumber) -> Option<[HistoryCursor; 2]> {
        let holds = |run: &[Message]| run.iter().any(|message| message.number == to);
        if holds(&self.tail) {
            self.island = None;
            return None;
        }
        if self.island.as_deref().is_some_and(holds) {
            return None;
        }
        self.island = Some(Vec::new());
        Some([HistoryCursor::Before(to + 1), HistoryCursor::After(to)])
    }

    /// Goes back to the newest messages.
    pub(in super::super) fn show_newest(&mut self) {
        self.island = None;
    }

    /// Takes in a page that continues something that is here; what continues nothing any more is left. What is here
    /// already is told anew: its links count.
    pub(in super::super) fn page(&mut self, cursor: HistoryCursor, messages: &[Message]) {
        for known in self.tail.iter_mut().chain(self.island.iter_mut().flatten()) {
            if let Some(again) = messages.iter().find(|again| again.number == known.number) {
                known.clone_from(again);
            }
        }
        let mut runs = [Some(&mut self.tail), self.island.as_mut()];
        let is_away = runs[1].is_some();
        for (run, is_island) in runs.iter_mut().flatten().zip([false, true]) {
            let is_new = run.is_empty() && is_island == is_away;
            match cursor {
                HistoryCursor::Before(number)
                    if is_new || run.first().is_some_and(|first| first.number == number) =>
                {
                    run.splice(..0, messages.iter().cloned());
                }
                HistoryCursor::After(number)
                    if is_island
                        && (is_new || run.last().is_some_and(|last| last.number == number)) =>
                {
                    run.extend_from_slice(messages);
                }
                _ => {}
            }
        }
        // What was written here may come back this way, too.
        let came = |draft: &super::Draft| {
            let mut all = self.tail.iter().chain(self.island.iter().flatten());
            all.any(|message| message.client_id == draft.id)
        };
        let kept = |draft: &super::Draft| !came(draft);
        self.drafts.retain(kept);
        self.meet();
    }

    /// Where the older stretch has reached the newest messages, the two are one.
    pub(super) fn meet(&mut self) {
        let reached = |last: MessageNumber| {
            self.tail
                .first()
                .is_some_and(|first| first.number <= last + 1)
        };
        if let Some(island) = &mut self.island
            && let Some(last) = island.last().map(|last| last.number)
            && reached(last)
        {
            let rest = self.tail.iter().filter(|message| message.number > last);
            island.extend(rest.cloned());
            self.tail = self.island.take().unwrap_or_default();
        }
    }
}
