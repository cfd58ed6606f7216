use beckon_domain::conversation::MessageError;
use beckon_domain::protocol::HistoryCursor;
use proptest::prelude::*;

use super::super::simulation::message;
use super::super::{Chip, Entry, EntryState};
use super::*;

fn id() -> ClientMessageId {
    ClientMessageId::random()
}

fn told(number: MessageNumber) -> Message {
    message(number, Sender::Agent, id(), "hello")
}

fn no_chips(_: &Message) -> Vec<Chip> {
    Vec::new()
}

fn numbers(log: &Log) -> Vec<Option<MessageNumber>> {
    log.entries(no_chips)
        .iter()
        .map(|entry| entry.number)
        .collect()
}

fn states(log: &Log) -> Vec<EntryState> {
    log.entries(no_chips)
        .iter()
        .map(|entry| entry.state)
        .collect()
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
    assert!(log.entries(no_chips)[1].at.is_some());
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
        assert_eq!(log.next_post(now).map(|post| post.id), Some(mine));
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
    assert_eq!(log.next_post(0.0).map(|post| post.id), Some(good));

    log.retry(bad);
    assert_eq!(states(&log), [EntryState::Pending, EntryState::Pending]);
    log.acknowledge(good, 1);
    assert_eq!(log.next_post(0.0).map(|post| post.id), Some(bad));
    log.remove(bad);
    assert_eq!(
        log.entries(no_chips).len(),
        2,
        "what is on its way can't be taken back"
    );
    log.refuse(bad, reason, 0.0);
    log.remove(bad);
    assert_eq!(log.entries(no_chips).len(), 1);
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
    assert_eq!(log.resume_after(), None);
    log.receive(&[told(251), told(252)]);
    assert_eq!((log.resume_after(), log.has_gap()), (Some(252), false));
    log.receive(&[told(255)]);
    assert_eq!((log.resume_after(), log.has_gap()), (Some(252), true));
    log.receive(&[told(253), told(254)]);
    assert_eq!((log.resume_after(), log.has_gap()), (Some(255), false));
}

#[test]
fn an_acknowledgement_alone_does_not_hide_what_came_before() {
    let mut log = Log::new(Sender::Visitor);
    let mine = id();
    log.write(mine, "hi".to_owned());
    log.acknowledge(mine, 9);
    assert_eq!(log.resume_after(), None);
    assert_eq!(log.last(), 9);
}

#[test]
fn a_file_that_is_uploading_lets_others_pass() {
    let mut log = Log::new(Sender::Visitor);
    let (file, text) = (id(), id());
    log.attach(
        file,
        Picked {
            name: "roof.jpg".to_owned(),
            bytes: 9,
        },
    );
    log.write(text, "see?".to_owned());
    assert!(log.progress(file, 40));
    assert_eq!(
        states(&log),
        [EntryState::Uploading(40), EntryState::Pending]
    );
    assert_eq!(log.next_post(0.0).map(|post| post.id), Some(text));
    let attachment = AttachmentId(uuid::Uuid::from_u128(5));
    assert!(log.uploaded(file, Ok(attachment)));
    log.acknowledge(text, 1);
    let post = log.next_post(0.0).unwrap();
    assert_eq!((post.id, post.attachment), (file, Some(attachment)));
}

#[test]
fn a_failed_upload_is_tried_again_and_a_cancelled_one_is_gone() {
    let mut log = Log::new(Sender::Visitor);
    let file = id();
    log.attach(
        file,
        Picked {
            name: "roof.jpg".to_owned(),
            bytes: 9,
        },
    );
    log.uploaded(file, Err(UploadError::Unavailable));
    assert_eq!(
        states(&log),
        [EntryState::NotUploaded(UploadError::Unavailable)]
    );
    assert_eq!(log.next_post(0.0), None);
    assert!(log.retry(file));
    assert_eq!(states(&log), [EntryState::Uploading(0)]);
    assert!(log.remove(file));
    assert_eq!(log.entries(no_chips), [] as [Entry; 0]);
    assert!(
        !log.uploaded(file, Ok(AttachmentId(uuid::Uuid::nil()))),
        "too late"
    );
}

#[test]
fn only_a_file_that_the_server_forgot_is_uploaded_twice() {
    let mut log = Log::new(Sender::Visitor);
    for (reason, again) in [
        (Refusal::UnknownAttachment, true),
        (Refusal::UnknownConversation, false),
    ] {
        let file = id();
        log.attach(
            file,
            Picked {
                name: "roof.jpg".to_owned(),
                bytes: 9,
            },
        );
        log.uploaded(file, Ok(AttachmentId(uuid::Uuid::nil())));
        log.refuse(file, reason, 0.0);
        assert_eq!(log.retry(file), again, "{reason}");
    }
}

fn page(numbers: std::ops::RangeInclusive<MessageNumber>) -> Vec<Message> {
    numbers.map(told).collect()
}

#[test]
fn earlier_pages_are_put_before_the_newest() {
    let mut log = Log::new(Sender::Agent);
    log.receive(&page(7..=9));
    assert_eq!(log.earlier(), Some(HistoryCursor::Before(7)));
    log.page(HistoryCursor::Before(7), &page(4..=6));
    log.page(HistoryCursor::Before(7), &page(4..=6));
    assert_eq!(numbers(&log).len(), 6, "a page counts once");
    log.page(HistoryCursor::Before(4), &page(1..=3));
    assert_eq!((log.earlier(), log.later()), (None, None));
    assert_eq!((log.resume_after(), log.has_gap()), (Some(9), false));
}

#[test]
fn a_jump_shows_what_is_around_and_grows_until_it_meets_the_newest() {
    let mut log = Log::new(Sender::Agent);
    log.receive(&page(20..=22));
    let asked = log.jump(10).unwrap();
    assert_eq!(asked, [HistoryCursor::Before(11), HistoryCursor::After(10)]);
    log.page(asked[1], &page(11..=13));
    log.page(asked[0], &page(8..=10));
    assert_eq!(numbers(&log), (8..=13).map(Some).collect::<Vec<_>>());
    // What comes meanwhile is kept, but not shown.
    log.receive(&[told(23)]);
    assert_eq!((log.resume_after(), log.has_gap()), (Some(23), false));
    assert_eq!(log.later(), Some(HistoryCursor::After(13)));
    log.page(HistoryCursor::After(13), &page(14..=21));
    assert!(!log.is_away());
    assert_eq!(numbers(&log), (8..=23).map(Some).collect::<Vec<_>>());
    assert_eq!(log.earlier(), Some(HistoryCursor::Before(8)));
    assert_eq!(log.jump(15), None, "it is here");
}

#[test]
fn what_is_told_again_brings_its_links() {
    let mut log = Log::new(Sender::Agent);
    log.receive(&page(20..=22));
    log.jump(10);
    log.page(HistoryCursor::Before(11), &page(8..=10));
    let mut again = page(7..=9);
    "edited".clone_into(&mut again[1].content);
    log.page(HistoryCursor::Before(10), &again);
    assert_eq!(numbers(&log), [Some(8), Some(9), Some(10)]);
    assert_eq!(log.entries(no_chips)[0].content, "edited");
}

#[test]
fn who_writes_is_back_at_the_newest() {
    let mut log = Log::new(Sender::Agent);
    log.receive(&page(20..=22));
    log.jump(10);
    log.page(HistoryCursor::Before(11), &page(8..=10));
    log.write(id(), "hi".to_owned());
    assert_eq!(numbers(&log), [Some(20), Some(21), Some(22), None]);
    // A late page of where they were changes nothing.
    log.page(HistoryCursor::After(10), &page(11..=13));
    assert_eq!(numbers(&log).len(), 4);
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
