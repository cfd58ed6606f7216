//! What the chat says to the person who reads, in their language.
//!
//! The workspace speaks English, which comes with the feature `agent`. The widget carries no words at all: the
//! server hands it those of one language.

use std::sync::OnceLock;

/// The page's words, in the order of [`Word`].
static WORDS: OnceLock<Vec<String>> = OnceLock::new();

macro_rules! words {
    ($($word:ident $name:literal $english:literal;)+) => {
        /// Something the chat says. `{}` stands for what changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the English words beside say more")]
        pub enum Word { $($word),+ }

        /// What each word is called in the files of texts, in the order of [`Word`].
        #[cfg(feature = "agent")]
        pub const NAMES: &[&str] = &[$($name),+];

        /// Each word in English, in the order of [`Word`].
        #[cfg(feature = "agent")]
        pub const ENGLISH: &[&str] = &[$($english),+];
    };
}

words! {
    Conversation "conversation" "Conversation";
    Messages "messages" "Messages";
    You "you" "You";
    Visitor "visitor" "Visitor";
    Assistant "assistant" "Assistant";
    Today "today" "Today";
    Yesterday "yesterday" "Yesterday";
    Sending "sending" "Sending…";
    Sent "sent" "Sent";
    Read "read" "Read";
    Retry "retry" "Retry";
    Remove "remove" "Remove";
    Cancel "cancel" "Cancel";
    React "react" "React";
    Uploading "uploading" "Uploading…";
    TheVisitor "the_visitor" "The visitor";
    TheAssistant "the_assistant" "The assistant";
    Somebody "somebody" "Somebody";
    Typing "typing" "{} is typing…";
    Earlier "earlier" "Earlier messages";
    LoadingEarlier "loading_earlier" "Loading earlier messages…";
    Newest "newest" "Newest messages";
    NewMessage "new_message" "1 new message";
    NewMessages "new_messages" "{} new messages";
    Write "write" "Write a message…";
    Send "send" "Send";
    Attach "attach" "Attach files";
    DropFiles "drop_files" "Drop files to send them";
    Reconnecting "reconnecting" "Reconnecting… your messages are kept";
    FileTooLarge "file_too_large" "A file may have at most 20 MB.";
    FileEmpty "file_empty" "The file is empty.";
    FileSlowDown "file_slow_down" "Those were many files. Please wait a moment.";
    FileUnavailable "file_unavailable" "The file could not be uploaded.";
    Malformed "malformed" "That could not be understood. Please reload the page.";
    Version "version" "This page is out of date. Please reload it.";
    UnknownSite "unknown_site" "This chat is not available here.";
    UnknownConversation "unknown_conversation" "This conversation can't be found.";
    Empty "empty" "Write something first.";
    TooLong "too_long" "A message holds at most 4000 characters.";
    UnknownAttachment "unknown_attachment" "The file can't be found. Please attach it again.";
    BadValue "bad_value" "That value can't be used.";
    NotAllowed "not_allowed" "That is not allowed.";
    SlowDown "slow_down" "That was a lot at once. Please wait a moment.";
    Unavailable "unavailable" "We can't save your message just now. Trying again.";
    TooMany "too_many" "That was a lot at once. It goes out in {} seconds.";
    Delivered "delivered" "Delivered";
}

/// Sets the page's words, those of [`Word`] in their order. Once: a page speaks one language.
pub fn speak(words: Vec<String>) {
    let _ = WORDS.set(words);
}

/// What to say; nothing if the server did not hand it out.
pub fn word(word: Word) -> &'static str {
    let at = word as usize;
    let spoken = WORDS.get().and_then(|words| words.get(at));
    match spoken {
        Some(spoken) => spoken,
        #[cfg(feature = "agent")]
        None => ENGLISH[at],
        #[cfg(not(feature = "agent"))]
        None => "",
    }
}

/// A word with something in the place of its `{}`.
pub(crate) fn fill(template: &str, with: &str) -> String {
    match template.split_once("{}") {
        Some((before, after)) => [before, with, after].concat(),
        None => template.to_owned(),
    }
}

#[cfg(all(test, feature = "agent"))]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_name_of_its_own_and_english() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ENGLISH.len());
        assert!(ENGLISH.iter().all(|english| !english.is_empty()));
        assert_eq!(word(Word::Delivered), *ENGLISH.last().unwrap());
    }

    #[test]
    fn blanks_are_filled() {
        assert_eq!(fill("{} is typing…", "Ana"), "Ana is typing…");
        assert_eq!(fill("no blank", "Ana"), "no blank");
    }
}
