use beckon_domain::account::Identity;
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_services::conversations;
use beckon_services::mail::{self, MailRoom, MailboxError, Smtp, replied_conversation};
use beckon_services::{jobs, notifications};
use beckon_store::MIGRATOR;
use mail_parser::{HeaderValue, Message, MessageParser};
use sqlx::PgPool;

use crate::bed::{Bed, draft};
use crate::post_office::PostOffice;

/// A buyer whose visitor wrote, over a real mail server.
struct Scene {
    bed: Bed,
    office: PostOffice,
    owner: Identity,
    conversation: ConversationId,
}

impl Scene {
    async fn new(pool: PgPool, first: &str) -> Self {
        let (office, url) = PostOffice::open();
        let mut bed = Bed::new(pool).await;
        bed.services = bed.services.clone().with_mail(MailRoom {
            smtp: Some(Smtp::at(&url).unwrap()),
            from: "hello@beckon.example".into(),
            public_url: "https://beckon.example".into(),
            ..MailRoom::default()
        });
        let owner = bed.owner_of("acme").await;
        let site = bed.site_of(&owner).await;
        let begun = bed
            .begin(
                owner.organization,
                &site,
                None,
                ClientMessageId::random(),
                first,
            )
            .await
            .unwrap();
        Self {
            bed,
            office,
            owner,
            conversation: begun.posted.conversation,
        }
    }

    /// Some minutes later, with all jobs done.
    async fn later(&self, minutes: i64) -> Vec<Vec<u8>> {
        self.bed.work().await;
        self.bed.advance(minutes * 60);
        mail::mail_visitors(&self.bed.services).await.unwrap();
        self.bed.work().await;
        while jobs::run_outside(&self.bed.services).await.unwrap() > 0 {}
        self.office.take()
    }

    async fn answer(&self, text: &str) {
        let (services, id) = (&self.bed.services, ClientMessageId::random());
        conversations::post_as_agent(services, &self.owner, draft(self.conversation, id, text))
            .await
            .unwrap();
    }
}

fn parse(raw: &[u8]) -> Message<'_> {
    MessageParser::default().parse(raw).unwrap()
}

fn header(message: &Message<'_>, name: &str) -> String {
    match message.header(name).unwrap() {
        HeaderValue::Text(text) => text.to_string(),
        HeaderValue::TextList(list) => list.join(" "),
        other => panic!("{name}: {other:?}"),
    }
}

/// The path with the key, out of the header that mail programs read.
fn unsubscribe_key(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw).replace("\r\n ", "");
    let start = text.find("/unsubscribe?key=").unwrap() + "/unsubscribe?key=".len();
    text[start..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_member_who_is_away_is_mailed_once_what_they_missed(pool: PgPool) {
    let scene = Scene::new(pool, "Is <b>anybody</b> there?").await;
    assert!(
        scene.later(1).await.is_empty(),
        "there may be somebody soon"
    );
    let came = scene.later(5).await;
    assert_eq!(came.len(), 1);
    let message = parse(&came[0]);
    assert_eq!(
        message.to().unwrap().first().unwrap().address(),
        Some("owner@acme.example")
    );
    assert!(
        message
            .body_text(0)
            .unwrap()
            .contains("Is <b>anybody</b> there?")
    );
    assert!(
        message
            .body_html(0)
            .unwrap()
            .contains("Is &lt;b&gt;anybody&lt;/b&gt; there?")
    );
    assert_eq!(
        header(&message, "List-Unsubscribe-Post"),
        "List-Unsubscribe=One-Click"
    );
    assert_eq!(header(&message, "Auto-Submitted"), "auto-generated");
    assert!(scene.later(60).await.is_empty(), "told once");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_has_read_it_is_not_mailed(pool: PgPool) {
    let scene = Scene::new(pool, "Hello").await;
    scene.bed.work().await;
    let bell = notifications::bell(&scene.bed.services, &scene.owner, None)
        .await
        .unwrap();
    assert_eq!(bell.unread, 1);
    let of = Some(scene.conversation.into());
    notifications::mark_read(&scene.bed.services, &scene.owner, of)
        .await
        .unwrap();
    assert!(scene.later(10).await.is_empty());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_visitor_who_left_gets_the_answers_in_one_thread(pool: PgPool) {
    let scene = Scene::new(pool, "A roof please, my mail is ada@example.com").await;
    scene.bed.work().await;
    scene.answer("First answer").await;
    scene.answer("Second answer").await;
    assert!(
        to_visitor(scene.later(1).await).is_empty(),
        "they may come back"
    );
    let first = to_visitor(scene.later(3).await);
    assert_eq!(first.len(), 1, "one mail with both");
    let first = parse(&first[0]);
    let text = first.body_text(0).unwrap();
    assert!(text.contains("First answer") && text.contains("Second answer"));
    assert_eq!(first.subject(), Some("Your conversation with acme"));
    let reply_to = first
        .reply_to()
        .unwrap()
        .first()
        .unwrap()
        .address()
        .unwrap();
    assert_eq!(
        replied_conversation(&scene.bed.services.secret, reply_to),
        Some(scene.conversation)
    );

    scene.answer("Third answer").await;
    let second = to_visitor(scene.later(4).await);
    let second = parse(&second[0]);
    assert_eq!(second.subject(), Some("Re: Your conversation with acme"));
    assert_eq!(header(&second, "In-Reply-To"), first.message_id().unwrap());
    assert_eq!(header(&second, "References"), first.message_id().unwrap());
    let text = second.body_text(0).unwrap();
    assert!(
        text.contains("Third answer") && !text.contains("Second answer"),
        "nothing is repeated"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn who_unsubscribes_gets_no_more(pool: PgPool) {
    let scene = Scene::new(pool, "A roof please, my mail is ada@example.com").await;
    scene.bed.work().await;
    scene.answer("First answer").await;
    let came = to_visitor(scene.later(4).await);
    let key = unsubscribe_key(&came[0]);
    mail::check(&scene.bed.services, &key).unwrap();
    assert!(mail::check(&scene.bed.services, &key.replace('A', "B")).is_err());
    scene.answer("Second answer").await;
    assert_eq!(
        to_visitor(scene.later(4).await).len(),
        1,
        "looking at the page changes nothing"
    );
    mail::unsubscribe(&scene.bed.services, &key).await.unwrap();
    scene.answer("Third answer").await;
    assert!(to_visitor(scene.later(4).await).is_empty());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_server_that_is_busy_gets_the_same_mail_again(pool: PgPool) {
    let scene = Scene::new(pool, "Hello").await;
    scene.office.be_busy(1);
    assert!(scene.later(6).await.is_empty());
    let again = scene.later(1).await;
    assert_eq!(again.len(), 1);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn without_a_server_mail_is_kept_for_the_platforms_admins(pool: PgPool) {
    let mut scene = Scene::new(pool, "Hello").await;
    scene.bed.services = scene.bed.services.clone().with_mail(MailRoom::default());
    scene.later(6).await;
    let refused = mail::mailbox(&scene.bed.services, &scene.owner).await;
    assert!(matches!(refused, Err(MailboxError::NotAllowed)));
    let admin = Identity {
        organization_kind: beckon_domain::account::OrganizationKind::Platform,
        ..scene.owner.clone()
    };
    let kept = mail::mailbox(&scene.bed.services, &admin).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].recipient, "owner@acme.example");
    let one = mail::mailbox_mail(&scene.bed.services, &admin, kept[0].id)
        .await
        .unwrap();
    assert!(one.html.contains("Hello") && parse(&one.message).subject().is_some());
}

fn to_visitor(came: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let is_visitors = |raw: &Vec<u8>| {
        parse(raw).to().unwrap().first().unwrap().address() == Some("ada@example.com")
    };
    came.into_iter().filter(is_visitors).collect()
}
