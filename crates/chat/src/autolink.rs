//! Finds web addresses in a message, so that they can be clicked.

/// A piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text as it is.
    Text(&'a str),
    /// An `http` or `https` address.
    Link(&'a str),
}

/// Cuts a message into text and addresses. Put together again, the pieces are the message.
///
/// Only what begins with `http://` or `https://` is an address, so that nothing can run a script. Punctuation
/// after an address belongs to the sentence.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    while at < text.len() {
        let length = if is_word_start(text, at) {
            address_length(&text[at..])
        } else {
            0
        };
        if length == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if begin < at {
            pieces.push(Piece::Text(&text[begin..at]));
        }
        pieces.push(Piece::Link(&text[at..at + length]));
        at += length;
        begin = at;
    }
    if begin < text.len() {
        pieces.push(Piece::Text(&text[begin..]));
    }
    pieces
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
    use super::Piece::{Link, Text};
    use super::*;
    use proptest::prelude::*;

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
