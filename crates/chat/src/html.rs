//! Markup made by hand, with one door for text: whatever comes from a person goes through it and comes out harmless.
//!
//! A conversation is described as markup rather than as views, since that is the same work for the server, the
//! workspace and the widget, and a small fraction of the code in a browser.

/// Markup that is being written. Names of elements and attributes are the program's own.
#[derive(Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    /// Opens an element.
    pub(crate) fn open(&mut self, tag: &'static str, class: &str) -> &mut Self {
        self.raw("<").raw(tag);
        if !class.is_empty() {
            self.attribute("class", class);
        }
        self.raw(">")
    }

    /// Opens an element with more attributes than a class.
    pub(crate) fn open_with(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
    ) -> &mut Self {
        self.raw("<").raw(tag);
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        self.raw(">")
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, tag: &'static str) -> &mut Self {
        self.raw("</").raw(tag).raw(">")
    }

    /// Text, whatever is in it.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// Markup of the program's own.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Markup that was made here.
    pub(crate) fn add(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// Markup that came out of [`into_string`](Self::into_string) before.
    pub(crate) fn made(markup: &str) -> Self {
        Self(markup.to_owned())
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }

    fn attribute(&mut self, name: &'static str, value: &str) {
        self.raw(" ").raw(name).raw("=\"").text(value).raw("\"");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_leaves_its_text_or_its_attribute(text in "\\PC{0,40}") {
            let mut html = Html::default();
            html.open_with("a", &[("title", &text)]).text(&text).close("a");
            let html = html.into_string();
            prop_assert_eq!(html.matches('<').count(), 2);
            prop_assert_eq!(html.matches('"').count(), 2);
        }
    }
}
