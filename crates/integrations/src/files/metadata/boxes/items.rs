//! HEIF and AVIF: what a file holds are items, listed with their kinds (`iinf`) and their places (`iloc`).

use std::ops::Range;

use super::{find, number, read};

/// EXIF that says nothing: where it begins, then a TIFF file whose one directory is empty.
const NOTHING: [u8; 18] = *b"\0\0\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0";

/// No file holds more items beside its pictures, and none more pieces of them: an upper limit for what is made to keep
/// us busy.
const MOST: usize = 64;

/// Whether this is the list of a file of pictures, and not what is written beside a video.
pub(super) fn are_pictures(file: &[u8], meta: Range<usize>) -> bool {
    let handler = find(file, meta.start.saturating_add(4)..meta.end, *b"hdlr");
    let kind = handler.and_then(|handler| file.get(handler.start + 8..handler.start + 12));
    kind == Some(b"pict")
}

/// Overwrites the items that are written beside the pictures: EXIF, XMP and the like. How a picture is turned is no item
/// but a property, which stays.
pub(super) fn strip(file: &mut [u8], meta: Range<usize>) -> Option<()> {
    // Its content begins with a version.
    let within = meta.start.checked_add(4)?..meta.end;
    let kinds = find(file, within.clone(), *b"iinf")?;
    let places = find(file, within.clone(), *b"iloc")?;
    let own = find(file, within, *b"idat");
    let beside = beside(file, kinds)?;
    for (is_exif, extent) in extents(file, places, own.as_ref(), &beside)? {
        let extent = file.get_mut(extent)?;
        extent.fill(0);
        if let Some(begin) = extent.get_mut(..NOTHING.len()).filter(|_| is_exif) {
            begin.copy_from_slice(&NOTHING);
        }
    }
    Some(())
}

/// The items that are no pictures, and whether they are EXIF.
fn beside(file: &[u8], kinds: Range<usize>) -> Option<Vec<(usize, bool)>> {
    let mut found = Vec::new();
    // The list begins with a version and how many there are.
    let header = if file.get(kinds.start)? == &0 { 6 } else { 8 };
    let mut at = kinds.start + header;
    while at + 8 <= kinds.end {
        let entry = read(file.get(..kinds.end)?, at)?;
        at = entry.content.end;
        let begin = entry.content.start;
        let width = match file.get(begin)? {
            2 => 2,
            3 => 4,
            // Before, they had no kinds.
            _ => continue,
        };
        let id = number(file, begin + 4, width)?;
        // Between the two is whether the item is protected.
        let kind = file.get(begin + 6 + width..begin + 10 + width)?;
        if matches!(kind, b"Exif" | b"mime" | b"uri ") {
            found.push((id, kind == b"Exif"));
        }
    }
    (found.len() <= MOST).then_some(found)
}

/// Where items are, and whether they are EXIF: in the file, or in the list's own box of data.
fn extents(
    file: &[u8],
    places: Range<usize>,
    own: Option<&Range<usize>>,
    of: &[(usize, bool)],
) -> Option<Vec<(bool, Range<usize>)>> {
    let mut list = List {
        file: file.get(..places.end)?,
        at: places.start,
    };
    let version = list.next(1)?;
    list.next(3)?;
    let widths = list.next(2)?;
    let width = |place: u8| widths >> (place * 4) & 15;
    let (of_offset, of_length, of_base) = (width(3), width(2), width(1));
    let of_index = if version == 0 { 0 } else { width(0) };
    let wide = if version < 2 { 2 } else { 4 };
    let mut found = Vec::new();
    for _ in 0..list.next(wide)? {
        let item = list.next(wide)?;
        let method = if version == 0 { 0 } else { list.next(2)? & 15 };
        list.next(2)?;
        let base = list.next(of_base)?;
        let count = list.next(2)?;
        let Some((_, is_exif)) = of.iter().find(|(id, _)| *id == item) else {
            list.skip(count * (of_index + of_offset + of_length))?;
            continue;
        };
        let within = match method {
            0 => 0..file.len(),
            1 => own?.clone(),
            // In another item.
            _ => return None,
        };
        for _ in 0..count {
            list.next(of_index)?;
            let offset = base.checked_add(list.next(of_offset)?)?;
            let length = list.next(of_length)?;
            let begin = within.start.checked_add(offset)?;
            // Without a length it is all that is left.
            let end = match length {
                0 => within.end,
                length => begin.checked_add(length)?,
            };
            found.push((*is_exif, begin..end));
        }
        if found.len() > MOST {
            return None;
        }
    }
    Some(found)
}

/// Numbers one after the other.
struct List<'a> {
    file: &'a [u8],
    at: usize,
}

impl List<'_> {
    fn next(&mut self, bytes: usize) -> Option<usize> {
        let number = number(self.file, self.at, bytes)?;
        self.at += bytes;
        Some(number)
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.at = self.at.checked_add(bytes)?;
        Some(())
    }
}
