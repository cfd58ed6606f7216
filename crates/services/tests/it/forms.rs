//! A landing page's form: one lead for each page, whoever sends it how often; nothing of a program's, nobody lost.

use std::net::IpAddr;

use beckon_domain::account::Identity;
use beckon_domain::attribution::Touch;
use beckon_domain::form::{CONSENT_TEXT, LeadForm};
use beckon_domain::held::HeldReason;
use beckon_domain::industry::Industry;
use beckon_services::demo::{self, Installation};
use beckon_services::leads::{self, LeadError, Submission, Submitted};
use beckon_services::{ClientInfo, accounts, jobs};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, client};

/// An installation, and its administrator.
async fn installed(pool: PgPool) -> (Bed, Identity) {
    let bed = Bed::new(pool).await;
    let wanted = Installation {
        admin_email: "admin@beckon.example".into(),
        demo_origins: None,
    };
    let installed = demo::install(&bed.services, &wanted).await.unwrap();
    leads::keep_texts(&bed.services).await.unwrap();
    let admin = &installed.sign_ins[0];
    let token = accounts::sign_in(&bed.services, &admin.email, &admin.password, &client())
        .await
        .unwrap();
    let identity = accounts::identify(&bed.services, token.as_str()).await;
    (bed, identity.unwrap().unwrap())
}

fn filled(name: &str) -> LeadForm {
    LeadForm {
        name: name.into(),
        email: "ana@example.com".into(),
        consent: "yes".into(),
        answers: [
            ("where".into(), "house".into()),
            ("owner".into(), "own".into()),
        ]
        .into(),
        ..LeadForm::default()
    }
}

fn sent(ticket: &str, name: &str) -> Submission {
    Submission {
        industry: Industry::Solar,
        form: filled(name),
        touch: Touch::default(),
        ticket: ticket.to_owned(),
        is_decoy_filled: false,
    }
}

impl Bed {
    fn ticket(&self) -> String {
        leads::form_ticket(&self.services, Industry::Solar)
    }

    async fn send(&self, submission: Submission) -> Result<Submitted, LeadError> {
        leads::submit_form(&self.services, submission, &client()).await
    }

    /// Sends what is caught; the ticket with which a person sends it once more.
    async fn send_caught(&self, submission: Submission) -> String {
        match self.send(submission).await.unwrap() {
            Submitted::Held(ticket) => ticket,
            other => panic!("not caught: {other:?}"),
        }
    }

    async fn reasons(&self, admin: &Identity) -> Vec<HeldReason> {
        let (held, _) = leads::held_forms(&self.services, admin).await.unwrap();
        held.into_iter().map(|one| one.reason).collect()
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_page_makes_one_lead_however_often_it_is_sent(pool: PgPool) {
    let (bed, admin) = installed(pool).await;
    let ticket = bed.ticket();
    bed.advance(30);
    // Pressed twice: both are on their way at once.
    let (one, two) = tokio::join!(
        bed.send(sent(&ticket, "Ana")),
        bed.send(sent(&ticket, "Ana"))
    );
    let both = [one.unwrap(), two.unwrap()];
    assert!(both.contains(&Submitted::Again), "{both:?}");
    assert!(both.iter().any(|one| matches!(one, Submitted::Lead(_))));
    // Sent again after the answer was lost.
    bed.advance(600);
    assert_eq!(
        bed.send(sent(&ticket, "Ana")).await.unwrap(),
        Submitted::Again
    );
    assert_eq!(bed.leads(&admin).await.len(), 1);
    assert_eq!(bed.reasons(&admin).await, []);

    // Something else from the same page makes no lead by itself, and is not lost.
    let press = bed.send_caught(sent(&ticket, "Bea")).await;
    assert_eq!(bed.reasons(&admin).await, [HeldReason::Changed]);
    bed.advance(5);
    let pressed = bed.send(sent(&press, "Bea")).await.unwrap();
    assert!(matches!(pressed, Submitted::Lead(_)));
    assert_eq!(
        bed.send(sent(&press, "Bea")).await.unwrap(),
        Submitted::Again
    );
    assert_eq!(bed.leads(&admin).await.len(), 2);
    assert_eq!(bed.reasons(&admin).await, []);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_looks_like_a_programs_is_put_aside_and_may_be_a_persons(pool: PgPool) {
    let (bed, admin) = installed(pool).await;
    let stale = bed.ticket();
    bed.advance(25 * 3_600);
    let mut forged = bed.ticket();
    forged.replace_range(10..11, if &forged[10..11] == "A" { "B" } else { "A" });
    let fresh = bed.ticket();
    let quick = bed.send_caught(sent(&fresh, "Quick")).await;
    bed.advance(60);
    let decoy = Submission {
        is_decoy_filled: true,
        ..sent(&bed.ticket(), "Decoy")
    };
    let elsewhere = Submission {
        industry: Industry::Legal,
        ..sent(&fresh, "Elsewhere")
    };
    for caught in [
        sent("", "None"),
        sent(&forged, "Forged"),
        sent(&stale, "Stale"),
        decoy,
        elsewhere,
    ] {
        bed.advance(1);
        bed.send_caught(caught).await;
    }
    let reasons = bed.reasons(&admin).await;
    assert_eq!(
        reasons,
        [
            HeldReason::ForgedTicket,
            HeldReason::Decoy,
            HeldReason::StaleTicket,
            HeldReason::ForgedTicket,
            HeldReason::NoTicket,
            HeldReason::TooQuick,
        ]
    );
    assert_eq!(bed.leads(&admin).await.len(), 0);

    // One is looked at by a member, one presses the button; both are leads once.
    let (held, count) = leads::held_forms(&bed.services, &admin).await.unwrap();
    assert_eq!(count, 6);
    let stale = held.iter().find(|one| one.form.name == "Stale").unwrap();
    let lead = leads::accept_held(&bed.services, &admin, stale.id)
        .await
        .unwrap();
    let details = leads::details(&bed.services, &admin, lead).await.unwrap();
    assert_eq!(details.form.consent.unwrap().text, CONSENT_TEXT);
    let again = leads::accept_held(&bed.services, &admin, stale.id).await;
    assert!(matches!(again, Err(LeadError::NotFound)));
    assert!(matches!(
        bed.send(sent(&quick, "Quick")).await.unwrap(),
        Submitted::Lead(_)
    ));
    assert_eq!(bed.leads(&admin).await.len(), 2);

    // Whose text nobody knows has agreed to nothing that we could show.
    let none = held.iter().find(|one| one.form.name == "None").unwrap();
    let lead = leads::accept_held(&bed.services, &admin, none.id)
        .await
        .unwrap();
    let details = leads::details(&bed.services, &admin, lead).await.unwrap();
    assert_eq!(details.form.consent, None);
    let decoy = held.iter().find(|one| one.form.name == "Decoy").unwrap();
    leads::remove_held(&bed.services, &admin, decoy.id)
        .await
        .unwrap();
    assert_eq!(bed.reasons(&admin).await.len(), 2);

    // After thirty days nobody is waited for.
    bed.advance(31 * 86_400);
    jobs::housekeep(&bed.services).await.unwrap();
    assert_eq!(bed.reasons(&admin).await, []);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_button_pressed_at_once_is_shown_again(pool: PgPool) {
    let (bed, admin) = installed(pool).await;
    let first = bed.send_caught(sent("", "Ana")).await;
    let second = bed.send_caught(sent(&first, "Ana")).await;
    bed.advance(2);
    assert!(matches!(
        bed.send(sent(&second, "Ana")).await.unwrap(),
        Submitted::Lead(_)
    ));
    // Both buttons are of one form.
    assert_eq!(
        bed.send(sent(&first, "Ana")).await.unwrap(),
        Submitted::Again
    );
    assert_eq!(bed.leads(&admin).await.len(), 1);
}

/// A run of programs fills its own room and no more; who comes after it is put aside, or keeps their form in their browser.
#[sqlx::test(migrator = "MIGRATOR")]
async fn a_flood_is_bounded_and_takes_no_persons_room(pool: PgPool) {
    let (bed, admin) = installed(pool).await;
    for n in 0..400_u32 {
        let program = ClientInfo {
            address: IpAddr::from([10, 0, u8::try_from(n / 30).unwrap(), 7]),
            user_agent: "Bot".into(),
        };
        let submission = sent("", &format!("Bot {n}"));
        let done = leads::submit_form(&bed.services, submission, &program).await;
        assert!(matches!(done, Ok(Submitted::Held(_))));
    }
    let (_, count) = leads::held_forms(&bed.services, &admin).await.unwrap();
    // Of each address twenty at most.
    assert_eq!(count, 13 * 20 + 10);
    // Another reason has room of its own.
    bed.advance(1);
    let quick = bed.ticket();
    bed.send_caught(sent(&quick, "Ana")).await;
    assert_eq!(
        bed.reasons(&admin)
            .await
            .iter()
            .filter(|one| **one == HeldReason::TooQuick)
            .count(),
        1
    );
    // Who found no room presses the button all the same.
    let press = bed.send_caught(sent("", "Bot 399 and a person")).await;
    bed.advance(5);
    let pressed = bed
        .send(sent(&press, "Bot 399 and a person"))
        .await
        .unwrap();
    assert!(matches!(pressed, Submitted::Lead(_)));
}

/// An office behind one address sends more than the limit in a moment: nobody is lost.
#[sqlx::test(migrator = "MIGRATOR")]
async fn an_office_behind_one_address_loses_nobody(pool: PgPool) {
    let (bed, admin) = installed(pool).await;
    let pages: Vec<String> = (0..45).map(|_| bed.ticket()).collect();
    bed.advance(60);
    let mut presses = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let name = format!("Person {n}");
        if let Submitted::Held(press) = bed.send(sent(page, &name)).await.unwrap() {
            presses.push((press, name));
        }
    }
    assert!(!presses.is_empty(), "the limit is one");
    bed.advance(5);
    for (press, name) in &presses {
        let pressed = bed.send(sent(press, name)).await.unwrap();
        assert!(matches!(pressed, Submitted::Lead(_)), "{name}");
    }
    assert_eq!(bed.leads(&admin).await.len(), 45);
    assert_eq!(bed.reasons(&admin).await, []);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn consent_is_kept_as_it_was_given(pool: PgPool) {
    let (bed, admin) = installed(pool).await;
    let Submitted::Lead(lead) = bed
        .submit(Industry::Solar, filled("Ana"), Touch::default())
        .await
        .unwrap()
    else {
        panic!("not a lead")
    };
    let details = leads::details(&bed.services, &admin, lead).await.unwrap();
    let consent = details.form.consent.unwrap();
    assert_eq!(consent.text, CONSENT_TEXT);
    assert_eq!(consent.at, details.summary.created_at);
    assert_eq!(consent.address.as_deref(), Some("127.0.0.1"));
    assert_eq!(consent.user_agent.as_deref(), Some("Test"));
    let words: Vec<&str> = details
        .form
        .answers
        .iter()
        .map(|one| one.answer.as_str())
        .collect();
    assert_eq!(words, ["A house", "Yes, I own it"]);
    assert_eq!(details.summary.facts.decision_maker, Some(true));
    // The text is kept once.
    let kept: Vec<(String, String)> = sqlx::query_as("select version, text from consent_text")
        .fetch_all(&bed.owner)
        .await
        .unwrap();
    assert_eq!(kept, [(consent.version.unwrap(), CONSENT_TEXT.to_owned())]);
}
