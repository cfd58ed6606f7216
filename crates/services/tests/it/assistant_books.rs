//! The built-in engine books by itself: from the wish to the appointment, in a real conversation.

use beckon_domain::account::Identity;
use beckon_domain::appointment::{AppointmentStatus, BookingRules};
use beckon_domain::conversation::Sender;
use beckon_domain::id::{ClientMessageId, ConversationId, VisitorId};
use beckon_domain::site::Site;
use beckon_services::appointments::{self, AppointmentFilter, AvailabilityForm, BookForm, Period};
use beckon_services::conversations;
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, client, draft};

/// A visitor who talks with the assistant of a shop, which can be met from nine to twelve, Berlin's time.
pub(crate) struct Talk {
    pub(crate) bed: Bed,
    pub(crate) owner: Identity,
    pub(crate) site: Site,
    pub(crate) conversation: ConversationId,
    pub(crate) visitor: VisitorId,
}

/// Lets a member be met at these hours of each day, Berlin's time.
pub(crate) async fn can_be_met(bed: &Bed, member: &Identity, hours: &str) {
    let form = AvailabilityForm {
        is_bookable: true,
        time_zone: "Europe/Berlin".to_owned(),
        days: std::array::from_fn(|_| hours.to_owned()),
        rules: BookingRules::default(),
    };
    appointments::set_availability(&bed.services, member, form)
        .await
        .unwrap();
}

impl Talk {
    pub(crate) async fn begin(pool: PgPool, text: &str) -> Self {
        let bed = Bed::new(pool).await;
        let owner = bed.owner_of("shop").await;
        let site = bed.site_of(&owner).await;
        can_be_met(&bed, &owner, "9:00-12:00").await;
        Self::begin_with(bed, owner, site, text).await
    }

    /// The same, with whoever is there.
    pub(crate) async fn begin_with(bed: Bed, owner: Identity, site: Site, text: &str) -> Self {
        let begun = bed.conversation(&owner, &site, text).await;
        bed.work().await;
        Self {
            bed,
            owner,
            site,
            conversation: begun.posted.conversation,
            visitor: begun.visitor,
        }
    }

    /// What the assistant answers.
    pub(crate) async fn say(&self, text: &str) -> String {
        self.bed.advance(20);
        let message = draft(self.conversation, ClientMessageId::random(), text);
        let organization = self.owner.organization;
        conversations::post_as_visitor(&self.bed.services, organization, self.visitor, message)
            .await
            .unwrap();
        self.bed.work().await;
        self.answer().await
    }

    pub(crate) async fn answer(&self) -> String {
        let services = &self.bed.services;
        let history = conversations::history(services, &self.owner, self.conversation)
            .await
            .unwrap();
        let last = history.last().unwrap();
        assert_eq!(last.sender, Sender::Assistant, "{}", last.content);
        last.content.clone()
    }

    /// Those that are booked, by when they begin.
    pub(crate) async fn booked(&self) -> Vec<String> {
        let filter = AppointmentFilter {
            host: None,
            period: Period::Upcoming,
        };
        let list = appointments::list(&self.bed.services, &self.owner, filter, None)
            .await
            .unwrap();
        list.into_iter()
            .filter(|appointment| appointment.status == AppointmentStatus::Booked)
            .map(|appointment| appointment.starts_at.to_rfc3339())
            .collect()
    }

    /// Somebody else books a time on the page.
    pub(crate) async fn somebody_takes(&self, starts_at: &str) {
        let form = BookForm {
            with: appointments::With::Anyone,
            starts_at: starts_at.parse().unwrap(),
            name: "Grace Hopper".to_owned(),
            email: "grace@example.com".to_owned(),
            phone: String::new(),
            note: String::new(),
            time_zone: "Europe/Berlin".to_owned(),
        };
        let touch = beckon_domain::attribution::Touch::default();
        appointments::book_on_page(
            &self.bed.services,
            &self.site.key,
            form,
            touch,
            "en",
            &client(),
        )
        .await
        .unwrap();
    }
}

#[track_caller]
pub(crate) fn says(answer: &str, parts: &[&str]) {
    for part in parts {
        assert!(answer.contains(part), "no `{part}` in: {answer}");
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn from_a_wish_to_an_appointment_with_name_and_address(pool: PgPool) {
    let talk = Talk::begin(pool, "Hi, I'd like to book an appointment").await;
    let offer = talk.answer().await;
    says(&offer, &["1. ", "2. ", "3. ", "Europe/Berlin"]);
    let second = offer.lines().find(|line| line.starts_with("2. ")).unwrap();
    let second = second.trim_start_matches("2. ").to_owned();

    says(&talk.say("the second one please").await, &[&second, "name"]);
    assert!(talk.booked().await.is_empty());
    says(&talk.say("Ada Lovelace").await, &["Ada", "e-mail"]);
    let done = talk.say("ada@example.com").await;
    says(
        &done,
        &[
            "booked",
            &second,
            "(Europe/Berlin)",
            "Owner of shop",
            ".ics",
            "ada@example.com",
        ],
    );
    assert_eq!(talk.booked().await.len(), 1);

    let kept = beckon_services::jobs::run_outside(&talk.bed.services).await;
    assert!(kept.unwrap() > 0, "a mail is on its way");
    let services = &talk.bed.services;
    let history = conversations::history(services, &talk.owner, talk.conversation)
        .await
        .unwrap();
    let line = |text: &str| text.starts_with("Appointment booked: ");
    let told = history
        .iter()
        .filter(|message| line(&message.content))
        .count();
    assert_eq!(told, 1, "the conversation says it once");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_time_in_words_is_booked_moved_and_called_off(pool: PgPool) {
    let talk = Talk::begin(
        pool,
        "Hola, soy Ana López, ana@example.com. Quiero una cita",
    )
    .await;
    says(&talk.answer().await, &["¿Cuál"]);
    // The clock is on a Monday, 2026-09-21; a time that was not among those offered is free, and so is taken.
    let done = talk.say("mañana a las 10:30").await;
    says(&done, &["reservado", "martes", "10:30", "ana@example.com"]);
    assert_eq!(talk.booked().await, ["2026-09-22T08:30:00+00:00"]);

    says(
        &talk.say("necesito cambiar la cita").await,
        &["Su cita es martes", "1. "],
    );
    let moved = talk.say("el jueves a las 9").await;
    says(&moved, &["Cambiada", "jueves", "9:00"]);
    assert_eq!(talk.booked().await, ["2026-09-24T07:00:00+00:00"]);

    says(
        &talk.say("tengo que cancelar la cita").await,
        &["cancelada", "jueves"],
    );
    assert!(talk.booked().await.is_empty());
    says(
        &talk.say("cancelar mi cita").await,
        &["No veo ninguna cita"],
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_is_taken_meanwhile_is_said_and_others_are_offered(pool: PgPool) {
    let text = "Hallo, ich bin Eva Klein, eva@example.com, ich möchte einen Termin";
    let talk = Talk::begin(pool, text).await;
    says(&talk.answer().await, &["Welche passt Ihnen?", "1. "]);
    let offer = talk
        .say("am Mittwoch um 9 wäre mir lieber, passt das?")
        .await;
    assert_eq!(talk.booked().await.len(), 1, "{offer}");

    let other = talk.say("Ich muss den Termin verschieben").await;
    says(&other, &["Stattdessen"]);
    let first = other.lines().find(|line| line.starts_with("1. ")).unwrap();
    assert!(first.contains("22."), "tomorrow comes first: {other}");
    talk.somebody_takes("2026-09-22T07:00:00Z").await;
    let taken = talk.say("die erste").await;
    says(&taken, &["gerade vergeben", "1. "]);
    says(
        &talk.say("keiner davon passt mir").await,
        &["Sehen wir weiter", "1. "],
    );
    let dropped = talk.say("nein danke, dann lasse ich es").await;
    assert!(!dropped.contains("gebucht:"), "{dropped}");
    assert_eq!(talk.booked().await.len(), 2, "both stand as they were");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn without_anybody_to_meet_nothing_is_offered(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("shop").await;
    let site = bed.site_of(&owner).await;
    let begun = bed
        .conversation(&owner, &site, "can I book an appointment?")
        .await;
    bed.work().await;
    let history = conversations::history(&bed.services, &owner, begun.posted.conversation)
        .await
        .unwrap();
    let last = history.last().unwrap();
    assert_eq!(last.sender, Sender::Assistant);
    assert!(
        !last.content.contains("1. ") && !last.content.is_empty(),
        "{}",
        last.content
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn another_visitor_cannot_touch_the_appointment(pool: PgPool) {
    let talk = Talk::begin(
        pool,
        "I'm Ada Byron, ada@example.com, I want an appointment",
    )
    .await;
    says(&talk.say("the first one").await, &["booked"]);
    // The same address, typed by somebody else, in another conversation.
    let text = "I'm Ada Byron, ada@example.com, cancel my appointment";
    let begun = talk.bed.conversation(&talk.owner, &talk.site, text).await;
    talk.bed.work().await;
    let services = &talk.bed.services;
    let history = conversations::history(services, &talk.owner, begun.posted.conversation)
        .await
        .unwrap();
    says(
        &history.last().unwrap().content,
        &["I don't see an appointment"],
    );
    assert_eq!(talk.booked().await.len(), 1);
}
