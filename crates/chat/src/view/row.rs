//! The lines of a conversation as markup.

use beckon_domain::attachment::{Attachment, kind_of};
use beckon_domain::conversation::{MessageKind, MessageNumber};

use super::icons;
use super::said::{refusal_word, upload_word};
use crate::html::Html;
use crate::markdown;
use crate::platform::Calendar;
use crate::rows::{Row, Side, rows};
use crate::state::{Edge, Entry, EntryState, Me, Shown};
use crate::words::{Word, fill, word};

/// No picture takes more room than this, in pixels.
const PICTURE: (u32, u32) = (260, 240);

/// A line as a browser is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What it stays known by while its markup changes.
    pub(super) key: String,
    pub(super) class: String,
    pub(super) markup: String,
    /// Which message it shows.
    pub(super) number: Option<MessageNumber>,
}

/// All lines of a thread.
pub(super) fn lines(shown: &Shown, me: Me, greeting: &str, calendar: &Calendar) -> Vec<Line> {
    let mut lines = Vec::new();
    lines.extend(edge("earlier", shown.earlier));
    let is_whole = shown.earlier == Edge::End && !shown.away;
    let begun = shown.entries.iter().any(|entry| entry.number == Some(1));
    if is_whole && !begun && !greeting.is_empty() {
        lines.push(first_words(greeting));
    }
    let reachable = shown.entries.iter().rev().find_map(|entry| entry.number);
    for row in rows(&shown.entries, me.sender, Calendar::day) {
        if let Some(at) = row.entry.at.filter(|_| row.new_day && shown.in_browser) {
            let mut html = Html::default();
            html.open("span", "").text(&calendar.name(at)).close("span");
            lines.push(line(
                ["day ", &Calendar::day(at)].concat(),
                "chat-day",
                html,
            ));
        }
        let is_reachable = row.entry.number.is_some() && row.entry.number == reachable;
        lines.push(message(&row, shown.in_browser, is_reachable, calendar));
    }
    lines.extend(edge("later", shown.later));
    lines
}

/// All lines as one piece, for a page that is rendered on the server.
pub(super) fn joined(lines: &[Line]) -> Html {
    let mut html = Html::default();
    for line in lines {
        html.open("div", &line.class)
            .add(&Html::made(&line.markup))
            .close("div");
    }
    html
}

fn line(key: String, class: impl Into<String>, html: Html) -> Line {
    Line {
        key,
        class: class.into(),
        markup: html.into_string(),
        number: None,
    }
}

/// The way to what is not loaded.
fn edge(key: &'static str, edge: Edge) -> Option<Line> {
    let mut html = Html::default();
    match edge {
        Edge::End => return None,
        Edge::Loading => html
            .open_with("span", &[("role", "status")])
            .text(word(Word::LoadingEarlier))
            .close("span"),
        Edge::More => html
            .open_with(
                "button",
                &[
                    ("type", "button"),
                    ("class", "chat-action"),
                    ("data-act", key),
                ],
            )
            .text(word(if key == "earlier" {
                Word::Earlier
            } else {
                Word::Newest
            }))
            .close("button"),
    };
    Some(line(key.to_owned(), "chat-edge", html))
}

/// The greeting, as long as it is not yet the conversation's first message.
fn first_words(greeting: &str) -> Line {
    let mut html = Html::default();
    html.open("p", "chat-name")
        .text(word(Word::Assistant))
        .close("p");
    bubble(&mut html, greeting);
    line(
        "greeting".to_owned(),
        "chat-row chat-theirs chat-first chat-last",
        html,
    )
}

fn bubble(html: &mut Html, text: &str) {
    html.open_with("div", &[("class", "chat-bubble"), ("dir", "auto")]);
    markdown::write(html, text);
    html.close("div");
}

fn message(row: &Row<'_>, in_browser: bool, is_reachable: bool, calendar: &Calendar) -> Line {
    let entry = row.entry;
    let mut html = Html::default();
    if let Some(name) = row.name {
        html.open("p", "chat-name").text(name).close("p");
    }
    html.open("div", "chat-line").open("div", "chat-stack");
    body(&mut html, entry);
    html.close("div");
    if entry.number.is_some() && row.side != Side::System {
        react_button(&mut html, is_reachable);
    }
    html.close("div");
    chips(&mut html, entry);
    foot(&mut html, row, in_browser, calendar);
    Line {
        key: entry.key.0.to_string(),
        class: class(row),
        markup: html.into_string(),
        number: entry.number,
    }
}

fn class(row: &Row<'_>) -> String {
    let side = match row.side {
        Side::Mine => "chat-row chat-mine",
        Side::Assisted => "chat-row chat-mine chat-assistant",
        Side::Theirs => "chat-row chat-theirs",
        Side::System => "chat-row chat-system",
    };
    let first = if row.first { " chat-first" } else { "" };
    let last = if row.last { " chat-last" } else { "" };
    let state = match row.entry.state {
        EntryState::Pending | EntryState::Delayed(_) | EntryState::Uploading(_) => " chat-pending",
        EntryState::Failed(_) | EntryState::NotUploaded(_) => " chat-troubled",
        #[cfg(feature = "agent")]
        EntryState::Note => " chat-note",
        #[cfg(feature = "agent")]
        EntryState::Delivered => "",
        EntryState::Sent | EntryState::Read => "",
    };
    [side, first, last, state].concat()
}

/// The file and the text.
fn body(html: &mut Html, entry: &Entry) {
    if let Some(attachment) = &entry.attachment {
        file(html, attachment);
    } else if let Some(picked) = &entry.file {
        html.open("div", "chat-file");
        describe(html, &picked.name, picked.bytes);
        html.close("div");
        if let EntryState::Uploading(percent) = entry.state {
            let percent = percent.to_string();
            html.open_with(
                "progress",
                &[
                    ("class", "chat-progress"),
                    ("max", "100"),
                    ("value", &percent),
                    ("aria-label", word(Word::Uploading)),
                ],
            )
            .close("progress");
        }
    }
    if !entry.content.is_empty() {
        bubble(html, &entry.content);
    }
}

fn file(html: &mut Html, file: &Attachment) {
    let link = file.link.as_str();
    match kind_of(&file.media_type) {
        MessageKind::Image => {
            let (width, height) = room(file.size);
            html.open_with(
                "a",
                &[
                    ("class", "chat-picture"),
                    ("href", link),
                    ("target", "_blank"),
                    ("rel", "noopener"),
                ],
            )
            .open_with(
                "img",
                &[
                    ("src", file.thumbnail.as_deref().unwrap_or(link)),
                    ("alt", &file.name),
                    ("width", &width.to_string()),
                    ("height", &height.to_string()),
                    ("decoding", "async"),
                ],
            )
            .close("a");
        }
        MessageKind::Video => {
            html.open_with(
                "video",
                &[
                    ("class", "chat-video"),
                    ("src", link),
                    ("controls", ""),
                    ("preload", "metadata"),
                    ("playsinline", ""),
                    ("aria-label", &file.name),
                ],
            )
            .close("video");
        }
        MessageKind::File | MessageKind::Text => {
            html.open_with(
                "a",
                &[
                    ("class", "chat-file"),
                    ("href", link),
                    ("download", &file.name),
                ],
            );
            describe(html, &file.name, file.bytes);
            html.close("a");
        }
    }
}

/// How much room a picture gets, so that nothing moves when it has come.
fn room(size: Option<(u32, u32)>) -> (u32, u32) {
    let (width, height) = size.unwrap_or(PICTURE);
    let (width, height) = (width.max(1), height.max(1));
    // What is the tighter fit; a picture that fits stays as it is.
    let by_width = height.saturating_mul(PICTURE.0) / width;
    let by_height = width.saturating_mul(PICTURE.1) / height;
    if width <= PICTURE.0 && height <= PICTURE.1 {
        (width, height)
    } else if by_width <= PICTURE.1 {
        (PICTURE.0, by_width.max(1))
    } else {
        (by_height.max(1), PICTURE.1)
    }
}

/// A file's kind, name and size.
fn describe(html: &mut Html, name: &str, bytes: u64) {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.len() > 4 { "" } else { ending };
    html.open_with(
        "span",
        &[("class", "chat-file-kind"), ("aria-hidden", "true")],
    )
    .text(ending)
    .close("span");
    html.open("span", "chat-file-words")
        .open_with("span", &[("class", "chat-file-name"), ("dir", "auto")]);
    html.text(name).close("span").open("span", "chat-file-size");
    html.text(&size(bytes)).close("span").close("span");
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_024 => return [&bytes.to_string(), " B"].concat(),
        1_024..1_048_576 => (1_024, " KB"),
        _ => (1_048_576, " MB"),
    };
    let tenths = bytes * 10 / unit;
    let whole = (tenths / 10).to_string();
    if tenths < 100 {
        [&whole, ".", &(tenths % 10).to_string(), name].concat()
    } else {
        [&whole, name].concat()
    }
}

/// Of all these buttons one is reached by Tab, the others by the arrow keys from there.
fn react_button(html: &mut Html, is_reachable: bool) {
    let attributes = [
        ("type", "button"),
        ("class", "chat-react"),
        ("data-act", "react"),
        ("aria-haspopup", "true"),
        ("aria-label", word(Word::React)),
        ("tabindex", if is_reachable { "0" } else { "-1" }),
    ];
    html.open_with("button", &attributes)
        .raw(icons::SMILE)
        .close("button");
}

fn chips(html: &mut Html, entry: &Entry) {
    if entry.chips.is_empty() {
        return;
    }
    html.open("div", "chat-chips");
    for chip in &entry.chips {
        let count = chip.count.to_string();
        let label = [chip.emoji.as_str(), " ", &count].concat();
        let attributes = [
            ("type", "button"),
            ("class", "chat-chip"),
            ("data-act", "emoji"),
            ("data-emoji", chip.emoji.as_str()),
            ("aria-pressed", if chip.mine { "true" } else { "false" }),
            ("aria-label", &label),
        ];
        html.open_with("button", &attributes)
            .text(chip.emoji.as_str());
        if chip.count > 1 {
            html.text(" ").text(&count);
        }
        html.close("button");
    }
    html.close("div");
}

/// What is said beneath a message: when it was sent and how far it came, or what went wrong.
fn foot(html: &mut Html, row: &Row<'_>, in_browser: bool, calendar: &Calendar) {
    match row.entry.state {
        EntryState::Failed(reason) => trouble(html, word(refusal_word(reason))),
        EntryState::NotUploaded(error) => trouble(html, word(upload_word(error))),
        EntryState::Delayed(seconds) => {
            let wait = fill(word(Word::TooMany), &seconds.to_string());
            html.open("p", "chat-foot").text(&wait).close("p");
        }
        EntryState::Uploading(percent) => {
            let done = fill("{}%", &percent.to_string());
            html.open("p", "chat-foot").text(&done);
            action(html, "remove", Word::Cancel);
            html.close("p");
        }
        _ if row.last && row.side != Side::System => {
            let time = row
                .entry
                .at
                .filter(|_| in_browser)
                .map(|at| calendar.time(at));
            html.open("p", "chat-foot").text(&time.unwrap_or_default());
            #[cfg(feature = "agent")]
            let is_message = row.entry.state != EntryState::Note;
            #[cfg(not(feature = "agent"))]
            let is_message = true;
            if is_message && row.side != Side::Theirs {
                receipt(html, row.entry.state);
            }
            html.close("p");
        }
        _ => {}
    }
}

fn receipt(html: &mut Html, state: EntryState) {
    let (icon, said) = match state {
        EntryState::Read => (icons::CHECKS, Word::Read),
        #[cfg(feature = "agent")]
        EntryState::Delivered => (icons::CHECKS, Word::Delivered),
        EntryState::Sent => (icons::CHECK, Word::Sent),
        _ => (icons::CLOCK, Word::Sending),
    };
    let class = if state == EntryState::Read {
        "chat-receipt chat-read"
    } else {
        "chat-receipt"
    };
    html.open("span", class).raw(icon);
    html.raw(" ").text(word(said)).close("span");
}

fn trouble(html: &mut Html, reason: &str) {
    html.open("p", "chat-foot chat-failed")
        .text(reason)
        .open("span", "chat-actions");
    action(html, "retry", Word::Retry);
    action(html, "remove", Word::Remove);
    html.close("span").close("p");
}

fn action(html: &mut Html, act: &'static str, name: Word) {
    let attributes = [
        ("type", "button"),
        ("class", "chat-action"),
        ("data-act", act),
    ];
    html.open_with("button", &attributes)
        .text(word(name))
        .close("button");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_shape_and_stay_small() {
        assert_eq!(room(Some((100, 80))), (100, 80));
        assert_eq!(room(Some((4032, 3024))), (260, 195));
        assert_eq!(room(Some((1000, 4000))), (60, 240));
        assert_eq!(room(Some((100_000, 1))), (260, 1));
        assert_eq!(room(None), PICTURE);
    }

    #[test]
    fn sizes_are_readable() {
        let sizes = [0, 1_023, 1_024, 1_536, 482_113, 20 * 1_048_576].map(size);
        assert_eq!(
            sizes,
            ["0 B", "1023 B", "1.0 KB", "1.5 KB", "470 KB", "20 MB"]
        );
    }
}
