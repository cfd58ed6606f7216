use std::time::Duration;

use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::{Extension, Json};
use beckon_domain::account::Identity;
use beckon_domain::attachment::{ATTACHMENT_MAX, Attachment};
use beckon_domain::id::ConversationId;
use beckon_domain::protocol::VisitorToken;
use beckon_domain::site::SiteKey;
use beckon_services::files::{self, FileError, FileUseError, Spool, Uploader};
use beckon_services::{ClientInfo, Services};
use futures::StreamExt as _;
use serde::Deserialize;
use tokio::time::timeout;

use super::refusal::UploadRefusal;

/// Where files are sent.
pub(crate) const PATH: &str = "/api/attachments";

/// A sender from whom nothing comes for so long is gone.
const SILENCE: Duration = Duration::from_secs(30);

/// What is sent, and for which conversation.
#[derive(Deserialize)]
pub(crate) struct Upload {
    conversation: ConversationId,
    name: String,
}

/// Takes a file in; the body is its bytes.
pub(crate) async fn upload(
    State(services): State<Services>,
    Extension(client): Extension<ClientInfo>,
    Extension(identity): Extension<Option<Identity>>,
    Query(Upload { conversation, name }): Query<Upload>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Attachment>, UploadRefusal> {
    let uploader = uploader(&services, &headers, identity.as_ref()).await?;
    refuse_announced_oversize(&body)?;
    files::admit(&services, uploader, client.address, conversation).await?;
    let spool = receive(body).await?;
    Ok(Json(
        files::accept(&services, uploader, conversation, &name, spool).await?,
    ))
}

/// A visitor shows what they show the WebSocket too; anybody else has to be signed in.
async fn uploader(
    services: &Services,
    headers: &HeaderMap,
    identity: Option<&Identity>,
) -> Result<Uploader, UploadRefusal> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("x-beckon-site"), text("x-beckon-visitor")) {
        (Some(site), Some(token)) => {
            let site: SiteKey = site.parse().map_err(|_| FileUseError::NotKnown)?;
            let token = VisitorToken(token.to_owned());
            Ok(files::known_visitor(services, &site, &token).await?)
        }
        _ => Ok(identity.ok_or(FileUseError::NotKnown)?.into()),
    }
}

/// Saves who says its size the way.
fn refuse_announced_oversize(body: &Body) -> Result<(), UploadRefusal> {
    if axum::body::HttpBody::size_hint(body).lower() > ATTACHMENT_MAX {
        let most = ATTACHMENT_MAX;
        return Err(FileUseError::File(FileError::TooLarge { most }).into());
    }
    Ok(())
}

async fn receive(body: Body) -> Result<Spool, UploadRefusal> {
    let mut spool = Spool::new(ATTACHMENT_MAX)
        .await
        .map_err(FileUseError::File)?;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = timeout(SILENCE, pieces.next())
        .await
        .map_err(|_| UploadRefusal::Broken)?
    {
        let piece = piece.map_err(|_| UploadRefusal::Broken)?;
        spool.write(&piece).await.map_err(FileUseError::File)?;
    }
    Ok(spool)
}
