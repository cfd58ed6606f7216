//! Web push: a message for one browser, encrypted so that the push service can't read it (RFC 8291), and signed so that it
//! knows from whom it is (VAPID, RFC 8292).

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use serde::Serialize;
use url::Url;
use web_push::{
    ContentEncoding, PartialVapidSignatureBuilder, SubscriptionInfo, Urgency,
    VapidSignatureBuilder, WebPushError, WebPushMessage, WebPushMessageBuilder,
};

use crate::reach::{self, Reach};

/// A push service that does not answer for so long is given up, until the next try.
const PATIENCE: Duration = Duration::from_secs(15);

/// A message that could not be delivered for so many seconds is of no interest any more.
const TTL: u32 = 12 * 3600;

/// What a browser shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PushMessage {
    /// In bold.
    pub title: String,
    /// Below.
    pub body: String,
    /// Where a click leads: a path on this server.
    pub url: String,
    /// A later message with the same tag takes the place of the earlier.
    pub tag: String,
}

/// Where a browser takes messages, as its subscription says.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'a> {
    /// The push service's address for it.
    pub endpoint: &'a str,
    /// Its public key, base64url.
    pub p256dh: &'a str,
    /// The secret shared with it, base64url.
    pub auth: &'a str,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pushed {
    /// The push service has it.
    Taken,
    /// The browser is gone for good, or was never there: forget it.
    Gone,
}

/// Why a message was not sent.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    /// Our own key can't be used.
    #[error("the key for web push: {0}")]
    Key(#[source] WebPushError),
    /// The push service can't be reached, or not now.
    #[error("the push service: {0}")]
    Service(String),
}

/// Sends messages to browsers. Cheap to clone.
#[derive(Clone)]
pub struct Push {
    /// Shared: the library's key reckons its public half anew with each copy.
    vapid: Arc<PartialVapidSignatureBuilder>,
    contact: String,
    reach: Reach,
    client: reqwest::Client,
}

impl Push {
    /// With the installation's key, a P-256 scalar, and how the push service can reach those who run it
    /// (`mailto:` or `https:`).
    pub fn new(key: &[u8; 32], contact: &str, reach: Reach) -> Result<Self, PushError> {
        let vapid = VapidSignatureBuilder::from_base64_no_sub(&URL_SAFE_NO_PAD.encode(key))
            .map_err(PushError::Key)?;
        let client = reach::client(reach, PATIENCE)
            .map_err(|error| PushError::Service(error.to_string()))?;
        Ok(Self {
            vapid: Arc::new(vapid),
            contact: contact.to_owned(),
            reach,
            client,
        })
    }

    /// What a browser is told when it subscribes: from whom messages will be, base64url.
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.vapid.get_public_key())
    }

    /// Whether a browser's address and keys can be used at all.
    pub fn accepts(&self, browser: Browser<'_>) -> bool {
        let probe = PushMessage {
            title: String::new(),
            body: String::new(),
            url: String::new(),
            tag: String::new(),
        };
        self.reach.allows(browser.endpoint) && self.seal(browser, &probe).is_ok()
    }

    /// Sends a message.
    pub async fn send(
        &self,
        browser: Browser<'_>,
        message: &PushMessage,
    ) -> Result<Pushed, PushError> {
        // What a browser claimed is no address or no key: nothing will ever reach it.
        let Ok(sealed) = self.seal(browser, message) else {
            return Ok(Pushed::Gone);
        };
        if !self.reach.allows(&sealed.endpoint.to_string()) {
            return Ok(Pushed::Gone);
        }
        let response = self.post(sealed).send().await;
        let status = response
            .map_err(|error| PushError::Service(error.without_url().to_string()))?
            .status();
        match status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Pushed::Gone),
            status if status.is_success() => Ok(Pushed::Taken),
            status => Err(PushError::Service(format!("answered {status}"))),
        }
    }

    /// Encrypts and signs.
    fn seal(
        &self,
        browser: Browser<'_>,
        message: &PushMessage,
    ) -> Result<WebPushMessage, WebPushError> {
        let subscription = SubscriptionInfo::new(browser.endpoint, browser.p256dh, browser.auth);
        let mut signature =
            PartialVapidSignatureBuilder::clone(&self.vapid).add_sub_info(&subscription);
        signature.add_claim("sub", self.contact.as_str());
        signature.add_claim("aud", audience(browser.endpoint).as_str());
        let content = serde_json::to_vec(message).map_err(|_| WebPushError::InvalidPackageName)?;
        let mut builder = WebPushMessageBuilder::new(&subscription);
        builder.set_payload(ContentEncoding::Aes128Gcm, &content);
        builder.set_vapid_signature(signature.build()?);
        builder.set_ttl(TTL);
        builder.set_urgency(Urgency::High);
        builder.build()
    }

    fn post(&self, sealed: WebPushMessage) -> reqwest::RequestBuilder {
        let mut request = self
            .client
            .post(sealed.endpoint.to_string())
            .header("ttl", sealed.ttl)
            .header("urgency", sealed.urgency.unwrap_or_default().to_string());
        if let Some(payload) = sealed.payload {
            request = request
                .header("content-encoding", payload.content_encoding.to_str())
                .header("content-type", "application/octet-stream");
            for (name, value) in payload.crypto_headers {
                request = request.header(name, value);
            }
            request = request.body(payload.content);
        }
        request
    }
}

/// For whom a signature is: the push service's origin (RFC 8292), with its port where that is not the usual one.
fn audience(endpoint: &str) -> String {
    Url::parse(endpoint).map_or_else(
        |_| String::new(),
        |endpoint| endpoint.origin().ascii_serialization(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_for_the_origin_with_its_port() {
        let audiences = [
            "https://push.example/abc",
            "https://push.example:443/abc",
            "http://127.0.0.1:8181/abc?d",
        ]
        .map(audience);
        assert_eq!(
            audiences,
            [
                "https://push.example",
                "https://push.example",
                "http://127.0.0.1:8181"
            ]
        );
    }
}
