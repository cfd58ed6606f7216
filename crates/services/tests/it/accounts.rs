use beckon_domain::account::Role;
use beckon_services::accounts::{self, AccountError, SignUp};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, PASSWORD, client};

#[sqlx::test(migrator = "MIGRATOR")]
async fn signing_in_tells_nothing_about_who_exists(pool: PgPool) {
    let bed = Bed::new(pool).await;
    bed.owner_of("acme").await;
    for (email, password) in [
        ("owner@acme.example", "wrong password"),
        ("nobody@acme.example", PASSWORD),
        ("no address", PASSWORD),
        ("' or 1=1 --", "' or 1=1 --"),
    ] {
        let error = accounts::sign_in(&bed.services, email, password, &client())
            .await
            .unwrap_err();
        assert!(matches!(error, AccountError::WrongCredentials), "{email}");
    }
    let token = accounts::sign_in(&bed.services, " Owner@ACME.example ", PASSWORD, &client())
        .await
        .unwrap();
    let identity = accounts::identify(&bed.services, token.as_str())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (identity.organization_name.as_str(), identity.role),
        ("acme", Role::Owner)
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn passwords_are_not_guessed_forever(pool: PgPool) {
    let bed = Bed::new(pool).await;
    bed.owner_of("acme").await;
    let mut limited = false;
    for _ in 0..15 {
        let result = accounts::sign_in(
            &bed.services,
            "owner@acme.example",
            "wrong password",
            &client(),
        )
        .await;
        limited |= matches!(result, Err(AccountError::TooManyAttempts));
    }
    assert!(limited);
    let other = accounts::sign_in(&bed.services, "other@acme.example", PASSWORD, &client()).await;
    assert!(
        matches!(other, Err(AccountError::WrongCredentials)),
        "another account is not locked out with it"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn sessions_end(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let first = bed.owner_of("acme").await;
    let second = accounts::sign_in(&bed.services, "owner@acme.example", PASSWORD, &client())
        .await
        .unwrap();
    let listed = accounts::sessions(&bed.services, &first).await.unwrap();
    assert_eq!(
        listed
            .iter()
            .map(|session| session.current)
            .collect::<Vec<_>>(),
        [true, false]
    );

    accounts::revoke_session(&bed.services, &first, listed[1].id)
        .await
        .unwrap();
    assert_eq!(
        accounts::identify(&bed.services, second.as_str())
            .await
            .unwrap(),
        None
    );

    let third = accounts::sign_in(&bed.services, "owner@acme.example", PASSWORD, &client())
        .await
        .unwrap();
    bed.advance(accounts::SESSION_DAYS * 24 * 3600 + 1);
    assert_eq!(
        accounts::identify(&bed.services, third.as_str())
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        accounts::identify(&bed.services, "not a token")
            .await
            .unwrap(),
        None
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nobody_revokes_somebody_elses_session(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (acme, other) = (bed.owner_of("acme").await, bed.owner_of("other").await);
    accounts::revoke_session(&bed.services, &other, acme.session)
        .await
        .unwrap();
    assert_eq!(
        accounts::sessions(&bed.services, &acme)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_invitation_works_once(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let token = accounts::invite(&bed.services, &owner, "agent@acme.example", Role::Agent)
        .await
        .unwrap();
    let preview = accounts::invitation(&bed.services, &token).await.unwrap();
    assert_eq!(
        (preview.organization.as_str(), preview.role),
        ("acme", Role::Agent)
    );

    let session = accounts::accept_invitation(&bed.services, &token, "Agent", PASSWORD, &client())
        .await
        .unwrap();
    let agent = accounts::identify(&bed.services, session.as_str())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (agent.organization, agent.role),
        (owner.organization, Role::Agent)
    );
    let again =
        accounts::accept_invitation(&bed.services, &token, "Agent", PASSWORD, &client()).await;
    assert!(matches!(again, Err(AccountError::InvitationGone)));

    let refused = accounts::invite(&bed.services, &agent, "friend@acme.example", Role::Agent).await;
    assert!(matches!(refused, Err(AccountError::NotAllowed)));
    assert_eq!(
        accounts::members(&bed.services, &agent)
            .await
            .unwrap()
            .len(),
        2
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_invitation_to_a_known_address_needs_its_password(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let acme = bed.owner_of("acme").await;
    bed.owner_of("other").await;
    let token = accounts::invite(&bed.services, &acme, "owner@other.example", Role::Admin)
        .await
        .unwrap();
    let wrong =
        accounts::accept_invitation(&bed.services, &token, "Me", "another password", &client())
            .await;
    assert!(matches!(wrong, Err(AccountError::WrongCredentials)));
    let session = accounts::accept_invitation(&bed.services, &token, "", PASSWORD, &client())
        .await
        .unwrap();
    let identity = accounts::identify(&bed.services, session.as_str())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (identity.organization, identity.role),
        (acme.organization, Role::Admin)
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_invitation_ends_when_withdrawn_replaced_or_old(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let invite = || accounts::invite(&bed.services, &owner, "agent@acme.example", Role::Agent);
    let gone = async |token: &str| {
        matches!(
            accounts::invitation(&bed.services, token).await,
            Err(AccountError::InvitationGone)
        )
    };
    let first = invite().await.unwrap();
    let second = invite().await.unwrap();
    assert!(gone(&first).await, "replaced");
    let listed = accounts::invitations(&bed.services, &owner).await.unwrap();
    accounts::withdraw_invitation(&bed.services, &owner, listed[0].id)
        .await
        .unwrap();
    assert!(gone(&second).await, "withdrawn");
    let third = invite().await.unwrap();
    bed.advance(8 * 24 * 3600);
    assert!(gone(&third).await, "old");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn signing_up_says_which_field_is_wrong(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let form = SignUp {
        organization: "Acme".into(),
        name: "Ann".into(),
        email: "ann@acme.example".into(),
        password: PASSWORD.into(),
    };
    let attempt = async |form: SignUp| accounts::sign_up(&bed.services, form, &client()).await;
    assert!(matches!(
        attempt(SignUp {
            organization: " ".into(),
            ..form.clone()
        })
        .await,
        Err(AccountError::Organization(_))
    ));
    assert!(matches!(
        attempt(SignUp {
            email: "ann".into(),
            ..form.clone()
        })
        .await,
        Err(AccountError::Email(_))
    ));
    assert!(matches!(
        attempt(SignUp {
            password: "short".into(),
            ..form.clone()
        })
        .await,
        Err(AccountError::Password(_))
    ));
    attempt(form.clone()).await.unwrap();
    let taken = attempt(SignUp {
        password: "another password".into(),
        ..form.clone()
    })
    .await;
    assert!(matches!(taken, Err(AccountError::WrongCredentials)));
    attempt(SignUp {
        organization: "Second".into(),
        ..form
    })
    .await
    .unwrap();
}
