use std::io::SeekFrom;

use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, AsyncWriteExt as _};

use super::{FileError, sniff};

/// As many bytes as it takes to tell a type: archives name what they are some way in.
const HEAD: usize = 8 * 1024;

/// A file that comes in piece by piece. It waits on disk, without a name, so that a slow sender holds no
/// memory and a crash leaves nothing behind.
#[derive(Debug)]
pub struct Spool {
    file: File,
    head: Vec<u8>,
    bytes: u64,
    most: u64,
}

impl Spool {
    /// Nothing yet, and at most `most` bytes.
    pub async fn new(most: u64) -> Result<Self, FileError> {
        let file = tokio::task::spawn_blocking(tempfile::tempfile)
            .await
            .map_err(std::io::Error::other)??;
        Ok(Self {
            file: File::from_std(file),
            head: Vec::new(),
            bytes: 0,
            most,
        })
    }

    /// Takes the next piece.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), FileError> {
        self.bytes += piece.len() as u64;
        if self.bytes > self.most {
            return Err(FileError::TooLarge { most: self.most });
        }
        let wanted = HEAD.saturating_sub(self.head.len()).min(piece.len());
        self.head.extend_from_slice(&piece[..wanted]);
        Ok(self.file.write_all(piece).await?)
    }

    /// How many bytes have come.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The first bytes.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// What the bytes say it is.
    pub fn media_type(&self) -> &'static str {
        sniff::media_type(&self.head)
    }

    /// All of it, in memory.
    pub(super) async fn read(&mut self) -> Result<Vec<u8>, FileError> {
        self.rewind().await?;
        let mut content = Vec::with_capacity(usize::try_from(self.bytes).unwrap_or_default());
        self.file.read_to_end(&mut content).await?;
        Ok(content)
    }

    /// Other bytes take the place of those that came.
    pub(super) async fn replace(&mut self, content: &[u8]) -> Result<(), FileError> {
        self.rewind().await?;
        self.file.set_len(0).await?;
        self.file.write_all(content).await?;
        self.bytes = content.len() as u64;
        Ok(())
    }

    /// The file, to be read from its beginning.
    pub(super) async fn rewind(&mut self) -> Result<&mut File, FileError> {
        self.file.flush().await?;
        self.file.seek(SeekFrom::Start(0)).await?;
        Ok(&mut self.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn pieces_are_bounded_while_they_come() {
        let mut spool = Spool::new(10).await.unwrap();
        spool.write(b"%PDF-").await.unwrap();
        spool.write(b"1.7\nx").await.unwrap();
        assert_eq!(spool.media_type(), "application/pdf");
        assert_eq!(spool.read().await.unwrap(), b"%PDF-1.7\nx");
        assert!(matches!(
            spool.write(b"y").await,
            Err(FileError::TooLarge { most: 10 })
        ));
    }
}
