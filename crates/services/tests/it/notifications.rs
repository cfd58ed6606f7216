use beckon_domain::id::ClientMessageId;
use beckon_domain::notification::NotificationKind;
use beckon_realtime::{Event, Heard, Topic};
use beckon_services::conversations;
use beckon_services::notifications::{self, Raise, raise};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

#[sqlx::test(migrator = "MIGRATOR")]
async fn several_messages_make_one_line_until_it_is_read(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let mut ear = bed.services.bus.listen();
    ear.follow(Topic::Member(owner.organization, owner.account))
        .await;
    let id = ClientMessageId::random();
    let begun = bed
        .begin(owner.organization, &site, None, id, "Hello")
        .await
        .unwrap();
    bed.work().await;
    let Heard::Event(event) = ear.hear().await else {
        panic!("lagged")
    };
    assert!(
        matches!(&*event, Event::Notification(line) if line.kind == NotificationKind::NewConversation && line.detail == "Hello")
    );

    bed.advance(1);
    let conversation = begun.posted.conversation;
    conversations::take(&bed.services, &owner, conversation, None)
        .await
        .unwrap();
    for text in ["One", "Two"] {
        bed.begin(
            owner.organization,
            &site,
            Some(begun.token.clone()),
            ClientMessageId::random(),
            text,
        )
        .await
        .unwrap();
        bed.work().await;
    }
    let bell = notifications::bell(&bed.services, &owner, None)
        .await
        .unwrap();
    assert_eq!(bell.unread, 2);
    let line = &bell.lines[0];
    assert_eq!(
        (line.kind, line.count, line.detail.as_str()),
        (NotificationKind::NewMessage, 2, "Two")
    );
    assert!(line.headline().ends_with("wrote 2 messages"));

    notifications::mark_read(&bed.services, &owner, Some(conversation.into()))
        .await
        .unwrap();
    let bell = notifications::bell(&bed.services, &owner, None)
        .await
        .unwrap();
    assert_eq!(bell.unread, 0);
    assert!(bell.lines.iter().all(|line| line.is_read));
    bed.advance(1);
    bed.begin(
        owner.organization,
        &site,
        Some(begun.token),
        ClientMessageId::random(),
        "Three",
    )
    .await
    .unwrap();
    bed.work().await;
    let bell = notifications::bell(&bed.services, &owner, None)
        .await
        .unwrap();
    assert_eq!((bell.unread, bell.lines[0].count), (1, 1));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_is_not_committed_tells_nobody(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let id = ClientMessageId::random();
    let begun = bed
        .begin(owner.organization, &site, None, id, "Hello")
        .await
        .unwrap();
    let what = Raise {
        kind: NotificationKind::Mention,
        about: begun.posted.conversation.into(),
        title: "Bob",
        detail: "have a look",
        count: 1,
    };
    let mut tx = bed.services.store.tenant(owner.organization).await.unwrap();
    let told = raise(&bed.services, &mut tx, &[owner.account], what)
        .await
        .unwrap();
    drop((tx, told));
    let bell = notifications::bell(&bed.services, &owner, None)
        .await
        .unwrap();
    assert!(bell.lines.is_empty());
}
