use serde::{Deserialize, Serialize};

/// What a mail says, written as HTML and as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The tag of the language it is written in; English if empty.
    #[serde(default)]
    pub language: String,
    /// Its first line, large.
    pub heading: String,
    /// What follows, in order.
    pub blocks: Vec<Block>,
    /// The one thing to do: what the button says, and where it leads.
    pub button: Option<(String, String)>,
    /// Why the reader gets it, small.
    pub footer: String,
    /// What the link says that ends mails like this, and where it leads.
    pub unsubscribe: Option<(String, String)>,
}

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph of ours.
    Text(String),
    /// What somebody wrote.
    Quote {
        /// Who, and when.
        by: String,
        /// Their words.
        words: String,
    },
}

impl Letter {
    /// For mail programs that show text alone.
    pub fn text(&self) -> String {
        let link = |(label, to): &(String, String)| format!("{label}: {to}");
        let mut parts = vec![self.heading.clone()];
        parts.extend(self.blocks.iter().map(Block::text));
        parts.extend(self.button.as_ref().map(link));
        let mut end = format!("-- \n{}", self.footer);
        if let Some(unsubscribe) = &self.unsubscribe {
            end.push('\n');
            end.push_str(&link(unsubscribe));
        }
        parts.push(end);
        parts.join("\n\n") + "\n"
    }

    /// For all others. Mail programs know neither style sheets nor most of CSS: tables and styles on each element it is.
    pub fn html(&self) -> String {
        let blocks: String = self.blocks.iter().map(Block::html).collect();
        let button = self.button.as_ref().map_or_else(String::new, |(label, to)| {
            format!(
                "<tr><td style=\"padding:8px 32px 24px\"><a href=\"{}\" style=\"display:inline-block;background:#1f6f5c;\
                 color:#ffffff;text-decoration:none;font-weight:600;padding:12px 20px;border-radius:8px\">{}</a></td></tr>",
                escape(to),
                escape(label)
            )
        });
        let unsubscribe = self
            .unsubscribe
            .as_ref()
            .map_or_else(String::new, |(label, to)| {
                format!(
                    " <a href=\"{}\" style=\"color:#5b6663\">{}</a>",
                    escape(to),
                    escape(label)
                )
            });
        let (heading, footer) = (escape(&self.heading), escape(&self.footer));
        let language = match self.language.as_str() {
            "" => "en".to_owned(),
            tag => escape(tag),
        };
        format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <meta name=\"color-scheme\" content=\"light\"><title>{heading}</title></head>\
             <body style=\"margin:0;background:#f3f5f4\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" \
             cellspacing=\"0\" style=\"background:#f3f5f4;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;\
             font-size:16px;line-height:1.5;color:#17211e\"><tr><td align=\"center\" style=\"padding:32px 16px\">\
             <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:560px;\
             background:#ffffff;border:1px solid #dde3e1;border-radius:12px;text-align:left\">\
             <tr><td style=\"padding:32px 32px 8px\"><h1 style=\"margin:0;font-size:22px;line-height:1.3\">{heading}</h1></td></tr>\
             {blocks}{button}<tr><td style=\"padding:16px 32px 24px;border-top:1px solid #dde3e1;font-size:13px;color:#5b6663\">\
             {footer}{unsubscribe}</td></tr></table></td></tr></table></body></html>"
        )
    }
}

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Quote { by, words } => format!("{by}:\n{words}"),
        }
    }

    fn html(&self) -> String {
        match self {
            Self::Text(words) => {
                format!(
                    "<tr><td style=\"padding:8px 32px\">{}</td></tr>",
                    lines(words)
                )
            }
            Self::Quote { by, words } => format!(
                "<tr><td style=\"padding:8px 32px\"><div style=\"border-left:3px solid #1f6f5c;padding:2px 0 2px 14px\">\
                 <div style=\"font-size:13px;color:#5b6663\">{}</div>{}</div></td></tr>",
                escape(by),
                lines(words)
            ),
        }
    }
}

/// Text with its line breaks, as HTML.
fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Text as HTML; what somebody wrote stays text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(words: &str) -> Letter {
        Letter {
            language: String::new(),
            heading: "Ada wrote".into(),
            blocks: vec![Block::Quote {
                by: "Ada, 10:00".into(),
                words: words.into(),
            }],
            button: Some(("Answer".into(), "https://b.example/app?a=1&b=2".into())),
            footer: "You get this because you missed it.".into(),
            unsubscribe: None,
        }
    }

    #[test]
    fn what_somebody_wrote_stays_text() {
        let html = letter("<script>alert(1)</script>\n'\"&").html();
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;<br>&#39;&quot;&amp;"));
        assert!(html.contains("a=1&amp;b=2"));
    }

    #[test]
    fn the_text_says_the_same() {
        assert_eq!(
            letter("Hello").text(),
            "Ada wrote\n\nAda, 10:00:\nHello\n\nAnswer: https://b.example/app?a=1&b=2\n\n-- \nYou get this because you missed it.\n"
        );
    }
}
