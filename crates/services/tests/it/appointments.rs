//! Booking, moving and calling off, and what everybody is told of it.

use beckon_domain::account::Identity;
use beckon_domain::appointment::{AppointmentStatus, BookingRules, PartOfDay, Span, Wish};
use beckon_domain::attribution::Touch;
use beckon_domain::contact::Email;
use beckon_domain::id::{AppointmentId, LeadId};
use beckon_domain::lead::ActivityKind;
use beckon_domain::notification::NotificationKind;
use beckon_domain::site::Site;
use beckon_domain::widget::Language;
use beckon_services::appointments::{
    self, Actor, AppointmentError, AppointmentFilter, AvailabilityForm, BookForm, Booked, Booking,
    Period, Shown, Wanted, With,
};
use beckon_services::{conversations, leads, notifications};
use beckon_store::MIGRATOR;
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use sqlx::PgPool;

use crate::bed::{Bed, client};

/// Monday, 09:00 in Berlin; the bed's clock begins on the Monday before.
pub(crate) const MONDAY: &str = "2026-09-28T07:00:00Z";

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) async fn can_be_met(bed: &Bed, identity: &Identity, hours: &str) {
    be_there(bed, identity, true, hours).await;
}

pub(crate) async fn cannot_be_met(bed: &Bed, identity: &Identity) {
    be_there(bed, identity, false, "").await;
}

async fn be_there(bed: &Bed, identity: &Identity, is_bookable: bool, hours: &str) {
    let form = AvailabilityForm {
        is_bookable,
        time_zone: "Europe/Berlin".to_owned(),
        days: std::array::from_fn(|_| hours.to_owned()),
        rules: BookingRules {
            buffer_after: 15,
            ..BookingRules::default()
        },
    };
    appointments::set_availability(&bed.services, identity, form)
        .await
        .unwrap();
}

pub(crate) async fn office(bed: &Bed) -> (Identity, Site) {
    let owner = bed.owner_of("shop").await;
    let site = bed.site_of(&owner).await;
    can_be_met(bed, &owner, "9:00-12:00").await;
    (owner, site)
}

pub(crate) fn form(starts_at: &str) -> BookForm {
    BookForm {
        with: With::Anyone,
        starts_at: at(starts_at),
        name: "Ada Lovelace".to_owned(),
        email: "Ada@example.com".to_owned(),
        phone: String::new(),
        note: "A roof of 80 m²".to_owned(),
        time_zone: "America/New_York".to_owned(),
    }
}

pub(crate) async fn book(
    bed: &Bed,
    site: &Site,
    form: BookForm,
) -> Result<Booked, AppointmentError> {
    let touch = Touch::from_query([("utm_source", "google"), ("gclid", "x")]);
    appointments::book_on_page(&bed.services, &site.key, form, touch, "en-US,en", &client()).await
}

/// The mails to an address, oldest first: subject and calendar entry.
pub(crate) async fn mails(bed: &Bed, to: &str) -> Vec<(String, Option<String>)> {
    bed.work().await;
    while beckon_services::jobs::run_outside(&bed.services)
        .await
        .unwrap()
        > 0
    {}
    let rows: Vec<(String, Vec<u8>)> = sqlx::query_as(
        "select subject, message from kept_mail where recipient = $1 order by created_at, id",
    )
    .bind(to)
    .fetch_all(&bed.owner)
    .await
    .unwrap();
    rows.into_iter()
        .map(|(subject, message)| (subject, entry(&message)))
        .collect()
}

/// The calendar entry of a mail, which is there as a part and as a file.
fn entry(message: &[u8]) -> Option<String> {
    let mail = mail_parser::MessageParser::default().parse(message)?;
    let entries: Vec<String> = mail
        .parts
        .iter()
        .filter(|part| {
            use mail_parser::MimeHeaders as _;
            part.content_type()
                .is_some_and(|kind| kind.subtype() == Some("calendar"))
        })
        .map(|part| String::from_utf8_lossy(part.contents()).into_owned())
        .collect();
    assert!(entries.len() != 1 && entries.windows(2).all(|pair| pair[0] == pair[1]));
    // A line that was folded goes on after a blank.
    entries.first().map(|entry| entry.replace("\r\n ", ""))
}

pub(crate) fn line<'a>(entry: &'a str, name: &str) -> &'a str {
    let line = entry.lines().find(|line| line.starts_with(name));
    line.unwrap_or_else(|| panic!("no {name} in {entry}"))
}

async fn count(bed: &Bed, table: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
        .fetch_one(&bed.owner)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn of_fifty_who_want_a_time_one_gets_it(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (_, site) = office(&bed).await;
    let wishes = (0..50).map(|turn| {
        let mut form = form(MONDAY);
        form.email = format!("visitor{turn}@example.com");
        // Each from an address of their own.
        let client = beckon_services::ClientInfo {
            address: format!("203.0.113.{turn}").parse().unwrap(),
            user_agent: String::new(),
        };
        let (services, key) = (&bed.services, &site.key);
        async move {
            appointments::book_on_page(services, key, form, Touch::default(), "", &client).await
        }
    });
    let outcomes = join_all(wishes).await;
    let booked = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(booked, 1);
    let lost = outcomes.into_iter().filter_map(Result::err);
    assert!(
        lost.into_iter()
            .all(|error| matches!(error, AppointmentError::Gone))
    );
    assert_eq!(count(&bed, "appointment").await, 1);
    assert_eq!(
        count(&bed, "lead").await,
        1,
        "nothing is left of those who were late"
    );
}

/// The schema alone keeps appointments apart, whoever writes them.
#[sqlx::test(migrator = "MIGRATOR")]
async fn the_schema_keeps_appointments_apart(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (_, site) = office(&bed).await;
    book(&bed, &site, form(MONDAY)).await.unwrap();
    let copy = |shift: &str| {
        format!(
            "insert into appointment select organization_id, gen_random_uuid(), site_id, lead_id, conversation_id, host_id,
                 status, starts_at + {shift}, ends_at + {shift}, blocked_from + {shift}, blocked_until + {shift},
                 visitor_name, visitor_email, visitor_phone, note, time_zone, language, 0, sha256({shift}::text::bytea),
                 created_at from appointment"
        )
    };
    let shifted =
        |shift: &'static str| sqlx::query(sqlx::AssertSqlSafe(copy(shift))).execute(&bed.owner);
    let error = shifted("interval '44 minutes'").await.unwrap_err();
    let constraint = error
        .as_database_error()
        .and_then(|error| error.constraint());
    assert_eq!(constraint, Some("appointment_taken"));
    shifted("interval '45 minutes'").await.unwrap();
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_booking_reaches_everybody(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    assert_eq!(booked.host, owner.account);

    let list = list(&bed, &owner, Period::Upcoming).await;
    let lead = list[0].lead;
    let details = leads::details(&bed.services, &owner, lead).await.unwrap();
    assert_eq!(details.summary.assignee, Some(owner.account));
    let booked_on = |kind| details.timeline.iter().find(|entry| entry.kind == kind);
    assert_eq!(
        booked_on(ActivityKind::Appointment).unwrap().detail,
        "Booked: Monday, September 28 2026, 3:00 am – 3:30 am (America/New York), with Owner of shop"
    );
    assert_eq!(
        details.summary.source.name(),
        "Paid ads",
        "where they came from"
    );

    let conversation = list[0].conversation.unwrap();
    let said = conversations::last_messages(&bed.services, owner.organization, conversation).await;
    let said: Vec<String> = said
        .unwrap()
        .into_iter()
        .map(|message| message.content)
        .collect();
    assert_eq!(said[0], "A roof of 80 m²");
    assert!(
        said[1].starts_with("Appointment booked: Monday, September 28, 3:00 am"),
        "{said:?}"
    );
    let bell = notifications::bell(&bed.services, &owner, None)
        .await
        .unwrap();
    assert_eq!(bell.lines[0].kind, NotificationKind::Appointment);

    let to_visitor = mails(&bed, "ada@example.com").await;
    let (subject, entry) = &to_visitor[0];
    assert!(
        subject.starts_with("Booked: Monday, September 28"),
        "{subject}"
    );
    let entry = entry.as_deref().unwrap();
    assert_eq!(line(entry, "METHOD"), "METHOD:REQUEST");
    assert_eq!(line(entry, "DTSTART"), "DTSTART:20260928T070000Z");
    assert_eq!(line(entry, "SEQUENCE"), "SEQUENCE:0");
    assert!(
        !entry.contains("owner@shop.example"),
        "the host's own address stays with us"
    );
    let to_host = mails(&bed, "owner@shop.example").await;
    assert_eq!(to_host.len(), 1, "one mail, and no digest");
    assert!(
        to_host[0]
            .1
            .as_deref()
            .unwrap()
            .contains("mailto:ada@example.com")
    );
}

async fn list(
    bed: &Bed,
    identity: &Identity,
    period: Period,
) -> Vec<beckon_domain::appointment::Appointment> {
    let filter = AppointmentFilter { period, host: None };
    appointments::list(&bed.services, identity, filter, None)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn moving_and_calling_off_follow_the_entry(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let (services, token) = (&bed.services, booked.token.as_str());
    let later = at(MONDAY) + TimeDelta::minutes(30);
    // Half an hour later overlaps the time it has now, which is its own.
    appointments::move_by_token(services, token, later, &client())
        .await
        .unwrap();
    let page = appointments::appointment_page(services, token, Shown::default())
        .await
        .unwrap();
    assert!(page.when.contains("3:30 am"), "{}", page.when);
    appointments::cancel_by_token(services, token, &client())
        .await
        .unwrap();
    let again = appointments::cancel_by_token(services, token, &client()).await;
    assert!(matches!(again, Err(AppointmentError::Over)));
    let forged = appointments::cancel_by_token(services, "0", &client()).await;
    assert!(matches!(forged, Err(AppointmentError::NotFound)));

    for to in ["ada@example.com", "owner@shop.example"] {
        let mut entries: Vec<String> = mails(&bed, to)
            .await
            .into_iter()
            .map(|(_, entry)| entry.unwrap())
            .collect();
        // They leave at once, in any order.
        entries.sort_by_key(|entry| line(entry, "SEQUENCE").to_owned());
        let all = |name| {
            entries
                .iter()
                .map(|entry| line(entry, name))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            all("METHOD"),
            ["METHOD:REQUEST", "METHOD:REQUEST", "METHOD:CANCEL"]
        );
        assert_eq!(all("SEQUENCE"), ["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:2"]);
        assert!(all("UID").windows(2).all(|pair| pair[0] == pair[1]));
    }
    assert_eq!(list(&bed, &owner, Period::Upcoming).await, []);
    assert_eq!(
        list(&bed, &owner, Period::Past).await[0].status,
        AppointmentStatus::Cancelled
    );
    // The time is free again.
    book(&bed, &site, form(MONDAY)).await.unwrap();
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_booked_is_reminded_once_of_the_time_that_holds(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (_, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let tuesday = at(MONDAY) + TimeDelta::days(1);
    appointments::move_by_token(&bed.services, &booked.token, tuesday, &client())
        .await
        .unwrap();
    let reminded = |mails: Vec<(String, Option<String>)>| {
        mails
            .into_iter()
            .filter(|(subject, _)| subject.starts_with("Reminder"))
            .count()
    };
    let now = bed.services.clock.now();
    bed.advance((at(MONDAY) - now).num_seconds() - 60);
    assert_eq!(
        reminded(mails(&bed, "ada@example.com").await),
        0,
        "the first time holds no more"
    );
    bed.advance(120);
    assert_eq!(reminded(mails(&bed, "ada@example.com").await), 1);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_chat_books_with_whoever_takes_care_of_the_lead(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let colleague = bed.colleague_of(&owner, "luis").await;
    can_be_met(&bed, &colleague, "9:00-12:00").await;
    let begun = bed
        .conversation(&owner, &site, "I'm Ada, ada@example.com")
        .await;
    bed.work().await;
    let lead: LeadId = sqlx::query_scalar("select id from lead")
        .fetch_one(&bed.owner)
        .await
        .map(LeadId)
        .unwrap();
    let to = beckon_domain::inbox::Assignment::Member(colleague.account);
    conversations::assign(&bed.services, &owner, begun.posted.conversation, to)
        .await
        .unwrap();

    let wanted = Wanted {
        unfit: &[],
        refused: &[],
        with: With::Anyone,
        from: Some(at(MONDAY)),
        count: 3,
        wish: Wish {
            part: Some(PartOfDay::Morning),
            ..Wish::default()
        },
        time_zone: None,
    };
    let times = appointments::offer(&bed.services, owner.organization, wanted)
        .await
        .unwrap();
    assert_eq!(times.len(), 3, "one on each of three mornings");
    assert_eq!(times[0].start, at(MONDAY));
    let email = Email::parse("ada@example.com").unwrap();
    let booking = Booking {
        is_only: false,
        site: site.id,
        lead,
        conversation: Some(begun.posted.conversation),
        with: With::Anyone,
        starts_at: times[0].start,
        name: "Ada",
        email: Some(&email),
        phone: None,
        note: "",
        time_zone: "Europe/Berlin",
        language: Language::De,
    };
    let organization = owner.organization;
    let booked = appointments::book(&bed.services, organization, booking)
        .await
        .unwrap();
    assert_eq!(
        (booked.host, booked.host_name.as_str()),
        (colleague.account, "luis")
    );
    let said = conversations::last_messages(&bed.services, organization, begun.posted.conversation)
        .await
        .unwrap();
    assert_eq!(
        said.last().unwrap().content,
        "Termin gebucht: Montag, 28. September, 09:00 – 09:30 Uhr (Europe/Berlin), mit luis."
    );
    // The other one still has the time; after that nobody has.
    let second = appointments::book(&bed.services, organization, booking)
        .await
        .unwrap();
    assert_eq!(second.host, owner.account);
    let third = appointments::book(&bed.services, organization, booking).await;
    assert!(matches!(third, Err(AppointmentError::Gone)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn members_change_their_own_and_say_how_it_went(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let colleague = bed.colleague_of(&owner, "luis").await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let services = &bed.services;
    let refused = appointments::cancel(services, Actor::Member(&colleague), booked.id).await;
    assert!(matches!(refused, Err(AppointmentError::NotAllowed)));
    let early = appointments::mark(services, &owner, booked.id, true).await;
    assert!(matches!(early, Err(AppointmentError::Over)));
    let Span { end, .. } = booked.slot;
    bed.advance((end - services.clock.now()).num_seconds() + 1);
    appointments::mark(services, &owner, booked.id, false)
        .await
        .unwrap();
    assert_eq!(
        list(&bed, &owner, Period::Past).await[0].status,
        AppointmentStatus::NoShow
    );
    let late = appointments::cancel(services, Actor::Member(&owner), booked.id).await;
    assert!(matches!(late, Err(AppointmentError::Over)));
    let stranger = bed.owner_of("elsewhere").await;
    let unknown: AppointmentId = booked.id;
    let foreign = appointments::cancel(services, Actor::Member(&stranger), unknown).await;
    assert!(matches!(foreign, Err(AppointmentError::NotFound)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn only_what_is_offered_is_booked(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    for wrong in [
        "2026-09-28T07:10:00Z",
        "2026-09-28T06:30:00Z",
        "2026-09-28T10:00:00Z",
        "2020-01-01T00:00:00Z",
    ] {
        let outcome = book(&bed, &site, form(wrong)).await;
        assert!(matches!(outcome, Err(AppointmentError::Gone)), "{wrong}");
    }
    let monday = at(MONDAY).date_naive();
    appointments::add_time_off(&bed.services, &owner, monday, None, "Trip")
        .await
        .unwrap();
    let outcome = book(&bed, &site, form(MONDAY)).await;
    assert!(matches!(outcome, Err(AppointmentError::Gone)));
    appointments::remove_time_off(&bed.services, &owner, monday)
        .await
        .unwrap();
    let nameless = BookForm {
        name: String::new(),
        email: "x".into(),
        ..form(MONDAY)
    };
    let Err(AppointmentError::Form(errors)) = book(&bed, &site, nameless).await else {
        panic!("a form without a name is taken");
    };
    assert_eq!(errors.len(), 2);
    book(&bed, &site, form(MONDAY)).await.unwrap();
}
