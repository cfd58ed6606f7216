//! What happens when a visitor comes back to a conversation that was put away.

use beckon_domain::attribution::Touch;
use beckon_domain::conversation::ConversationStatus;
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::inbox::{InboxFilter, InboxPage};
use beckon_domain::lead::ActivityKind;
use beckon_domain::protocol::Visit;
use beckon_realtime::{Event, Heard, Topic};
use beckon_services::conversations::Arrival;
use beckon_services::{conversations, leads};
use beckon_store::MIGRATOR;
use chrono::TimeDelta;
use sqlx::PgPool;

use crate::bed::{Bed, client, draft, visit};

#[sqlx::test(migrator = "MIGRATOR")]
async fn whoever_writes_brings_their_conversation_back(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let begun = bed.conversation(&owner, &site, "Hi").await;
    let (services, id) = (&bed.services, begun.posted.conversation);
    let mut ear = services.bus.listen();
    let say = async |content| {
        let draft = draft(id, ClientMessageId::random(), content);
        let organization = owner.organization;
        conversations::post_as_visitor(services, organization, begun.visitor, draft)
            .await
            .unwrap();
        conversations::find(services, &owner, id).await.unwrap()
    };

    for status in [ConversationStatus::Closed, ConversationStatus::Archived] {
        conversations::set_status(services, &owner, id, status)
            .await
            .unwrap();
        ear.follow(Topic::Conversation(owner.organization, id))
            .await;
        assert_eq!(
            say("One more thing").await.status,
            ConversationStatus::Active
        );
        assert!(hears_it_is_active(&mut ear).await, "{status:?}");
        ear.unfollow(Topic::Conversation(owner.organization, id));
    }
    let closed_at: Option<chrono::DateTime<chrono::Utc>> =
        sqlx::query_scalar("select closed_at from conversation where id = $1")
            .bind(id.0)
            .fetch_one(&bed.owner)
            .await
            .unwrap();
    assert_eq!(closed_at, None, "what is open was not closed");

    let later = services.clock.now() + TimeDelta::hours(2);
    conversations::put_off(services, &owner, id, Some(later))
        .await
        .unwrap();
    assert_eq!(say("And another").await.snoozed_until, None);
}

/// Whether those who follow hear that the conversation is active, after the message that brought it back.
async fn hears_it_is_active(ear: &mut beckon_realtime::Listener) -> bool {
    loop {
        match ear.hear().await {
            Heard::Event(event) => {
                if let Event::Status { status, .. } = &*event {
                    return *status == ConversationStatus::Active;
                }
            }
            Heard::Lagged => return false,
        }
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_answers_first_is_noted_in_the_leads_history(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let anna = bed.colleague_of(&owner, "Anna").await;
    let site = bed.site_of(&owner).await;
    let begun = bed
        .conversation(&owner, &site, "I'm Ana Lopez, ana@mail.example")
        .await;
    bed.work().await;
    let (services, id) = (&bed.services, begun.posted.conversation);
    for who in [&anna, &anna, &owner] {
        bed.advance(1);
        let answer = draft(id, ClientMessageId::random(), "Hello!");
        conversations::post_as_agent(services, who, answer)
            .await
            .unwrap();
    }
    let line = conversations::find(services, &owner, id).await.unwrap();
    assert_eq!(line.assignee, Some(anna.account));
    let details = leads::details(services, &owner, line.lead.unwrap())
        .await
        .unwrap();
    assert_eq!(details.summary.assignee, Some(anna.account));
    let assigned: Vec<_> = details
        .timeline
        .iter()
        .filter(|activity| activity.kind == ActivityKind::Assigned)
        .map(|activity| activity.detail.as_str())
        .collect();
    assert_eq!(assigned, ["Anna"], "once, by whoever was first");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_ended_conversation_is_shown_until_it_is_rated(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let mut site = bed.site_of(&owner).await;
    let begun = bed.conversation(&owner, &site, "Hi").await;
    let (services, id) = (&bed.services, begun.posted.conversation);
    let shown = async |site: &beckon_domain::site::Site| -> Option<ConversationId> {
        let visit = visit(site, Some(begun.token.clone()));
        let known = conversations::recognise(services, owner.organization, site, &visit)
            .await
            .unwrap()
            .unwrap();
        conversations::shown_to(services, owner.organization, site, known)
            .await
            .unwrap()
    };
    let close = async || {
        conversations::set_status(services, &owner, id, ConversationStatus::Closed)
            .await
            .unwrap();
    };
    assert_eq!(shown(&site).await, Some(id));
    close().await;
    assert_eq!(shown(&site).await, Some(id), "to be rated");
    site.widget.csat = false;
    assert_eq!(shown(&site).await, None, "nobody asks");
    site.widget.csat = true;
    bed.advance(25 * 3600);
    assert_eq!(shown(&site).await, None, "it is too long ago");
    close().await;
    let (organization, visitor) = (owner.organization, begun.visitor);
    conversations::rate(services, organization, visitor, id, (5, ""))
        .await
        .unwrap();
    assert_eq!(shown(&site).await, None, "it is rated");

    // What they write without naming it begins another.
    let fresh = bed.begin(
        organization,
        &site,
        Some(begun.token.clone()),
        ClientMessageId::random(),
        "Hi again",
    );
    let fresh = fresh.await.unwrap().posted.conversation;
    assert_ne!(fresh, id);
    assert_eq!(shown(&site).await, Some(fresh));
    let open = conversations::inbox(services, &owner, InboxFilter::All, InboxPage::Newest);
    let open: Vec<_> = open
        .await
        .unwrap()
        .lines
        .iter()
        .map(|line| line.id)
        .collect();
    assert_eq!(open, [fresh]);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_conversation_opened_for_a_file_is_seen_once_the_file_is_there(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let (services, client) = (&bed.services, client());
    let (visit, first) = (visit(&site, None), ClientMessageId::random());
    let arrival = Arrival {
        organization: owner.organization,
        site: &site,
        visit: &visit,
        client: &client,
    };
    let opened = conversations::open(services, &arrival, first)
        .await
        .unwrap();
    let again = conversations::open(services, &arrival, first)
        .await
        .unwrap();
    assert_eq!(
        again.conversation, opened.conversation,
        "asked twice, opened once"
    );
    assert_eq!(again.visitor, opened.visitor);
    let lines = async || {
        let all = conversations::inbox(services, &owner, InboxFilter::All, InboxPage::Newest).await;
        all.unwrap().lines.len()
    };
    assert_eq!(lines().await, 0, "nothing was said yet");

    let said = draft(opened.conversation, first, "Here it is");
    let organization = owner.organization;
    conversations::post_as_visitor(services, organization, opened.visitor, said)
        .await
        .unwrap();
    assert_eq!(lines().await, 1);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_first_way_is_kept_and_the_last_is_the_last_that_says_something(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let services = &bed.services;
    let from = |source| Touch::from_query([("utm_source", source)]).at("/roofs", None);
    let arrive = async |token, touch| {
        let visit = Visit {
            touch,
            ..visit(&site, token)
        };
        let (organization, client) = (owner.organization, client());
        let arrival = Arrival {
            organization,
            site: &site,
            visit: &visit,
            client: &client,
        };
        let text = "I'm Maria Lopez, maria@example.com";
        conversations::begin(services, &arrival, ClientMessageId::random(), text)
            .await
            .unwrap()
    };
    let begun = arrive(None, from("google")).await;
    bed.work().await;
    let conversation = begun.posted.conversation;
    let line = conversations::find(services, &owner, conversation).await;
    let lead = line.unwrap().lead.unwrap();
    let touches = async || {
        let details = leads::details(services, &owner, lead).await.unwrap();
        [details.first_touch, details.last_touch].map(|touch| touch.source)
    };
    let [google, newsletter] = ["google", "newsletter"].map(|source| Some(source.to_owned()));
    assert_eq!(touches().await, [google.clone(), google.clone()]);

    // Somebody who comes by themselves came by the newsletter before.
    for touch in [from("newsletter"), Touch::default().at("/roofs", None)] {
        bed.advance(3_600);
        arrive(Some(begun.token.clone()), touch).await;
        bed.work().await;
        assert_eq!(touches().await, [google.clone(), newsletter.clone()]);
    }
}
