//! People who sign in, and what they may do in an organization.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{AccountId, InvitationId, OrganizationId, SessionId};

/// What a member may do in an organization; each role may do all that the one before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "member_role", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Talks to leads.
    Agent,
    /// Also invites members and sets up sites.
    Admin,
    /// Also answers for the organization: money, owners.
    Owner,
}

impl Role {
    /// All roles, the least powerful first.
    pub const ALL: [Self; 3] = [Self::Agent, Self::Admin, Self::Owner];

    /// Whether this role may invite somebody as `invited`: nobody hands out more than they have.
    pub fn may_invite(self, invited: Self) -> bool {
        self >= Self::Admin && invited <= self
    }

    /// The word used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(UnknownRole)
    }
}

/// The text names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a role is one of agent, admin and owner")]
pub struct UnknownRole;

/// What kind of organization it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "sqlx",
    derive(sqlx::Type),
    sqlx(type_name = "organization_kind", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// Runs this installation; its members are platform admins.
    Platform,
    /// Buys leads and talks to them.
    Buyer,
}

/// Who is signed in, and for which organization they act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The browser session that proves it.
    pub session: SessionId,
    /// The person.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The person's e-mail address.
    pub email: String,
    /// The organization they act for.
    pub organization: OrganizationId,
    /// That organization's name.
    pub organization_name: String,
    /// That organization's kind.
    pub organization_kind: OrganizationKind,
    /// The person's role in it.
    pub role: Role,
}

/// A member of the organization, as others see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The person.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their role.
    pub role: Role,
    /// When they joined.
    pub joined_at: DateTime<Utc>,
}

/// An invitation that nobody has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// A signed-in browser, as listed to its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// Its id.
    pub id: SessionId,
    /// The browser, as it named itself.
    pub user_agent: String,
    /// The network address of the sign-in.
    pub address: String,
    /// When it signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used (to within a minute).
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is the one asking.
    pub current: bool,
}

/// Shortest password accepted, in characters (NIST SP 800-63B-4: 15 as the only factor; 12 here until a second factor is due).
pub const PASSWORD_MIN: usize = 12;
/// Longest password accepted, in bytes; bounds the work of hashing.
pub const PASSWORD_MAX: usize = 256;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum PasswordError {
    /// Fewer than [`PASSWORD_MIN`] characters.
    #[error("Use at least {PASSWORD_MIN} characters.")]
    TooShort,
    /// More than [`PASSWORD_MAX`] bytes.
    #[error("Use at most {PASSWORD_MAX} characters.")]
    TooLong,
}

/// Checks a new password.
pub fn check_password(password: &str) -> Result<(), PasswordError> {
    if password.chars().count() < PASSWORD_MIN {
        Err(PasswordError::TooShort)
    } else if password.len() > PASSWORD_MAX {
        Err(PasswordError::TooLong)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_hands_out_more_than_they_have() {
        assert!(Role::Owner.may_invite(Role::Owner));
        assert!(Role::Admin.may_invite(Role::Agent));
        assert!(!Role::Admin.may_invite(Role::Owner));
        assert!(!Role::Agent.may_invite(Role::Agent));
    }

    #[test]
    fn passwords_are_measured_in_characters() {
        assert_eq!(check_password("пароль"), Err(PasswordError::TooShort));
        assert_eq!(check_password("длинный пароль"), Ok(()));
        assert_eq!(
            check_password(&"x".repeat(257)),
            Err(PasswordError::TooLong)
        );
    }
}
