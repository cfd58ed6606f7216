//! JPEG: segments of a marker and a length, and the pixels after each start of a scan.

use super::take;

const START: [u8; 2] = [0xff, 0xd8];
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;
const EXIF: &[u8] = b"Exif\0\0";

pub(super) fn strip(content: &[u8], exif: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut rest = content.strip_prefix(&START)?;
    let mut out = START.to_vec();
    let mut exif = exif;
    loop {
        let marker = marker(&mut rest)?;
        if marker == END {
            // What comes after the end is no part of the picture.
            out.extend_from_slice(&[0xff, END]);
            return Some(out);
        }
        let length = rest
            .first_chunk()
            .map(|length| u16::from_be_bytes(*length))?;
        let segment = take(&mut rest, length.into())?;
        // JFIF wants to be the first segment.
        if marker != 0xe0
            && let Some(exif) = exif.take()
        {
            write(&mut out, 0xe1, &[EXIF, exif].concat());
        }
        if belongs(marker, segment.get(2..)?) {
            out.extend_from_slice(&[0xff, marker]);
            out.extend_from_slice(segment);
        }
        if marker == SCAN {
            let pixels = pixels(rest);
            out.extend_from_slice(take(&mut rest, pixels)?);
        }
    }
}

/// The next marker, after any number of bytes that fill.
fn marker(rest: &mut &[u8]) -> Option<u8> {
    let mut byte = take(rest, 1)?[0];
    if byte != 0xff {
        return None;
    }
    while byte == 0xff {
        byte = take(rest, 1)?[0];
    }
    Some(byte)
}

/// Whether a segment is needed to show the picture: of those that applications may use, the resolution, the colour
/// profile, and how Adobe's programs store colours.
fn belongs(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xe0 | 0xee => true,
        0xe2 => content.starts_with(b"ICC_PROFILE\0"),
        0xe1..=0xef | COMMENT => false,
        _ => true,
    }
}

/// How many bytes of pixels there are before the next marker that is none of theirs.
fn pixels(rest: &[u8]) -> usize {
    let is_marker = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    let end = rest.windows(2).position(is_marker);
    end.unwrap_or(rest.len())
}

fn write(out: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(content);
}
