//! Appointments at the members' desk: moved, called off and booked again, seen by the week; and whom visitors may choose.

use beckon_domain::account::Identity;
use beckon_domain::appointment::{AppointmentStatus, HostChoice};
use beckon_domain::id::{AccountId, AppointmentId};
use beckon_domain::site::Site;
use beckon_services::appointments::{self, Actor, AppointmentError, BookForm, Moved, Shown, With};
use beckon_services::sites::{self, Section, SiteServiceError};
use beckon_services::teams;
use beckon_store::MIGRATOR;
use chrono::{NaiveDate, TimeDelta};
use sqlx::PgPool;

use crate::appointments::{MONDAY, at, book, can_be_met, cannot_be_met, form, line, mails, office};
use crate::bed::{Bed, client};

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_member_moves_without_notice_and_the_visitors_entry_follows(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let services = &bed.services;
    // At half past eight, nine o'clock is too soon for visitors.
    bed.advance((at(MONDAY) - services.clock.now()).num_seconds() - 1800);
    let soon = at(MONDAY) + TimeDelta::minutes(30);
    let late = appointments::reschedule(
        services,
        Actor::Visitor(owner.organization),
        booked.id,
        soon,
    )
    .await;
    assert!(matches!(late, Err(AppointmentError::Gone)));

    let details = appointments::details(services, &owner, booked.id, Shown::default())
        .await
        .unwrap();
    assert!(details.may_change);
    let times = details.picker.unwrap().day.unwrap().times;
    assert!(times.iter().any(|(time, _)| *time == soon));
    appointments::reschedule(services, Actor::Member(&owner), booked.id, soon)
        .await
        .unwrap();
    let sent = mails(&bed, "ada@example.com").await;
    let entry = sent
        .iter()
        .find(|(subject, _)| subject.starts_with("Moved"))
        .and_then(|(_, entry)| entry.clone())
        .unwrap();
    assert_eq!(line(&entry, "SEQUENCE"), "SEQUENCE:1");
    assert_eq!(line(&entry, "DTSTART"), "DTSTART:20260928T073000Z");
    let first = sent[0].1.as_deref().unwrap();
    assert_eq!(line(&entry, "UID"), line(first, "UID"));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_appointment_that_is_moved_to_its_own_time_stays_as_it_is(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let services = &bed.services;
    let own = at(MONDAY);
    let by_member = appointments::reschedule(services, Actor::Member(&owner), booked.id, own);
    assert_eq!(by_member.await.unwrap(), Moved::Nowhere);
    let client = client();
    let by_visitor = appointments::move_by_token(services, &booked.token, own, &client);
    assert_eq!(by_visitor.await.unwrap(), Moved::Nowhere);
    let details = appointments::details(services, &owner, booked.id, Shown::default());
    assert_eq!(details.await.unwrap().appointment.sequence, 0);
    for to in ["ada@example.com", "owner@shop.example"] {
        assert_eq!(
            mails(&bed, to).await.len(),
            1,
            "that it was booked, to {to}"
        );
    }
}

/// Moves an appointment by half an hour, and gives the way back.
async fn moved_on(bed: &Bed, by: &Identity, id: AppointmentId) -> String {
    let later = at(MONDAY) + TimeDelta::minutes(30);
    let moved = appointments::reschedule(&bed.services, Actor::Member(by), id, later).await;
    match moved.unwrap() {
        Moved::To { way_back, .. } => way_back.unwrap(),
        Moved::Nowhere => panic!("it was there already"),
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_move_is_taken_back_whatever_the_hours_say_by_now(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let colleague = bed.colleague_of(&owner, "luis").await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let services = &bed.services;
    let way_back = moved_on(&bed, &owner, booked.id).await;
    // Nine o'clock is none of the hours any more.
    can_be_met(&bed, &owner, "9:10-12:00").await;
    let by_hand = appointments::reschedule(services, Actor::Member(&owner), booked.id, at(MONDAY));
    assert!(matches!(by_hand.await, Err(AppointmentError::Gone)));

    let undo = |by, way: String| async move {
        appointments::undo_move(services, by, booked.id, &way).await
    };
    let foreign = undo(&colleague, way_back.clone()).await;
    assert!(matches!(foreign, Err(AppointmentError::NotAllowed)));
    // Another time than the one that was signed, and none at all.
    for forged in [way_back.replacen('1', "2", 1), String::new()] {
        let outcome = undo(&owner, forged).await;
        assert!(matches!(outcome, Err(AppointmentError::NotFound)));
    }
    undo(&owner, way_back.clone()).await.unwrap();
    let again = undo(&owner, way_back).await;
    assert!(matches!(again, Err(AppointmentError::Changed)));
    let details = appointments::details(services, &owner, booked.id, Shown::default());
    let appointment = details.await.unwrap().appointment;
    let slot = (appointment.starts_at, appointment.ends_at);
    assert_eq!(slot, (booked.slot.start, booked.slot.end));
    assert_eq!(appointment.sequence, 2);
    let mut sequences: Vec<_> = mails(&bed, "ada@example.com")
        .await
        .iter()
        .map(|(_, entry)| line(entry.as_deref().unwrap(), "SEQUENCE").to_owned())
        .collect();
    sequences.sort();
    assert_eq!(sequences, ["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:2"]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_time_that_was_taken_since_does_not_come_back(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let later = at(MONDAY) + TimeDelta::hours(2);
    let moved = appointments::reschedule(&bed.services, Actor::Member(&owner), booked.id, later);
    let Moved::To { way_back, .. } = moved.await.unwrap() else {
        panic!("it was there already");
    };
    book(&bed, &site, form(MONDAY)).await.unwrap();
    let way_back = way_back.unwrap();
    let outcome = appointments::undo_move(&bed.services, &owner, booked.id, &way_back).await;
    assert!(matches!(outcome, Err(AppointmentError::Gone)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn whoever_it_was_moved_away_from_has_it_back(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let colleague = bed.colleague_of(&owner, "luis").await;
    can_be_met(&bed, &colleague, "9:00-12:00").await;
    cannot_be_met(&bed, &owner).await;
    let way_back = moved_on(&bed, &owner, booked.id).await;
    let host = async || {
        let details =
            appointments::details(&bed.services, &owner, booked.id, Shown::default()).await;
        details.unwrap().appointment.host
    };
    assert_eq!(host().await, Some(colleague.account));
    appointments::undo_move(&bed.services, &owner, booked.id, &way_back)
        .await
        .unwrap();
    assert_eq!(host().await, Some(owner.account));
    let told = mails(&bed, "luis@example.com").await;
    let entries = told.iter().filter_map(|(_, entry)| entry.as_deref());
    let methods: Vec<&str> = entries.map(|entry| line(entry, "METHOD")).collect();
    assert!(methods.contains(&"METHOD:CANCEL"), "{methods:?}");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_was_called_off_is_booked_again_while_its_time_is_free(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let colleague = bed.colleague_of(&owner, "luis").await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let services = &bed.services;
    let call_off = || appointments::cancel(services, Actor::Member(&owner), booked.id);
    call_off().await.unwrap();
    let foreign = appointments::restore(services, &colleague, booked.id).await;
    assert!(matches!(foreign, Err(AppointmentError::NotAllowed)));
    appointments::restore(services, &owner, booked.id)
        .await
        .unwrap();
    let twice = appointments::restore(services, &owner, booked.id).await;
    assert!(matches!(twice, Err(AppointmentError::Over)));
    let sequences = mails(&bed, "ada@example.com").await;
    let mut sequences: Vec<String> = sequences
        .iter()
        .map(|(_, entry)| line(entry.as_deref().unwrap(), "SEQUENCE").to_owned())
        .collect();
    sequences.sort();
    assert_eq!(sequences, ["SEQUENCE:0", "SEQUENCE:1", "SEQUENCE:2"]);

    call_off().await.unwrap();
    book(&bed, &site, form(MONDAY)).await.unwrap();
    let taken = appointments::restore(services, &owner, booked.id).await;
    assert!(matches!(taken, Err(AppointmentError::Gone)));
    let details = appointments::details(services, &owner, booked.id, Shown::default())
        .await
        .unwrap();
    assert_eq!(details.appointment.status, AppointmentStatus::Cancelled);
    assert_eq!(details.picker, None);
    let looked = appointments::details(services, &colleague, booked.id, Shown::default());
    assert!(!looked.await.unwrap().may_change);
    let stranger = bed.owner_of("elsewhere").await;
    let foreign = appointments::details(services, &stranger, booked.id, Shown::default()).await;
    assert!(matches!(foreign, Err(AppointmentError::NotFound)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_week_has_its_days_by_the_members_clock(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let colleague = bed.colleague_of(&owner, "luis").await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let thursday = "2026-10-01".parse().unwrap();
    appointments::add_time_off(&bed.services, &owner, thursday, None, "Trip")
        .await
        .unwrap();
    let of = |host, day| appointments::week(&bed.services, &owner, host, day);
    let week = of(Some(owner.account), Some(thursday)).await.unwrap();
    assert_eq!(week.title, "28 Sep – 4 Oct 2026");
    assert_eq!(week.time_zone, "Europe/Berlin");
    let monday = &week.days[0].entries[0];
    assert_eq!(monday.appointment.id, booked.id);
    assert_eq!(
        (monday.from.as_str(), monday.to.as_str()),
        ("9:00 am", "9:30 am")
    );
    let off: Vec<bool> = week.days.iter().map(|day| day.is_off).collect();
    assert_eq!(off, [false, false, false, true, false, false, false]);
    let counts = |week: beckon_domain::appointment::AgendaWeek| {
        week.days.iter().map(|day| day.entries.len()).sum::<usize>()
    };
    assert_eq!(counts(of(None, Some(thursday)).await.unwrap()), 1);
    let luis = Some(colleague.account);
    assert_eq!(counts(of(luis, Some(thursday)).await.unwrap()), 0);
    assert_eq!(counts(of(None, None).await.unwrap()), 0, "a week before");
}

async fn choices(bed: &Bed, site: &Site, with: With) -> Vec<HostChoice> {
    let page = appointments::booking_page(&bed.services, &site.key, with, Shown::default());
    page.await.unwrap().choices
}

async fn team(bed: &Bed, owner: &Identity, name: &str, members: &[&Identity]) -> With {
    let members: Vec<_> = members.iter().map(|member| member.account).collect();
    let id = teams::create(&bed.services, owner, name, &members).await;
    With::Team(id.unwrap())
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn visitors_choose_among_those_who_can_be_met(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    assert_eq!(choices(&bed, &site, With::Anyone).await, []);
    let colleague = bed.colleague_of(&owner, "luis").await;
    can_be_met(&bed, &colleague, "10:00-12:00").await;
    let idle = bed.colleague_of(&owner, "idle").await;
    let roofs = team(&bed, &owner, "Roofs", &[&colleague, &idle]).await;
    let all = team(&bed, &owner, "All", &[&owner, &colleague]).await;
    let nobody = team(&bed, &owner, "Nobody", &[&idle]).await;

    let luis = With::Member(colleague.account);
    let offered = choices(&bed, &site, luis).await;
    let shown = |choice: &HostChoice| (choice.name.clone(), choice.with, choice.is_chosen);
    assert_eq!(
        offered.iter().map(shown).collect::<Vec<_>>(),
        [
            ("Anybody".to_owned(), With::Anyone, false),
            ("Roofs".to_owned(), roofs, false),
            ("luis".to_owned(), luis, true),
            (
                "Owner of shop".to_owned(),
                With::Member(owner.account),
                false
            ),
        ]
    );
    let page = appointments::booking_page(&bed.services, &site.key, luis, Shown::default())
        .await
        .unwrap();
    let sent = serde_json::to_string(&page).unwrap();
    assert!(!sent.contains("@shop.example"), "{sent}");
    let is_missed = async |with| {
        let page = appointments::booking_page(&bed.services, &site.key, with, Shown::default());
        page.await.unwrap().is_missed
    };
    let elsewhere = With::Member(AccountId::NONE);
    for unknown in [nobody, With::Member(idle.account), elsewhere] {
        assert!(choices(&bed, &site, unknown).await[0].is_chosen);
        assert!(is_missed(unknown).await, "{unknown:?}");
    }
    // A team of all is anybody, and nothing is missed then.
    assert!(choices(&bed, &site, all).await[0].is_chosen);
    for met in [With::Anyone, luis, roofs, all] {
        assert!(!is_missed(met).await, "{met:?}");
    }

    // He can't be met at nine, whoever else can; at ten he is whom they get.
    let wish = |starts_at: &str| BookForm {
        with: luis,
        ..form(starts_at)
    };
    let early = book(&bed, &site, wish(MONDAY)).await;
    assert!(matches!(early, Err(AppointmentError::Gone)));
    let booked = book(&bed, &site, wish("2026-09-28T08:00:00Z")).await;
    assert_eq!(booked.unwrap().host, colleague.account);
    let of_team = BookForm {
        with: roofs,
        ..form("2026-09-29T08:00:00Z")
    };
    let booked = book(&bed, &site, of_team).await;
    assert_eq!(booked.unwrap().host, colleague.account);
    let of_nobody = BookForm {
        with: nobody,
        ..form("2026-09-29T09:00:00Z")
    };
    let outcome = book(&bed, &site, of_nobody).await;
    assert!(matches!(outcome, Err(AppointmentError::Gone)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_site_that_names_nobody_tells_no_names(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let colleague = bed.colleague_of(&owner, "luis").await;
    can_be_met(&bed, &colleague, "10:00-12:00").await;
    let roofs = team(&bed, &owner, "Roofs", &[&colleague]).await;
    let section = Section::Booking { names_hosts: false };
    let foreign = sites::change(&bed.services, &colleague, site.id, section.clone()).await;
    assert!(matches!(foreign, Err(SiteServiceError::NotAllowed)));
    sites::change(&bed.services, &owner, site.id, section)
        .await
        .unwrap();
    assert_eq!(choices(&bed, &site, With::Anyone).await, []);
    let luis = With::Member(colleague.account);
    for with in [luis, roofs] {
        let page = appointments::booking_page(&bed.services, &site.key, with, Shown::default());
        let page = page.await.unwrap();
        let shown = |choice: &HostChoice| (choice.name.clone(), choice.with, choice.is_chosen);
        assert_eq!(
            page.choices.iter().map(shown).collect::<Vec<_>>(),
            [
                ("Anybody".to_owned(), With::Anyone, false),
                ("Your contact".to_owned(), with, true),
            ]
        );
        let sent = serde_json::to_string(&page).unwrap();
        for told in ["luis", "Roofs", "Owner"] {
            assert!(!sent.contains(told), "{told} in {sent}");
        }
        assert_eq!(page.picker.day.unwrap().times.len(), 4, "his hours");
    }
    let wish = BookForm {
        with: luis,
        ..form("2026-09-28T08:00:00Z")
    };
    let booked = book(&bed, &site, wish).await.unwrap();
    assert_eq!(booked.host, colleague.account);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nothing_is_booked_again_with_somebody_who_cannot_be_met(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let booked = book(&bed, &site, form(MONDAY)).await.unwrap();
    let services = &bed.services;
    appointments::cancel(services, Actor::Member(&owner), booked.id)
        .await
        .unwrap();
    cannot_be_met(&bed, &owner).await;
    let outcome = appointments::restore(services, &owner, booked.id).await;
    assert!(matches!(outcome, Err(AppointmentError::Gone)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_time_at_the_end_of_time_is_not_free(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let (owner, site) = office(&bed).await;
    let outcome = book(&bed, &site, form("+262142-12-31T23:59:59Z")).await;
    assert!(matches!(outcome, Err(AppointmentError::Gone)));
    let day = Some(NaiveDate::MIN);
    let week = appointments::week(&bed.services, &owner, None, day).await;
    let week = week.unwrap();
    assert_eq!(week.chosen, week.today);
}
