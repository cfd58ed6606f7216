//! Signing in, up and out.

use beckon_domain::account::{Identity, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
#[cfg(feature = "ssr")]
use {
    super::{
        clear_session_cookie, client_info, draft, identity, maybe_identity, services,
        set_session_cookie,
    },
    beckon_services::accounts,
    leptos_axum::redirect,
};

/// Where a person goes after signing in, unless they were on their way elsewhere.
pub const AFTER_SIGN_IN: &str = "/app/inbox";

/// What an invitation shows before it is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationCard {
    /// The organization that invites.
    pub organization: String,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
}

/// What was typed into a form that was refused; never the password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The organization's name.
    pub organization: String,
    /// The person's name.
    pub name: String,
    /// The person's e-mail address.
    pub email: String,
}

/// What the server knows of a refused form while it renders the page; the browser knows nothing more.
pub fn typed() -> Typed {
    #[cfg(feature = "ssr")]
    {
        draft::read().unwrap_or_default()
    }
    #[cfg(not(feature = "ssr"))]
    Typed::default()
}

/// Who is signed in, if anybody is.
#[server(endpoint = "accounts/current-identity")]
#[allow(
    clippy::unused_async,
    reason = "the browser waits; `expect` would count the macro's copies"
)]
pub async fn current_identity() -> Result<Option<Identity>, AppError> {
    Ok(maybe_identity())
}

/// Signs in and goes on to `next`.
#[server(endpoint = "accounts/sign-in")]
pub async fn sign_in(
    email: String,
    password: String,
    next: Option<String>,
) -> Result<(), AppError> {
    let token = accounts::sign_in(&services(), &email, &password, &client_info()?)
        .await
        .map_err(|error| {
            draft::refuse::<SignIn>(
                "/sign-in",
                &Typed {
                    email,
                    ..Typed::default()
                },
                error.into(),
            )
        })?;
    draft::forget("/sign-in");
    set_session_cookie(&token);
    redirect(local_path(next.as_deref()));
    Ok(())
}

/// Makes an organization with its first owner, and signs that person in.
#[server(endpoint = "accounts/sign-up")]
pub async fn sign_up(
    organization: String,
    name: String,
    email: String,
    password: String,
) -> Result<(), AppError> {
    let typed = Typed {
        organization: organization.clone(),
        name: name.clone(),
        email: email.clone(),
    };
    let request = accounts::SignUp {
        organization,
        name,
        email,
        password,
    };
    let token = accounts::sign_up(&services(), request, &client_info()?)
        .await
        .map_err(|error| draft::refuse::<SignUp>("/sign-up", &typed, error.into()))?;
    draft::forget("/sign-up");
    set_session_cookie(&token);
    redirect(AFTER_SIGN_IN);
    Ok(())
}

/// Ends the session of this browser.
#[server(endpoint = "accounts/sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    accounts::sign_out(&services(), &identity()?).await?;
    clear_session_cookie();
    redirect("/");
    Ok(())
}

/// What an invitation is about.
#[server(endpoint = "accounts/invitation")]
pub async fn invitation(token: String) -> Result<InvitationCard, AppError> {
    let preview = accounts::invitation(&services(), &token).await?;
    Ok(InvitationCard {
        organization: preview.organization,
        email: preview.email,
        role: preview.role,
    })
}

/// Joins the organization that invites, and signs that person in.
#[server(endpoint = "accounts/accept-invitation")]
pub async fn accept_invitation(
    token: String,
    name: String,
    password: String,
) -> Result<(), AppError> {
    let session =
        accounts::accept_invitation(&services(), &token, &name, &password, &client_info()?)
            .await
            .map_err(|error| {
                draft::refuse::<AcceptInvitation>(
                    "/invitations",
                    &Typed {
                        name,
                        ..Typed::default()
                    },
                    error.into(),
                )
            })?;
    draft::forget("/invitations");
    set_session_cookie(&session);
    redirect(AFTER_SIGN_IN);
    Ok(())
}

/// Where to go after signing in: `next` if it is a path of this site, and nothing that a browser
/// would read as another host (`//host`, `/\host`) or that would break out of a header.
pub fn local_path(next: Option<&str>) -> &str {
    let is_local = |path: &&str| {
        let rest = path
            .strip_prefix('/')
            .filter(|rest| !rest.starts_with(['/', '\\']));
        rest.is_some() && path.bytes().all(|byte| byte.is_ascii_graphic())
    };
    next.filter(is_local).unwrap_or(AFTER_SIGN_IN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for good in ["/app/leads", "/app/leads?status=new", "/"] {
            assert_eq!(local_path(Some(good)), good);
        }
        for bad in [
            "",
            "app",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x=y",
            "/\t/evil.example",
            "/é",
        ] {
            assert_eq!(local_path(Some(bad)), AFTER_SIGN_IN, "{bad:?}");
        }
        assert_eq!(local_path(None), AFTER_SIGN_IN);
    }
}
