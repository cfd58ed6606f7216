//! Numbers: `5,000`, `5.5k`, `1 500`, `twenty grand`, `dos mil quinientos`, `zweihundertfünfzig`.

mod worded;

use self::worded::worded;
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
    let number = if message.is(at, Kind::Number) {
        let (hundredths, end) = figures(message, at, numbers)?;
        let number = Number {
            hundredths,
            scale: 1,
            end,
        };
        scale(message, number, numbers)
    } else if message.is(at, Kind::Word) {
        worded(message, at, numbers)
    } else {
        None
    }?;
    let end = numbers.vague.at(message, number.end);
    Some(Number {
        end: end.unwrap_or(number.end),
        ..number
    })
}

/// The rounded middle of two numbers of hundredths, in whole units.
pub(crate) fn midpoint(low: i64, high: i64) -> i64 {
    (low + high + 100).div_euclid(200) * 100
}

/// Most groups of three that follow the first figures of a number: thousand, million, milliard.
const GROUPS_MAX: usize = 3;

/// A number in figures; `1 500` is one, as long as the groups are of three.
fn figures(message: &Message, at: usize, numbers: &Numbers) -> Option<(i64, usize)> {
    let is_group = |at: usize| {
        let word = message.word(at);
        message.is(at, Kind::Number) && word.len() == 3 && word.bytes().all(|c| c.is_ascii_digit())
    };
    let leads = message.word(at).len() <= 3 && !message.word(at).contains([',', '.']);
    let groups = (at + 1..=at + GROUPS_MAX)
        .take_while(|next| leads && is_group(*next) && !message.is_glued(*next))
        .count();
    let end = at + 1 + groups;
    if end == at + 1 {
        let scaled = multiplier(message, end, numbers).is_some();
        return Some((digits(message.word(at), scaled)?, end));
    }
    let joined: String = (at..end).map(|at| message.word(at)).collect();
    Some((digits(&joined, false)?, end))
}

fn multiplier(message: &Message, at: usize, numbers: &Numbers) -> Option<i64> {
    let word = message.word(at);
    let factor = numbers.multipliers.get(word)?;
    // `5m` is a sum, `5 m` a length.
    (word != "m" || message.is_glued(at)).then_some(*factor)
}

fn scale(message: &Message, mut number: Number, numbers: &Numbers) -> Option<Number> {
    while let Some(factor) = multiplier(message, number.end, numbers) {
        number.hundredths = number.hundredths.checked_mul(factor)?;
        number.scale = number.scale.checked_mul(factor)?;
        let abbreviated = matches!(message.word(number.end), "tsd" | "mio" | "mill");
        number.end += 1;
        // `5 Tsd. Euro`
        let goes_on =
            message.is(number.end + 1, Kind::Word) || message.is(number.end + 1, Kind::Mark);
        if abbreviated && message.word(number.end) == "." && message.is_glued(number.end) && goes_on
        {
            number.end += 1;
        }
    }
    // `2 mil 500`
    let rest = digits(message.word(number.end), false).filter(|rest| {
        number.scale == 1_000
            && message.is(number.end, Kind::Number)
            && (10_000..100_000).contains(rest)
    });
    if let Some(rest) = rest {
        number.hundredths = number.hundredths.checked_add(rest)?;
        number.end += 1;
    }
    Some(number)
}

/// Digits with separators, in hundredths. A separator before exactly three digits groups thousands,
/// unless a multiplier follows.
fn digits(text: &str, scaled: bool) -> Option<i64> {
    const LONGEST: usize = 12;
    let groups: Vec<&str> = text.split([',', '.', '\'', '’']).collect();
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
    use crate::dialogue::lexicon::Lexicon;
    use beckon_domain::widget::Language;

    fn value(text: &str) -> Option<i64> {
        value_in(Language::En, text)
    }

    fn value_in(language: Language, text: &str) -> Option<i64> {
        let lexicon = Lexicon::of(language);
        let message = Message::read(text, &[], lexicon);
        read(&message, 0, &lexicon.numbers).map(|number| number.hundredths)
    }

    #[test]
    fn other_languages() {
        for (language, text, units) in [
            (Language::Es, "dos mil quinientos", 2_500),
            (Language::Es, "mil", 1_000),
            (Language::Es, "ciento veinte", 120),
            (Language::Es, "treinta y cinco", 35),
            (Language::Es, "4 mil", 4_000),
            (Language::Es, "medio millón", 500_000),
            (Language::Fr, "quatre-vingt-dix", 90),
            (Language::Fr, "quatre vingt", 80),
            (Language::Fr, "soixante et onze", 71),
            (Language::Fr, "deux mille trois cents", 2_300),
            (Language::Fr, "cent vingt", 120),
            (Language::Fr, "1 500", 1_500),
            (Language::De, "zweihundertfünfzig", 250),
            (Language::De, "fuenfundzwanzig", 25),
            (Language::De, "dreitausend", 3_000),
            (Language::De, "sechstausend", 6_000),
            (Language::De, "zehntausendfünfhundert", 10_500),
            (Language::De, "zwölf", 12),
            (Language::De, "1'500", 1_500),
            (Language::De, "5 Tsd. Euro", 5_000),
            (Language::De, "halbes Dutzend", 6),
            (Language::En, "half a dozen", 6),
            (Language::Es, "media docena", 6),
            (Language::Pt, "cento e vinte", 120),
            (Language::Pt, "dois mil e quinhentos", 2_500),
            (Language::Pt, "390 mil", 390_000),
        ] {
            assert_eq!(value_in(language, text), Some(units * 100), "{text}");
        }
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
            ("a hundred a month", 10_000),
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
