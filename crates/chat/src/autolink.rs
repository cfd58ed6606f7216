//! Finds web addresses in a message, so that they can be clicked.

/// How many bytes of `text` from `at` on are a web address; 0 for none.
///
/// Only what begins with `http://` or `https://` is an address, so that nothing can run a script. Punctuation
/// after an address belongs to the sentence.
pub(crate) fn address_at(text: &str, at: usize) -> usize {
    if is_word_start(text, at) {
        address_length(&text[at..])
    } else {
        0
    }
}

fn is_word_start(text: &str, at: usize) -> bool {
    !text[..at]
        .bytes()
        .next_back()
        .is_some_and(|before| before.is_ascii_alphanumeric())
}

/// How many bytes at the beginning of `text` are an address; 0 for none.
fn address_length(text: &str) -> usize {
    // Phones capitalise the first word of a message, also when it is an address.
    let is_scheme = |scheme: &&str| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let Some(scheme) = ["https://", "http://"].into_iter().find(is_scheme) else {
        return 0;
    };
    let rest = &text[scheme.len()..];
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`'))
        .unwrap_or(rest.len());
    let has_host =
        rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[' || !c.is_ascii());
    if has_host {
        scheme.len() + without_punctuation(&rest[..end]).len()
    } else {
        0
    }
}

fn without_punctuation(address: &str) -> &str {
    let mut address = address;
    while let Some(last) = address.chars().next_back() {
        let belongs_to_sentence = match last {
            ')' => count(address, b')') > count(address, b'('),
            ']' => count(address, b']') > count(address, b'['),
            _ => matches!(
                last,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '…' | '»' | '”' | '’'
            ),
        };
        if !belongs_to_sentence {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

fn count(text: &str, what: u8) -> usize {
    text.bytes().filter(|byte| *byte == what).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Link, Text};
    use proptest::prelude::*;

    #[derive(Debug, PartialEq, Eq)]
    enum Piece<'a> {
        Text(&'a str),
        Link(&'a str),
    }

    /// Cuts a message into text and addresses.
    fn pieces(text: &str) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut begin = 0;
        for (at, _) in text.char_indices() {
            let length = address_at(text, at);
            if at < begin || length == 0 {
                continue;
            }
            if begin < at {
                pieces.push(Text(&text[begin..at]));
            }
            pieces.push(Link(&text[at..at + length]));
            begin = at + length;
        }
        if begin < text.len() {
            pieces.push(Text(&text[begin..]));
        }
        pieces
    }

    #[test]
    fn finds_addresses() {
        assert_eq!(
            pieces("See https://example.com/a?b=c#d, or (http://example.org/x_(y))."),
            [
                Text("See "),
                Link("https://example.com/a?b=c#d"),
                Text(", or ("),
                Link("http://example.org/x_(y)"),
                Text(").")
            ]
        );
        assert_eq!(pieces("https://пример.рф"), [Link("https://пример.рф")]);
        assert_eq!(pieces("http://[::1]:3000/"), [Link("http://[::1]:3000/")]);
        assert_eq!(pieces("Https://Example.com"), [Link("Https://Example.com")]);
    }

    #[test]
    fn everything_else_is_text() {
        let texts = [
            "http",
            "http://",
            "https:// x",
            "xhttp://a.example",
            "javascript:alert(1)",
            "httphttp",
            "HTTP",
        ];
        for text in texts {
            assert_eq!(pieces(text), [Text(text)], "{text}");
        }
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn markup_ends_an_address() {
        assert_eq!(
            pieces(r#"http://a.example"onclick="x"#),
            [Link("http://a.example"), Text(r#""onclick="x"#)]
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(\\PC|http://|https://|[a-z.)(]){0,40}") {
            let joined: String = pieces(&text).iter().map(|piece| match piece { Text(text) | Link(text) => *text }).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn links_are_links(text in "(\\PC|http://|https://|[a-z.)(]){0,40}") {
            for piece in pieces(&text) {
                match piece {
                    Link(link) => prop_assert!(link.to_ascii_lowercase().starts_with("http")),
                    Text(text) => prop_assert!(!text.is_empty()),
                }
            }
        }
    }
}
