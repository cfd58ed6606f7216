use beckon_domain::account::Identity;
use beckon_domain::assistant::AssistantSection;
use beckon_domain::conversation::{Message, Sender};
use beckon_domain::id::{ClientMessageId, ConversationId};
use beckon_domain::notification::NotificationKind;
use beckon_domain::presence::Present;
use beckon_domain::widget::Language;
use beckon_services::assistant::knowledge::{self, NewKnowledge};
use beckon_services::assistant::settings::change;
use beckon_services::assistant::{hand_back, is_silent};
use beckon_services::conversations::{self, Begun};
use beckon_services::notifications;
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::{Bed, draft};

async fn write(bed: &Bed, owner: &Identity, begun: &Begun, text: &str) -> Message {
    bed.advance(30);
    let message = draft(begun.posted.conversation, ClientMessageId::random(), text);
    conversations::post_as_visitor(&bed.services, owner.organization, begun.visitor, message)
        .await
        .unwrap();
    bed.work().await;
    last(bed, owner, begun.posted.conversation).await
}

async fn last(bed: &Bed, owner: &Identity, conversation: ConversationId) -> Message {
    conversations::history(&bed.services, owner, conversation)
        .await
        .unwrap()
        .pop()
        .unwrap()
}

async fn notes(bed: &Bed, owner: &Identity, begun: &Begun) -> Vec<beckon_domain::note::Note> {
    let conversation = begun.posted.conversation;
    conversations::notes(&bed.services, owner.organization, conversation)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_person_is_asked_told_all_and_gives_it_back(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let begun = bed
        .conversation(
            &owner,
            &site,
            "I'm Ada Byron, ada@example.com, I need panels",
        )
        .await;
    bed.work().await;
    let answer = write(&bed, &owner, &begun, "I want to talk to a real person").await;
    assert!(
        answer
            .content
            .ends_with("Nobody is here at the moment. We'll answer by e-mail at ada@example.com."),
        "{}",
        answer.content
    );
    let left = notes(&bed, &owner, &begun).await;
    assert_eq!((left.len(), left[0].author_name.as_str()), (1, "Assistant"));
    for part in [
        "asked for a person",
        "name Ada Byron",
        "Visitor: I want to talk",
    ] {
        assert!(left[0].content.contains(part), "{}", left[0].content);
    }
    let bell = notifications::bell(&bed.services, &owner, None)
        .await
        .unwrap();
    let of_handoff = |kind| kind == NotificationKind::Handoff;
    assert_eq!(
        bell.lines
            .iter()
            .filter(|line| of_handoff(line.kind))
            .count(),
        1
    );

    let again = write(&bed, &owner, &begun, "hello? I want a human!").await;
    assert!(
        again.content.contains("Nobody is here"),
        "{}",
        again.content
    );
    assert_eq!(notes(&bed, &owner, &begun).await.len(), 1, "asked for once");

    let conversation = begun.posted.conversation;
    let hello = draft(conversation, ClientMessageId::random(), "Hello, I'm here");
    conversations::post_as_agent(&bed.services, &owner, hello)
        .await
        .unwrap();
    let silent = write(&bed, &owner, &begun, "Great. What now?").await;
    assert_eq!(silent.sender, Sender::Visitor, "the assistant is silent");
    let told = is_silent(&bed.services, &owner, conversation).await;
    assert!(told.unwrap());

    hand_back(&bed.services, &owner, conversation)
        .await
        .unwrap();
    let told = is_silent(&bed.services, &owner, conversation).await;
    assert!(!told.unwrap());
    assert_eq!(
        last(&bed, &owner, conversation).await.sender,
        Sender::System
    );
    let answer = write(&bed, &owner, &begun, "thanks!").await;
    assert_eq!(answer.sender, Sender::Assistant);
    let wish = write(&bed, &owner, &begun, "let me talk to a person again").await;
    assert!(wish.content.contains("Nobody is here"), "{}", wish.content);
    assert_eq!(notes(&bed, &owner, &begun).await.len(), 2);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_waiting_time_is_that_of_those_who_waited(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    for _ in 0..3 {
        let begun = bed.conversation(&owner, &site, "a human please").await;
        bed.work().await;
        bed.advance(150);
        let conversation = begun.posted.conversation;
        let hello = draft(conversation, ClientMessageId::random(), "Hello");
        conversations::post_as_agent(&bed.services, &owner, hello)
            .await
            .unwrap();
    }
    let present = Present::Member(owner.account);
    let _seat = bed.services.presences.arrive(owner.organization, present);
    let first = bed
        .conversation(&owner, &site, "I want to speak to a human")
        .await;
    bed.work().await;
    let told = last(&bed, &owner, first.posted.conversation).await.content;
    assert!(
        told.ends_with("You're next in line. It usually takes about 3 min."),
        "{told}"
    );
    let second = bed
        .conversation(&owner, &site, "I want to speak to a human")
        .await;
    bed.work().await;
    let told = last(&bed, &owner, second.posted.conversation).await.content;
    assert!(told.contains("People waiting before you: 1."), "{told}");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_rule_hands_over_once_and_not_again_after_it_was_given_back(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let rules = AssistantSection::Handover {
        on_frustration: true,
        unanswered: "2".to_owned(),
        words: "court date".to_owned(),
        score: String::new(),
    };
    change(&bed.services, &owner, site.id, rules).await.unwrap();
    let begun = bed
        .conversation(&owner, &site, "My court date is in May")
        .await;
    bed.work().await;
    assert_eq!(notes(&bed, &owner, &begun).await.len(), 1);
    hand_back(&bed.services, &owner, begun.posted.conversation)
        .await
        .unwrap();
    write(&bed, &owner, &begun, "as I said: the court date").await;
    assert_eq!(notes(&bed, &owner, &begun).await.len(), 1, "no loop");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn two_questions_without_an_answer_call_for_a_person(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let entry = NewKnowledge {
        language: Language::En,
        title: "How long is the warranty?".to_owned(),
        content: "25 years.".to_owned(),
        source: String::new(),
    };
    knowledge::save(&bed.services, &owner, site.id, None, entry)
        .await
        .unwrap();
    let begun = bed
        .conversation(&owner, &site, "Do you repair windmills?")
        .await;
    bed.work().await;
    assert!(notes(&bed, &owner, &begun).await.is_empty());
    write(&bed, &owner, &begun, "Do you sell bicycles?").await;
    let left = notes(&bed, &owner, &begun).await;
    assert!(
        left[0].content.contains("had no answer"),
        "{}",
        left[0].content
    );
}
