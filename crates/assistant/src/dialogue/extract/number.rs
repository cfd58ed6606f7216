//! Numbers: `5,000`, `5.5k`, `twenty grand`.

use crate::dialogue::lexicon::Numbers;
use crate::dialogue::text::{Kind, Message};

/// A number in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its value, in hundredths.
    pub(crate) hundredths: i64,
    /// By what a word or letter after it multiplied it; 1 where nothing did.
    pub(crate) scale: i64,
    /// The token after it.
    pub(crate) end: usize,
}

impl Number {
    /// The value where it is whole.
    pub(crate) fn whole(self) -> Option<i64> {
        (self.hundredths % 100 == 0).then_some(self.hundredths / 100)
    }
}

/// The number that begins at a token.
pub(crate) fn read(message: &Message, at: usize, numbers: &Numbers) -> Option<Number> {
    if message.is(at, Kind::Number) {
        let scaled = multiplier(message, at + 1, numbers).is_some();
        let hundredths = digits(message.word(at), scaled)?;
        scale(
            message,
            Number {
                hundredths,
                scale: 1,
                end: at + 1,
            },
            numbers,
        )
    } else if message.is(at, Kind::Word) {
        worded(message, at, numbers)
    } else {
        None
    }
}

/// The rounded middle of two numbers of hundredths, in whole units.
pub(crate) fn midpoint(low: i64, high: i64) -> i64 {
    (low + high + 100).div_euclid(200) * 100
}

fn multiplier(message: &Message, at: usize, numbers: &Numbers) -> Option<i64> {
    let word = message.word(at);
    let (_, factor) = numbers.multipliers.iter().find(|(name, _)| *name == word)?;
    // `5m` is a sum, `5 m` a length.
    (word != "m" || message.is_glued(at)).then_some(*factor)
}

fn scale(message: &Message, mut number: Number, numbers: &Numbers) -> Option<Number> {
    while let Some(factor) = multiplier(message, number.end, numbers) {
        number.hundredths = number.hundredths.checked_mul(factor)?;
        number.scale = number.scale.checked_mul(factor)?;
        number.end += 1;
    }
    Some(number)
}

/// `twenty five`, `a couple of hundred`, `two hundred fifty`.
fn worded(message: &Message, at: usize, numbers: &Numbers) -> Option<Number> {
    if numbers.half.contains(message.word(at)) {
        return half(message, at, numbers);
    }
    let mut value: Option<i64> = None;
    let mut end = at;
    while let Some(next) = word_value(message.word(end), numbers) {
        value = Some(match value {
            None | Some(1) => next,
            Some(tens) if tens % 10 == 0 && tens < 100 && next < 10 => tens + next,
            Some(_) => break,
        });
        end += 1;
    }
    let hundredths = value?.checked_mul(100)?;
    if numbers.collective.contains(message.word(end - 1)) && numbers.of.contains(message.word(end))
    {
        end += 1;
    }
    let number = scale(
        message,
        Number {
            hundredths,
            scale: 1,
            end,
        },
        numbers,
    )?;
    Some(with_rest(message, number, numbers))
}

/// `half a million`
fn half(message: &Message, at: usize, numbers: &Numbers) -> Option<Number> {
    let article = word_value(message.word(at + 1), numbers) == Some(1);
    let number = Number {
        hundredths: 50,
        scale: 1,
        end: at + 1 + usize::from(article),
    };
    scale(message, number, numbers).filter(|number| number.scale > 1)
}

/// `fifty` after `two hundred`.
fn with_rest(message: &Message, number: Number, numbers: &Numbers) -> Number {
    let rest = word_value(message.word(number.end), numbers)
        .filter(|rest| number.scale >= 100 && (2..100).contains(rest));
    match rest {
        Some(rest) => Number {
            hundredths: number.hundredths + rest * 100,
            end: number.end + 1,
            ..number
        },
        None => number,
    }
}

fn word_value(word: &str, numbers: &Numbers) -> Option<i64> {
    let lookup = |word: &str| {
        numbers
            .words
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, value)| *value)
    };
    lookup(word).or_else(|| {
        let (tens, ones) = word.split_once('-')?;
        Some(lookup(tens).filter(|tens| *tens >= 20)? + lookup(ones).filter(|ones| *ones < 10)?)
    })
}

/// Digits with separators, in hundredths. A separator before exactly three digits groups thousands,
/// unless a multiplier follows.
fn digits(text: &str, scaled: bool) -> Option<i64> {
    const LONGEST: usize = 12;
    let groups: Vec<&str> = text.split([',', '.']).collect();
    let last = groups.last()?;
    let decimal = groups.len() > 1 && (last.len() < 3 || scaled && groups.len() == 2);
    let whole_groups = &groups[..groups.len() - usize::from(decimal)];
    let grouped = whole_groups.iter().skip(1).all(|group| group.len() == 3);
    let whole: String = whole_groups.concat();
    if !grouped || whole.len() > LONGEST || whole_groups.len() > 1 && whole_groups[0].len() > 3 {
        return None;
    }
    let fraction: i64 = if decimal {
        format!("{last:0<2}").get(..2)?.parse().ok()?
    } else {
        0
    };
    Some(whole.parse::<i64>().ok()? * 100 + fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::lexicon::EN;

    fn value(text: &str) -> Option<i64> {
        read(&Message::read(text, &[]), 0, EN.numbers).map(|number| number.hundredths)
    }

    #[test]
    fn values() {
        for (text, hundredths) in [
            ("5,000", 500_000),
            ("5.000", 500_000),
            ("5,000.50", 500_050),
            ("1.234,5", 123_450),
            ("5.5k", 550_000),
            ("5 k", 500_000),
            ("1.255k", 125_000),
            ("20 grand", 2_000_000),
            ("1.2 million", 120_000_000),
            ("twenty-five", 2_500),
            ("twenty five", 2_500),
            ("a couple of hundred", 20_000),
            ("two hundred fifty", 25_000),
            ("five hundred thousand", 50_000_000),
            ("half a million", 50_000_000),
            ("5m", 500_000_000),
            ("5 m", 500),
        ] {
            assert_eq!(value(text), Some(hundredths), "{text}");
        }
        for text in [
            "1,2,3",
            "1234567890123",
            "99999999999 million k",
            "k",
            "hundred",
            "1234.567",
            "512.555.0123",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn midpoints_are_whole() {
        assert_eq!(midpoint(500_000, 800_000), 650_000);
        assert_eq!(midpoint(100, 200), 200);
    }
}
