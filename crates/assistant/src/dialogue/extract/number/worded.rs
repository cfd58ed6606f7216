//! Numbers in words: `twenty-five`, `a couple of hundred`, `dos mil quinientos`.

use super::{Number, scale};
use crate::dialogue::lexicon::Numbers;
use crate::dialogue::text::{Kind, Message};

/// A part of a number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Atom {
    Value(i64),
    Times(i64),
    And,
}

/// What is counted up while the parts of a number are read.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    thousands: i64,
    current: Option<i64>,
    scale: i64,
}

impl Count {
    /// With another part, if the two make one number.
    fn with(self, atom: Atom, joined: bool) -> Option<Self> {
        match atom {
            Atom::And => Some(self),
            Atom::Times(100) => {
                let times = self.current.unwrap_or(1);
                (times < 100).then_some(())?;
                Some(Self {
                    current: Some(times * 100),
                    scale: self.scale.max(100),
                    ..self
                })
            }
            Atom::Times(factor) => {
                let thousands = self.current.unwrap_or(1).checked_mul(factor)?;
                Some(Self {
                    thousands: self.thousands.checked_add(thousands)?,
                    current: None,
                    scale: self.scale.max(factor),
                })
            }
            Atom::Value(next) => {
                let current = match self.current {
                    None => next,
                    // `a couple`
                    Some(1) if !joined => next,
                    // `quatre vingt`
                    Some(4) if next == 20 => 80,
                    Some(hundreds) if hundreds >= 100 && hundreds % 100 == 0 && next < 100 => {
                        hundreds + next
                    }
                    Some(tens) if tens % 100 >= 20 && tens % 10 == 0 && next < 20 => tens + next,
                    // `fünf und zwanzig`
                    Some(ones)
                        if joined
                            && ones % 100 < 10
                            && next >= 20
                            && next % 10 == 0
                            && next < 100 =>
                    {
                        ones + next
                    }
                    Some(_) => return None,
                };
                Some(Self {
                    current: Some(current),
                    ..self
                })
            }
        }
    }

    fn total(self) -> Option<i64> {
        self.thousands.checked_add(self.current.unwrap_or(0))
    }
}

/// `twenty five`, `a couple of hundred`, `two hundred fifty`.
pub(super) fn worded(message: &Message, at: usize, numbers: &Numbers) -> Option<Number> {
    if numbers.half.contains(message.word(at))
        && let Some(half) = half(message, at, numbers)
    {
        return Some(half);
    }
    let mut count = Count::default();
    let (mut next, mut end) = (at, at);
    let mut joined = false;
    while message.is(next, Kind::Word) {
        let word = exact(message.word(next), numbers);
        if end > at && !joined && numbers.and.contains(word) {
            (joined, next) = (true, next + 1);
            continue;
        }
        if end > at && numbers.articles.contains(word) {
            break;
        }
        if end == at
            && numbers.multipliers.contains_key(word)
            && !numbers.alone.contains(word)
            && !leads_on(message, at, numbers)
        {
            return None;
        }
        let Some(more) = atoms(word, numbers).and_then(|atoms| taken_in(count, &atoms, joined))
        else {
            break;
        };
        count = more;
        next += 1;
        if numbers.collective.contains(word) && numbers.of.contains(message.word(next)) {
            next += 1;
        }
        (joined, end) = (false, next);
    }
    (end > at).then_some(())?;
    Some(Number {
        hundredths: count.total()?.checked_mul(100)?,
        scale: count.scale.max(1),
        end,
    })
}

/// Whether `hundred` begins a number: `hundred and forty`.
fn leads_on(message: &Message, at: usize, numbers: &Numbers) -> bool {
    let rest = numbers.words.get(message.word(at + 2));
    numbers.multipliers.get(message.word(at)) == Some(&100)
        && numbers.and.contains(message.word(at + 1))
        && rest.is_some_and(|rest| (10..100).contains(rest))
}

/// `thirty` of `thirty-odd`.
fn exact<'a>(word: &'a str, numbers: &Numbers) -> &'a str {
    let mut endings = numbers.vague_endings.iter();
    endings
        .find_map(|ending| word.strip_suffix(ending.as_str()))
        .unwrap_or(word)
}

fn taken_in(count: Count, atoms: &[Atom], joined: bool) -> Option<Count> {
    let mut joined = joined;
    atoms.iter().try_fold(count, |count, &atom| {
        let next = count.with(atom, joined);
        joined = atom == Atom::And;
        next
    })
}

/// `half a million`, `half a dozen`
fn half(message: &Message, at: usize, numbers: &Numbers) -> Option<Number> {
    let article = numbers.words.get(message.word(at + 1)) == Some(&1);
    let counted = at + 1 + usize::from(article);
    let dozen = Some(message.word(counted))
        .filter(|word| numbers.collective.contains(word))
        .and_then(|word| numbers.words.get(word))
        .filter(|count| **count >= 10);
    if let Some(count) = dozen {
        let of = usize::from(numbers.of.contains(message.word(counted + 1)));
        return Some(Number {
            hundredths: count.checked_mul(50)?,
            scale: 1,
            end: counted + 1 + of,
        });
    }
    let number = Number {
        hundredths: 50,
        scale: 1,
        end: counted,
    };
    scale(message, number, numbers).filter(|number| number.scale > 1)
}

/// The parts of a word: one, or those of `twenty-five` and `zweihundertfünfzig`.
fn atoms(word: &str, numbers: &Numbers) -> Option<Vec<Atom>> {
    const LONGEST: usize = 60;
    if let Some(atom) = atom(word, numbers) {
        return (atom != Atom::And).then(|| vec![atom]);
    }
    if word.len() > LONGEST || numbers.words.contains_key(word) {
        return None;
    }
    split(word, numbers).filter(|atoms| atoms.len() > 1)
}

/// The parts that a word is put together of, the longest first; shorter where the rest is none: `sechs` of `sechstausend`,
/// though `zu sechst` is six as well.
fn split(word: &str, numbers: &Numbers) -> Option<Vec<Atom>> {
    const SHORTEST: usize = 3;
    let word = word.trim_start_matches('-');
    if word.is_empty() {
        return Some(Vec::new());
    }
    let mut ends = (SHORTEST.min(word.len())..=word.len()).rev();
    ends.find_map(|end| {
        let (first, rest) = word.split_at_checked(end).filter(|_| end >= SHORTEST)?;
        let first = atom(first, numbers)?;
        let mut atoms = split(rest, numbers)?;
        atoms.insert(0, first);
        Some(atoms)
    })
}

fn atom(word: &str, numbers: &Numbers) -> Option<Atom> {
    let value = numbers.words.get(word).map(|value| Atom::Value(*value));
    let times = || {
        numbers
            .multipliers
            .get(word)
            .map(|factor| Atom::Times(*factor))
    };
    let and = || numbers.and.contains(word).then_some(Atom::And);
    value.or_else(times).or_else(and)
}
