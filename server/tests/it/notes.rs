use beckon_domain::id::ClientMessageId;
use beckon_domain::protocol::{ClientFrame, Refusal, ServerFrame};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, begin};

#[sqlx::test(migrator = "MIGRATOR")]
async fn agents_read_notes_and_visitors_never_get_one(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (identity, site, session) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "Hello?").await;
    let follow = ClientFrame::Follow {
        conversation,
        after: Some(0),
    };
    visitor.send(&follow).await;
    visitor.read_until("Hello?").await;
    let (mut writer, mut reader) = (bed.agent(&session).await, bed.agent(&session).await);
    reader.send(&follow).await;
    reader.read_until("Hello?").await;

    let client_id = ClientMessageId::random();
    let note = ClientFrame::Note {
        client_id,
        conversation,
        content: "She owes us money".into(),
        mentions: vec![identity.account],
    };
    // Sent twice, as after a broken line, it is stored once.
    for _ in 0..2 {
        writer.send(&note).await;
        let notes = writer.wait(notes).await;
        assert_eq!((notes.len(), notes[0].client_id), (1, client_id));
    }
    assert_eq!(reader.wait(notes).await[0].content, "She owes us money");
    let mut late = bed.agent(&session).await;
    late.send(&follow).await;
    assert_eq!(late.wait(notes).await.len(), 1);

    // The visitor neither hears of it, nor gets it on following anew, nor may write one.
    visitor.send(&note).await;
    visitor.send(&follow).await;
    visitor.send(&ClientFrame::Ping).await;
    let mut was_refused = false;
    loop {
        match visitor.next().await {
            ServerFrame::Notes(notes) => panic!("a visitor got {notes:?}"),
            ServerFrame::Refused { reason, .. } => was_refused = reason == Refusal::NotAllowed,
            ServerFrame::Pong => break,
            _ => {}
        }
    }
    assert!(was_refused);
}

fn notes(frame: ServerFrame) -> Option<Vec<beckon_domain::note::Note>> {
    match frame {
        ServerFrame::Notes(notes) => Some(notes),
        _ => None,
    }
}
