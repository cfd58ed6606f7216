//! Tracks that show nothing: cameras write into them, many times a second, where they are.

use std::ops::Range;

use super::{find, number};

/// Whether a track holds neither pictures nor sounds nor words, but what its writer measured.
pub(super) fn is_metadata(file: &[u8], track: Range<usize>) -> bool {
    let media = find(file, track, *b"mdia");
    let handler = media.and_then(|media| find(file, media, *b"hdlr"));
    let kind = handler.and_then(|handler| file.get(handler.start + 8..handler.start + 12));
    kind == Some(b"meta")
}

/// Overwrites what a track has in the file.
pub(super) fn empty_samples(file: &mut [u8], track: Range<usize>) -> Option<()> {
    let mut table = track;
    for name in [b"mdia", b"minf", b"stbl"] {
        table = find(file, table, *name)?;
    }
    let sizes = Sizes::read(file, table.clone())?;
    let runs = find(file, table.clone(), *b"stsc")?;
    let (chunks, width) = match find(file, table.clone(), *b"stco") {
        Some(chunks) => (chunks, 4),
        None => (find(file, table, *b"co64")?, 8),
    };
    let (mut run, mut sample) = (0, 0);
    // Nothing is twice in the file.
    let mut left = file.len();
    for chunk in 0..number(file, chunks.start + 4, 4)? {
        let begin = number(file, chunks.start + 8 + chunk * width, width)?;
        // Each entry says how many samples the chunks have from its own on (counted from 1), until the next one's.
        while run + 1 < number(file, runs.start + 4, 4)?
            && number(file, runs.start + 8 + (run + 1) * 12, 4)? <= chunk + 1
        {
            run += 1;
        }
        let count = number(file, runs.start + 8 + run * 12 + 4, 4)?;
        let last = sample + count;
        let mut end = begin;
        while sample < last {
            let size = sizes.of(file, sample)?;
            left = left.checked_sub(size)?;
            end = end.checked_add(size)?;
            sample += 1;
        }
        file.get_mut(begin..end)?.fill(0);
    }
    Some(())
}

/// How large the samples are.
struct Sizes {
    /// All the same.
    each: usize,
    /// Where there is one for each, if they are not.
    list: usize,
    count: usize,
}

impl Sizes {
    fn read(file: &[u8], table: Range<usize>) -> Option<Self> {
        let sizes = find(file, table, *b"stsz")?;
        Some(Self {
            each: number(file, sizes.start + 4, 4)?,
            count: number(file, sizes.start + 8, 4)?,
            list: sizes.start + 12,
        })
    }

    fn of(&self, file: &[u8], sample: usize) -> Option<usize> {
        match self.each {
            _ if sample >= self.count => None,
            0 => number(file, self.list + sample * 4, 4),
            each => Some(each),
        }
    }
}
