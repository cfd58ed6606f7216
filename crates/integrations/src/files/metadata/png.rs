//! PNG: chunks of a length, a name, content and a checksum.

use super::take;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

pub(super) fn strip(content: &[u8], exif: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut rest = content.strip_prefix(SIGNATURE)?;
    let mut out = SIGNATURE.to_vec();
    let mut exif = exif;
    loop {
        let length = rest
            .first_chunk()
            .map(|length| u32::from_be_bytes(*length))?;
        let chunk = take(&mut rest, usize::try_from(length).ok()?.checked_add(12)?)?;
        let name = &chunk[4..8];
        if name == b"IDAT"
            && let Some(exif) = exif.take()
        {
            write(&mut out, *b"eXIf", exif);
        }
        if !matches!(name, b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt" | b"tIME") {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
    }
}

fn write(out: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    let begin = out.len();
    out.extend_from_slice(&name);
    out.extend_from_slice(content);
    let checksum = checksum(&out[begin..]);
    out.extend_from_slice(&checksum.to_be_bytes());
}

/// CRC-32 as in ISO 3309. It covers a few bytes only: no table is needed.
fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
    }
}
