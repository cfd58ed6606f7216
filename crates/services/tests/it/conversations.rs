use beckon_domain::account::Identity;
use beckon_domain::conversation::Sender;
use beckon_domain::id::{AccountId, ClientMessageId};
use beckon_domain::inbox::{InboxFilter, InboxLines, InboxPage};
use beckon_realtime::{Event, Heard, Topic};
use beckon_services::conversations::{self, ConversationError, KnownVisitor};
use beckon_store::MIGRATOR;
use sqlx::PgPool;
use tokio::task::JoinSet;

use crate::bed::{Bed, draft, visit};

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_conversation_from_first_message_to_an_agents_answer(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let mut ear = bed.services.bus.listen();
    ear.follow(Topic::Inbox(owner.organization)).await;

    let begun = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi there",
        )
        .await
        .unwrap();
    assert_eq!(begun.posted.number, 2, "the greeting is number 1");
    let Heard::Event(event) = ear.hear().await else {
        panic!("lagged")
    };
    assert!(matches!(&*event, Event::Conversation(line) if line.preview == "Hi there"));

    bed.work().await;
    let conversation = begun.posted.conversation;
    conversations::post_as_agent(
        &bed.services,
        &owner,
        draft(conversation, ClientMessageId::random(), "Hello!"),
    )
    .await
    .unwrap();
    let history = conversations::history(&bed.services, &owner, conversation)
        .await
        .unwrap();
    let senders: Vec<Sender> = history.iter().map(|message| message.sender).collect();
    assert_eq!(
        senders,
        [
            Sender::Assistant,
            Sender::Visitor,
            Sender::Assistant,
            Sender::Agent
        ]
    );
    assert_eq!(
        history
            .iter()
            .map(|message| message.number)
            .collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    assert_eq!(history[3].sender_name.as_deref(), Some("Owner of acme"));

    let line = conversations::find(&bed.services, &owner, conversation)
        .await
        .unwrap();
    assert_eq!((line.assignee, line.unread()), (Some(owner.account), 0));
    let again = ClientMessageId::random();
    conversations::post_as_visitor(
        &bed.services,
        owner.organization,
        begun.visitor,
        draft(conversation, again, "Thanks"),
    )
    .await
    .unwrap();
    bed.work().await;
    let last = conversations::history(&bed.services, &owner, conversation)
        .await
        .unwrap()
        .pop()
        .unwrap();
    assert_eq!(
        last.content, "Thanks",
        "the assistant is silent once a person has answered"
    );
}

/// The answer to a first message may be lost with the connection: it is sent again, by somebody who has no token yet.
#[sqlx::test(migrator = "MIGRATOR")]
async fn a_first_message_sent_twice_is_one_visitor_and_one_message(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let client_id = ClientMessageId::random();
    let first = bed
        .begin(owner.organization, &site, None, client_id, "Hi")
        .await
        .unwrap();
    let second = bed
        .begin(owner.organization, &site, None, client_id, "Hi")
        .await
        .unwrap();
    assert_eq!(
        (first.visitor, &first.token, first.posted),
        (second.visitor, &second.token, second.posted)
    );
    let other = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    assert_ne!(other.visitor, first.visitor);
    assert_eq!(
        conversations::inbox(&bed.services, &owner, InboxFilter::All, InboxPage::Newest)
            .await
            .unwrap()
            .lines
            .len(),
        2
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn numbers_have_no_gap_and_no_double_under_concurrency(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let begun = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    let conversation = begun.posted.conversation;

    let mut tasks = JoinSet::new();
    for _ in 0..6 {
        let (services, owner) = (bed.services.clone(), owner.clone());
        tasks.spawn(async move {
            let mut numbers = Vec::new();
            for _ in 0..15 {
                let id = ClientMessageId::random();
                let twice = [
                    conversations::post_as_agent(&services, &owner, draft(conversation, id, "x")),
                    conversations::post_as_agent(&services, &owner, draft(conversation, id, "x")),
                ];
                let [first, second] = twice;
                let (first, second) = tokio::join!(first, second);
                assert_eq!(first.unwrap(), second.unwrap(), "sent twice is stored once");
                numbers.push(id);
            }
            numbers
        });
    }
    let sent: Vec<ClientMessageId> = tasks.join_all().await.into_iter().flatten().collect();
    let stored = conversations::messages_after(&bed.services, owner.organization, conversation, 2)
        .await
        .unwrap();
    assert_eq!(stored.len(), sent.len());
    assert!(
        stored
            .iter()
            .zip(3..)
            .all(|(message, number)| message.number == number)
    );
    assert!(sent.iter().all(|id| {
        stored
            .iter()
            .filter(|message| message.client_id == *id)
            .count()
            == 1
    }));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_visitor_is_known_by_their_token_alone_and_only_on_their_site(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let (site, second_site) = (bed.site_of(&owner).await, bed.site_of(&owner).await);
    let begun = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    let known = KnownVisitor {
        visitor: begun.visitor,
        conversation: Some(begun.posted.conversation),
    };
    let recognise = async |site, token| {
        conversations::recognise(&bed.services, owner.organization, site, &visit(site, token))
            .await
            .unwrap()
    };
    assert_eq!(
        recognise(&site, Some(begun.token.clone())).await,
        Some(known)
    );
    assert_eq!(
        recognise(&second_site, Some(begun.token.clone())).await,
        None
    );
    assert_eq!(recognise(&site, None).await, None);

    let stranger = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    let conversation = begun.posted.conversation;
    let intruding = conversations::post_as_visitor(
        &bed.services,
        owner.organization,
        stranger.visitor,
        draft(conversation, ClientMessageId::random(), "let me in"),
    );
    assert!(matches!(intruding.await, Err(ConversationError::NotFound)));
    let following = conversations::is_visitors(
        &bed.services,
        owner.organization,
        conversation,
        stranger.visitor,
    );
    assert!(!following.await.unwrap());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn another_organization_reaches_nothing(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (acme, other) = (bed.owner_of("acme").await, bed.owner_of("other").await);
    let site = bed.site_of(&acme).await;
    let begun = bed
        .begin(
            acme.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    let conversation = begun.posted.conversation;
    let id = ClientMessageId::random();
    let found = conversations::find(&bed.services, &other, conversation).await;
    assert!(matches!(found, Err(ConversationError::NotFound)));
    let posted =
        conversations::post_as_agent(&bed.services, &other, draft(conversation, id, "x")).await;
    assert!(matches!(posted, Err(ConversationError::NotFound)));
    let taken = conversations::take(&bed.services, &other, conversation, None).await;
    assert!(matches!(taken, Err(ConversationError::NotFound)));
    assert_eq!(
        conversations::history(&bed.services, &other, conversation)
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        conversations::inbox(&bed.services, &other, InboxFilter::All, InboxPage::Newest)
            .await
            .unwrap(),
        InboxLines::default()
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn reading_is_told_and_counted(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let begun = bed
        .begin(
            owner.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    let conversation = begun.posted.conversation;
    let mut ear = bed.services.bus.listen();
    ear.follow(Topic::Conversation(owner.organization, conversation))
        .await;
    let read = async |upto| {
        conversations::mark_read(
            &bed.services,
            owner.organization,
            conversation,
            Sender::Agent,
            upto,
        )
        .await
        .unwrap();
        conversations::find(&bed.services, &owner, conversation)
            .await
            .unwrap()
            .unread()
    };
    assert_eq!(read(1).await, 1);
    let Heard::Event(event) = ear.hear().await else {
        panic!("lagged")
    };
    assert!(matches!(
        &*event,
        Event::Read {
            upto: 1,
            sender: Sender::Agent,
            ..
        }
    ));
    assert_eq!(read(1_000_000).await, 0, "nobody reads what is not there");
    assert_eq!(read(1).await, 0, "nobody unreads");
}

/// One message that the database refuses (its writer is no member any more) keeps nobody else's from being stored.
#[sqlx::test(migrator = "MIGRATOR")]
async fn a_message_that_cannot_be_stored_holds_up_no_other(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let id = ClientMessageId::random();
    let begun = bed.begin(owner.organization, &site, None, id, "Hi").await;
    let conversation = begun.unwrap().posted.conversation;
    let nobody = Identity {
        account: AccountId::generate(bed.services.clock.now()),
        ..owner.clone()
    };
    let post = async |identity, content| {
        let draft = draft(conversation, ClientMessageId::random(), content);
        conversations::post_as_agent(&bed.services, identity, draft).await
    };
    // The first is under way while the others gather.
    let (first, second, poison, third) = tokio::join!(
        post(&owner, "first"),
        post(&owner, "second"),
        post(&nobody, "poison"),
        post(&owner, "third"),
    );
    assert!(poison.is_err());
    let numbers = [first, second, third].map(|posted| posted.unwrap().number);
    assert_eq!(numbers, [3, 4, 5]);
}
