//! In which encoding a file is written, and with what between its cells.

use serde::{Deserialize, Serialize};

use super::{FileProblem, Reader};

/// Bytes at the beginning of a file that tell what is between its cells.
const HEAD: usize = 64 * 1024;

/// Rows that are compared.
const COMPARED: usize = 50;

/// How a file's characters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// What everything but old spreadsheets writes.
    Utf8,
    /// What spreadsheets on Windows write in Europe and America.
    Windows1252,
    /// "Unicode text" of spreadsheets.
    Utf16Le,
    /// The same with its bytes the other way round.
    Utf16Be,
}

impl Encoding {
    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
        }
    }

    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xef\xbb\xbf",
            Self::Windows1252 => b"",
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
        }
    }

    /// How many bytes of the file became this UTF-8.
    pub(super) fn raw_len(self, text: &[u8]) -> u64 {
        let characters = || text.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        // Characters of four bytes are two units of UTF-16.
        let pairs = || text.iter().filter(|byte| **byte >= 0xf0).count();
        let bytes = match self {
            Self::Utf8 => text.len(),
            Self::Windows1252 => characters(),
            Self::Utf16Le | Self::Utf16Be => 2 * (characters() + pairs()),
        };
        bytes as u64
    }
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// Its characters.
    pub encoding: Encoding,
    /// The byte between its cells.
    pub separator: u8,
}

impl Format {
    /// What is between the cells, for people.
    pub const fn separator_name(self) -> &'static str {
        match self.separator {
            b';' => "semicolons",
            b'\t' => "tabs",
            _ => "commas",
        }
    }
}

/// Finds out how a file is to be read, from all its bytes: a file may be ASCII for a megabyte before its first umlaut.
#[derive(Debug)]
pub struct Sniffer {
    head: Vec<u8>,
    tail: Vec<u8>,
    is_utf8: bool,
}

impl Default for Sniffer {
    fn default() -> Self {
        Self {
            head: Vec::new(),
            tail: Vec::new(),
            is_utf8: true,
        }
    }
}

impl Sniffer {
    /// The next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        let wanted = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..wanted]);
        if !self.is_utf8 {
            return;
        }
        self.tail.extend_from_slice(bytes);
        match std::str::from_utf8(&self.tail) {
            Ok(_) => self.tail.clear(),
            Err(error) if error.error_len().is_none() => {
                self.tail.drain(..error.valid_up_to());
            }
            Err(_) => {
                self.is_utf8 = false;
                self.tail.clear();
            }
        }
    }

    /// After the last ones.
    ///
    /// # Errors
    ///
    /// What is no text, or none at all.
    pub fn finish(self) -> Result<Format, FileProblem> {
        let encoding = self.encoding()?;
        let separators = [b',', b';', b'\t'].into_iter().rev();
        let best = separators.max_by_key(|separator| self.regularity(encoding, *separator));
        Ok(Format {
            encoding,
            separator: best.unwrap_or(b','),
        })
    }

    fn encoding(&self) -> Result<Encoding, FileProblem> {
        if self.head.iter().all(u8::is_ascii_whitespace) {
            return Err(FileProblem::Empty);
        }
        if self.head.starts_with(b"PK\x03\x04") || self.head.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(FileProblem::Workbook);
        }
        let marked = [Encoding::Utf16Le, Encoding::Utf16Be].into_iter();
        let mut marked = marked.filter(|encoding| self.head.starts_with(encoding.mark()));
        if let Some(encoding) = marked.next() {
            return Ok(encoding);
        }
        let zeros = |first: usize| {
            let bytes = self.head.iter().skip(first).step_by(2);
            bytes.filter(|byte| **byte == 0).count()
        };
        let (even, odd, pairs) = (zeros(0), zeros(1), self.head.len() / 2);
        match (even, odd) {
            (0, 0) if self.is_utf8 && self.tail.is_empty() => Ok(Encoding::Utf8),
            (0, 0) => Ok(Encoding::Windows1252),
            (0, odd) if odd * 2 > pairs => Ok(Encoding::Utf16Le),
            (even, 0) if even * 2 > pairs => Ok(Encoding::Utf16Be),
            _ => Err(FileProblem::NotText),
        }
    }

    /// How much the head looks like a table with this between its cells.
    fn regularity(&self, encoding: Encoding, separator: u8) -> (usize, usize) {
        let format = Format {
            encoding,
            separator,
        };
        let mut reader = Reader::new(format);
        reader.push(&self.head);
        let mut widths = Vec::new();
        while let Some(Ok(record)) = reader.next_record() {
            widths.push(record.cells.len());
            if widths.len() == COMPARED {
                break;
            }
        }
        if widths.is_empty() {
            reader.finish();
            let last = reader.next_record().and_then(Result::ok);
            widths.extend(last.map(|record| record.cells.len()));
        }
        match widths.first() {
            Some(first) if *first > 1 => {
                let same = widths.iter().filter(|width| *width == first).count();
                (same * 100 / widths.len(), *first)
            }
            _ => (0, 0),
        }
    }
}

/// Makes UTF-8 of a file's bytes, piece by piece; what can't be read becomes U+FFFD.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: Encoding,
    carry: Vec<u8>,
    is_first: bool,
}

impl Decoder {
    pub(super) const fn new(encoding: Encoding, is_first: bool) -> Self {
        Self {
            encoding,
            carry: Vec::new(),
            is_first,
        }
    }

    /// Appends the next bytes' text; tells how many bytes at the beginning were a mark and no text.
    pub(super) fn decode(&mut self, bytes: &[u8], into: &mut Vec<u8>) -> u64 {
        self.carry.extend_from_slice(bytes);
        let mut marked = 0;
        if self.is_first {
            let mark = self.encoding.mark();
            if self.carry.len() < mark.len() && mark.starts_with(&self.carry) {
                return 0;
            }
            self.is_first = false;
            if !mark.is_empty() && self.carry.starts_with(mark) {
                self.carry.drain(..mark.len());
                marked = mark.len() as u64;
            }
        }
        self.text(into);
        marked
    }

    /// What is left at the end.
    pub(super) fn finish(&mut self, into: &mut Vec<u8>) {
        self.is_first = false;
        self.text(into);
        if !self.carry.is_empty() {
            self.carry.clear();
            into.extend_from_slice("\u{fffd}".as_bytes());
        }
    }

    fn text(&mut self, into: &mut Vec<u8>) {
        match self.encoding {
            Encoding::Utf8 => self.utf8(into),
            Encoding::Windows1252 => {
                for byte in self.carry.drain(..) {
                    push(into, windows_1252(byte));
                }
            }
            Encoding::Utf16Le => self.utf16(into, u16::from_le_bytes),
            Encoding::Utf16Be => self.utf16(into, u16::from_be_bytes),
        }
    }

    fn utf8(&mut self, into: &mut Vec<u8>) {
        let whole = match std::str::from_utf8(&self.carry) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => {
                into.extend_from_slice(String::from_utf8_lossy(&self.carry).as_bytes());
                self.carry.clear();
                return;
            }
        };
        into.extend(self.carry.drain(..whole));
    }

    fn utf16(&mut self, into: &mut Vec<u8>, unit: fn([u8; 2]) -> u16) {
        let mut units: Vec<u16> = Vec::with_capacity(self.carry.len() / 2);
        units.extend(
            self.carry
                .chunks_exact(2)
                .map(|pair| unit([pair[0], pair[1]])),
        );
        // The second half of a pair comes with the next bytes.
        if units
            .last()
            .is_some_and(|last| (0xd800..0xdc00).contains(last))
        {
            units.pop();
        }
        self.carry.drain(..units.len() * 2);
        for character in char::decode_utf16(units) {
            push(into, character.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
}

fn push(into: &mut Vec<u8>, character: char) {
    into.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// <https://encoding.spec.whatwg.org/#windows-1252>
fn windows_1252(byte: u8) -> char {
    const SPECIAL: [u16; 32] = [
        0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
        0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
    ];
    let special = byte
        .checked_sub(0x80)
        .and_then(|place| SPECIAL.get(usize::from(place)));
    special.map_or(char::from(byte), |code| {
        char::from_u32(u32::from(*code)).unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}
