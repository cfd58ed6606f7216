//! Files in a bucket of a real S3-compatible server, in this process.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use beckon_domain::id::{AttachmentId, OrganizationId};
use beckon_integrations::files::{FileError, Files, S3, Spool};
use bytes::Bytes;
use futures::TryStreamExt as _;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tokio::net::TcpListener;
use uuid::Uuid;

/// A server with a bucket called `files`, and how it is reached.
async fn server(folder: &std::path::Path) -> S3 {
    std::fs::create_dir(folder.join("files")).unwrap();
    let mut builder = S3ServiceBuilder::new(FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single("beckon", "secret"));
    let service = builder.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let http = Builder::new(TokioExecutor::new());
                // A client that goes away is no failure.
                let _ = http.serve_connection(TokioIo::new(socket), service).await;
            });
        }
    });
    S3 {
        bucket: "files".into(),
        region: "us-east-1".into(),
        endpoint: Some(endpoint),
        access_key: "beckon".into(),
        secret_key: "secret".into(),
    }
}

fn ids() -> (OrganizationId, AttachmentId) {
    (
        OrganizationId(Uuid::from_u128(1)),
        AttachmentId(Uuid::from_u128(2)),
    )
}

async fn spool(content: &[u8]) -> Spool {
    let mut spool = Spool::new(u64::MAX).await.unwrap();
    spool.write(content).await.unwrap();
    spool
}

async fn read(files: &Files, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let (organization, id) = ids();
    let content = files.original(organization, id, range).await.unwrap();
    let pieces: Vec<Bytes> = content.stream.try_collect().await.unwrap();
    pieces.concat()
}

#[tokio::test]
async fn a_file_in_several_parts_comes_back_and_goes() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_s3(&server(folder.path()).await).unwrap();
    let (organization, id) = ids();
    // More than two parts of an upload.
    let content: Vec<u8> = (0_u32..3_000_000).flat_map(u32::to_le_bytes).collect();
    let thumbnail = b"\xff\xd8\xff\xe0small".to_vec();
    let mut spooled = spool(&content).await;
    files
        .keep(organization, id, &mut spooled, Some(thumbnail.clone()))
        .await
        .unwrap();
    assert_eq!(read(&files, None).await, content);
    assert_eq!(
        read(&files, Some(7_000_000..7_000_009)).await,
        content[7_000_000..7_000_009]
    );
    let (media_type, small) = files.thumbnail(organization, id).await.unwrap();
    assert_eq!((media_type, small.to_vec()), ("image/jpeg", thumbnail));

    files.remove(organization, id).await.unwrap();
    files.remove(organization, id).await.unwrap();
    let gone = files.original(organization, id, None).await;
    assert!(matches!(gone, Err(FileError::NotFound)));
}

#[tokio::test]
async fn wrong_keys_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut s3 = server(folder.path()).await;
    s3.secret_key = "wrong".into();
    let files = Files::in_s3(&s3).unwrap();
    let (organization, id) = ids();
    let kept = files
        .keep(organization, id, &mut spool(b"hello").await, None)
        .await;
    assert!(kept.is_err());
}
