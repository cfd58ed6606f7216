//! What other rules would do to leads: computed in the browser while the rules are being typed.

use super::{Quality, Sample, Score, ScoreRules};

/// Leads that are named, those that move most.
const NAMED: usize = 8;

/// How scores would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Leads that were looked at.
    pub looked_at: usize,
    /// Leads whose score rises.
    pub rise: usize,
    /// Leads whose score falls.
    pub fall: usize,
    /// How many leads are of each quality by the old rules and by the new ones, the best first.
    pub qualities: Vec<(Quality, usize, usize)>,
    /// The leads that move most: their place among the samples, their score before and after.
    pub moves: Vec<(usize, u8, u8)>,
}

impl Effect {
    /// What changes when `before` becomes `after`.
    pub fn of(samples: &[Sample], before: &ScoreRules, after: &ScoreRules) -> Self {
        let value = |sample: &Sample, rules| Score::with_rules(&sample.profile, rules).value;
        let scores = samples
            .iter()
            .map(|sample| (value(sample, before), value(sample, after)));
        let scores: Vec<(u8, u8)> = scores.collect();
        let count = |is: &dyn Fn(&(u8, u8)) -> bool| scores.iter().filter(|pair| is(pair)).count();
        let qualities = Quality::ALL.into_iter().rev().map(|quality| {
            let old = count(&|(old, _)| Quality::of(*old) == quality);
            let new = count(&|(_, new)| Quality::of(*new) == quality);
            (quality, old, new)
        });
        let changed = scores
            .iter()
            .enumerate()
            .filter(|(_, (old, new))| old != new);
        let mut moves: Vec<(usize, u8, u8)> =
            changed.map(|(at, (old, new))| (at, *old, *new)).collect();
        moves.sort_by_key(|(_, old, new)| std::cmp::Reverse(old.abs_diff(*new)));
        moves.truncate(NAMED);
        Self {
            looked_at: samples.len(),
            rise: count(&|(old, new)| new > old),
            fall: count(&|(old, new)| new < old),
            qualities: qualities.collect(),
            moves,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::condition::tests::profiles;
    use crate::id::LeadId;
    use crate::score::rules::tests::any_rules;

    fn samples() -> impl Strategy<Value = Vec<Sample>> {
        let sample = profiles().prop_map(|profile| Sample {
            id: LeadId(uuid::Uuid::nil()),
            title: String::new(),
            profile,
        });
        proptest::collection::vec(sample, 0..30)
    }

    proptest! {
        #[test]
        fn every_lead_is_counted_once(samples in samples(), before in any_rules(), after in any_rules()) {
            let effect = Effect::of(&samples, &before, &after);
            let (old, new) = effect.qualities.iter().fold((0, 0), |(old, new), (_, more_old, more_new)| (old + more_old, new + more_new));
            prop_assert_eq!((old, new), (samples.len(), samples.len()));
            prop_assert_eq!(effect.moves.len(), (effect.rise + effect.fall).min(NAMED));
            let turned = Effect::of(&samples, &after, &before);
            prop_assert_eq!((effect.rise, effect.fall), (turned.fall, turned.rise));
            let still = Effect::of(&samples, &after, &after);
            prop_assert_eq!((still.rise, still.fall, still.moves.len()), (0, 0, 0));
        }
    }
}
