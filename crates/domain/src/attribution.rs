//! Where a visitor came from.

use serde::{Deserialize, Serialize};

/// Longest value kept, in characters; what is longer is cut, as it comes from an address anybody can write.
const VALUE_MAX: usize = 300;

/// One touch: the campaign parameters and the referrer of one arrival. Every field is absent or non-empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Touch {
    /// `utm_source`.
    pub source: Option<String>,
    /// `utm_medium`.
    pub medium: Option<String>,
    /// `utm_campaign`.
    pub campaign: Option<String>,
    /// `utm_adgroup`, else `utm_content`.
    pub ad_group: Option<String>,
    /// `utm_term`, else `utm_keyword`.
    pub keyword: Option<String>,
    /// Google's click id.
    pub gclid: Option<String>,
    /// Meta's click id.
    pub fbclid: Option<String>,
    /// The page before, as the browser told.
    pub referrer: Option<String>,
    /// The page of arrival, without its query.
    pub landing_page: Option<String>,
}

impl Touch {
    /// Reads the touch out of decoded query parameters.
    pub fn from_query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut touch = Self::default();
        let mut content = None;
        let mut keyword = None;
        for (name, value) in pairs {
            let value = clean(value);
            match name {
                "utm_source" => touch.source = value,
                "utm_medium" => touch.medium = value,
                "utm_campaign" => touch.campaign = value,
                "utm_adgroup" => touch.ad_group = value,
                "utm_content" => content = value,
                "utm_term" => touch.keyword = value,
                "utm_keyword" => keyword = value,
                "gclid" => touch.gclid = value,
                "fbclid" => touch.fbclid = value,
                _ => {}
            }
        }
        touch.ad_group = touch.ad_group.or(content);
        touch.keyword = touch.keyword.or(keyword);
        touch
    }

    /// The same touch, arrived on `page` from `referrer`.
    #[must_use]
    pub fn at(mut self, page: &str, referrer: Option<&str>) -> Self {
        self.landing_page = clean(page.split(['?', '#']).next().unwrap_or(page));
        self.referrer = referrer.and_then(clean);
        self
    }

    /// Every value cut to what is kept and blanks removed: for a touch that a browser sent.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let clean = |value: Option<String>| value.as_deref().and_then(clean);
        Self {
            source: clean(self.source),
            medium: clean(self.medium),
            campaign: clean(self.campaign),
            ad_group: clean(self.ad_group),
            keyword: clean(self.keyword),
            gclid: clean(self.gclid),
            fbclid: clean(self.fbclid),
            referrer: clean(self.referrer),
            landing_page: clean(self.landing_page),
        }
    }

    /// Whether the visitor came by themselves: no campaign, no click of an advertisement, no page before. The page of
    /// arrival says nothing of where they came from.
    pub fn is_direct(&self) -> bool {
        let Self {
            source,
            medium,
            campaign,
            ad_group,
            keyword,
            gclid,
            fbclid,
            referrer,
            landing_page: _,
        } = self;
        let origins = [
            source, medium, campaign, ad_group, keyword, gclid, fbclid, referrer,
        ];
        origins.iter().all(|origin| origin.is_none())
    }

    /// Whether the visitor came through an advertisement that was paid for.
    pub fn is_paid(&self) -> bool {
        const PAID: [&str; 6] = ["cpc", "ppc", "paid", "paid_social", "display", "cpm"];
        self.gclid.is_some()
            || self
                .medium
                .as_deref()
                .is_some_and(|medium| PAID.contains(&medium.to_ascii_lowercase().as_str()))
    }
}

fn clean(value: &str) -> Option<String> {
    let value: String = value
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(VALUE_MAX)
        .collect();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_by_themselves_comes_directly() {
        assert!(Touch::default().at("/leads/solar", None).is_direct());
        let referred = Touch::default().at("/leads/solar", Some("https://news.example/"));
        assert!(!referred.is_direct());
        assert!(!Touch::from_query([("fbclid", "x")]).is_direct());
    }

    #[test]
    fn reads_campaign_parameters() {
        let touch = Touch::from_query([
            ("utm_source", "google"),
            ("utm_medium", "CPC"),
            ("utm_campaign", "spring"),
            ("utm_content", "group-1"),
            ("gclid", " "),
            ("other", "x"),
        ])
        .at(
            "/leads/solar?utm_source=google",
            Some("https://www.google.com/"),
        );
        assert_eq!(touch.source.as_deref(), Some("google"));
        assert_eq!(touch.ad_group.as_deref(), Some("group-1"));
        assert_eq!(touch.gclid, None);
        assert_eq!(touch.landing_page.as_deref(), Some("/leads/solar"));
        assert!(touch.is_paid());
    }

    #[test]
    fn long_and_odd_values_are_cut() {
        let long = "é".repeat(5_000);
        let touch = Touch::from_query([("utm_source", long.as_str()), ("utm_term", "a\u{0}b")]);
        assert_eq!(touch.source.unwrap().chars().count(), 300);
        assert_eq!(touch.keyword.as_deref(), Some("ab"));
    }
}
