use beckon_domain::conversation::MessageKind;
use beckon_domain::id::{AttachmentId, ClientMessageId, OrganizationId};
use beckon_services::files::{self, FileError, FileUseError, Spool, Uploader};
use beckon_services::jobs;
use beckon_store::conversations::NewMessage;
use sqlx::PgPool;

use crate::bed::Bed;

async fn file(
    bed: &Bed,
    uploader: Uploader,
    conversation: beckon_domain::id::ConversationId,
) -> AttachmentId {
    let mut spool = Spool::new(1_000).await.unwrap();
    spool.write(b"hello").await.unwrap();
    let kept = files::accept(&bed.services, uploader, conversation, "a.txt", spool);
    kept.await.unwrap().id
}

async fn is_kept(bed: &Bed, organization: OrganizationId, id: AttachmentId) -> bool {
    match bed.services.files.original(organization, id, None).await {
        Ok(_) => true,
        Err(FileError::NotFound) => false,
        Err(error) => panic!("{error}"),
    }
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn what_was_never_sent_goes_after_a_day(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let identity = bed.owner_of("acme").await;
    let site = bed.site_of(&identity).await;
    let begun = bed
        .begin(
            identity.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    let conversation = begun.posted.conversation;
    let uploader = Uploader::Visitor(identity.organization, begun.visitor);
    let (sent, unsent) = (
        file(&bed, uploader, conversation).await,
        file(&bed, uploader, conversation).await,
    );
    let mut tx = bed
        .services
        .store
        .tenant(identity.organization)
        .await
        .unwrap();
    let new = NewMessage {
        conversation,
        client_id: ClientMessageId::random(),
        sender: beckon_domain::conversation::Sender::Visitor,
        account: None,
        content: "",
        attachment: Some((sent, MessageKind::File)),
    };
    beckon_store::conversations::append(&mut tx, new, bed.services.clock.now())
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    // Whoever writes a message with a file claims the file for it.
    sqlx::query("update attachment set message_number = 9 where id = $1")
        .bind(sent.0)
        .execute(&bed.owner)
        .await
        .unwrap();

    bed.advance(23 * 3600);
    jobs::housekeep(&bed.services).await.unwrap();
    bed.work().await;
    assert!(is_kept(&bed, identity.organization, unsent).await);
    bed.advance(2 * 3600);
    jobs::housekeep(&bed.services).await.unwrap();
    bed.work().await;
    assert!(!is_kept(&bed, identity.organization, unsent).await);
    assert!(is_kept(&bed, identity.organization, sent).await);
}

#[sqlx::test(migrator = "beckon_store::MIGRATOR")]
async fn messages_carry_links_that_expire(owner: PgPool) {
    let bed = Bed::new(owner).await;
    let identity = bed.owner_of("acme").await;
    let site = bed.site_of(&identity).await;
    let begun = bed
        .begin(
            identity.organization,
            &site,
            None,
            ClientMessageId::random(),
            "Hi",
        )
        .await
        .unwrap();
    let uploader = Uploader::from(&identity);
    let mut spool = Spool::new(1_000).await.unwrap();
    spool.write(b"hello").await.unwrap();
    let kept = files::accept(
        &bed.services,
        uploader,
        begun.posted.conversation,
        "a.txt",
        spool,
    )
    .await
    .unwrap();
    let key = kept.link.split_once("key=").unwrap().1;
    assert_eq!(
        files::find(&bed.services, kept.id, key).await.unwrap().name,
        "a.txt"
    );
    bed.advance(13 * 3600);
    let expired = files::find(&bed.services, kept.id, key).await;
    assert!(matches!(
        expired,
        Err(FileUseError::Link(files::LinkError::Expired))
    ));
}
