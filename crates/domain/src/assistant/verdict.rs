use serde::{Deserialize, Serialize};

/// Most entries of a list.
const LIST_MAX: usize = 8;

/// Longest entry, in characters.
const ENTRY_MAX: usize = 240;

/// Longest summary, in characters.
const SUMMARY_MAX: usize = 1_200;

/// How much a lead wants to buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuyingIntent {
    /// Hardly.
    Low,
    /// Perhaps.
    Medium,
    /// Very much.
    High,
}

impl BuyingIntent {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }
}

/// What the assistant thinks of a lead, from what is known and what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawVerdict", into = "RawVerdict")]
pub struct Verdict {
    /// How good it is, 0 to 100.
    pub score: u8,
    /// How much they want to buy.
    pub intent: BuyingIntent,
    /// What troubles them.
    pub pain_points: Vec<String>,
    /// What keeps them from it.
    pub objections: Vec<String>,
    /// What to do.
    pub next_steps: Vec<String>,
    /// What speaks against them.
    pub red_flags: Vec<String>,
    /// In a few sentences.
    pub summary: String,
}

/// Why a verdict is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerdictError {
    /// Out of range.
    #[error("score must be a whole number from 0 to 100")]
    Score,
    /// Missing or too long.
    #[error("summary must be 1 to {SUMMARY_MAX} characters")]
    Summary,
    /// Too many entries, an empty one, or too long a one.
    #[error("a list holds at most {LIST_MAX} entries of 1 to {ENTRY_MAX} characters")]
    List,
}

/// As it travels, and as a model answers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawVerdict {
    score: i64,
    buying_intent: BuyingIntent,
    pain_points: Vec<String>,
    objections: Vec<String>,
    next_steps: Vec<String>,
    red_flags: Vec<String>,
    summary: String,
}

impl TryFrom<RawVerdict> for Verdict {
    type Error = VerdictError;

    fn try_from(raw: RawVerdict) -> Result<Self, Self::Error> {
        let score = u8::try_from(raw.score).map_err(|_| VerdictError::Score)?;
        if score > 100 {
            return Err(VerdictError::Score);
        }
        Ok(Self {
            score,
            intent: raw.buying_intent,
            pain_points: list(raw.pain_points)?,
            objections: list(raw.objections)?,
            next_steps: list(raw.next_steps)?,
            red_flags: list(raw.red_flags)?,
            summary: text(&raw.summary, SUMMARY_MAX).ok_or(VerdictError::Summary)?,
        })
    }
}

impl From<Verdict> for RawVerdict {
    fn from(verdict: Verdict) -> Self {
        Self {
            score: verdict.score.into(),
            buying_intent: verdict.intent,
            pain_points: verdict.pain_points,
            objections: verdict.objections,
            next_steps: verdict.next_steps,
            red_flags: verdict.red_flags,
            summary: verdict.summary,
        }
    }
}

fn list(entries: Vec<String>) -> Result<Vec<String>, VerdictError> {
    if entries.len() > LIST_MAX {
        return Err(VerdictError::List);
    }
    let entries = entries.iter().map(|entry| text(entry, ENTRY_MAX));
    entries.collect::<Option<_>>().ok_or(VerdictError::List)
}

/// Postgres stores no NUL.
fn text(text: &str, most: usize) -> Option<String> {
    let text: String = text.trim().chars().filter(|c| *c != '\0').collect();
    (!text.is_empty() && text.chars().count() <= most).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(change: impl FnOnce(&mut serde_json::Value)) -> Result<Verdict, String> {
        let mut verdict = serde_json::json!({
            "score": 72, "buying_intent": "high", "pain_points": ["high bills"], "objections": [],
            "next_steps": ["call on Monday"], "red_flags": [], "summary": "Wants solar in May.",
        });
        change(&mut verdict);
        serde_json::from_value(verdict).map_err(|error| error.to_string())
    }

    #[test]
    fn a_verdict_is_validated() {
        let verdict = read(|_| {}).unwrap();
        assert_eq!((verdict.score, verdict.intent), (72, BuyingIntent::High));
        let json = serde_json::to_value(&verdict).unwrap();
        assert_eq!(json["buying_intent"], "high");
        for (field, bad) in [
            ("score", serde_json::json!(101)),
            ("score", serde_json::json!(-1)),
            ("score", serde_json::json!(7.5)),
            ("buying_intent", serde_json::json!("huge")),
            ("pain_points", serde_json::json!([""])),
            ("red_flags", serde_json::json!(vec!["x"; 9])),
            ("summary", serde_json::json!("  ")),
            ("extra", serde_json::json!(1)),
        ] {
            assert!(
                read(|verdict| verdict[field] = bad.clone()).is_err(),
                "{field}: {bad}"
            );
        }
        assert!(read(|verdict| drop(verdict.as_object_mut().unwrap().remove("summary"))).is_err());
    }
}
