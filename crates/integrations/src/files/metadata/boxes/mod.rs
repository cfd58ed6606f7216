//! ISO base media files (MP4, `QuickTime`, HEIF): boxes of a length, a name and content, which may be boxes again.
//!
//! Boxes tell where in the file others have their pixels and sounds. So nothing is moved: what goes is overwritten, and
//! its box becomes one that everybody passes over.

mod items;
#[cfg(test)]
mod tests;
mod tracks;

use std::ops::Range;

/// Boxes within boxes within boxes: no deeper than any writer needs.
const DEPTH: u8 = 8;

/// A box.
#[derive(Clone, Debug)]
struct Found {
    name: [u8; 4],
    begin: usize,
    content: Range<usize>,
}

/// Whether a file begins like one of these. Canon's raw pictures do, but keep in their boxes what developing them needs.
pub(super) fn is_it(head: &[u8]) -> bool {
    let is_first = |name: &[u8]| head.get(4..8) == Some(name);
    (is_first(b"ftyp") && head.get(8..12) != Some(b"crx "))
        || [b"moov", b"mdat", b"wide", b"free", b"skip"]
            .iter()
            .any(|name| is_first(name.as_slice()))
}

/// The file without what is written beside its pictures and sounds; nothing if it is broken.
pub(super) fn strip(content: &[u8]) -> Option<Vec<u8>> {
    let mut file = content.to_vec();
    let whole = 0..file.len();
    each(&mut file, whole, |file, found| match &found.name {
        b"moov" | b"moof" => clean(file, found.content.clone(), DEPTH),
        b"meta" if items::are_pictures(file, found.content.clone()) => {
            items::strip(file, found.content.clone())
        }
        b"ftyp" | b"styp" | b"mdat" | b"wide" | b"sidx" | b"ssix" | b"mfra" | b"pdin" => Some(()),
        // What phones keep for themselves: places, faces, the moments around a picture.
        _ => empty(file, found),
    })?;
    Some(file)
}

/// Cleans what is in a movie, or in a part of one.
fn clean(file: &mut [u8], within: Range<usize>, depth: u8) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    each(file, within, |file, found| match &found.name {
        b"trak" if tracks::is_metadata(file, found.content.clone()) => {
            tracks::empty_samples(file, found.content.clone())?;
            empty(file, found)
        }
        b"trak" | b"mdia" | b"traf" => clean(file, found.content.clone(), depth),
        b"udta" | b"meta" | b"uuid" | b"free" | b"skip" | b"gps " => empty(file, found),
        b"mvhd" | b"tkhd" | b"mdhd" => forget_times(file, found.content.clone()),
        _ => Some(()),
    })
}

/// A header says when it was made and changed: two numbers of four bytes, in the second version of eight.
fn forget_times(file: &mut [u8], content: Range<usize>) -> Option<()> {
    let version = file.get(content.clone())?.first()?;
    let length = if *version == 0 { 8 } else { 16 };
    file.get_mut(content)?.get_mut(4..4 + length)?.fill(0);
    Some(())
}

/// Overwrites a box with one of the same size that holds nothing.
fn empty(file: &mut [u8], found: &Found) -> Option<()> {
    file.get_mut(found.begin + 4..found.begin + 8)?
        .copy_from_slice(b"free");
    file.get_mut(found.content.clone())?.fill(0);
    Some(())
}

/// Visits the boxes of a range, in their order. A few bytes at the end are no box.
fn each(
    file: &mut [u8],
    within: Range<usize>,
    mut visit: impl FnMut(&mut [u8], &Found) -> Option<()>,
) -> Option<()> {
    let mut at = within.start;
    while within.end.checked_sub(at)? >= 8 {
        let found = read(file.get(..within.end)?, at)?;
        at = found.content.end;
        visit(file, &found)?;
    }
    Some(())
}

/// The first box of a name in a range.
fn find(file: &[u8], within: Range<usize>, name: [u8; 4]) -> Option<Range<usize>> {
    let mut at = within.start;
    while within.end.checked_sub(at)? >= 8 {
        let found = read(file.get(..within.end)?, at)?;
        if found.name == name {
            return Some(found.content);
        }
        at = found.content.end;
    }
    None
}

/// The box at a place. A length of 1 stands for another of eight bytes behind the name, 0 for all that is left.
fn read(file: &[u8], begin: usize) -> Option<Found> {
    let number = |at| number(file, at, 4);
    let name = file.get(begin + 4..begin + 8)?.try_into().ok()?;
    let (header, length) = match number(begin)? {
        0 => (8, file.len() - begin),
        1 => (16, self::number(file, begin + 8, 8)?),
        length => (8, length),
    };
    let end = begin.checked_add(length)?;
    if length < header || end > file.len() {
        return None;
    }
    Some(Found {
        name,
        begin,
        content: begin + header..end,
    })
}

/// A number of so many bytes, the highest first; none at all is 0.
fn number(file: &[u8], at: usize, bytes: usize) -> Option<usize> {
    let bytes = file.get(at..at.checked_add(bytes)?)?;
    let number = bytes
        .iter()
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    usize::try_from(number).ok()
}
