//! A little Markdown, as people write it in a chat: bold, italic, code, lists and links.
//!
//! What is not plainly one of these stays the text it was. There is no way to write markup, and a link leads
//! to `http`, `https` or `mailto` or is none.

use crate::autolink::address_at;
use crate::html::Html;

/// How deep bold in italic in bold may go.
const DEPTH: u8 = 3;

/// Writes a message.
pub(crate) fn write(html: &mut Html, text: &str) {
    let mut lines = text.split('\n').peekable();
    let mut plain = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(code) = fenced(line, &lines) {
            paragraph(html, &mut plain);
            html.open("pre", "chat-code").open("code", "");
            html.text(&code.join("\n")).close("code").close("pre");
            lines.nth(code.len());
        } else if let Some((ordered, first, item)) = item(line) {
            paragraph(html, &mut plain);
            let tag = if ordered { "ol" } else { "ul" };
            let start = [("start", first)];
            html.open_with(tag, if ordered { &start } else { &[] });
            write_item(html, item);
            while let Some((_, _, item)) = lines
                .next_if(|line| is_item(line, ordered))
                .and_then(self::item)
            {
                write_item(html, item);
            }
            html.close(tag);
        } else {
            plain.push(line);
        }
    }
    paragraph(html, &mut plain);
}

/// Lines that are nothing in particular; the style sheet keeps their breaks.
fn paragraph(html: &mut Html, lines: &mut Vec<&str>) {
    if !lines.is_empty() {
        inline(html, &lines.join("\n"), DEPTH);
        lines.clear();
    }
}

fn write_item(html: &mut Html, item: &str) {
    html.open("li", "");
    inline(html, item, DEPTH);
    html.close("li");
}

/// The lines of code after this one, if it opens a fence that is closed.
fn fenced<'a>(line: &str, rest: &(impl Iterator<Item = &'a str> + Clone)) -> Option<Vec<&'a str>> {
    let is_fence = |line: &str| line.trim_end().starts_with("```");
    if !is_fence(line) || line.matches("```").count() > 1 {
        return None;
    }
    let mut code = Vec::new();
    for line in rest.clone() {
        if is_fence(line) {
            return Some(code);
        }
        code.push(line);
    }
    None
}

/// Whether a line is an item of a list with numbers or without, its number, and its text.
fn item(line: &str) -> Option<(bool, &str, &str)> {
    let line = line.trim_start_matches(' ');
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return (!text.trim().is_empty()).then_some((false, "", text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let text = line[digits..].strip_prefix(". ")?;
    let fits = (1..=3).contains(&digits) && !text.trim().is_empty();
    fits.then(|| (true, &line[..digits], text))
}

fn is_item(line: &str, ordered: bool) -> bool {
    item(line).is_some_and(|(is_ordered, ..)| is_ordered == ordered)
}

/// Something with a beginning and an end: which element it is, what is in it, and how many bytes it takes.
struct Span<'a> {
    tag: &'static str,
    inside: &'a str,
    length: usize,
}

fn inline(html: &mut Html, text: &str, depth: u8) {
    let mut begin = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let mut piece = Html::default();
        let length = special(&mut piece, text, at, c, depth);
        if length == 0 {
            at += c.len_utf8();
            continue;
        }
        html.text(&text[begin..at]).add(&piece);
        at += length;
        begin = at;
    }
    html.text(&text[begin..]);
}

/// Writes what is not plain text at this place, and says how many bytes it takes; 0 if it is plain text.
fn special(html: &mut Html, text: &str, at: usize, c: char, depth: u8) -> usize {
    let rest = &text[at..];
    match c {
        'h' | 'H' => {
            let length = address_at(text, at);
            if length > 0 {
                link(html, &rest[..length], &rest[..length]);
            }
            length
        }
        '[' => match labelled(rest) {
            Some((label, address)) => {
                link(html, address, label);
                label.len() + address.len() + 4
            }
            None => 0,
        },
        '`' | '*' | '_' => match span(text, at) {
            Some(span) if span.tag == "code" => {
                html.open("code", "").text(span.inside).close("code");
                span.length
            }
            Some(span) if depth > 0 => {
                html.open(span.tag, "");
                inline(html, span.inside, depth - 1);
                html.close(span.tag);
                span.length
            }
            _ => 0,
        },
        _ => 0,
    }
}

fn link(html: &mut Html, address: &str, label: &str) {
    let attributes = [
        ("class", "chat-link"),
        ("href", address),
        ("target", "_blank"),
        ("rel", "noopener noreferrer nofollow"),
    ];
    html.open_with("a", &attributes).text(label).close("a");
}

/// `[label](address)`, where the address is one that may be followed.
fn labelled(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once(']')?;
    let (address, _) = rest.strip_prefix('(')?.split_once(')')?;
    let is_mail = address
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    let is_whole = !address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    let leads = is_whole && (is_mail || address_at(address, 0) > 0);
    (leads && !label.trim().is_empty() && !label.contains('\n')).then_some((label, address))
}

/// Of a word, as far as can be told without the tables of Unicode.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii()
}

fn span(text: &str, at: usize) -> Option<Span<'_>> {
    let rest = &text[at..];
    let (marker, tag) = match rest.as_bytes() {
        [b'`', ..] => ("`", "code"),
        [b'*', b'*', ..] => ("**", "strong"),
        [b'*', ..] => ("*", "em"),
        _ => ("_", "em"),
    };
    // What opens stands before a word, what closes after one: `2 * 3 * 4` and `snake_case_name` are neither.
    let before = text[..at].chars().next_back();
    if tag != "code" && before.is_some_and(is_letter) {
        return None;
    }
    let body = &rest[marker.len()..];
    let closes = |end: usize| {
        let after = body[end + marker.len()..].chars().next();
        let is_end = !after.is_some_and(|c| is_letter(c) || (tag == "em" && marker.starts_with(c)));
        let inside = &body[..end];
        let fits = if tag == "code" {
            !inside.starts_with('`')
        } else {
            inside.trim() == inside && is_end
        };
        !inside.is_empty() && fits
    };
    let line = body.split('\n').next().unwrap_or_default();
    let end = line
        .match_indices(marker)
        .map(|(end, _)| end)
        .find(|end| closes(*end))?;
    Some(Span {
        tag,
        inside: &body[..end],
        length: end + 2 * marker.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn html(text: &str) -> String {
        let mut html = Html::default();
        write(&mut html, text);
        html.into_string()
    }

    /// What a reader sees.
    fn visible(html: &str) -> String {
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }

    #[test]
    fn words_are_marked() {
        assert_eq!(
            html("**a b** and *c* and _d_"),
            "<strong>a b</strong> and <em>c</em> and <em>d</em>"
        );
        assert_eq!(html("**a *b* c**"), "<strong>a <em>b</em> c</strong>");
        assert_eq!(html("`a * b`"), "<code>a * b</code>");
    }

    #[test]
    fn what_is_not_meant_as_a_mark_is_text() {
        for text in [
            "2 * 3 * 4",
            "snake_case_name",
            "**",
            "* a",
            "a** b",
            "** a **",
            "`",
            "```",
            "5*6*7",
            "[a](b)",
        ] {
            if text != "* a" {
                assert_eq!(html(text), text);
            }
        }
    }

    #[test]
    fn lists() {
        assert_eq!(
            html("Bring:\n- a\n- **b**\nor\n3. c\n4. d"),
            "Bring:<ul><li>a</li><li><strong>b</strong></li></ul>or<ol start=\"3\"><li>c</li><li>d</li></ol>"
        );
        assert_eq!(html("1.5 m"), "1.5 m");
    }

    #[test]
    fn code_blocks_keep_everything() {
        assert_eq!(
            html("see\n```rust\nlet a = *b;\n\n<x>\n```\nok"),
            "see<pre class=\"chat-code\"><code>let a = *b;\n\n&lt;x&gt;</code></pre>ok"
        );
        assert_eq!(html("```\nopen"), "```\nopen");
    }

    #[test]
    fn links_lead_where_they_may() {
        let link = "<a class=\"chat-link\" href=\"https://a.example/_x_\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">";
        assert_eq!(
            html("https://a.example/_x_."),
            format!("{link}https://a.example/_x_</a>.")
        );
        assert_eq!(
            html("[here](https://a.example/_x_)"),
            format!("{link}here</a>")
        );
        assert!(html("[mail](mailto:a@b.example)").contains("href=\"mailto:a@b.example\""));
        for bad in [
            "[x](javascript:alert)",
            "[x](data:text/html,hi)",
            "[x](/path)",
            "[ ](https://a.example)",
        ] {
            assert!(
                !html(bad).contains("href=\"javascript") && !html(bad).contains("href=\"data"),
                "{bad}"
            );
            assert!(!html(bad).starts_with("<a"), "{bad}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// Only elements and attributes of this module come out, and each is closed.
        #[test]
        fn nothing_but_our_own_markup(text in "([*_`\\[\\]()\n<>\"& -]|1\\. |```|[a-z]|https://|\\PC){0,60}") {
            let html = html(&text);
            let mut open = Vec::new();
            for tag in html.split('<').skip(1) {
                let (tag, _) = tag.split_once('>').unwrap();
                match tag.strip_prefix('/') {
                    Some(closed) => prop_assert_eq!(open.pop(), Some(closed)),
                    None => open.push(tag.split(' ').next().unwrap()),
                }
            }
            prop_assert!(open.is_empty());
            prop_assert!(!html.contains("<script") && !html.contains("onerror=\""));
        }

        /// Every letter and digit is still there, in order, but for an address behind a label.
        #[test]
        fn text_is_preserved(text in "([*_`()\n<>& -]|[2-9]|[a-z]|[äß漢🌞]|https://a\\.b ){0,60}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || *c == '🌞').collect::<String>();
            // The word after a fence names a language, and is not shown.
            prop_assume!(!text.contains("```"));
            prop_assert_eq!(letters(&visible(&html(&text))), letters(&text));
        }
    }
}
