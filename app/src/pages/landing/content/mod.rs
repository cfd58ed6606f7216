//! What each industry's landing page says: one file per industry, all data.

use beckon_domain::industry::Industry;

mod home_services;
mod insurance;
mod legal;
mod real_estate;
mod solar;

/// The words of a landing page.
pub(super) struct Content {
    /// For the window and search engines; at most 60 characters.
    pub(super) title: &'static str,
    /// For search engines and previews; at most 160 characters.
    pub(super) description: &'static str,
    /// The value proposition.
    pub(super) headline: &'static str,
    /// What backs it.
    pub(super) sub: &'static str,
    /// Shown with `?offer=special`.
    pub(super) offer: &'static str,
    /// The heading of the form.
    pub(super) form_title: &'static str,
    /// What is asked for in the form's budget field.
    pub(super) budget: &'static str,
    /// What helps most in the notes.
    pub(super) notes_hint: &'static str,
    /// The button that sends the form, and those that lead to it.
    pub(super) action: &'static str,
    /// The heading of the benefits.
    pub(super) benefits_title: &'static str,
    /// What the visitor gains.
    pub(super) benefits: [Passage; 4],
    /// What happens after the form.
    pub(super) steps: [Passage; 3],
    /// Sample voices, for the operator to replace with those of real customers.
    pub(super) reviews: [Review; 3],
    /// Questions and answers.
    pub(super) faq: [Passage; 5],
    /// The last word before the footer.
    pub(super) closing: &'static str,
}

/// A heading with its text, or a question with its answer.
pub(super) struct Passage {
    pub(super) title: &'static str,
    pub(super) text: &'static str,
}

/// What somebody says.
pub(super) struct Review {
    pub(super) text: &'static str,
    pub(super) name: &'static str,
    pub(super) place: &'static str,
}

/// What an industry's page says.
pub(super) fn content(industry: Industry) -> &'static Content {
    match industry {
        Industry::RealEstate => &real_estate::CONTENT,
        Industry::Insurance => &insurance::CONTENT,
        Industry::Solar => &solar::CONTENT,
        Industry::Legal => &legal::CONTENT,
        Industry::HomeServices => &home_services::CONTENT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_engines_show_all_of_it() {
        for industry in Industry::ALL {
            let content = content(industry);
            assert!(content.title.chars().count() <= 60, "{industry}: title");
            assert!(
                content.description.chars().count() <= 160,
                "{industry}: description"
            );
        }
    }
}
