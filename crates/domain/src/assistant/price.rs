use serde::{Deserialize, Serialize};

use super::AssistantError;

/// What a model costs, in US cents for a million tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// What it reads.
    pub input: u32,
    /// What it writes.
    pub output: u32,
}

/// By the beginning of a model's name, from the providers' published lists; of two that fit, the longer one counts.
const KNOWN: [(&str, Prices); 14] = [
    ("gpt-5-nano", prices(5, 40)),
    ("gpt-5-mini", prices(25, 200)),
    ("gpt-5", prices(125, 1_000)),
    ("gpt-4.1-nano", prices(10, 40)),
    ("gpt-4.1-mini", prices(40, 160)),
    ("gpt-4.1", prices(200, 800)),
    ("gpt-4o-mini", prices(15, 60)),
    ("gpt-4o", prices(250, 1_000)),
    ("o4-mini", prices(110, 440)),
    ("claude-3-5-haiku", prices(80, 400)),
    ("claude-haiku", prices(100, 500)),
    ("claude-sonnet", prices(300, 1_500)),
    ("claude-opus", prices(1_500, 7_500)),
    // Nothing is known of it: rather too much, so that a budget holds.
    ("", prices(500, 2_500)),
];

const fn prices(input: u32, output: u32) -> Prices {
    Prices { input, output }
}

impl Prices {
    /// Checks prices as typed; nothing typed is none.
    pub fn parse_optional(input: &str, output: &str) -> Result<Option<Self>, AssistantError> {
        let number = |text: &str| {
            text.trim()
                .parse::<u32>()
                .map_err(|_| AssistantError::Prices)
        };
        if input.trim().is_empty() && output.trim().is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            input: number(input)?,
            output: number(output)?,
        }))
    }

    /// Those of a model that we know, else rather high ones.
    pub fn of_model(model: &str) -> Self {
        let name = model.rsplit('/').next().unwrap_or(model);
        KNOWN
            .iter()
            .filter(|(prefix, _)| name.starts_with(prefix))
            .max_by_key(|(prefix, _)| prefix.len())
            .map_or(prices(500, 2_500), |(_, prices)| *prices)
    }

    /// What so many tokens cost, in millionths of a dollar, rounded up.
    pub fn cost_micros(self, tokens_in: u64, tokens_out: u64) -> i64 {
        // A cent a million tokens is a hundredth of a millionth of a dollar a token.
        let hundredths = u128::from(tokens_in) * u128::from(self.input)
            + u128::from(tokens_out) * u128::from(self.output);
        i64::try_from(hundredths.div_ceil(100)).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_counts() {
        assert_eq!(Prices::of_model("gpt-5-mini-2026-01-01"), prices(25, 200));
        assert_eq!(Prices::of_model("gpt-5"), prices(125, 1_000));
        assert_eq!(
            Prices::of_model("anthropic/claude-haiku-4-5"),
            prices(100, 500)
        );
        assert_eq!(Prices::of_model("llama"), prices(500, 2_500));
    }

    #[test]
    fn a_million_tokens_cost_the_price() {
        let mini = prices(25, 200);
        assert_eq!(mini.cost_micros(1_000_000, 0), 250_000);
        assert_eq!(mini.cost_micros(1_000, 100), 250 + 200);
        assert_eq!(mini.cost_micros(1, 0), 1);
        assert_eq!(mini.cost_micros(u64::MAX, u64::MAX), i64::MAX);
    }
}
