//! Messages of several people and organizations in one commit: each as if it had come alone.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod fixture;

use std::collections::HashSet;

use beckon_domain::conversation::{ConversationStatus, MessageKind, Sender};
use beckon_domain::id::{AccountId, ClientMessageId};
use beckon_store::conversations::{self, Author, NewPost, Outcome};
use beckon_store::{MIGRATOR, StoreError};
use proptest::prelude::{Strategy as _, any};
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use sqlx::PgPool;

use fixture::{Bed, Talk, now};

/// The assistant's turn.
const REPLY: &str = "assistant.reply";

/// Members hear that somebody wrote.
const TELL: &str = "notifications.tell";

fn number(outcome: &Outcome) -> i64 {
    match outcome {
        Outcome::Stored(number, _) | Outcome::Known(number) => *number,
        other => panic!("{other:?}"),
    }
}

/// Batches of messages for some of the conversations, by both sides, some of them sent more than once: in the same
/// batch, in two that are written at the same time, or in a later one.
fn batches(talks: &[Talk], runner: &mut TestRunner) -> Vec<Vec<NewPost>> {
    let one = (0..talks.len(), 0..40_u128, any::<bool>());
    let some = proptest::collection::vec(proptest::collection::vec(one, 1..30), 4..16);
    let drawn = some.new_tree(runner).unwrap().current();
    let post = |(talk, id, visitor): (usize, u128, bool)| {
        let talk: Talk = talks[talk];
        if visitor {
            talk.by_visitor(id)
        } else {
            talk.by_agent(id)
        }
    };
    let batch = |batch: Vec<_>| batch.into_iter().map(post).collect();
    drawn.into_iter().map(batch).collect()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn every_message_once_and_numbered_without_a_gap(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let mut runner = TestRunner::deterministic();
    for _ in 0..12 {
        let (a, b) = (bed.talk().await, bed.talk().await);
        let talks = [a, bed.second(a).await, b, bed.second(b).await];
        let batches = batches(&talks, &mut runner);
        let written = batches
            .iter()
            .map(|batch| conversations::post(&bed.store, batch, now()));
        let outcomes = futures::future::try_join_all(written).await.unwrap();

        for talk in talks {
            let log = bed.log(talk).await;
            assert!(
                log.iter()
                    .map(|(number, _)| *number)
                    .eq((1..).take(log.len()))
            );
            let ids: HashSet<ClientMessageId> = log.iter().map(|(_, id)| *id).collect();
            assert_eq!(ids.len(), log.len(), "each once");
            let mine = |post: &NewPost| post.conversation == talk.conversation;
            let sent: HashSet<ClientMessageId> = batches
                .iter()
                .flatten()
                .filter(|post| mine(post))
                .map(|post| post.client_id)
                .collect();
            assert_eq!(ids, sent, "all of them");
            for (batch, outcomes) in batches.iter().zip(&outcomes) {
                let mut last = 0;
                for (post, outcome) in batch.iter().zip(outcomes).filter(|(post, _)| mine(post)) {
                    assert!(log.contains(&(number(outcome), post.client_id)));
                    if let Outcome::Stored(number, _) = outcome {
                        assert!(*number > last, "in the order of the batch");
                        last = *number;
                    }
                }
            }
        }
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nobody_writes_into_somebody_elses_conversation(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (mine, theirs) = (bed.talk().await, bed.talk().await);
    let neighbour = bed.second(mine).await;
    let foreign = NewPost {
        conversation: theirs.conversation,
        ..mine.by_agent(1)
    };
    let other_visitor = NewPost {
        author: Author::Visitor(neighbour.visitor),
        ..mine.by_visitor(2)
    };
    let borrowed = NewPost {
        author: Author::Visitor(theirs.visitor),
        ..foreign.clone()
    };
    let outcomes = bed
        .post(&[
            foreign,
            other_visitor,
            mine.by_visitor(3),
            borrowed,
            theirs.by_agent(4),
        ])
        .await;
    assert_eq!(outcomes[0], Outcome::UnknownConversation);
    assert_eq!(outcomes[1], Outcome::UnknownConversation);
    assert_eq!(number(&outcomes[2]), 1);
    assert_eq!(outcomes[3], Outcome::UnknownConversation);
    assert_eq!(number(&outcomes[4]), 1);
    assert_eq!(bed.log(theirs).await.len(), 1);
    let member_of_other = NewPost {
        author: Author::Agent(theirs.agent),
        ..mine.by_agent(5)
    };
    let refused = conversations::post(&bed.store, &[member_of_other], now()).await;
    assert!(matches!(refused, Err(StoreError::Refused(_))));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_file_is_sent_once_and_by_its_owner(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let talk = bed.talk().await;
    let neighbour = bed.second(talk).await;
    let file = bed.upload(talk).await;
    let with_file = |post: NewPost| NewPost {
        attachment: Some(file.clone()),
        kind: MessageKind::File,
        content: String::new(),
        ..post
    };
    let outcomes = bed
        .post(&[
            with_file(talk.by_agent(1)),
            with_file(neighbour.by_visitor(2)),
            talk.by_visitor(3),
            with_file(talk.by_visitor(4)),
            with_file(talk.by_visitor(5)),
            with_file(talk.by_visitor(4)),
        ])
        .await;
    assert_eq!(outcomes[0], Outcome::UnknownAttachment, "another's");
    assert_eq!(outcomes[1], Outcome::UnknownAttachment, "elsewhere");
    assert_eq!(number(&outcomes[2]), 1);
    assert!(
        matches!(&outcomes[3], Outcome::Stored(2, Some(line)) if line.summary.preview == "plan.pdf")
    );
    assert_eq!(outcomes[4], Outcome::UnknownAttachment, "twice at once");
    assert_eq!(outcomes[5], Outcome::Known(2));
    let later = bed
        .post(&[with_file(talk.by_visitor(6)), with_file(talk.by_visitor(4))])
        .await;
    assert_eq!(later, [Outcome::UnknownAttachment, Outcome::Known(2)]);
    let mut tx = bed.store.tenant(talk.organization).await.unwrap();
    let stored = conversations::last(&mut tx, talk.conversation, 1)
        .await
        .unwrap();
    assert_eq!(stored[0].attachment.as_ref(), Some(&file));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_burst_waits_as_one_job_of_a_kind_until_a_person_answers(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let talk = bed.talk().await;
    bed.post(&[talk.by_visitor(1), talk.by_visitor(2)]).await;
    bed.post(&[talk.by_visitor(3)]).await;
    assert_eq!(bed.jobs(talk).await, [REPLY, TELL]);
    bed.run("update job set locked_until = now()".to_owned())
        .await;
    bed.post(&[talk.by_visitor(4)]).await;
    assert_eq!(
        bed.jobs(talk).await,
        [REPLY, REPLY, TELL, TELL],
        "one at work may have read already"
    );
    bed.run("delete from job".to_owned()).await;
    bed.post(&[talk.by_visitor(5), talk.by_agent(6)]).await;
    bed.post(&[talk.by_visitor(7)]).await;
    assert_eq!(bed.jobs(talk).await, [TELL]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_line_is_told_as_it_is_then(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let talk = bed.talk().await;
    let (agent, conversation) = (talk.agent, talk.conversation);
    bed.run(format!(
        "update conversation set status = 'archived', snoozed_until = now(), snoozed_by = '{agent}' where id = '{conversation}'"
    ))
    .await;
    let outcomes = bed.post(&[talk.by_visitor(1), talk.by_visitor(2)]).await;
    assert_eq!(outcomes[0], Outcome::Stored(1, None));
    let Outcome::Stored(2, Some(line)) = &outcomes[1] else {
        panic!("{outcomes:?}")
    };
    assert!(line.reopened);
    let mut tx = bed.store.tenant(talk.organization).await.unwrap();
    let read = conversations::summary(&mut tx, conversation).await.unwrap();
    assert_eq!(read.as_ref(), Some(&line.summary));
    assert_eq!(line.summary.status, ConversationStatus::Active);
    assert_eq!(line.summary.snoozed_until, None);
    assert_eq!(
        (line.summary.unread(), line.summary.assignee),
        (2, None::<AccountId>)
    );
    drop(tx);

    let outcomes = bed.post(&[talk.by_agent(3), talk.by_visitor(4)]).await;
    let Outcome::Stored(4, Some(line)) = &outcomes[1] else {
        panic!("{outcomes:?}")
    };
    assert!(!line.reopened);
    assert_eq!(
        (line.summary.unread(), line.summary.assignee),
        (1, Some(agent))
    );
    assert_eq!(line.summary.last_sender, Sender::Visitor);
}
