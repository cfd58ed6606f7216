//! What each industry's guide and comparison say: one file per industry, all data.

use beckon_domain::industry::Industry;

use super::super::content::Passage;

mod home_services;
mod insurance;
mod legal;
mod real_estate;
mod solar;

/// A page's head: what stands in its window, in search engines, and above its text.
pub(super) struct Head {
    /// At most 60 characters.
    pub(super) title: &'static str,
    /// At most 160 characters.
    pub(super) description: &'static str,
    pub(super) headline: &'static str,
    pub(super) lede: &'static str,
}

/// What somebody should know before they ask.
pub(super) struct Guide {
    pub(super) head: Head,
    pub(super) chapters: [Passage; 5],
    /// What to have at hand.
    pub(super) checklist: [&'static str; 5],
}

/// Three ways to go about it, side by side.
pub(super) struct Comparison {
    pub(super) head: Head,
    pub(super) options: [&'static str; 3],
    pub(super) rows: [Row; 5],
    /// When each of them is the right one.
    pub(super) advice: [Passage; 3],
}

/// One aspect of all three.
pub(super) struct Row {
    pub(super) aspect: &'static str,
    pub(super) cells: [&'static str; 3],
}

/// An industry's guide.
pub(super) fn guide(industry: Industry) -> &'static Guide {
    match industry {
        Industry::RealEstate => &real_estate::GUIDE,
        Industry::Insurance => &insurance::GUIDE,
        Industry::Solar => &solar::GUIDE,
        Industry::Legal => &legal::GUIDE,
        Industry::HomeServices => &home_services::GUIDE,
    }
}

/// An industry's comparison.
pub(super) fn comparison(industry: Industry) -> &'static Comparison {
    match industry {
        Industry::RealEstate => &real_estate::COMPARISON,
        Industry::Insurance => &insurance::COMPARISON,
        Industry::Solar => &solar::COMPARISON,
        Industry::Legal => &legal::COMPARISON,
        Industry::HomeServices => &home_services::COMPARISON,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_engines_show_all_of_it() {
        for industry in Industry::ALL {
            for head in [&guide(industry).head, &comparison(industry).head] {
                let (title, description) = (head.title, head.description);
                assert!(title.chars().count() <= 60, "{industry}: {title}");
                assert!(
                    description.chars().count() <= 160,
                    "{industry}: {description}"
                );
            }
        }
    }
}
