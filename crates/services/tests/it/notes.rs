use beckon_domain::id::ClientMessageId;
use beckon_domain::inbox::{InboxFilter, InboxPage};
use beckon_domain::notification::NotificationKind;
use beckon_services::conversations::{self, ConversationError};
use beckon_services::notifications;
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_note_is_stored_once_and_leaves_no_trace_for_the_visitor(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let anna = bed.colleague_of(&owner, "Anna").await;
    let stranger = bed.owner_of("other").await;
    let site = bed.site_of(&owner).await;
    let id = bed
        .conversation(&owner, &site, "Hi")
        .await
        .posted
        .conversation;
    let before = conversations::find(&bed.services, &owner, id)
        .await
        .unwrap();

    let client_id = ClientMessageId::random();
    let mentions = [anna.account, stranger.account];
    let add = async |who| {
        conversations::add_note(&bed.services, who, id, client_id, "Call @Anna", &mentions).await
    };
    let note = add(&owner).await.unwrap();
    assert_eq!(add(&owner).await.unwrap(), note, "sent twice, stored once");
    assert_eq!(note.mentions, [anna.account], "strangers are not mentioned");
    assert_eq!(
        (note.after, note.author_name.as_str()),
        (2, "Owner of acme")
    );
    let told = conversations::notes(&bed.services, owner.organization, id).await;
    assert_eq!(told.unwrap(), [note]);

    let after = conversations::find(&bed.services, &owner, id)
        .await
        .unwrap();
    assert_eq!(
        after, before,
        "neither a number nor a preview gives it away"
    );
    assert!(matches!(
        add(&stranger).await,
        Err(ConversationError::NotFound)
    ));

    let mentions = async |who| {
        let page = InboxPage::Newest;
        let lines = conversations::inbox(&bed.services, who, InboxFilter::Mentions, page).await;
        lines.unwrap().lines.len()
    };
    assert_eq!((mentions(&anna).await, mentions(&owner).await), (1, 0));
    let bell = notifications::bell(&bed.services, &anna, None)
        .await
        .unwrap();
    let told: Vec<_> = bell
        .lines
        .iter()
        .map(|line| (line.kind, line.detail.as_str()))
        .collect();
    assert_eq!(told, [(NotificationKind::Mention, "Call @Anna")]);
    let counts = conversations::unread_counts(&bed.services, &anna).await;
    assert_eq!(counts.unwrap().mentions, 1);
}
