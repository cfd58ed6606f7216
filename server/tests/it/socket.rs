//! What nobody should send.

use beckon_domain::attribution::Touch;
use beckon_domain::conversation::MessageError;
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::protocol::{ClientFrame, FRAME_MAX, Refusal, ServerFrame, VERSION, Visit};
use beckon_domain::site::SiteKey;
use beckon_store::MIGRATOR;
use sqlx::PgPool;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message as Raw;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use crate::bed::{Bed, Client, begin};

async fn refusal(client: &mut Client) -> Refusal {
    client
        .wait(|frame| match frame {
            ServerFrame::Refused { reason, .. } => Some(reason),
            _ => None,
        })
        .await
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn malformed_frames_are_answered_and_the_connection_lives(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    for raw in [
        Raw::Binary(vec![].into()),
        Raw::Binary(vec![255; 64].into()),
        Raw::Binary(vec![0; FRAME_MAX + 1].into()),
        Raw::Text("{\"type\":\"post\"}".into()),
    ] {
        visitor.send_raw(raw).await;
        assert_eq!(refusal(&mut visitor).await, Refusal::Malformed);
    }
    begin(&mut visitor, "still there").await;
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn somebody_who_keeps_sending_rubbish_is_cut_off(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let mut client = bed.connect(None).await;
    for _ in 0..20 {
        client.send_raw(Raw::Binary(vec![255].into())).await;
    }
    while client.next_or_close().await.is_some() {}
    let mut huge = bed.connect(None).await;
    huge.send_raw(Raw::Binary(vec![0; 8 * FRAME_MAX].into()))
        .await;
    assert_eq!(huge.next_or_close().await, None);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn hello_comes_first_and_once(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, session) = bed.buyer("acme").await;
    let conversation = ConversationId::generate(chrono::DateTime::UNIX_EPOCH);
    let mut stranger = bed.connect(None).await;
    stranger.post(None, "before hello").await;
    assert_eq!(refusal(&mut stranger).await, Refusal::OutOfTurn);
    stranger
        .send(&ClientFrame::Follow {
            conversation,
            after: Some(0),
        })
        .await;
    assert_eq!(refusal(&mut stranger).await, Refusal::OutOfTurn);
    stranger
        .send(&ClientFrame::Hello {
            version: VERSION,
            visit: None,
        })
        .await;
    assert_eq!(
        refusal(&mut stranger).await,
        Refusal::OutOfTurn,
        "nobody is an agent without a session"
    );
    let mut forged = bed.connect(Some("not a session")).await;
    forged
        .send(&ClientFrame::Hello {
            version: VERSION,
            visit: None,
        })
        .await;
    assert_eq!(refusal(&mut forged).await, Refusal::OutOfTurn);

    let (mut visitor, _) = bed.visitor(&site, None).await;
    visitor
        .send(&ClientFrame::Hello {
            version: VERSION,
            visit: None,
        })
        .await;
    assert_eq!(refusal(&mut visitor).await, Refusal::OutOfTurn);
    let mut old = bed.connect(Some(&session)).await;
    old.send(&ClientFrame::Hello {
        version: VERSION + 1,
        visit: None,
    })
    .await;
    assert_eq!(refusal(&mut old).await, Refusal::Version);
    assert_eq!(old.next_or_close().await, None);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_unknown_site_key_is_told_so(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let mut client = bed.connect(None).await;
    let visit = Visit {
        site: SiteKey::from_bytes([9; 20]),
        token: None,
        touch: Touch::default(),
        page_views: 0,
        seconds_on_site: 0,
        language: "en".into(),
        identity: None,
    };
    client
        .send(&ClientFrame::Hello {
            version: VERSION,
            visit: Some(visit),
        })
        .await;
    assert_eq!(refusal(&mut client).await, Refusal::UnknownSite);
    assert_eq!(client.next_or_close().await, None);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nobody_reaches_into_somebody_elses_conversation(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let (_, _, other_session) = bed.buyer("other").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "private").await;
    let (mut stranger, _) = bed.visitor(&site, None).await;
    begin(&mut stranger, "curious").await;
    for client in [&mut stranger, &mut bed.agent(&other_session).await] {
        client
            .send(&ClientFrame::Follow {
                conversation,
                after: Some(0),
            })
            .await;
        assert_eq!(refusal(client).await, Refusal::UnknownConversation);
        client.post(Some(conversation), "let me in").await;
        assert_eq!(refusal(client).await, Refusal::UnknownConversation);
        client
            .send(&ClientFrame::Read {
                conversation,
                upto: 5,
            })
            .await;
        assert_eq!(refusal(client).await, Refusal::UnknownConversation);
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn text_is_kept_as_written_or_refused_with_a_reason(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, session) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "Hi").await;
    visitor
        .send(&ClientFrame::Follow {
            conversation,
            after: Some(0),
        })
        .await;
    for text in [
        "<script>alert(1)</script>",
        "'; drop table lead; --",
        "🌞👩‍👩‍👧",
        "שלום مرحبا \u{202e}abc",
        "a\u{0}b",
    ] {
        visitor.post(Some(conversation), text).await;
        visitor.read_until(&text.replace('\0', "")).await;
    }
    visitor.post(Some(conversation), " \n ").await;
    assert_eq!(
        refusal(&mut visitor).await,
        Refusal::Message(MessageError::Empty)
    );
    visitor.post(Some(conversation), &"x".repeat(4_001)).await;
    assert_eq!(
        refusal(&mut visitor).await,
        Refusal::Message(MessageError::TooLong)
    );
    let mut agent = bed.agent(&session).await;
    agent.post(None, "to whom?").await;
    assert_eq!(refusal(&mut agent).await, Refusal::UnknownConversation);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_flood_is_slowed_down_and_nothing_acknowledged_is_lost(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (token, conversation) = begin(&mut visitor, "Hi").await;
    let mut sent = Vec::new();
    for n in 0..40 {
        sent.push(
            visitor
                .post(Some(conversation), &format!("flood {n}"))
                .await,
        );
    }
    let (mut kept, mut slowed) = (Vec::new(), 0);
    while kept.len() + slowed < 40 {
        match visitor.next().await {
            ServerFrame::Acknowledged { client_id, .. } if sent.contains(&client_id) => {
                kept.push(client_id);
            }
            ServerFrame::Refused {
                client_id: Some(_),
                reason: Refusal::SlowDown | Refusal::TooMany { .. },
            } => slowed += 1,
            _ => {}
        }
    }
    assert!(slowed > 0 && !kept.is_empty());
    let (mut again, _) = bed.visitor(&site, Some(token)).await;
    again
        .send(&ClientFrame::Follow {
            conversation,
            after: Some(0),
        })
        .await;
    let mut found: Vec<ClientMessageId> = Vec::new();
    while !kept.iter().all(|id| found.contains(id)) {
        if let ServerFrame::Messages(messages) = again.next().await {
            found.extend(messages.into_iter().map(|message| message.client_id));
        }
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_page_of_another_origin_gets_no_socket(pool: PgPool) {
    let bed = Bed::new(pool).await;
    for origin in [Some("https://evil.example"), Some("null"), None] {
        let mut request = format!("ws://{}/ws", bed.address)
            .into_client_request()
            .unwrap();
        if let Some(origin) = origin {
            request
                .headers_mut()
                .insert("origin", origin.parse().unwrap());
        }
        let error = connect_async(request).await.unwrap_err();
        assert!(error.to_string().contains("403"), "{origin:?}: {error}");
    }
}
