//! The page in the iframe, filled with a site's name, colour and words.

use beckon_domain::site::SiteKey;
use beckon_domain::widget::{Scheme, WidgetConfig};
use serde::Serialize;

use super::colour::ink_on;
use super::texts::{self, Texts};

/// Texts that the page's own program says.
const SAID: [&str; 6] = [
    "hint",
    "online",
    "assistant_answers",
    "back",
    "away",
    "thanks",
];

/// What the page's program is told.
#[derive(Serialize)]
struct Told<'a> {
    key: &'a str,
    config: &'a WidgetConfig,
    words: Vec<&'static str>,
    texts: serde_json::Map<String, serde_json::Value>,
}

/// Fills the template: `{{name}}` is what [`value`] says. One pass: what is filled in is not looked into again.
pub(super) fn page(template: &str, key: &SiteKey, config: &WidgetConfig, nonce: &str) -> String {
    let texts = texts::in_language(config.language);
    let mut page = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else {
            break;
        };
        page.push_str(before);
        page.push_str(&value(name.trim(), key, config, nonce, texts));
        rest = after;
    }
    page.push_str(rest);
    page
}

/// Markup for a name: a site's own words come out as text.
fn value(name: &str, key: &SiteKey, config: &WidgetConfig, nonce: &str, texts: &Texts) -> String {
    match name {
        // The first is how Trunk calls it.
        "__TRUNK NONCE__" | "nonce" => nonce.to_owned(),
        "site" => escape(&site(key, config, texts)),
        "language" => config.language.code().to_owned(),
        "scheme" => scheme(config.scheme).to_owned(),
        "accent" => config.colour.to_string(),
        "accent_ink" => ink_on(&config.colour).to_owned(),
        "title" => escape(&config.title),
        "mark" => mark(config),
        "consent_text" => escape(config.consent.as_ref().map_or("", |consent| &consent.text)),
        "consent_link" => consent_link(config, texts),
        "offline_text" => escape(config.offline.text.as_deref().unwrap_or(texts.get(name))),
        _ => escape(texts.get(name)),
    }
}

fn site(key: &SiteKey, config: &WidgetConfig, texts: &Texts) -> String {
    let said = SAID.map(|name| (name.to_owned(), texts.get(name).into()));
    let told = Told {
        key: key.as_str(),
        config,
        words: texts.words(),
        texts: said.into_iter().collect(),
    };
    // Texts and settings always make JSON.
    serde_json::to_string(&told).unwrap_or_default()
}

const fn scheme(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "auto",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    }
}

/// The site's picture, or the first letter of its name.
fn mark(config: &WidgetConfig) -> String {
    match &config.logo {
        Some(logo) => format!(r#"<img src="{}" alt="">"#, escape(logo.as_str())),
        None => escape(
            config
                .title
                .trim()
                .get(..initial(&config.title))
                .unwrap_or_default(),
        ),
    }
}

fn initial(title: &str) -> usize {
    title.trim().chars().next().map_or(0, char::len_utf8)
}

fn consent_link(config: &WidgetConfig, texts: &Texts) -> String {
    let link = config
        .consent
        .as_ref()
        .and_then(|consent| consent.link.as_ref());
    link.map_or_else(String::new, |link| {
        let (link, words) = (escape(link.as_str()), escape(texts.get("consent_more")));
        format!(r#"<a href="{link}" target="_blank" rel="noopener">{words}</a>"#)
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use beckon_domain::widget::{Attendance, Language, WidgetSettings};

    const TEMPLATE: &str = include_str!("../../../frontend/widget/index.html");

    fn filled(title: &str, language: Language) -> String {
        let settings = WidgetSettings::new(title, "Hello");
        let config = settings.config(language, Attendance::Open);
        page(TEMPLATE, &SiteKey::from_bytes([7; 20]), &config, "n0nce")
    }

    #[test]
    fn nothing_is_left_to_fill() {
        for language in Language::ALL {
            let page = filled("Shop", language);
            assert!(!page.contains("{{"), "{page}");
            assert!(page.contains(r#"<h1 class="title" dir="auto">Shop</h1>"#));
        }
    }

    #[test]
    fn every_name_in_the_page_means_something() {
        let config = WidgetSettings::new("Shop", "").config(Language::En, Attendance::Open);
        let empty = ["consent_text", "consent_link"];
        for part in TEMPLATE.split("{{").skip(1) {
            let name = part.split("}}").next().unwrap();
            let texts = texts::in_language(Language::En);
            let value = value(name, &SiteKey::from_bytes([7; 20]), &config, "n", texts);
            assert!(!value.is_empty() || empty.contains(&name), "{name}");
        }
    }

    #[test]
    fn settings_cannot_leave_their_place() {
        let page = filled("\"><script>alert(1)</script>{{nonce}}", Language::En);
        assert!(!page.contains("<script>alert"));
        assert_eq!(
            page.matches("n0nce").count(),
            1,
            "a title is not a template"
        );
    }
}
