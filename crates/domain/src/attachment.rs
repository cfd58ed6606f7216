//! Files sent with a message.

use serde::{Deserialize, Serialize};

use crate::conversation::MessageKind;
use crate::id::AttachmentId;

/// Largest file, in bytes.
pub const ATTACHMENT_MAX: u64 = 20 * 1024 * 1024;

/// Longest file name that is kept, in characters.
pub const NAME_MAX: usize = 120;

/// A file of a message, as a browser is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// Its name, without a path.
    pub name: String,
    /// Its type as found in its bytes, whatever its name claims.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Width and height in pixels, of an image.
    pub size: Option<(u32, u32)>,
    /// Where it is to be had, for a while: a path on this server that proves by a signature that it was handed out.
    pub link: String,
    /// Where a small version of an image is to be had.
    pub thumbnail: Option<String>,
}

/// How a file of this media type is shown.
pub fn kind_of(media_type: &str) -> MessageKind {
    match media_type.split_once('/') {
        // Not what could carry a script.
        Some(("image", "png" | "jpeg" | "gif" | "webp")) => MessageKind::Image,
        Some(("video", "mp4" | "webm" | "quicktime")) => MessageKind::Video,
        _ => MessageKind::File,
    }
}

/// A file's name as it is kept: the last part of a path, without control characters or direction
/// overrides, shortened in the middle so that the ending stays.
pub fn clean_name(name: &str) -> String {
    let name: String = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect();
    let name = name.trim().trim_start_matches('.').trim();
    let count = name.chars().count();
    if count == 0 {
        return "file".to_owned();
    }
    if count <= NAME_MAX {
        return name.to_owned();
    }
    let tail: String = name.chars().skip(count - 20).collect();
    let head: String = name.chars().take(NAME_MAX - 21).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_lose_what_could_deceive() {
        assert_eq!(clean_name("C:\\Users\\me\\plan.pdf"), "plan.pdf");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("cod\u{202e}gpj.exe"), "codgpj.exe");
        assert_eq!(clean_name(" \n"), "file");
        assert_eq!(clean_name(".htaccess"), "htaccess");
    }

    #[test]
    fn only_harmless_types_are_shown_as_images() {
        assert_eq!(kind_of("image/png"), MessageKind::Image);
        assert_eq!(kind_of("image/svg+xml"), MessageKind::File);
        assert_eq!(kind_of("text/html"), MessageKind::File);
        assert_eq!(kind_of("video/mp4"), MessageKind::Video);
    }

    proptest! {
        #[test]
        fn a_name_is_short_and_has_no_path(name in "\\PC{0,300}") {
            let clean = clean_name(&name);
            prop_assert!(!clean.is_empty() && clean.chars().count() <= NAME_MAX);
            prop_assert!(!clean.contains(['/', '\\']));
        }
    }
}
