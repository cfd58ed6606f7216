use beckon_domain::account::Identity;
use beckon_domain::conversation::{ConversationStatus, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::inbox::{Assignment, INBOX_PAGE, InboxFilter, InboxLines, InboxPage};
use beckon_domain::notification::NotificationKind;
use beckon_domain::site::Site;
use beckon_services::conversations::{self, Begun, ConversationError};
use beckon_services::{leads, notifications, teams};
use beckon_store::MIGRATOR;
use chrono::TimeDelta;
use sqlx::PgPool;

use crate::bed::{Bed, draft};

/// An organization with an owner and an agent, and a site of theirs.
struct Desk {
    bed: Bed,
    owner: Identity,
    anna: Identity,
    site: Site,
}

impl Desk {
    async fn new(pool: PgPool) -> Self {
        let bed = Bed::new(pool).await;
        let owner = bed.owner_of("acme").await;
        let anna = bed.colleague_of(&owner, "Anna").await;
        let site = bed.site_of(&owner).await;
        Self {
            bed,
            owner,
            anna,
            site,
        }
    }

    async fn begun(&self, text: &str) -> Begun {
        self.bed.conversation(&self.owner, &self.site, text).await
    }

    async fn page(&self, who: &Identity, filter: InboxFilter, page: InboxPage) -> InboxLines {
        conversations::inbox(&self.bed.services, who, filter, page)
            .await
            .unwrap()
    }

    async fn list(&self, who: &Identity, filter: InboxFilter) -> Vec<ConversationId> {
        let page = self.page(who, filter, InboxPage::Newest).await;
        page.lines.iter().map(|line| line.id).collect()
    }

    async fn assign(&self, id: ConversationId, to: Assignment) {
        conversations::assign(&self.bed.services, &self.owner, id, to)
            .await
            .unwrap();
    }

    async fn say_again(&self, begun: &Begun) {
        self.bed.advance(60);
        conversations::post_as_visitor(
            &self.bed.services,
            self.owner.organization,
            begun.visitor,
            draft(
                begun.posted.conversation,
                ClientMessageId::random(),
                "Still there?",
            ),
        )
        .await
        .unwrap();
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn each_list_holds_what_it_says(pool: PgPool) {
    let desk = Desk::new(pool).await;
    let (services, owner, anna) = (&desk.bed.services, &desk.owner, &desk.anna);
    let team = teams::create(services, owner, "Sales", &[anna.account])
        .await
        .unwrap();
    let mut begun = Vec::new();
    for text in ["mine", "free", "team", "snoozed", "archived", "closed"] {
        begun.push(desk.begun(text).await);
    }
    let [mine, free, team_s, snoozed, archived, closed] =
        [0, 1, 2, 3, 4, 5].map(|at: usize| begun[at].posted.conversation);
    desk.assign(mine, Assignment::Member(anna.account)).await;
    desk.assign(team_s, Assignment::Team(team)).await;
    let until = services.clock.now() + TimeDelta::hours(1);
    conversations::put_off(services, anna, snoozed, Some(until))
        .await
        .unwrap();
    for (id, status) in [
        (archived, ConversationStatus::Archived),
        (closed, ConversationStatus::Closed),
    ] {
        conversations::set_status(services, owner, id, status)
            .await
            .unwrap();
    }

    assert_eq!(
        desk.list(anna, InboxFilter::All).await,
        [team_s, free, mine]
    );
    assert_eq!(desk.list(anna, InboxFilter::Mine).await, [mine]);
    assert_eq!(desk.list(owner, InboxFilter::Mine).await, []);
    assert_eq!(desk.list(anna, InboxFilter::Unassigned).await, [free]);
    assert_eq!(desk.list(anna, InboxFilter::Team(team)).await, [team_s]);
    assert_eq!(desk.list(anna, InboxFilter::Snoozed).await, [snoozed]);
    assert_eq!(
        desk.list(anna, InboxFilter::Archived).await,
        [closed, archived]
    );
    assert_eq!(desk.list(anna, InboxFilter::Mentions).await, []);

    let counts = conversations::unread_counts(services, anna).await.unwrap();
    let of = |filter| counts.of(filter);
    assert_eq!((of(InboxFilter::All), of(InboxFilter::Mine)), (3, 1));
    assert_eq!(
        (of(InboxFilter::Unassigned), of(InboxFilter::Snoozed)),
        (1, 1)
    );
    assert_eq!(
        (of(InboxFilter::Team(team)), of(InboxFilter::Archived)),
        (1, 0)
    );

    for put_away in [&begun[3], &begun[4]] {
        desk.say_again(put_away).await;
    }
    let all = desk.list(anna, InboxFilter::All).await;
    assert_eq!(
        all,
        [archived, snoozed, team_s, free, mine],
        "a visitor's message brings back what is not closed"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn pages_follow_each_other_even_within_one_moment(pool: PgPool) {
    let desk = Desk::new(pool).await;
    for _ in 0..INBOX_PAGE + 7 {
        // All of them at the same time.
        let id = ClientMessageId::random();
        let organization = desk.owner.organization;
        desk.bed
            .begin(organization, &desk.site, None, id, "Hi")
            .await
            .unwrap();
        if id.0.as_u128().is_multiple_of(3) {
            desk.bed.advance(1);
        }
    }
    let all = |page| desk.page(&desk.owner, InboxFilter::All, page);
    let first = all(InboxPage::Newest).await;
    let second = all(InboxPage::Below(first.end.unwrap())).await;
    assert_eq!((first.lines.len(), second.lines.len()), (INBOX_PAGE, 7));
    assert_eq!(second.end, None);
    let mut ids: Vec<_> = first.lines.iter().chain(&second.lines).collect();
    assert!(ids.windows(2).all(|pair| {
        let key = |at: usize| (pair[at].last_message_at, pair[at].id);
        key(0) > key(1)
    }));
    ids.dedup_by_key(|line| line.id);
    assert_eq!(ids.len(), INBOX_PAGE + 7);

    let third_from_below = (&second.lines[3]).into();
    let above = all(InboxPage::Above(third_from_below)).await;
    assert_eq!(above.lines.len(), INBOX_PAGE);
    assert_eq!(above.lines.last().unwrap().id, second.lines[2].id);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_assignment_reaches_the_lead_and_keeps_the_team_of_its_members(pool: PgPool) {
    let desk = Desk::new(pool).await;
    let (services, owner, anna) = (&desk.bed.services, &desk.owner, &desk.anna);
    let begun = desk.begun("I'm Ana Lopez, ana@mail.example").await;
    desk.bed.work().await;
    let id = begun.posted.conversation;
    let sales = teams::create(services, owner, "Sales", &[anna.account])
        .await
        .unwrap();
    let line = async || conversations::find(services, owner, id).await.unwrap();
    let lead = line().await.lead.unwrap();
    let details = async || leads::details(services, owner, lead).await.unwrap();

    // The timeline is ordered by time.
    desk.bed.advance(1);
    desk.assign(id, Assignment::Team(sales)).await;
    desk.assign(id, Assignment::Member(anna.account)).await;
    let now = line().await;
    assert_eq!((now.assignee, now.team), (Some(anna.account), Some(sales)));
    let told = details().await;
    assert_eq!(told.summary.assignee, Some(anna.account));
    assert_eq!(told.timeline[0].detail, "Anna");

    desk.assign(id, Assignment::Member(owner.account)).await;
    let now = line().await;
    assert_eq!((now.assignee, now.team), (Some(owner.account), None));
    desk.assign(id, Assignment::Nobody).await;
    assert_eq!(line().await.assignee, None);
    assert_eq!(details().await.summary.assignee, None);

    let stranger = desk.bed.owner_of("other").await;
    let to_stranger = Assignment::Member(stranger.account);
    let refused = conversations::assign(services, owner, id, to_stranger).await;
    assert!(matches!(refused, Err(ConversationError::NotFound)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn of_two_who_take_at_once_the_second_learns_it(pool: PgPool) {
    let desk = Desk::new(pool).await;
    let (services, owner, anna) = (&desk.bed.services, &desk.owner, &desk.anna);
    let id = desk.begun("Hi").await.posted.conversation;
    conversations::take(services, anna, id, None).await.unwrap();
    let late = conversations::take(services, owner, id, None).await;
    assert!(matches!(late, Err(ConversationError::Taken)));
    conversations::take(services, owner, id, Some(anna.account))
        .await
        .unwrap();
    let line = conversations::find(services, owner, id).await.unwrap();
    assert_eq!(line.assignee, Some(owner.account));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_snooze_ends_by_itself(pool: PgPool) {
    let desk = Desk::new(pool).await;
    let (services, anna) = (&desk.bed.services, &desk.anna);
    let id = desk.begun("Hi").await.posted.conversation;
    desk.bed.work().await;
    let now = services.clock.now();
    let put_off = async |until| conversations::put_off(services, anna, id, until).await;
    assert!(matches!(
        put_off(Some(now)).await,
        Err(ConversationError::Snooze(_))
    ));
    put_off(Some(now + TimeDelta::hours(1))).await.unwrap();
    // Put off anew: the first alarm must not ring.
    put_off(Some(now + TimeDelta::hours(2))).await.unwrap();
    desk.bed.advance(3_600);
    desk.bed.work().await;
    assert_eq!(desk.list(anna, InboxFilter::All).await, []);
    desk.bed.advance(3_600);
    desk.bed.work().await;
    assert_eq!(desk.list(anna, InboxFilter::All).await, [id]);
    assert_eq!(desk.list(anna, InboxFilter::Snoozed).await, []);
    let bell = notifications::bell(services, anna, None).await.unwrap();
    let kinds: Vec<_> = bell.lines.iter().map(|line| line.kind).collect();
    assert!(kinds.contains(&NotificationKind::SnoozeOver));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn closing_and_reopening_is_told_to_both_sides(pool: PgPool) {
    let desk = Desk::new(pool).await;
    let (services, anna) = (&desk.bed.services, &desk.anna);
    let id = desk.begun("Hi").await.posted.conversation;
    let organization = anna.organization;
    conversations::mark_read(services, organization, id, Sender::Agent, 2)
        .await
        .unwrap();
    for status in [
        ConversationStatus::Closed,
        ConversationStatus::Closed,
        ConversationStatus::Active,
        ConversationStatus::Archived,
        ConversationStatus::Active,
    ] {
        conversations::set_status(services, anna, id, status)
            .await
            .unwrap();
    }
    let history = conversations::history(services, anna, id).await;
    let told: Vec<_> = history
        .unwrap()
        .into_iter()
        .filter(|message| message.sender == Sender::System)
        .map(|message| message.content)
        .collect();
    assert_eq!(
        told,
        [
            "Anna closed the conversation.",
            "Anna reopened the conversation."
        ]
    );
    let line = conversations::find(services, anna, id).await.unwrap();
    assert_eq!(line.unread(), 0, "what Beckon tells is not unread");
}
