use beckon_domain::conversation::MessageNumber;
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::{ClientFrame, HistoryCursor, Refusal};
use beckon_domain::reaction::{Emoji, Reactions};

use super::link::ANSWER;
use super::{Chip, Me, Millis};

/// How often something is asked for before it is given up.
const TRIES: u8 = 3;
/// How long to wait when the server asks for patience.
const PATIENCE: Millis = 2_000.0;

/// What is asked of the server until its state says that it is so. All of it may be asked twice without harm.
#[derive(Debug, Default)]
pub(super) struct Wishes(Vec<Wish>);

#[derive(Debug)]
struct Wish {
    what: What,
    stage: Stage,
    tries: u8,
}

/// What can be wished for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A reaction to be there, or not.
    React(MessageNumber, Emoji, bool),
    /// A rating to be kept.
    Rate(u8, String),
    /// A page of history.
    Page(HistoryCursor),
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// To be asked for, not before this time.
    Waiting(Millis),
    /// Asked for; the answer is due by this time.
    Asked(Millis),
}

impl What {
    /// Whether one wish takes the place of the other.
    fn is_about_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::React(number, emoji, _), Self::React(other, that, _)) => {
                number == other && emoji == that
            }
            (Self::Rate(..), Self::Rate(..)) => true,
            _ => self == other,
        }
    }

    fn frame(&self, conversation: ConversationId) -> ClientFrame {
        match self.clone() {
            Self::React(number, emoji, on) => ClientFrame::React {
                conversation,
                number,
                emoji,
                on,
            },
            Self::Rate(rating, comment) => ClientFrame::Rate {
                conversation,
                rating,
                comment,
            },
            Self::Page(cursor) => ClientFrame::History {
                conversation,
                cursor,
            },
        }
    }
}

impl Wishes {
    /// Wishes for something; the last wish counts. A page that is on its way is not asked for twice.
    pub(super) fn add(&mut self, what: What) {
        if matches!(what, What::Page(_)) && self.has(&what) {
            return;
        }
        self.0.retain(|wish| !wish.what.is_about_same(&what));
        self.0.push(Wish {
            what,
            stage: Stage::Waiting(0.0),
            tries: 0,
        });
    }

    pub(super) fn has(&self, what: &What) -> bool {
        self.0.iter().any(|wish| wish.what == *what)
    }

    /// What to ask for now, if anything.
    pub(super) fn next(
        &mut self,
        conversation: ConversationId,
        now: Millis,
    ) -> Option<ClientFrame> {
        let is_due = |wish: &&mut Wish| matches!(wish.stage, Stage::Waiting(until) if until <= now);
        let wish = self.0.iter_mut().find(is_due)?;
        wish.stage = Stage::Asked(now + ANSWER);
        wish.tries += 1;
        Some(wish.what.frame(conversation))
    }

    /// When something is to be asked for, or an answer is overdue.
    pub(super) fn next_due(&self) -> Option<Millis> {
        let times = self.0.iter().map(|wish| match wish.stage {
            Stage::Waiting(until) | Stage::Asked(until) => until,
        });
        times.reduce(Millis::min)
    }

    /// Whether the server owes an answer for too long.
    pub(super) fn is_overdue(&self, now: Millis) -> bool {
        self.0
            .iter()
            .any(|wish| matches!(wish.stage, Stage::Asked(until) if until <= now))
    }

    /// The line broke: what was not answered is asked for again, but not for ever.
    pub(super) fn disconnected(&mut self) {
        self.0.retain_mut(|wish| {
            wish.stage = Stage::Waiting(0.0);
            wish.tries < TRIES
        });
    }

    /// The server refused something and does not say what: it is one of those it was asked for.
    pub(super) fn refused(&mut self, reason: Refusal, now: Millis) {
        self.0.retain_mut(|wish| {
            let is_meant = matches!(wish.stage, Stage::Asked(_));
            if is_meant {
                wish.stage = Stage::Waiting(now + PATIENCE);
            }
            !is_meant || (reason.is_temporary() && wish.tries < TRIES)
        });
    }

    /// A page came.
    pub(super) fn paged(&mut self, cursor: HistoryCursor) {
        self.0.retain(|wish| wish.what != What::Page(cursor));
    }

    /// The reader went elsewhere: pages of where they were are of no use.
    pub(super) fn forget_pages(&mut self) {
        self.0.retain(|wish| !matches!(wish.what, What::Page(_)));
    }

    /// The server told how a conversation is rated.
    pub(super) fn rated(&mut self, told: Option<u8>) {
        self.0
            .retain(|wish| !matches!(wish.what, What::Rate(rating, _) if Some(rating) == told));
    }

    /// What is wished for as a rating.
    pub(super) fn rating(&self) -> Option<u8> {
        self.0.iter().find_map(|wish| match wish.what {
            What::Rate(rating, _) => Some(rating),
            _ => None,
        })
    }

    /// The server told what people think of messages. Another state than the wished one may be older than the wish.
    pub(super) fn reacted(&mut self, told: &[Reactions], me: Me) {
        self.0.retain(|wish| match wish.what {
            What::React(number, emoji, on) => !told.iter().any(|told| {
                let mine = told.reactions.iter().any(|reaction| {
                    reaction.emoji == emoji && me.is(reaction.sender, reaction.account)
                });
                told.number == number && mine == on
            }),
            _ => true,
        });
    }

    /// Shows a message's reactions as they will be; there is a chip for each kind.
    pub(super) fn apply(&self, number: MessageNumber, chips: &mut [Chip]) {
        for wish in &self.0 {
            if let What::React(of, emoji, on) = wish.what
                && of == number
            {
                let meant = chips
                    .iter_mut()
                    .filter(|chip| chip.emoji == emoji && chip.mine != on);
                for chip in meant {
                    chip.mine = on;
                    chip.count = chip.count.saturating_add_signed(if on { 1 } else { -1 });
                }
            }
        }
    }
}
