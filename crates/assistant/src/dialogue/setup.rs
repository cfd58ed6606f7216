//! What a site has set for its assistant.

use beckon_domain::industry::Industry;
use beckon_domain::money::Currency;
use beckon_domain::widget::Language;

use super::Question;

/// What a site has set for its assistant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The language until the visitor has written something that tells theirs.
    pub language: Language,
    /// The site's country as in ISO 3166 (`MX`): by its numbers a phone number is read first.
    pub country: Option<String>,
    /// Of what an amount is that names no currency.
    pub currency: Currency,
    /// What the assistant is called.
    pub persona: Option<String>,
    /// What is asked, in this order; nothing here means what its industry asks.
    pub questions: Vec<Question>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            language: Language::En,
            country: None,
            currency: Currency::Usd,
            persona: None,
            questions: Vec::new(),
        }
    }
}

impl Setup {
    /// What is asked.
    pub(super) fn questions(&self, industry: Industry) -> &[Question] {
        if self.questions.is_empty() {
            Question::of(industry)
        } else {
            &self.questions
        }
    }
}
