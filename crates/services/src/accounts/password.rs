use std::sync::{Arc, LazyLock};

use argon2::password_hash::{Error, SaltString};
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Hashes computed at once: each takes 19 MiB and a core for some 20 ms (OWASP's parameters for argon2id,
/// which are the crate's defaults).
const AT_ONCE: usize = 2;

static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));

/// The hash compared with when there is no such account, so that the answer takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| compute("nobody's password").unwrap_or_default());

/// The PHC string of argon2id of a password, with a fresh salt.
pub async fn hash_password(password: &str) -> String {
    let password = password.to_owned();
    // Hashing fails only on parameters and lengths that can't occur here; an empty hash matches nothing.
    in_turn(move || compute(&password).unwrap_or_default())
        .await
        .unwrap_or_default()
}

/// Whether a password is the one that was hashed. `None` takes as long and is never right.
pub(super) async fn verify_password(password: &str, hash: Option<String>) -> bool {
    let password = password.to_owned();
    in_turn(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let matches = PasswordHash::new(&hash).is_ok_and(|parsed| {
            Argon2::default()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
        });
        known && matches
    })
    .await
    .unwrap_or(false)
}

fn compute(password: &str) -> Result<String, Error> {
    let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>())?;
    Ok(Argon2::default()
        .hash_password(password.as_bytes(), &salt)?
        .to_string())
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let turn = Arc::clone(&TURNS).acquire_owned().await.ok()?;
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    })
    .await
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let hash = hash_password("correct horse battery").await;
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify_password("correct horse battery", Some(hash.clone())).await);
        assert!(!verify_password("correct horse", Some(hash)).await);
        assert!(!verify_password("nobody's password", None).await);
        assert!(!verify_password("", Some(String::new())).await);
    }
}
