//! Accounts: signing up, in and out; members, invitations, sessions.

mod invitations;
mod password;
mod sessions;
mod sign_in;
mod sign_up;

pub use invitations::{
    InvitationPreview, accept_invitation, invitation, invitations, invite, members,
    withdraw_invitation,
};
pub use password::hash_password;
pub use sessions::{SESSION_DAYS, SessionToken, identify, revoke_session, sessions, sign_out};
pub use sign_in::sign_in;
pub use sign_up::{SignUp, sign_up};

use beckon_domain::account::PasswordError;
use beckon_domain::contact::ContactError;
use beckon_store::StoreError;

/// Why an account's use case was refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The person's name.
    #[error("name: {0}")]
    Name(#[source] ContactError),
    /// The organization's name.
    #[error("organization: {0}")]
    Organization(#[source] ContactError),
    /// The e-mail address.
    #[error("e-mail: {0}")]
    Email(#[source] ContactError),
    /// The password.
    #[error("password: {0}")]
    Password(#[from] PasswordError),
    /// Nobody signs in with this address and password. The same for a known and an unknown address.
    #[error("wrong e-mail or password")]
    WrongCredentials,
    /// Too many tries in a short time.
    #[error("too many attempts")]
    TooManyAttempts,
    /// The invitation was used, withdrawn, or its time is over.
    #[error("the invitation does not work any more")]
    InvitationGone,
    /// The person's role does not allow it.
    #[error("not allowed")]
    NotAllowed,
    /// The database.
    #[error(transparent)]
    Unavailable(#[from] StoreError),
}
