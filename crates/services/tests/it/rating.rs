use beckon_domain::conversation::ConversationStatus;
use beckon_domain::id::VisitorId;
use beckon_domain::notification::NotificationKind;
use beckon_services::conversations::{self, RatingError};
use beckon_services::notifications;
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_closed_conversation_is_rated_by_its_visitor_alone(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let begun = bed.conversation(&owner, &site, "Hi").await;
    let id = begun.posted.conversation;
    let rate = async |visitor: VisitorId, rating, comment: &str| {
        let opinion = (rating, comment);
        conversations::rate(&bed.services, owner.organization, visitor, id, opinion).await
    };

    let early = rate(begun.visitor, 5, "").await;
    assert!(matches!(early, Err(RatingError::NotAllowed)), "still open");
    conversations::take(&bed.services, &owner, id, None)
        .await
        .unwrap();
    conversations::set_status(&bed.services, &owner, id, ConversationStatus::Closed)
        .await
        .unwrap();

    let other = bed.conversation(&owner, &site, "Hello").await;
    let foreign = rate(other.visitor, 1, "").await;
    assert!(
        matches!(foreign, Err(RatingError::NotAllowed)),
        "not theirs"
    );
    for rating in [0, 6] {
        assert!(matches!(
            rate(begun.visitor, rating, "").await,
            Err(RatingError::Value)
        ));
    }
    let endless = rate(begun.visitor, 5, &"x".repeat(2_001)).await;
    assert!(matches!(endless, Err(RatingError::Value)));

    rate(begun.visitor, 2, "slow").await.unwrap();
    rate(begun.visitor, 4, "\0 better ").await.unwrap();
    let line = conversations::find(&bed.services, &owner, id)
        .await
        .unwrap();
    assert_eq!(line.rating, Some(4));
    let bell = notifications::bell(&bed.services, &owner, None)
        .await
        .unwrap();
    let rated = bell
        .lines
        .iter()
        .find(|line| line.kind == NotificationKind::Rated);
    assert_eq!(rated.unwrap().detail, "4 of 5: better");
}
