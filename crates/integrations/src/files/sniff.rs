/// What the bytes at a file's beginning say it is. Its name is never asked.
pub(super) fn media_type(head: &[u8]) -> &'static str {
    match infer::get(head) {
        Some(found) => found.mime_type(),
        None if looks_like_svg(head) => "image/svg+xml",
        None if is_text(head) => "text/plain",
        None => "application/octet-stream",
    }
}

/// SVG without an XML declaration. Nothing depends on finding it: what is shown as a picture is a short list,
/// and neither SVG nor text is on it.
fn looks_like_svg(head: &[u8]) -> bool {
    head.trim_ascii_start().starts_with(b"<svg")
}

/// UTF-8 without control characters but those of text; the head may end in the middle of a character.
fn is_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => head,
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        Err(_) => return false,
    };
    valid
        .iter()
        .all(|byte| *byte >= b' ' && *byte != 0x7f || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_the_type() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n"), "image/png");
        assert_eq!(media_type(b"%PDF-1.7\n"), "application/pdf");
        assert_eq!(media_type(b"<!DOCTYPE html><script>"), "text/html");
        assert_eq!(media_type(b"  <svg onload=alert(1)>"), "image/svg+xml");
        assert_eq!(media_type(b"name,phone\nAda,1"), "text/plain");
        assert_eq!(
            media_type("caf\u{e9}".as_bytes().split_at(4).0),
            "text/plain"
        );
        assert_eq!(media_type(b"\x00\x01\x02"), "application/octet-stream");
        assert_eq!(
            media_type(&[b"\x7fELF\x02\x01\x01".as_slice(), &[0; 57]].concat()),
            "application/x-executable"
        );
    }
}
