use beckon_domain::id::{ConversationId, MailId};
use beckon_integrations::mail::Smtp;
use hmac::Mac as _;

use crate::Secret;

/// Bytes of a signature in an address: short, as an address may not be long, and enough for one that is checked by us alone.
const SIGNATURE: usize = 8;

/// The longest part before the `@` that mail servers must take (RFC 5321, 4.5.3.1.1).
const LOCAL_MAX: usize = 64;

/// How mail leaves, and what it says about us.
#[derive(Clone, Debug)]
pub struct MailRoom {
    /// The server that takes it; without one it is kept, to be looked at.
    pub smtp: Option<Smtp>,
    /// Our address.
    pub from: String,
    /// Where answers are taken in: any address there. Without it, a part after a plus in our own.
    pub reply_domain: Option<String>,
    /// The origin under which people reach us.
    pub public_url: String,
}

impl Default for MailRoom {
    fn default() -> Self {
        Self {
            smtp: None,
            from: "beckon@localhost".to_owned(),
            reply_domain: None,
            public_url: "http://localhost:3000".to_owned(),
        }
    }
}

impl MailRoom {
    /// The id of a mail as it travels.
    pub(crate) fn message_id(&self, id: MailId) -> String {
        let domain = self.from.rsplit('@').next().unwrap_or("localhost");
        format!("{id}@{domain}")
    }

    /// A page of ours.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// Where answers go: an address that names the conversation and is signed, so that nobody can write into one
    /// that they were not mailed about. Nothing where it would be too long.
    pub(crate) fn reply_to(&self, secret: &Secret, conversation: ConversationId) -> Option<String> {
        let signature = secret.derive("reply address", conversation.0.as_bytes());
        let token = format!(
            "{}{}",
            conversation.0.simple(),
            hex::encode(&signature[..SIGNATURE])
        );
        let (local, domain) = if let Some(domain) = &self.reply_domain {
            (format!("reply-{token}"), domain.as_str())
        } else {
            let (local, domain) = self.from.split_once('@')?;
            (format!("{local}+{token}"), domain)
        };
        (local.len() <= LOCAL_MAX).then(|| format!("{local}@{domain}"))
    }
}

/// The conversation that an address of [`MailRoom::reply_to`] names, if the signature is ours.
pub fn replied_conversation(secret: &Secret, address: &str) -> Option<ConversationId> {
    let (local, _) = address.split_once('@')?;
    let token = local.rsplit(['-', '+']).next()?;
    let (id, signature) = token.split_at_checked(32)?;
    let id: uuid::Uuid = id.parse().ok()?;
    let signature = hex::decode(signature)
        .ok()
        .filter(|bytes| bytes.len() == SIGNATURE)?;
    let mac = secret.mac("reply address").chain_update(id.as_bytes());
    mac.verify_truncated_left(&signature).ok()?;
    Some(ConversationId(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_address_names_its_conversation_and_nobody_elses() {
        let (secret, id) = (Secret::new("s"), ConversationId(Uuid::from_u128(7)));
        for reply_domain in [None, Some("in.example.com".to_owned())] {
            let room = MailRoom {
                from: "hello@example.com".into(),
                reply_domain,
                ..MailRoom::default()
            };
            let address = room.reply_to(&secret, id).unwrap();
            assert_eq!(replied_conversation(&secret, &address), Some(id));
            assert_eq!(replied_conversation(&Secret::new("t"), &address), None);
            assert_eq!(
                replied_conversation(&secret, &address.replacen('7', "8", 1)),
                None
            );
        }
        assert_eq!(replied_conversation(&secret, "hello@example.com"), None);
    }

    #[test]
    fn an_address_that_would_be_too_long_is_left_out() {
        let room = MailRoom {
            from: "a-very-long-mailbox@example.com".into(),
            ..MailRoom::default()
        };
        assert_eq!(
            room.reply_to(&Secret::new("s"), ConversationId(Uuid::nil())),
            None
        );
    }
}
