//! GIF: a header with colours, then pictures and extensions, each a chain of blocks of up to 255 bytes.

use super::take;

const EXTENSION: u8 = 0x21;
const PICTURE: u8 = 0x2c;
const END: u8 = 0x3b;
const COMMENT: u8 = 0xfe;
const APPLICATION: u8 = 0xff;

pub(super) fn strip(content: &[u8]) -> Option<Vec<u8>> {
    let mut rest = content;
    let header = take(&mut rest, 13)?;
    if !header.starts_with(b"GIF8") {
        return None;
    }
    let mut out = header.to_vec();
    out.extend_from_slice(take(&mut rest, colours(header[10]))?);
    loop {
        let whole = rest;
        match take(&mut rest, 1)?[0] {
            // What comes after the end is no part of the picture.
            END => {
                out.push(END);
                return Some(out);
            }
            EXTENSION => {
                let label = take(&mut rest, 1)?[0];
                let first = rest;
                skip_blocks(&mut rest)?;
                if belongs(label, first) {
                    out.extend_from_slice(before(whole, rest));
                }
            }
            PICTURE => {
                let place = take(&mut rest, 9)?;
                take(&mut rest, colours(place[8]))?;
                // How many bits the codes of the pixels begin with.
                take(&mut rest, 1)?;
                skip_blocks(&mut rest)?;
                out.extend_from_slice(before(whole, rest));
            }
            _ => return None,
        }
    }
}

/// How many bytes of colours follow, by the flags that say so.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// Goes behind a chain of blocks. XMP is none, but made so that whoever takes it for one finds its end.
fn skip_blocks(rest: &mut &[u8]) -> Option<()> {
    while let length @ 1.. = take(rest, 1)?[0] {
        take(rest, length.into())?;
    }
    Some(())
}

/// Whether an extension is needed to show the picture: of those of applications, how often it repeats and the colour
/// profile.
fn belongs(label: u8, blocks: &[u8]) -> bool {
    match label {
        COMMENT => false,
        APPLICATION => [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"]
            .iter()
            .any(|name| blocks.get(1..12) == Some(name.as_slice())),
        _ => true,
    }
}

/// What was taken from the front.
fn before<'a>(whole: &'a [u8], rest: &[u8]) -> &'a [u8] {
    &whole[..whole.len() - rest.len()]
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::codecs::gif::GifDecoder;
    use image::{AnimationDecoder as _, Frame};

    use super::*;
    use crate::files::metadata::tests::holds;

    /// Three pictures that repeat for ever, with a comment and XMP as Adobe's programs write it.
    const GIF: &[u8] = include_bytes!("phone.gif");

    fn frames(content: &[u8]) -> Vec<Frame> {
        let decoder = GifDecoder::new(Cursor::new(content)).unwrap();
        decoder.into_frames().collect_frames().unwrap()
    }

    #[test]
    fn nothing_is_left_but_the_pictures_and_how_often_they_repeat() {
        let clean = strip(GIF).unwrap();
        for secret in [
            b"Ada Lovelace".as_slice(),
            b"2026:05:04",
            b"xmpmeta",
            b"XMP Data",
        ] {
            assert!(holds(GIF, secret), "{}", secret.escape_ascii());
            assert!(!holds(&clean, secret), "{}", secret.escape_ascii());
        }
        assert!(holds(&clean, b"NETSCAPE2.0"));
        assert_eq!(
            strip(&clean).unwrap(),
            clean,
            "a second time changes nothing"
        );
        let (before, after) = (frames(GIF), frames(&clean));
        assert_eq!(after.len(), 3);
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.buffer(), after.buffer());
            assert_eq!(before.delay(), after.delay());
        }
    }

    #[test]
    fn what_is_hidden_behind_the_pictures_goes_too() {
        let longer = [GIF, b"and where it was taken"].concat();
        assert_eq!(strip(&longer), strip(GIF));
    }

    #[test]
    fn a_cut_picture_is_no_reason_to_panic() {
        for end in 0..GIF.len() {
            assert_eq!(strip(&GIF[..end]), None);
        }
    }
}
