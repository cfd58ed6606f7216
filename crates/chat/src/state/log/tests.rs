use beckon_domain::conversation::MessageError;
use proptest::prelude::*;

use super::super::simulation::message;
use super::*;

fn id() -> ClientMessageId {
    ClientMessageId::random()
}

fn told(number: MessageNumber) -> Message {
    message(number, Sender::Agent, id(), "hello")
}

fn numbers(log: &Log) -> Vec<Option<MessageNumber>> {
    log.entries().iter().map(|entry| entry.number).collect()
}

fn states(log: &Log) -> Vec<EntryState> {
    log.entries().iter().map(|entry| entry.state).collect()
}

#[test]
fn acknowledgement_and_message_are_one_entry() {
    let mut log = Log::new(Sender::Visitor);
    let mine = id();
    log.receive(&[told(1)]);
    log.write(mine, "hi".to_owned());
    assert_eq!(states(&log), [EntryState::Sent, EntryState::Pending]);
    assert!(log.acknowledge(mine, 2));
    assert_eq!(numbers(&log), [Some(1), Some(2)]);
    log.receive(&[message(2, Sender::Visitor, mine, "hi")]);
    assert_eq!(numbers(&log), [Some(1), Some(2)]);
    assert!(log.entries()[1].at.is_some());
}

#[test]
fn the_message_may_come_before_its_acknowledgement() {
    let mut log = Log::new(Sender::Visitor);
    let mine = id();
    log.write(mine, "hi".to_owned());
    log.receive(&[message(1, Sender::Visitor, mine, "hi")]);
    assert!(!log.acknowledge(mine, 1));
    assert_eq!(states(&log), [EntryState::Sent]);
}

#[test]
fn an_acknowledged_message_takes_its_place_among_the_others() {
    let mut log = Log::new(Sender::Visitor);
    let (first, second) = (id(), id());
    log.write(first, "a".to_owned());
    log.write(second, "b".to_owned());
    log.acknowledge(first, 2);
    log.receive(&[told(1), told(3)]);
    assert_eq!(numbers(&log), [Some(1), Some(2), Some(3), None]);
}

#[test]
fn a_temporary_refusal_is_tried_again_later_and_later() {
    let mut log = Log::new(Sender::Visitor);
    let mine = id();
    log.write(mine, "hi".to_owned());
    log.write(id(), "there".to_owned());
    let mut now = 0.0;
    for delay in [1_000.0, 2_000.0, 4_000.0, 8_000.0, 15_000.0, 15_000.0] {
        assert_eq!(log.next_post(now).map(|(id, _)| id), Some(mine));
        assert!(log.refuse(mine, Refusal::SlowDown, now));
        assert_eq!(log.next_due(), Some(now + delay));
        assert_eq!(
            log.next_post(now + delay - 1.0),
            None,
            "nothing overtakes it"
        );
        now += delay;
    }
    assert_eq!(states(&log), [EntryState::Pending, EntryState::Pending]);
}

#[test]
fn a_final_refusal_waits_for_the_person() {
    let mut log = Log::new(Sender::Visitor);
    let (bad, good) = (id(), id());
    let reason = Refusal::Message(MessageError::TooLong);
    log.write(bad, "x".to_owned());
    log.write(good, "y".to_owned());
    log.next_post(0.0);
    log.refuse(bad, reason, 0.0);
    assert_eq!(
        states(&log),
        [EntryState::Failed(reason), EntryState::Pending]
    );
    assert_eq!(log.next_post(0.0).map(|(id, _)| id), Some(good));

    log.retry(bad);
    assert_eq!(states(&log), [EntryState::Pending, EntryState::Pending]);
    log.acknowledge(good, 1);
    assert_eq!(log.next_post(0.0).map(|(id, _)| id), Some(bad));
    log.remove(bad);
    assert_eq!(
        log.entries().len(),
        2,
        "what is on its way can't be taken back"
    );
    log.refuse(bad, reason, 0.0);
    log.remove(bad);
    assert_eq!(log.entries().len(), 1);
}

#[test]
fn a_late_refusal_does_not_undo_an_acknowledgement() {
    let mut log = Log::new(Sender::Visitor);
    let mine = id();
    log.write(mine, "hi".to_owned());
    log.acknowledge(mine, 1);
    log.refuse(mine, Refusal::UnknownConversation, 0.0);
    assert_eq!(states(&log), [EntryState::Sent]);
}

#[test]
fn only_the_other_side_reads() {
    let mut log = Log::new(Sender::Agent);
    log.receive(&[told(1), message(2, Sender::Visitor, id(), "hi"), told(3)]);
    log.read(Sender::Agent, 3);
    assert_eq!(
        states(&log),
        [EntryState::Sent, EntryState::Read, EntryState::Sent]
    );
    log.read(Sender::Visitor, 1);
    assert_eq!(
        states(&log),
        [EntryState::Read, EntryState::Read, EntryState::Sent]
    );
}

#[test]
fn goes_on_after_what_came_without_a_gap() {
    let mut log = Log::new(Sender::Agent);
    assert_eq!(log.resume_after(), 0);
    log.receive(&[told(251), told(252)]);
    assert_eq!((log.resume_after(), log.has_gap()), (252, false));
    log.receive(&[told(255)]);
    assert_eq!((log.resume_after(), log.has_gap()), (252, true));
    log.receive(&[told(253), told(254)]);
    assert_eq!((log.resume_after(), log.has_gap()), (255, false));
}

#[test]
fn an_acknowledgement_alone_does_not_hide_what_came_before() {
    let mut log = Log::new(Sender::Visitor);
    let mine = id();
    log.write(mine, "hi".to_owned());
    log.acknowledge(mine, 9);
    assert_eq!(log.resume_after(), 0);
    assert_eq!(log.last(), 9);
}

proptest! {
    /// However often and in whatever order messages come, each is there once, and they ascend.
    #[test]
    fn each_number_once_and_ascending(
        (count, deliveries) in (1_usize..40).prop_flat_map(|count| (Just(count), proptest::collection::vec(0..count, 0..120))),
        written in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let mut log = Log::new(Sender::Visitor);
        let messages: Vec<_> = (0..count).map(|at| {
            let sender = if written[at] { Sender::Visitor } else { Sender::Assistant };
            message(MessageNumber::try_from(at).unwrap() + 1, sender, id(), "x")
        }).collect();
        for message in messages.iter().filter(|message| message.sender == Sender::Visitor) {
            log.write(message.client_id, message.content.clone());
        }
        for at in deliveries {
            let message = messages[at].clone();
            if written[at] && at % 2 == 0 {
                log.acknowledge(message.client_id, message.number);
            } else {
                log.receive(&[message]);
            }
            prop_assert!(numbers(&log).iter().flatten().is_sorted_by(|a, b| a < b));
        }
        log.receive(&messages);
        let expected: Vec<_> = messages.iter().map(|message| Some(message.number)).collect();
        prop_assert_eq!(numbers(&log), expected);
        prop_assert!(!log.has_gap());
    }
}
