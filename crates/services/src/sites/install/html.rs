use scraper::{ElementRef, Html, Selector};
use url::Url;

/// A tag that loads some widget of ours, or means to.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// The script's address, resolved as a browser does.
    pub(super) src: String,
    /// `data-site`.
    pub(super) key: Option<String>,
    /// The nonce, if it has one.
    pub(super) nonce: Option<String>,
}

/// What was found in a page.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The tags, in their order.
    pub(super) tags: Vec<Tag>,
    /// Policies in `<meta>`.
    pub(super) policies: Vec<String>,
}

/// Reads a page as a browser parses it: a tag in a comment, a `<noscript>` or a `<template>` is none.
pub(super) fn read(html: &str, url: &Url) -> Found {
    let document = Html::parse_document(html);
    let base = select(&document, "base[href]")
        .first()
        .and_then(|base| url.join(base.attr("href")?).ok())
        .unwrap_or_else(|| url.clone());
    let tags = select(&document, "script[src]")
        .into_iter()
        .filter(|script| !is_inert(*script))
        .filter_map(|script| tag(script, &base));
    let policies = select(&document, "meta[http-equiv][content]")
        .into_iter()
        .filter(|meta| {
            meta.attr("http-equiv")
                .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
        })
        .filter_map(|meta| meta.attr("content").map(ToOwned::to_owned));
    Found {
        tags: tags.collect(),
        policies: policies.collect(),
    }
}

fn tag(script: ElementRef<'_>, base: &Url) -> Option<Tag> {
    let mut src = base.join(script.attr("src")?.trim()).ok()?;
    src.set_query(None);
    src.set_fragment(None);
    let key = script.attr("data-site").map(|key| key.trim().to_owned());
    let is_ours =
        src.path().ends_with("/widget.js") && (src.path() == "/widget.js" || key.is_some());
    is_ours.then(|| Tag {
        src: src.to_string(),
        key,
        nonce: script
            .attr("nonce")
            .filter(|nonce| !nonce.is_empty())
            .map(ToOwned::to_owned),
    })
}

/// Without scripting, the parser makes elements of what is in a `<noscript>`.
fn is_inert(element: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|ancestor| matches!(ancestor.value().name(), "noscript" | "template"))
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    match Selector::parse(selector) {
        Ok(selector) => document.select(&selector).collect(),
        Err(error) => unreachable!("a selector of ours is wrong: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(html: &str) -> Vec<Tag> {
        read(html, &Url::parse("https://shop.example/a/b").unwrap()).tags
    }

    #[test]
    fn tags_are_found_as_browsers_find_them() {
        let found = tags(
            r#"<p>Hi<script async data-site=" bk_x " nonce=n src='https://beckon.example/widget.js?v=2'></script>"#,
        );
        let tag = Tag {
            src: "https://beckon.example/widget.js".into(),
            key: Some("bk_x".into()),
            nonce: Some("n".into()),
        };
        assert_eq!(found, [tag]);
        assert_eq!(
            tags(
                "<base href='https://beckon.example/'><script src=widget.js data-site=k></script>"
            )
            .len(),
            1
        );
        assert_eq!(tags("<script src=/widget.js></script>")[0].key, None);
    }

    #[test]
    fn what_does_not_run_is_no_tag() {
        let tag = "<script src='https://beckon.example/widget.js' data-site='k'></script>";
        for html in [
            format!("<!-- {tag} -->"),
            format!("<noscript>{tag}</noscript>"),
            format!("<template>{tag}</template>"),
            format!("<textarea>{tag}</textarea>"),
            format!("<pre>{}</pre>", tag.replace('<', "&lt;")),
            "<script src='/app.js'></script>".to_owned(),
            "<script src='/vendor/widget.js'></script>".to_owned(),
        ] {
            assert_eq!(tags(&html), [], "{html}");
        }
    }

    #[test]
    fn policies_in_the_page_are_found() {
        let html = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"#;
        let found = read(html, &Url::parse("https://shop.example").unwrap());
        assert_eq!(found.policies, ["default-src 'self'"]);
    }
}
