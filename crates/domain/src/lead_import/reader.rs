//! The rows of a file, read piece by piece.

use std::fmt;

use csv_core::ReadRecordResult;

use super::encoding::Decoder;
use super::{FileProblem, Format};

/// Bytes of one row: what is longer has a quotation mark that isn't closed.
const ROW_MAX: usize = 256 * 1024;

/// Cells of one row.
const CELLS_MAX: usize = 2_000;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number; the header is the first.
    pub number: u32,
    /// Its cells, as they are written.
    pub cells: Vec<String>,
    /// The byte of the file after it, from where reading can go on.
    pub end: u64,
}

impl Record {
    /// Whether nothing is in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads a file's rows as its bytes come.
pub struct Reader {
    format: Format,
    core: csv_core::Reader,
    decoder: Decoder,
    text: Vec<u8>,
    at: usize,
    offset: u64,
    row: Vec<u8>,
    row_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    number: u32,
    is_whole: bool,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("format", &self.format)
            .field("offset", &self.offset)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// From the beginning.
    pub fn new(format: Format) -> Self {
        Self::starting(format, 0, 0)
    }

    /// From after a row, by its [`Record::end`] and its number.
    pub fn after(format: Format, end: u64, number: u32) -> Self {
        Self::starting(format, end, number)
    }

    fn starting(format: Format, offset: u64, number: u32) -> Self {
        let core = csv_core::ReaderBuilder::new()
            .delimiter(format.separator)
            .build();
        Self {
            format,
            core,
            decoder: Decoder::new(format.encoding, offset == 0),
            text: Vec::new(),
            at: 0,
            offset,
            row: vec![0; 1024],
            row_len: 0,
            ends: vec![0; 64],
            ends_len: 0,
            number,
            is_whole: false,
        }
    }

    /// The next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.text.drain(..self.at);
        self.at = 0;
        self.offset += self.decoder.decode(bytes, &mut self.text);
    }

    /// There are no more bytes.
    pub fn finish(&mut self) {
        self.decoder.finish(&mut self.text);
        self.is_whole = true;
    }

    /// The next row, if it is there as a whole.
    pub fn next_record(&mut self) -> Option<Result<Record, FileProblem>> {
        loop {
            let input = &self.text[self.at..];
            // To the parser, no input is the end.
            if input.is_empty() && !self.is_whole {
                return None;
            }
            let (row, ends) = (
                &mut self.row[self.row_len..],
                &mut self.ends[self.ends_len..],
            );
            let (result, read, written, ended) = self.core.read_record(input, row, ends);
            self.offset += self.format.encoding.raw_len(&input[..read]);
            self.at += read;
            self.row_len += written;
            self.ends_len += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.row.len() < ROW_MAX => {
                    self.row.resize(self.row.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < CELLS_MAX => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    let row = self.number + 1;
                    return Some(Err(FileProblem::RowTooLong { row }));
                }
                ReadRecordResult::Record => return Some(Ok(self.record())),
                ReadRecordResult::End => return None,
            }
        }
    }

    fn record(&mut self) -> Record {
        let mut start = 0;
        let cells = self.ends[..self.ends_len].iter().map(|end| {
            let bytes = &self.row[start..*end];
            start = *end;
            // Nothing keeps a NUL.
            String::from_utf8_lossy(bytes).replace('\0', "")
        });
        let cells = cells.collect();
        (self.row_len, self.ends_len) = (0, 0);
        self.number += 1;
        Record {
            number: self.number,
            cells,
            end: self.offset,
        }
    }
}
