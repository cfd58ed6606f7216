//! WebP: a RIFF file of chunks, each of a name, a length and content of even length. The first may say what there is.

use super::take;

/// What `VP8X` says of EXIF and of XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

pub(super) fn strip(content: &[u8], exif: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut rest = content.strip_prefix(b"RIFF")?;
    let length = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
    // What comes after the end is no part of the picture.
    let mut rest = take(&mut rest, usize::try_from(length).ok()?)?.strip_prefix(b"WEBP")?;
    let mut chunks = b"WEBP".to_vec();
    while !rest.is_empty() {
        let length = rest.get(4..8)?.try_into().map(u32::from_le_bytes).ok()?;
        let padded = usize::try_from(length).ok()?.checked_next_multiple_of(2)?;
        // Some writers leave the last byte out.
        let whole = padded.checked_add(8)?.min(rest.len());
        let chunk = take(&mut rest, whole)?;
        match chunk.get(..4)? {
            b"EXIF" | b"XMP " => {}
            b"VP8X" => {
                let flags = chunks.len() + 8;
                chunks.extend_from_slice(chunk);
                *chunks.get_mut(flags)? &= !(HAS_EXIF | HAS_XMP);
                *chunks.get_mut(flags)? |= if exif.is_some() { HAS_EXIF } else { 0 };
            }
            _ => chunks.extend_from_slice(chunk),
        }
    }
    if let Some(exif) = exif {
        chunks.extend_from_slice(b"EXIF");
        chunks.extend_from_slice(&u32::try_from(exif.len()).ok()?.to_le_bytes());
        chunks.extend_from_slice(exif);
    }
    let length = u32::try_from(chunks.len()).ok()?.to_le_bytes();
    Some([b"RIFF".as_slice(), &length, &chunks].concat())
}
