//! What is told besides messages: reactions, where a conversation stands, who is there; and history.

use beckon_domain::conversation::{ConversationStatus, Sender};
use beckon_domain::id::ConversationId;
use beckon_domain::presence::{Presence, Present};
use beckon_domain::protocol::{ClientFrame, HistoryCursor, PAGE, Refusal, ServerFrame};
use beckon_domain::reaction::{Emoji, Reaction};
use beckon_services::conversations;
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, Client, begin};

impl Client {
    async fn follow(&mut self, conversation: ConversationId, after: Option<i64>) {
        let frame = ClientFrame::Follow {
            conversation,
            after,
        };
        self.send(&frame).await;
    }

    async fn react(&mut self, conversation: ConversationId, emoji: Emoji, on: bool) {
        let frame = ClientFrame::React {
            conversation,
            number: 2,
            emoji,
            on,
        };
        self.send(&frame).await;
    }

    /// The reactions of message 2, once they are told.
    async fn reactions(&mut self) -> Vec<Reaction> {
        self.wait(|frame| match frame {
            ServerFrame::Reactions { mut reactions, .. } => {
                let one = reactions.pop()?;
                assert_eq!(one.number, 2);
                Some(one.reactions)
            }
            _ => None,
        })
        .await
    }

    async fn presence_of(&mut self, wanted: Present) -> Presence {
        self.wait(|frame| match frame {
            ServerFrame::Presence { present, presence } if present == wanted => Some(presence),
            _ => None,
        })
        .await
    }

    async fn team_online(&mut self) -> bool {
        self.wait(|frame| match frame {
            ServerFrame::TeamOnline(online) => Some(online),
            _ => None,
        })
        .await
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn reactions_reach_both_sides_and_whoever_comes_back(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (identity, site, session) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (token, conversation) = begin(&mut visitor, "Hi").await;
    let mut agent = bed.agent(&session).await;
    for client in [&mut visitor, &mut agent] {
        client.follow(conversation, Some(0)).await;
        client.read_until("Hi").await;
    }
    let mine = Reaction {
        emoji: Emoji::Heart,
        sender: Sender::Agent,
        account: Some(identity.account),
    };
    let theirs = Reaction {
        emoji: Emoji::Laugh,
        sender: Sender::Visitor,
        account: None,
    };
    for _ in 0..2 {
        agent.react(conversation, Emoji::Heart, true).await;
        assert_eq!(visitor.reactions().await, [mine], "twice is once");
        assert_eq!(agent.reactions().await, [mine]);
    }
    visitor.react(conversation, Emoji::Laugh, true).await;
    assert_eq!(agent.reactions().await, [mine, theirs]);
    drop(visitor);

    for (emoji, client) in [(Emoji::Heart, &mut agent)] {
        client.react(conversation, emoji, false).await;
        assert_eq!(client.reactions().await, [theirs]);
    }
    let (mut again, _) = bed.visitor(&site, Some(token)).await;
    again.follow(conversation, Some(99)).await;
    assert_eq!(again.reactions().await, [theirs]);
    again.react(conversation, Emoji::Laugh, false).await;
    assert_eq!(again.reactions().await, []);
    let mut late = bed.agent(&session).await;
    late.follow(conversation, Some(99)).await;
    assert_eq!(
        late.reactions().await,
        [],
        "what was taken back is told of too"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nobody_reacts_to_what_is_not_theirs_or_not_there(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, _) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "Hi").await;
    let (mut stranger, _) = bed.visitor(&site, None).await;
    begin(&mut stranger, "curious").await;
    visitor.follow(conversation, Some(0)).await;
    for client in [&mut stranger, &mut visitor] {
        let frame = ClientFrame::React {
            conversation,
            number: 1_000,
            emoji: Emoji::Sad,
            on: true,
        };
        client.send(&frame).await;
        let refused = |frame| match frame {
            ServerFrame::Refused { reason, .. } => Some(reason),
            _ => None,
        };
        assert_eq!(client.wait(refused).await, Refusal::UnknownConversation);
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn history_goes_both_ways_page_by_page(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (_, site, session) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "first").await;
    let mut agent = bed.agent(&session).await;
    agent.follow(conversation, None).await;
    for n in 0..220 {
        agent.post(Some(conversation), &format!("n{n}")).await;
    }
    agent.read_until("n219").await;

    visitor.follow(conversation, None).await;
    let messages = |frame| match frame {
        ServerFrame::Messages(messages) => Some(messages),
        _ => None,
    };
    let last = visitor.wait(messages).await;
    assert_eq!(i64::try_from(last.len()).unwrap(), PAGE);
    assert_eq!(last.last().unwrap().content, "n219");
    let first = last[0].number;
    let numbers = async |visitor: &mut Client, cursor| -> Vec<i64> {
        let frame = ClientFrame::History {
            conversation,
            cursor,
        };
        visitor.send(&frame).await;
        let page = |frame| match frame {
            ServerFrame::History { messages, .. } => Some(messages),
            _ => None,
        };
        let messages = visitor.wait(page).await;
        messages.iter().map(|message| message.number).collect()
    };
    let before = numbers(&mut visitor, HistoryCursor::Before(first)).await;
    assert!(before.iter().copied().eq(first - PAGE..first));
    let oldest = numbers(&mut visitor, HistoryCursor::Before(first - PAGE)).await;
    assert!(oldest.iter().copied().eq(1..first - PAGE));
    let after = numbers(&mut visitor, HistoryCursor::After(3)).await;
    assert!(after.iter().copied().eq(4..4 + PAGE));

    agent.post(Some(conversation), "live").await;
    assert_eq!(visitor.read_until("live").await, ["live"]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_visitor_hears_that_the_conversation_was_closed(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (identity, site, _) = bed.buyer("acme").await;
    let (mut visitor, _) = bed.visitor(&site, None).await;
    let (_, conversation) = begin(&mut visitor, "Hi").await;
    visitor.follow(conversation, Some(0)).await;
    let status = |frame| match frame {
        ServerFrame::Status { status, .. } => Some(status),
        _ => None,
    };
    assert_eq!(visitor.wait(status).await, ConversationStatus::Active);
    let closed = ConversationStatus::Closed;
    conversations::set_status(&bed.services, &identity, conversation, closed)
        .await
        .unwrap();
    assert_eq!(visitor.wait(status).await, closed);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_is_there_is_told_from_connections(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (identity, site, session) = bed.buyer("acme").await;
    let me = Present::Member(identity.account);
    let (mut visitor, _) = bed.visitor(&site, None).await;
    assert!(!visitor.team_online().await);
    let (_, conversation) = begin(&mut visitor, "Hi").await;

    let mut agent = bed.agent(&session).await;
    assert_eq!(agent.presence_of(me).await, Presence::Online);
    assert!(visitor.team_online().await);
    let them = Present::Visitor(conversation);
    agent.follow(conversation, None).await;
    assert_eq!(agent.presence_of(them).await, Presence::Online);
    visitor.send(&ClientFrame::Presence(Presence::Away)).await;
    assert_eq!(agent.presence_of(them).await, Presence::Away);
    agent.send(&ClientFrame::Presence(Presence::Away)).await;
    assert!(!visitor.team_online().await);

    let second_tab = bed.agent(&session).await;
    assert!(visitor.team_online().await);
    drop(second_tab);
    assert!(!visitor.team_online().await, "after the grace");
    drop(visitor);
    assert_eq!(agent.presence_of(them).await, Presence::Offline);
}
