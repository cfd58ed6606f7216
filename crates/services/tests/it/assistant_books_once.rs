//! An appointment is made once and stays the visitor's own: however often a turn is taken, and whoever is the host.

use beckon_domain::appointment::{BookingRules, With};
use beckon_domain::id::{ClientMessageId, LeadId};
use beckon_domain::notification::NotificationKind;
use beckon_domain::widget::Language;
use beckon_services::appointments::{self, AppointmentError, AvailabilityForm, Booking};
use beckon_services::assistant::settings::state;
use beckon_services::assistant::{Engines, Patience};
use beckon_services::{conversations, notifications};
use beckon_store::{MIGRATOR, jobs};
use serde_json::{Value, json};
use sqlx::PgPool;
use std::time::Duration;

use crate::assistant_books::{Talk, can_be_met, says};
use crate::bed::{Bed, draft};
use crate::model::{Model, Said};

const ADA: &str = "I'm Ada Byron, ada@example.com, I'd like an appointment";

/// Where the assistant stands in a conversation.
type Standing = (Option<Value>, i64);

impl Talk {
    async fn standing(&self) -> Standing {
        sqlx::query_as("select assistant_state, assistant_number from conversation where id = $1")
            .bind(self.conversation.0)
            .fetch_one(&self.bed.owner)
            .await
            .unwrap()
    }

    /// Says something, and takes the turn once more as it is after a crash: what was done is done, and nothing was
    /// answered.
    async fn say_twice(&self, text: &str) -> String {
        let (state, number) = self.standing().await;
        self.say(text).await;
        sqlx::query(
            "update conversation set assistant_state = $2, assistant_number = $3 where id = $1",
        )
        .bind(self.conversation.0)
        .bind(state)
        .bind(number)
        .execute(&self.bed.owner)
        .await
        .unwrap();
        let services = &self.bed.services;
        let mut tx = services
            .store
            .tenant(self.owner.organization)
            .await
            .unwrap();
        let reply = json!({ "conversation": self.conversation });
        jobs::enqueue(&mut tx, "assistant.reply", &reply, services.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.bed.work().await;
        self.answer().await
    }

    /// The visitor's lead.
    async fn lead(&self) -> LeadId {
        let id = sqlx::query_scalar("select lead_id from conversation where id = $1");
        LeadId(
            id.bind(self.conversation.0)
                .fetch_one(&self.bed.owner)
                .await
                .unwrap(),
        )
    }
}

/// What the tools told the model in its last request.
fn told(model: &Model) -> Vec<String> {
    let requests = model.requests();
    let messages = requests.last().unwrap()["messages"].as_array().unwrap();
    let results = messages.iter().filter(|message| message["role"] == "tool");
    results
        .map(|message| message["content"].as_str().unwrap().to_owned())
        .collect()
}

/// The owner can be met in the morning, a colleague in the afternoon.
async fn two_hosts(bed: &Bed) -> (beckon_domain::account::Identity, beckon_domain::site::Site) {
    let owner = bed.owner_of("shop").await;
    let site = bed.site_of(&owner).await;
    can_be_met(bed, &owner, "9:00-12:00").await;
    let colleague = bed.colleague_of(&owner, "luis").await;
    can_be_met(bed, &colleague, "14:00-17:00").await;
    (owner, site)
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_move_is_offered_times_of_the_same_host(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (owner, site) = two_hosts(&bed).await;
    let talk = Talk::begin_with(bed, owner, site, ADA).await;
    says(&talk.answer().await, &["9:00 am", "2:00 pm"]);
    says(
        &talk.say("tomorrow at 9").await,
        &["booked", "Owner of shop"],
    );
    let offer = talk.say("can we reschedule?").await;
    assert!(offer.contains("1. ") && !offer.contains("pm"), "{offer}");
    let other = talk.say("none of these works").await;
    assert!(other.contains("1. ") && !other.contains("pm"), "{other}");
    says(&talk.say("the second").await, &["moved", "Owner of shop"]);
    assert_eq!(talk.booked().await.len(), 1);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_model_is_told_times_that_its_tool_can_take(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let (owner, site) = two_hosts(&bed).await;
    let script = [
        Said::Calls("", vec![("offer_times", "{}")]),
        Said::Calls(
            "",
            vec![("book_appointment", r#"{"time":"2026-09-22T07:00:00Z"}"#)],
        ),
        Said::Calls("", vec![("offer_times", "{}")]),
        Said::Text("When would suit you?"),
    ];
    let model = Model::answer_for(&mut bed, &owner, site.id, script).await;
    let talk = Talk::begin_with(bed, owner, site, ADA).await;
    let told = told(&model);
    assert!(told[0].contains("12:00:00Z"), "of both: {}", told[0]);
    says(&told[1], &["booked"]);
    says(
        &told[2],
        &[
            "times_to_move_it_to",
            "2026-09-23T07:00:00Z",
            "Owner of shop",
        ],
    );
    assert!(
        !told[2].contains("12:00:00Z"),
        "of its host alone: {}",
        told[2]
    );
    assert_eq!(talk.booked().await, ["2026-09-22T07:00:00+00:00"]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_model_that_books_twice_makes_one_appointment(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let (owner, site) = two_hosts(&bed).await;
    let first = r#"{"time":"2026-09-22T07:00:00Z"}"#;
    let second = r#"{"time":"2026-09-22T12:00:00Z"}"#;
    let book = "book_appointment";
    let script = [
        Said::Calls("", vec![(book, first), (book, second), (book, first)]),
        Said::Calls(
            "",
            vec![("move_appointment", r#"{"time":"2026-09-22T08:00:00Z"}"#)],
        ),
        Said::Text("Done."),
    ];
    let model = Model::answer_for(&mut bed, &owner, site.id, script).await;
    let talk = Talk::begin_with(bed, owner, site, ADA).await;
    let told = told(&model);
    says(&told[0], &["booked"]);
    says(&told[1], &["have an appointment already"]);
    says(&told[2], &["booked"]);
    says(&told[3], &["moved"]);
    assert_eq!(talk.booked().await, ["2026-09-22T08:00:00+00:00"]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn of_two_who_book_for_a_conversation_at_once_one_does(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (owner, site) = two_hosts(&bed).await;
    let talk = Talk::begin_with(bed, owner, site, ADA).await;
    let lead = talk.lead().await;
    let booking = |starts_at: &str| Booking {
        site: talk.site.id,
        lead,
        conversation: Some(talk.conversation),
        is_only: true,
        with: With::Anyone,
        starts_at: starts_at.parse().unwrap(),
        name: "Ada Byron",
        email: None,
        phone: None,
        note: "",
        time_zone: "Europe/Berlin",
        language: Language::En,
    };
    let (services, organization) = (&talk.bed.services, talk.owner.organization);
    let (first, second) = tokio::join!(
        appointments::book(services, organization, booking("2026-09-22T07:00:00Z")),
        appointments::book(services, organization, booking("2026-09-22T12:00:00Z")),
    );
    let refused = first.err().or(second.err());
    assert!(
        matches!(refused, Some(AppointmentError::Already)),
        "{refused:?}"
    );
    assert_eq!(talk.booked().await.len(), 1);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nothing_is_booked_once_a_person_answers(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let (owner, site) = two_hosts(&bed).await;
    let book = vec![("book_appointment", r#"{"time":"2026-09-22T07:00:00Z"}"#)];
    let script = [Said::SlowCalls(300, book), Said::Text("Booked.")];
    Model::answer_for(&mut bed, &owner, site.id, script).await;
    let begun = bed.conversation(&owner, &site, ADA).await;
    let conversation = begun.posted.conversation;
    beckon_services::jobs::run_due(&bed.services).await.unwrap();
    let hello = draft(conversation, ClientMessageId::random(), "I'll take this");
    conversations::post_as_agent(&bed.services, &owner, hello)
        .await
        .unwrap();
    bed.work().await;
    bed.services.engines.idle().await;
    let visitor = begun.visitor;
    let talk = Talk {
        bed,
        owner,
        site,
        conversation,
        visitor,
    };
    assert!(talk.booked().await.is_empty());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_turn_taken_anew_tells_what_it_has_done(pool: PgPool) {
    let talk = Talk::begin(pool, ADA).await;
    says(
        &talk.say_twice("tomorrow at 10:30").await,
        &["It's booked", "10:30"],
    );
    assert_eq!(talk.booked().await, ["2026-09-22T08:30:00+00:00"]);
    talk.say("can we reschedule?").await;
    says(
        &talk.say_twice("Thursday at 9").await,
        &["It's moved", "9:00"],
    );
    assert_eq!(talk.booked().await, ["2026-09-24T07:00:00+00:00"]);
    says(
        &talk.say_twice("please cancel my appointment").await,
        &["is cancelled", "9:00"],
    );
    assert!(talk.booked().await.is_empty());
    says(&talk.say("cancel my appointment").await, &["don't see"]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_move_that_is_given_up_leaves_the_appointment(pool: PgPool) {
    let talk = Talk::begin(pool, ADA).await;
    talk.say("tomorrow at 10:30").await;
    talk.say("can we reschedule?").await;
    says(
        &talk.say("never mind, forget it").await,
        &["stays", "10:30"],
    );
    assert_eq!(talk.booked().await.len(), 1);
    // It is still known that there is one.
    says(
        &talk.say("I have to cancel").await,
        &["is cancelled", "10:30"],
    );
    assert!(talk.booked().await.is_empty());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_was_refused_is_not_offered_again(pool: PgPool) {
    let talk = Talk::begin(pool, ADA).await;
    let tomorrow = "September 22";
    says(&talk.answer().await, &[tomorrow]);
    let others = talk.say("tomorrow doesn't work").await;
    assert!(
        others.contains("1. ") && !others.contains(tomorrow),
        "{others}"
    );
    let others = talk.say("Thursday at 9 doesn't work either").await;
    assert!(
        others.contains("1. ") && !others.contains(tomorrow),
        "{others}"
    );
    assert!(!others.contains("September 24, 9:00"), "{others}");
    // Who names it means it.
    says(
        &talk.say("ok then tomorrow at 9").await,
        &["booked", tomorrow],
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_call_at_a_time_is_booked_where_somebody_can_be_met(pool: PgPool) {
    let call = "can someone call me tomorrow at 10?";
    let asked = async |talk: &Talk| {
        let bell = notifications::bell(&talk.bed.services, &talk.owner, None)
            .await
            .unwrap();
        let lines = bell.lines.iter();
        lines
            .filter(|line| line.kind == NotificationKind::Handoff)
            .count()
    };
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("shop").await;
    let site = bed.site_of(&owner).await;
    let talk = Talk::begin_with(bed, owner, site, call).await;
    assert!(!talk.answer().await.contains("10:00"), "nobody can be met");
    assert_eq!(asked(&talk).await, 1);

    let Talk {
        bed, owner, site, ..
    } = talk;
    can_be_met(&bed, &owner, "9:00-12:00").await;
    let talk = Talk::begin_with(bed, owner, site, call).await;
    says(&talk.answer().await, &["10:00", "Shall I book it"]);
    assert_eq!(asked(&talk).await, 1, "nobody was asked");

    let Talk {
        mut bed,
        owner,
        site,
        ..
    } = talk;
    let script = [Said::Text("Tomorrow at 10 is free.")];
    Model::answer_for(&mut bed, &owner, site.id, script).await;
    let talk = Talk::begin_with(bed, owner, site, call).await;
    assert_eq!(talk.answer().await, "Tomorrow at 10 is free.");
    assert_eq!(asked(&talk).await, 1, "by a model neither");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn days_are_those_of_the_clock_that_times_are_told_by(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let owner = bed.owner_of("shop").await;
    let site = bed.site_of(&owner).await;
    let form = AvailabilityForm {
        is_bookable: true,
        time_zone: "Europe/Berlin".to_owned(),
        days: std::array::from_fn(|_| "0:30-2:00".to_owned()),
        rules: BookingRules::default(),
    };
    appointments::set_availability(&bed.services, &owner, form)
        .await
        .unwrap();
    let script = [
        Said::Calls("", vec![("offer_times", r#"{"from":"2026-09-24"}"#)]),
        Said::Text("At half past midnight?"),
    ];
    let model = Model::answer_for(&mut bed, &owner, site.id, script).await;
    // From half past one in the afternoon to half past ten in the evening, by UTC.
    bed.advance(9 * 3_600);
    Talk::begin_with(bed, owner, site, ADA).await;
    says(&told(&model)[0], &["2026-09-23T22:30:00Z"]);
    let system = model.requests()[0]["messages"][0]["content"].to_string();
    says(&system, &["Tuesday, 2026-09-22"]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_call_that_the_end_of_the_turn_cuts_is_counted(pool: PgPool) {
    let mut bed = Bed::new(pool).await;
    let owner = bed.owner_of("shop").await;
    let site = bed.site_of(&owner).await;
    let model = Model::answer_for(&mut bed, &owner, site.id, []).await;
    bed.services.engines = Engines::with_patience(Patience {
        first: Duration::from_mins(1),
        between: Duration::from_mins(1),
        turn: Duration::from_millis(400),
    });
    for _ in 0..4 {
        model.say([Said::Stuck("Well, let me")]);
        let id = ClientMessageId::random();
        bed.begin(owner.organization, &site, None, id, "Hello")
            .await
            .unwrap();
        bed.work().await;
    }
    assert_eq!(
        model.requests().len(),
        3,
        "after three faults it is left alone"
    );
    let used = state(&bed.services, &owner, site.id).await.unwrap().used;
    assert_eq!((used.calls, used.tokens_out), (3, 9));
    assert!(used.tokens_in > 0);
}
