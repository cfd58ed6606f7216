use std::fmt;
use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;

use beckon_domain::attachment::kind_of;
use beckon_domain::conversation::MessageKind;
use beckon_domain::id::{AttachmentId, OrganizationId};
use bytes::Bytes;
use futures::stream::{BoxStream, StreamExt as _};
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Semaphore;

use super::picture::{self, Picture};
use super::{FileError, Spool, metadata, sniff};

/// Pictures decoded at the same time: each may take hundreds of megabytes.
const DECODERS: usize = 2;

/// The media type of what no other is known of.
const UNKNOWN: &str = "application/octet-stream";

/// A part of an upload to S3, in bytes; its smallest is 5 MiB.
const PART: usize = 5 * 1024 * 1024;

/// Which version of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Variant {
    /// As it was sent, but for what is written into a picture or a video beside it.
    Original,
    /// A small picture of it.
    Thumbnail,
}

impl Variant {
    const fn name(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Thumbnail => "thumbnail",
        }
    }
}

/// How an S3-compatible storage is reached.
#[derive(Clone)]
pub struct S3 {
    /// The bucket.
    pub bucket: String,
    /// Its region; many compatible servers want `us-east-1`.
    pub region: String,
    /// The server's address, for one that is not Amazon's.
    pub endpoint: Option<String>,
    /// Who we are.
    pub access_key: String,
    /// The proof of it.
    pub secret_key: String,
}

impl fmt::Debug for S3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S3({})", self.bucket)
    }
}

/// What a look into a file has told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// What its bytes say it is.
    pub media_type: &'static str,
    /// Width and height as it is shown, of a picture.
    pub size: Option<(u32, u32)>,
    /// A small version, of a picture that is not small.
    pub thumbnail: Option<Vec<u8>>,
}

/// A part of a file, on its way out.
pub struct Content {
    /// Which part.
    pub range: Range<u64>,
    /// The bytes.
    pub stream: BoxStream<'static, Result<Bytes, object_store::Error>>,
}

/// Where files are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    decoders: Arc<Semaphore>,
}

impl Files {
    fn over(store: impl ObjectStore) -> Self {
        Self {
            store: Arc::new(store),
            decoders: Arc::new(Semaphore::new(DECODERS)),
        }
    }

    /// A folder on this machine's disk, made if it is not there.
    pub fn on_disk(folder: &FilePath) -> Result<Self, FileError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        Ok(Self::over(store))
    }

    /// A bucket of an S3-compatible server.
    pub fn in_s3(s3: &S3) -> Result<Self, FileError> {
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&s3.bucket)
            .with_region(&s3.region)
            .with_access_key_id(&s3.access_key)
            .with_secret_access_key(&s3.secret_key);
        if let Some(endpoint) = &s3.endpoint {
            builder = builder
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"));
        }
        Ok(Self::over(builder.build()?))
    }

    /// Memory, which forgets; for tests.
    pub fn in_memory() -> Self {
        Self::over(object_store::memory::InMemory::new())
    }

    /// Looks into what has come in. A picture that can't be decoded, or has too many pixels, is a file like any
    /// other: no browser is made to try. What is written into a picture or a video beside it is taken out.
    pub async fn look(&self, spool: &mut Spool) -> Result<Look, FileError> {
        let mut look = Look {
            media_type: spool.media_type(),
            size: None,
            thumbnail: None,
        };
        let is_picture = kind_of(look.media_type) == MessageKind::Image;
        if is_picture || metadata::is_boxed(spool.head()) {
            match self.decode(spool).await? {
                Some(picture) => {
                    look.size = Some(picture.size);
                    look.thumbnail = picture.thumbnail;
                }
                None if is_picture => look.media_type = UNKNOWN,
                None => {}
            }
        }
        Ok(look)
    }

    /// Cleans a file and decodes it if it is a picture, a few at a time and away from the threads that others wait for.
    async fn decode(&self, spool: &mut Spool) -> Result<Option<Picture>, FileError> {
        // Nobody closes it.
        let _permit = self.decoders.acquire().await;
        let content = spool.read().await?;
        let looked = tokio::task::spawn_blocking(move || {
            let clean = metadata::strip(&content);
            let picture = picture::look(clean.as_deref().unwrap_or(&content));
            (clean, picture)
        });
        // A decoder that panics has met a broken picture.
        let (clean, picture) = looked.await.unwrap_or_default();
        if let Some(clean) = clean {
            spool.replace(&clean).await?;
        }
        Ok(picture)
    }

    /// Keeps what has come in, and the small version.
    pub async fn keep(
        &self,
        organization: OrganizationId,
        id: AttachmentId,
        spool: &mut Spool,
        thumbnail: Option<Vec<u8>>,
    ) -> Result<(), FileError> {
        if let Some(thumbnail) = thumbnail {
            let location = location(organization, id, Variant::Thumbnail);
            self.store.put(&location, thumbnail.into()).await?;
        }
        let location = location(organization, id, Variant::Original);
        let mut writer = BufWriter::with_capacity(Arc::clone(&self.store), location, PART);
        tokio::io::copy(spool.rewind().await?, &mut writer).await?;
        Ok(writer.shutdown().await?)
    }

    /// A file as it was sent, or a part of it.
    pub async fn original(
        &self,
        organization: OrganizationId,
        id: AttachmentId,
        range: Option<Range<u64>>,
    ) -> Result<Content, FileError> {
        let options = GetOptions {
            range: range.map(GetRange::Bounded),
            ..GetOptions::default()
        };
        let location = location(organization, id, Variant::Original);
        let found = self.store.get_opts(&location, options).await?;
        Ok(Content {
            range: found.range.clone(),
            stream: found.into_stream().boxed(),
        })
    }

    /// The small version of a picture, and its type.
    pub async fn thumbnail(
        &self,
        organization: OrganizationId,
        id: AttachmentId,
    ) -> Result<(&'static str, Bytes), FileError> {
        let location = location(organization, id, Variant::Thumbnail);
        let content = self.store.get(&location).await?.bytes().await?;
        Ok((sniff::media_type(&content), content))
    }

    /// Removes a file with its versions. One that is gone already is no error: removing may be repeated.
    pub async fn remove(
        &self,
        organization: OrganizationId,
        id: AttachmentId,
    ) -> Result<(), FileError> {
        for variant in [Variant::Thumbnail, Variant::Original] {
            match self
                .store
                .delete(&location(organization, id, variant))
                .await
            {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

fn location(organization: OrganizationId, id: AttachmentId, variant: Variant) -> Path {
    Path::from_iter([
        "attachments",
        &organization.to_string(),
        &id.to_string(),
        variant.name(),
    ])
}
