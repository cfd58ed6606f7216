//! What a camera or a program wrote into a picture or a video beside what is to be seen: where it was taken, when, with
//! what, by whom. None of it is passed on. How the camera was held is, as the picture would lie on its side without it.

mod boxes;
mod gif;
mod jpeg;
mod png;
mod webp;

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder as _, ImageFormat, ImageReader};

/// Whether a file that begins like this may hold such things although it is not shown as a picture: MP4, `QuickTime`, HEIC
/// and their relatives.
pub(super) fn is_boxed(head: &[u8]) -> bool {
    boxes::is_it(head)
}

/// A file without what is written beside it; nothing if it is of no known kind, or broken. Pixels, sounds and colours
/// stay as they are, bit for bit.
pub(super) fn strip(content: &[u8]) -> Option<Vec<u8>> {
    if boxes::is_it(content) {
        return boxes::strip(content);
    }
    let orientation = orientation(content);
    let exif = (orientation != Orientation::NoTransforms).then(|| exif(orientation));
    match image::guess_format(content).ok()? {
        ImageFormat::Jpeg => jpeg::strip(content, exif.as_deref()),
        ImageFormat::Png => png::strip(content, exif.as_deref()),
        ImageFormat::Gif => gif::strip(content),
        ImageFormat::WebP => webp::strip(content, exif.as_deref()),
        _ => None,
    }
}

fn orientation(content: &[u8]) -> Orientation {
    let reader = ImageReader::new(Cursor::new(content)).with_guessed_format();
    let decoder = reader.ok().and_then(|reader| reader.into_decoder().ok());
    let told = decoder.and_then(|mut decoder| decoder.orientation().ok());
    told.unwrap_or(Orientation::NoTransforms)
}

/// EXIF that says how the camera was held and nothing else: a TIFF file with one directory of one entry (tag 0x0112, a
/// 16-bit number).
fn exif(orientation: Orientation) -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.push(orientation.to_exif());
    exif.extend_from_slice(&[0; 6]);
    exif
}

/// Takes a number of bytes from the front.
fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::DynamicImage;
    use image::metadata::Orientation::Rotate90;

    /// A picture of each format with EXIF (a place, a time, a name, a quarter turn), XMP and a comment.
    const PICTURES: [(&str, &[u8]); 3] = [
        ("jpeg", include_bytes!("phone.jpg")),
        ("png", include_bytes!("phone.png")),
        ("webp", include_bytes!("phone.webp")),
    ];

    /// Whether these bytes are anywhere in a file.
    pub(super) fn holds(content: &[u8], what: &[u8]) -> bool {
        content.windows(what.len()).any(|window| window == what)
    }

    fn decoded(content: &[u8]) -> DynamicImage {
        image::load_from_memory(content).unwrap()
    }

    #[test]
    fn nothing_is_left_but_the_picture_and_how_it_lies() {
        for (format, content) in PICTURES {
            assert!(holds(content, b"Ada Lovelace"), "{format}");
            assert_eq!(orientation(content), Rotate90, "{format}");
            let clean = strip(content).unwrap();
            for secret in [
                b"Ada Lovelace".as_slice(),
                b"2026:05:04",
                b"Phone 1",
                b"xmpmeta",
                b"at home",
            ] {
                assert!(
                    !holds(&clean, secret),
                    "{format}: {}",
                    secret.escape_ascii()
                );
            }
            assert!(clean.len() < content.len(), "{format}");
            assert_eq!(orientation(&clean), Rotate90, "{format}");
            assert_eq!(
                decoded(&clean),
                decoded(content),
                "{format}: the pixels are the same"
            );
            assert_eq!(
                strip(&clean).unwrap(),
                clean,
                "{format}: a second time changes nothing"
            );
        }
    }

    #[test]
    fn colours_are_kept() {
        let profile = |content: &[u8]| {
            let reader = ImageReader::new(Cursor::new(content)).with_guessed_format();
            reader
                .unwrap()
                .into_decoder()
                .unwrap()
                .icc_profile()
                .unwrap()
        };
        let (_, content) = PICTURES[0];
        let before = profile(content);
        assert!(before.is_some());
        assert_eq!(profile(&strip(content).unwrap()), before);
    }

    #[test]
    fn what_is_hidden_behind_the_picture_goes_too() {
        let (_, content) = PICTURES[0];
        let longer = [content, b"and where it was taken"].concat();
        assert_eq!(strip(&longer), strip(content));
    }

    #[test]
    fn a_cut_picture_is_no_reason_to_panic() {
        for (_, content) in PICTURES {
            for end in 0..content.len() {
                let _ = strip(&content[..end]);
            }
        }
        assert_eq!(strip(b"GIF89a"), None);
        assert_eq!(strip(b"%PDF-1.7"), None);
    }
}
