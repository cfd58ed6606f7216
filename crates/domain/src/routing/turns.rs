use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::WEIGHT_MAX;
use crate::id::AccountId;

/// What a member of weight 1 moves on by. Every weight divides it, so that nothing is lost to rounding.
const STRIDE: u64 = 2_520;

/// Whose turn it is, by weighted round-robin: stride scheduling (Waldspurger and Weihl, 1995). Each turn moves a member on
/// by a stride, the shorter the heavier they weigh; next is whoever is furthest behind. Who was away or is new begins
/// where the others are: they neither make up for what they missed nor wait for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turns {
    /// Where the last turn was.
    now: u64,
    /// Where each one's next turn is.
    next: BTreeMap<AccountId, u64>,
}

impl Turns {
    /// Gives the next turn to one of those who are available, with their weights from 1 on.
    pub fn take(&mut self, available: &[(AccountId, u8)]) -> Option<AccountId> {
        let due = |account: &AccountId| {
            let next = self.next.get(account).copied().unwrap_or(self.now);
            next.max(self.now)
        };
        let first = available
            .iter()
            .map(|(account, weight)| (due(account), *account, *weight))
            .min_by_key(|(due, account, _)| (*due, *account));
        let (due, account, weight) = first?;
        self.now = due;
        let stride = STRIDE / u64::from(weight.clamp(1, WEIGHT_MAX));
        self.next.insert(account, due + stride);
        Some(account)
    }

    /// Whether nobody has had a turn.
    pub fn is_empty(&self) -> bool {
        self.next.is_empty()
    }

    /// Forgets who is no longer a member.
    pub fn keep(&mut self, is_member: impl Fn(AccountId) -> bool) {
        self.next.retain(|account, _| is_member(*account));
    }
}
