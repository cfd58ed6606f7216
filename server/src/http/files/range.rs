use std::ops::Range;

/// What a `Range` header asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// All of it; so it is with what we don't understand, as RFC 9110 (14.2) has it.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes that are not there.
    Nothing,
}

/// Reads a `Range` header over a file of so many bytes. Of several ranges none is taken: no player asks for them.
pub(super) fn asked(header: Option<&str>, bytes: u64) -> Asked {
    let Some((first, last)) = header
        .and_then(|header| header.strip_prefix("bytes="))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Asked::Whole;
    };
    let part = match (first.parse::<u64>().ok(), last.parse::<u64>().ok()) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(bytes),
        (Some(first), None) if last.is_empty() => first..bytes,
        (None, Some(count)) if first.is_empty() => bytes.saturating_sub(count)..bytes,
        _ => return Asked::Whole,
    };
    if part.is_empty() {
        Asked::Nothing
    } else {
        Asked::Part(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        assert_eq!(asked(None, 10), Asked::Whole);
        assert_eq!(asked(Some("bytes=0-"), 10), Asked::Part(0..10));
        assert_eq!(asked(Some("bytes=2-4"), 10), Asked::Part(2..5));
        assert_eq!(asked(Some("bytes=2-400"), 10), Asked::Part(2..10));
        assert_eq!(asked(Some("bytes=-3"), 10), Asked::Part(7..10));
        assert_eq!(asked(Some("bytes=-30"), 10), Asked::Part(0..10));
        assert_eq!(asked(Some("bytes=10-"), 10), Asked::Nothing);
        assert_eq!(asked(Some("bytes=-0"), 10), Asked::Nothing);
        for strange in [
            "bytes=4-2",
            "bytes=0-1,3-4",
            "lines=1-2",
            "bytes=x-",
            "bytes=-",
            "bytes=1-x",
        ] {
            assert_eq!(asked(Some(strange), 10), Asked::Whole, "{strange}");
        }
    }
}
