use beckon_domain::conversation::{PartialAnswer, Sender};
use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::{ClientFrame, ServerFrame, VERSION_OLDEST};
use beckon_realtime::{Event, Topic};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, begin};

#[sqlx::test(migrator = "MIGRATOR")]
async fn visitor_and_agent_hear_each_other_live(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, session) = bed.buyer("acme").await;
    let mut agent = bed.agent(&session).await;
    let (mut visitor, none) = bed.visitor(&site, None).await;
    assert_eq!(none, None);

    let (_, conversation) = begin(&mut visitor, "Hello?").await;
    visitor
        .send(&ClientFrame::Follow {
            conversation,
            after: Some(0),
        })
        .await;
    let line = agent
        .wait(|frame| match frame {
            ServerFrame::Conversation(line) => Some(line),
            _ => None,
        })
        .await;
    assert_eq!((line.id, line.unread() > 0), (conversation, true));

    agent
        .send(&ClientFrame::Follow {
            conversation,
            after: Some(0),
        })
        .await;
    agent.read_until("Hello?").await;
    agent.send(&ClientFrame::Typing { conversation }).await;
    let typist = visitor
        .wait(|frame| match frame {
            ServerFrame::Typing { sender, name, .. } => Some((sender, name)),
            _ => None,
        })
        .await;
    assert_eq!(typist, (Sender::Agent, Some("Owner of acme".to_owned())));
    agent.post(Some(conversation), "Hi, how can I help?").await;
    visitor.read_until("Hi, how can I help?").await;

    visitor
        .send(&ClientFrame::Read {
            conversation,
            upto: 99,
        })
        .await;
    agent
        .wait(|frame| {
            matches!(
                frame,
                ServerFrame::Read {
                    sender: Sender::Visitor,
                    ..
                }
            )
            .then_some(())
        })
        .await;
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_answer_is_told_while_it_comes_to_whoever_can_show_it(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (identity, site, session) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "Hello?").await;
    let mut agent = bed.agent(&session).await;
    // A page that was loaded before the server was renewed.
    let mut old = bed.connect(Some(&session)).await;
    old.send(&ClientFrame::Hello {
        version: VERSION_OLDEST,
        visit: None,
    })
    .await;
    let (mut stranger, _) = bed.visitor(&site, None).await;
    for client in [&mut visitor, &mut agent, &mut old] {
        let after = Some(0);
        let follow = ClientFrame::Follow {
            conversation,
            after,
        };
        client.send(&follow).await;
        client.read_until("Hello?").await;
        // The answer to a ping says that all before it was obeyed.
        client.send(&ClientFrame::Ping).await;
        client
            .wait(|frame| (frame == ServerFrame::Pong).then_some(()))
            .await;
    }
    let partial = PartialAnswer {
        conversation,
        client_id: ClientMessageId::random(),
        revision: 7,
        content: "Good day".to_owned(),
    };
    let topic = Topic::Conversation(identity.organization, conversation);
    let bus = &bed.services.bus;
    bus.publish(topic, Event::Partial(partial.clone()));
    for client in [&mut visitor, &mut agent] {
        let told = client
            .wait(|frame| match frame {
                ServerFrame::Partial(partial) => Some(partial),
                _ => None,
            })
            .await;
        assert_eq!(told, partial);
    }
    for client in [&mut old, &mut stranger] {
        client.send(&ClientFrame::Ping).await;
        client
            .wait(|frame| match frame {
                ServerFrame::Partial(_) => panic!("not for this client"),
                frame => (frame == ServerFrame::Pong).then_some(()),
            })
            .await;
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn after_a_broken_connection_the_rest_comes_in_order(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, session) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (token, conversation) = begin(&mut visitor, "first").await;
    drop(visitor);

    let mut agent = bed.agent(&session).await;
    for n in 0..250 {
        agent.post(Some(conversation), &format!("n{n}")).await;
    }
    agent
        .wait(|frame| {
            matches!(frame, ServerFrame::Acknowledged { number, .. } if number >= 250).then_some(())
        })
        .await;

    let (mut visitor, known) = bed.visitor(&site, Some(token)).await;
    assert_eq!(known, Some(conversation));
    visitor
        .send(&ClientFrame::Follow {
            conversation,
            after: Some(2),
        })
        .await;
    let seen = visitor.read_until("n249").await;
    let mine: Vec<&String> = seen
        .iter()
        .filter(|text| text.starts_with('n') && text[1..].parse::<u32>().is_ok())
        .collect();
    assert_eq!(mine.len(), 250);
    assert!(
        mine.iter()
            .enumerate()
            .all(|(n, text)| **text == format!("n{n}")),
        "in order, without a gap"
    );
    assert!(
        !seen.contains(&"first".to_owned()),
        "what is held is not sent again"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_message_sent_again_keeps_its_number(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "Hi").await;
    let client_id = ClientMessageId::random();
    let mut numbers = Vec::new();
    for _ in 0..2 {
        let post = ClientFrame::Post {
            client_id,
            conversation: Some(conversation),
            content: "once".into(),
            attachment: None,
        };
        visitor.send(&post).await;
        numbers.push(
            visitor
                .wait(|frame| match frame {
                    ServerFrame::Acknowledged {
                        client_id: id,
                        number,
                        ..
                    } if id == client_id => Some(number),
                    _ => None,
                })
                .await,
        );
    }
    assert_eq!(numbers[0], numbers[1]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_revoked_session_is_cut_off(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (identity, _, session) = bed.buyer("acme").await;
    let mut agent = bed.agent(&session).await;
    agent.send(&ClientFrame::Ping).await;
    agent
        .wait(|frame| (frame == ServerFrame::Pong).then_some(()))
        .await;
    beckon_services::accounts::sign_out(&bed.services, &identity)
        .await
        .unwrap();
    agent.send(&ClientFrame::Ping).await;
    agent.closed().await;
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_stopping_server_says_goodbye(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, _, session) = bed.buyer("acme").await;
    let mut agent = bed.agent(&session).await;
    bed.stopping.cancel();
    agent.closed().await;
}
