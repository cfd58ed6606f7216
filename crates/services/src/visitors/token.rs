//! JSON Web Tokens with HMAC-SHA-256 (RFC 7515 and 7519). One algorithm and one way to make a key leave nothing to
//! negotiate, which is what goes wrong with these tokens: a header that names anything else is refused, and keys of
//! other kinds do not exist here.

use std::fmt::Display;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

/// Longest token looked at, in bytes.
const MAX: usize = 4 * 1024;

/// The token is not what it should be. Why is for the log of a customer's own tests, not for whoever forged it.
#[derive(Debug, thiserror::Error)]
#[error("the token is not valid: {0}")]
pub(super) struct TokenError(String);

impl TokenError {
    pub(super) fn new(why: impl Display) -> Self {
        Self(why.to_string())
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    typ: Option<String>,
    /// Extensions that must be understood: none is.
    crit: Option<serde_json::Value>,
}

/// The claims of a token that one of the keys signed.
pub(super) fn verify<T: DeserializeOwned>(token: &str, keys: &[&[u8]]) -> Result<T, TokenError> {
    if token.len() > MAX {
        return Err(TokenError::new("it is too long"));
    }
    let (signed, signature) = token
        .rsplit_once('.')
        .ok_or_else(|| TokenError::new("it has no signature"))?;
    let (header, claims) = signed
        .split_once('.')
        .ok_or_else(|| TokenError::new("it has no claims"))?;
    check_header(&decode(header)?)?;
    let signature = decode(signature)?;
    if !keys.iter().any(|key| is_signed(signed, &signature, key)) {
        return Err(TokenError::new("it is not signed with this site's secret"));
    }
    serde_json::from_slice(&decode(claims)?).map_err(TokenError::new)
}

fn check_header(json: &[u8]) -> Result<(), TokenError> {
    let header: Header = serde_json::from_slice(json).map_err(TokenError::new)?;
    let is_jwt = header.typ.is_none_or(|typ| typ.eq_ignore_ascii_case("jwt"));
    if header.alg == "HS256" && is_jwt && header.crit.is_none() {
        Ok(())
    } else {
        Err(TokenError::new(
            "its header is not that of a JWT with HS256",
        ))
    }
}

/// Compares in constant time.
fn is_signed(signed: &str, signature: &[u8], key: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return false;
    };
    mac.update(signed.as_bytes());
    mac.verify_slice(signature).is_ok()
}

fn decode(part: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(TokenError::new)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// A token of these claims.
    pub(crate) fn sign(header: &Value, claims: &Value, key: &[u8]) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.update(signed.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    fn read(token: &str, key: &[u8]) -> Option<Value> {
        verify(token, &[b"another key", key]).ok()
    }

    /// The example of RFC 7515, appendix A.1.
    #[test]
    fn the_rfcs_example() {
        let key = URL_SAFE_NO_PAD
            .decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
            .unwrap();
        let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(read(token, &key).unwrap()["iss"], "joe");
        assert!(read(token, b"another").is_none());
    }

    #[test]
    fn no_other_algorithm_is_heard_of() {
        let claims = json!({ "sub": "1" });
        for header in [
            json!({ "alg": "none" }),
            json!({ "alg": "HS512" }),
            json!({ "alg": "RS256" }),
            json!({ "alg": "hs256" }),
            json!({ "alg": "HS256", "crit": ["exp"] }),
            json!({ "alg": "HS256", "typ": "at+jwt" }),
            json!({}),
        ] {
            assert!(
                read(&sign(&header, &claims, b"key"), b"key").is_none(),
                "{header}"
            );
        }
        let unsigned = format!(
            "{}.{}.",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#),
            URL_SAFE_NO_PAD.encode("{}")
        );
        assert!(read(&unsigned, b"key").is_none());
    }

    proptest! {
        /// Whatever is changed in a token, it is no longer one.
        #[test]
        fn a_changed_token_is_refused(at in 0_usize..200, to in "[A-Za-z0-9._-]") {
            let token = sign(&json!({ "alg": "HS256" }), &json!({ "sub": "1", "exp": 9 }), b"key");
            let at = at % token.len();
            let mut changed = token.clone();
            changed.replace_range(at..=at, &to);
            // The last character of a signature has two bits that say nothing; they must be zero, too.
            prop_assert_eq!(read(&changed, b"key").is_some(), changed == token);
        }

        #[test]
        fn nonsense_is_refused(token in "\\PC{0,80}") {
            prop_assert!(read(&token, b"key").is_none());
        }
    }
}
