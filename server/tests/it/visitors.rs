//! What host pages say of visitors, and how many of them there may be.

use std::time::Duration;

use beckon_domain::attribution::Touch;
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, Refusal, ServerFrame, VERSION, Visit};
use beckon_domain::site::Site;
use beckon_services::sites::rotate_identity_secret;
use beckon_store::{MIGRATOR, visitors};
use sqlx::PgPool;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::bed::{Bed, Client, begin};

/// A hundred people of one office begin at once, and one more of them floods: all are heard, and only the flood ebbs.
#[sqlx::test(migrator = "MIGRATOR")]
async fn a_hundred_people_behind_one_address(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let (mut flooder, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut flooder, "Hi").await;
    for n in 0..200 {
        flooder
            .post(Some(conversation), &format!("flood {n}"))
            .await;
    }
    let flood = tokio::spawn(async move {
        let (mut kept, mut told) = (0, 0);
        while kept + told < 200 {
            match flooder.next().await {
                ServerFrame::Acknowledged { .. } => kept += 1,
                ServerFrame::Refused {
                    reason: Refusal::TooMany { seconds },
                    ..
                } => {
                    assert!((1..=3).contains(&seconds));
                    told += 1;
                }
                ServerFrame::Refused { .. } => told += 1,
                _ => {}
            }
        }
        kept
    });
    let mut office = JoinSet::new();
    for n in 0..100 {
        // It is about limits, not about how many a test's few database connections serve at once.
        if office.len() >= 8 {
            office.join_next().await.unwrap().unwrap();
        }
        let (mut visitor, _) = bed.visitor(&site, None).await;
        office.spawn(async move {
            let conversation = insist(&mut visitor, None, &format!("I am {n}")).await;
            insist(&mut visitor, Some(conversation), "Anybody there?").await;
        });
    }
    while let Some(done) = timeout(Duration::from_mins(1), office.join_next())
        .await
        .unwrap()
    {
        done.unwrap();
    }
    let kept = flood.await.unwrap();
    assert!(
        (30..60).contains(&kept),
        "{kept} messages of the flood were kept"
    );
}

/// Sends a message, and again while the test's few database connections are all busy; it must not be too much.
async fn insist(
    client: &mut Client,
    conversation: Option<ConversationId>,
    content: &str,
) -> ConversationId {
    let client_id = ClientMessageId::random();
    loop {
        let post = ClientFrame::Post {
            client_id,
            conversation,
            content: content.to_owned(),
            attachment: None,
        };
        client.send(&post).await;
        let answer = client.wait(|frame| match frame {
            ServerFrame::Acknowledged { conversation, .. } => Some(Some(conversation)),
            ServerFrame::Refused {
                reason: Refusal::Unavailable,
                ..
            } => Some(None),
            ServerFrame::Refused { reason, .. } => panic!("{reason}"),
            _ => None,
        });
        if let Some(conversation) = answer.await {
            return conversation;
        }
    }
}

fn visit(site: &Site, identity: Option<String>) -> Visit {
    Visit {
        site: site.key.clone(),
        token: None,
        touch: Touch::default(),
        page_views: 1,
        seconds_on_site: 5,
        language: "en".into(),
        identity,
    }
}

async fn said(client: &mut Client, frame: ClientFrame) -> ServerFrame {
    client.send(&frame).await;
    client
        .wait(|frame| match frame {
            ServerFrame::Welcome { .. } | ServerFrame::Refused { .. } => Some(frame),
            _ => None,
        })
        .await
}

/// A token for an hour. What signs it is tested where it is checked; here it is made by hand.
fn token(secret: &str, customer: &str) -> String {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use hmac::Mac as _;

    let expires = beckon_services::Clock::system().now().timestamp() + 3600;
    let claims = format!(r#"{{"sub":"{customer}","exp":{expires}}}"#);
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256"}"#),
        URL_SAFE_NO_PAD.encode(claims)
    );
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!(
        "{signed}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_customer_is_known_in_every_browser(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (owner, site, _) = bed.buyer("acme").await;
    let secret = rotate_identity_secret(&bed.services, &owner, site.id)
        .await
        .unwrap();
    let (mut first, _) = bed.visitor(&site, None).await;
    first
        .send(&ClientFrame::Attributes {
            json: r#"{"plan":"pro"}"#.into(),
        })
        .await;
    first
        .send(&ClientFrame::Track {
            event: "Signed in".into(),
        })
        .await;
    let identify = ClientFrame::Identify {
        token: token(&secret, "42"),
    };
    assert_eq!(
        said(&mut first, identify.clone()).await,
        ServerFrame::Welcome { conversation: None }
    );
    let (_, conversation) = begin(&mut first, "Hello").await;

    let (mut second, _) = bed.visitor(&site, None).await;
    let welcome = ServerFrame::Welcome {
        conversation: Some(conversation),
    };
    assert_eq!(said(&mut second, identify).await, welcome);
    let sent = second
        .post(Some(conversation), "Again, from elsewhere")
        .await;
    second
        .wait(|frame| {
            matches!(frame, ServerFrame::Acknowledged { client_id, .. } if client_id == sent)
                .then_some(())
        })
        .await;

    let mut tx = bed.services.store.tenant(owner.organization).await.unwrap();
    let profile = visitors::profile(&mut tx, conversation, 10)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(profile.attributes["plan"], "pro");
    assert_eq!(profile.events[0].0, "Signed in");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_is_not_vouched_for_writes_all_the_same(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let mut visitor = bed.connect(None).await;
    let hello = ClientFrame::Hello {
        version: VERSION,
        visit: Some(visit(&site, Some(token("guessed", "42")))),
    };
    assert_eq!(
        said(&mut visitor, hello).await,
        ServerFrame::Welcome { conversation: None }
    );
    let refused = |reason| ServerFrame::Refused {
        client_id: None,
        reason,
    };
    let told = visitor
        .wait(|frame| matches!(frame, ServerFrame::Refused { .. }).then_some(frame))
        .await;
    assert_eq!(told, refused(Refusal::BadIdentity));
    let forged = ClientFrame::Identify {
        token: token("guessed", "42"),
    };
    assert_eq!(
        said(&mut visitor, forged).await,
        refused(Refusal::BadIdentity)
    );
    let nested = ClientFrame::Attributes {
        json: r#"{"a":{}}"#.into(),
    };
    assert_eq!(said(&mut visitor, nested).await, refused(Refusal::BadValue));
    begin(&mut visitor, "Hello all the same").await;
}
