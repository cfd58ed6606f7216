use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use beckon_domain::id::{AccountId, ConversationId, OrganizationId};
use beckon_store::{StoreError, mail, notifications};
use hmac::Mac as _;
use uuid::Uuid;

use crate::{Secret, Services};

/// Bytes of the signature: 128 bits.
const SIGNATURE: usize = 16;

/// Bytes of a key: who it is, the organization, the id, the signature.
const KEY: usize = 1 + 16 + 16 + SIGNATURE;

/// Why a link to unsubscribe does nothing.
#[derive(Debug, thiserror::Error)]
pub enum UnsubscribeError {
    /// We never handed it out.
    #[error("not a link of ours")]
    Forged,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}

/// Who gets mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// A member.
    Member(AccountId),
    /// The visitor of a conversation, at the address they gave there.
    Visitor(ConversationId),
}

/// A page of ours, to which a mail's link to unsubscribe leads. It never expires: who has the mail may always stop it.
pub(super) fn link(services: &Services, organization: OrganizationId, reader: Reader) -> String {
    let mut key = [0; KEY];
    key[..KEY - SIGNATURE].copy_from_slice(&claims(organization, reader));
    let signature = mac(&services.secret, organization, reader)
        .finalize()
        .into_bytes();
    key[KEY - SIGNATURE..].copy_from_slice(&signature[..SIGNATURE]);
    services
        .mail
        .url(&format!("/unsubscribe?key={}", URL_SAFE_NO_PAD.encode(key)))
}

/// Whether a link's key is ours. It changes nothing, as mail programs and scanners follow links too.
pub fn check(services: &Services, key: &str) -> Result<(), UnsubscribeError> {
    read(&services.secret, key).map(|_| ())
}

/// Stops the mails.
pub async fn unsubscribe(services: &Services, key: &str) -> Result<(), UnsubscribeError> {
    let (organization, reader) = read(&services.secret, key)?;
    let mut tx = services.store.tenant(organization).await?;
    match reader {
        Reader::Member(account) => {
            let mut settings = notifications::settings(&mut tx, account).await?;
            settings.email = false;
            notifications::save_settings(&mut tx, account, settings).await?;
        }
        Reader::Visitor(conversation) => {
            let found = mail::correspondence(&mut tx, conversation).await?;
            if let Some(email) = found.and_then(|found| found.email) {
                mail::refuse(&mut tx, &email, services.clock.now()).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

fn read(secret: &Secret, key: &str) -> Result<(OrganizationId, Reader), UnsubscribeError> {
    let key = URL_SAFE_NO_PAD
        .decode(key)
        .ok()
        .and_then(|key| <[u8; KEY]>::try_from(key).ok());
    let (organization, reader, signature) = key
        .as_ref()
        .and_then(parts)
        .ok_or(UnsubscribeError::Forged)?;
    mac(secret, organization, reader)
        .verify_truncated_left(signature)
        .map_err(|_| UnsubscribeError::Forged)?;
    Ok((organization, reader))
}

fn parts(key: &[u8; KEY]) -> Option<(OrganizationId, Reader, &[u8])> {
    let id = Uuid::from_slice(&key[17..33]).ok()?;
    let reader = match key[0] {
        0 => Reader::Member(AccountId(id)),
        1 => Reader::Visitor(ConversationId(id)),
        _ => return None,
    };
    let organization = OrganizationId(Uuid::from_slice(&key[1..17]).ok()?);
    Some((organization, reader, &key[33..]))
}

fn claims(organization: OrganizationId, reader: Reader) -> [u8; KEY - SIGNATURE] {
    let (who, id) = match reader {
        Reader::Member(account) => (0, account.0),
        Reader::Visitor(conversation) => (1, conversation.0),
    };
    let mut claims = [0; KEY - SIGNATURE];
    claims[0] = who;
    claims[1..17].copy_from_slice(organization.0.as_bytes());
    claims[17..].copy_from_slice(id.as_bytes());
    claims
}

fn mac(secret: &Secret, organization: OrganizationId, reader: Reader) -> hmac::Hmac<sha2::Sha256> {
    secret
        .mac("unsubscribe")
        .chain_update(claims(organization, reader))
}
