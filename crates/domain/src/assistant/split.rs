//! A long text as entries of knowledge, cut at its headings.

use super::TITLE_MAX;

/// An entry that was cut out of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The heading, or the question.
    pub title: String,
    /// What stands below it.
    pub content: String,
}

/// Cuts a text at its headings: `# Heading`, a line that is underlined with `===` or `---`, `Q: …` followed by `A: …`,
/// or a question that stands alone after an empty line. What stands before the first heading is called by its first
/// line. A heading with nothing below it goes into the next piece.
pub fn split_by_headings(text: &str) -> Vec<Piece> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some((title, used)) = heading(&lines, at) {
            begin(&mut pieces, title);
            at += used;
            continue;
        }
        add(&mut pieces, lines[at]);
        at += 1;
    }
    for piece in &mut pieces {
        let content = piece.content.trim();
        // A lonely heading is an answer to nothing, but no word is lost.
        piece.content = if content.is_empty() {
            piece.title.clone()
        } else {
            content.to_owned()
        };
    }
    pieces
}

/// The heading that begins at a line, and how many lines it takes.
fn heading<'a>(lines: &[&'a str], at: usize) -> Option<(&'a str, usize)> {
    let line = lines[at].trim();
    let next = lines.get(at + 1).map_or("", |next| next.trim());
    let marked = line.trim_start_matches('#');
    if marked.len() < line.len() && marked.starts_with([' ', '\t']) && !marked.trim().is_empty() {
        return Some((marked.trim(), 1));
    }
    if let Some(question) = prefixed(line, &["Q:", "Q.", "Question:"]) {
        return Some((question, 1));
    }
    let is_rule = |sign| next.len() >= 3 && next.chars().all(|c| c == sign);
    let has_words = line.chars().any(char::is_alphanumeric);
    if has_words && (is_rule('=') || is_rule('-')) {
        return Some((line, 2));
    }
    let stands_alone = at == 0 || lines[at - 1].trim().is_empty();
    let asks = line.ends_with('?') && line.chars().count() <= usize::from(TITLE_MAX);
    (stands_alone && asks && has_words && !next.is_empty()).then_some((line, 1))
}

fn prefixed<'a>(line: &'a str, prefixes: &[&str]) -> Option<&'a str> {
    prefixes.iter().find_map(|prefix| {
        let (start, rest) = line.split_at_checked(prefix.len())?;
        let rest = rest.trim();
        (start.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
    })
}

/// Begins a piece. A heading before it that has nothing below it is the heading of a chapter: it leads this one.
fn begin(pieces: &mut Vec<Piece>, heading: &str) {
    let chapter = pieces.pop_if(|piece| piece.content.trim().is_empty());
    let title = match chapter {
        Some(chapter) => format!("{} – {heading}", chapter.title),
        None => heading.to_owned(),
    };
    let (title, rest) = shortened(&title);
    let content = rest.map(|rest| rest + "\n").unwrap_or_default();
    pieces.push(Piece { title, content });
}

fn add(pieces: &mut Vec<Piece>, line: &str) {
    if pieces.is_empty() {
        if line.trim().is_empty() {
            return;
        }
        let (title, _) = shortened(line.trim());
        pieces.push(Piece {
            title,
            content: String::new(),
        });
    }
    if let Some(piece) = pieces.last_mut() {
        piece
            .content
            .push_str(prefixed(line, &["A:", "Answer:"]).unwrap_or(line));
        piece.content.push('\n');
    }
}

/// A title as long as one may be, and the whole of it where that is longer.
fn shortened(title: &str) -> (String, Option<String>) {
    let most = usize::from(TITLE_MAX);
    if title.chars().count() <= most {
        return (title.to_owned(), None);
    }
    let short: String = title.chars().take(most - 1).collect();
    (short + "…", Some(title.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<(String, String)> {
        let pieces = split_by_headings(text).into_iter();
        pieces.map(|piece| (piece.title, piece.content)).collect()
    }

    fn pairs(pieces: &[(&str, &str)]) -> Vec<(String, String)> {
        pieces
            .iter()
            .map(|(title, content)| ((*title).into(), (*content).into()))
            .collect()
    }

    #[test]
    fn headings_of_all_kinds() {
        let text = "We fit roofs.\nSince 1998.\n\n# Prices\nA visit is free.\n\nWarranty\n--------\nTen years.\n\n\
                    Q: Do you finance?\nA: Yes, up to 12 months.\n\nDo you work in winter?\nYes.\n";
        assert_eq!(
            split(text),
            pairs(&[
                ("We fit roofs.", "We fit roofs.\nSince 1998."),
                ("Prices", "A visit is free."),
                ("Warranty", "Ten years."),
                ("Do you finance?", "Yes, up to 12 months."),
                ("Do you work in winter?", "Yes."),
            ])
        );
    }

    #[test]
    fn a_chapter_leads_its_first_part() {
        assert_eq!(
            split("# Panels\n## Care\nRain does it.\n## Age\n30 years."),
            pairs(&[("Panels – Care", "Rain does it."), ("Age", "30 years.")])
        );
        assert_eq!(split("# Alone"), pairs(&[("Alone", "Alone")]));
        assert_eq!(split(" \n\n"), []);
    }

    #[test]
    fn a_question_within_a_text_is_none() {
        let text = "# Visit\nWhat do we need?\nOnly your address.";
        assert_eq!(
            split(text),
            pairs(&[("Visit", "What do we need?\nOnly your address.")])
        );
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_titles_are_short(text in "([a-z]{1,9}[ ?]|# [a-z]{1,9}|\n|---|=== ){0,60}") {
            let pieces = split_by_headings(&text);
            let words = |piece: &Piece| [piece.title.clone(), piece.content.clone()];
            let all = pieces.iter().flat_map(words).collect::<Vec<_>>().join(" ");
            for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                prop_assert!(all.contains(word), "{word} of {text:?}");
            }
            for piece in pieces {
                prop_assert!(!piece.title.is_empty() && !piece.content.is_empty());
                prop_assert!(piece.title.chars().count() <= usize::from(TITLE_MAX));
            }
        }
    }
}
