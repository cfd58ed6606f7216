use beckon_domain::id::ClientMessageId;
use beckon_domain::search::{Author, Found, Piece, fold};
use beckon_services::{conversations, search};
use beckon_store::MIGRATOR;
use sqlx::PgPool;

use crate::bed::Bed;

/// Everything that is committed becomes searchable. Other databases of the same server may have a transaction
/// running, which holds the index back until it ends.
async fn index(bed: &Bed, messages: i64) {
    loop {
        search::index(&bed.services).await.unwrap();
        let indexed: i64 = sqlx::query_scalar("select count(*) from message_words")
            .fetch_one(&bed.owner)
            .await
            .unwrap();
        if indexed >= messages {
            return;
        }
        tokio::task::yield_now().await;
    }
}

fn show(pieces: &[Piece]) -> String {
    let show = |piece: &Piece| {
        if piece.is_found {
            format!("[{}]", piece.text)
        } else {
            piece.text.clone()
        }
    };
    pieces.iter().map(show).collect()
}

fn texts(found: &Found) -> Vec<(Author, String)> {
    let text = |text: &beckon_domain::search::FoundText| (text.author, show(&text.excerpt));
    found.texts.iter().map(text).collect()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn messages_notes_and_people_are_found(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (owner, other) = (bed.owner_of("acme").await, bed.owner_of("other").await);
    let site = bed.site_of(&owner).await;
    let opening = "Hola, I'm Ana López, ana.lopez@mail.example, and the roof leaks";
    let begun = bed.conversation(&owner, &site, opening).await;
    bed.work().await;
    let id = begun.posted.conversation;
    let client_id = ClientMessageId::random();
    let note = "Her roofer is <b>Bob</b>";
    conversations::add_note(&bed.services, &owner, id, client_id, note, &[])
        .await
        .unwrap();
    index(&bed, 3).await;

    let look = async |who, text| search::search(&bed.services, who, text).await.unwrap();
    let found = look(&owner, "roof").await;
    let said = "Hola, I'm Ana López, ana.lopez@mail.example, and the [roof] leaks";
    assert!(texts(&found).contains(&(
        Author::Message(beckon_domain::conversation::Sender::Visitor),
        said.to_owned()
    )));
    assert!(texts(&found).contains(&(Author::Note, "Her [roofer] is <b>Bob</b>".to_owned())));
    assert!(found.texts.iter().all(|text| text.conversation == id));

    let found = look(&owner, "LOPEZ@ma").await;
    assert_eq!(show(&found.people[0].name), "Ana [López]");
    assert_eq!(found.people[0].conversation, Some(id));
    assert!(show(&found.people[0].details).starts_with("ana.[lopez]@[mail].example"));
    assert!(found.texts.iter().any(|text| show(&text.excerpt)
        == "Hola, I'm Ana López, ana.[lopez]@[mail].example, and the roof leaks"
        || text.number == 2));

    for nothing in ["roofs", "oof", "a", "", "leaks bob"] {
        assert_eq!(look(&owner, nothing).await, Found::default(), "{nothing}");
    }
    assert_eq!(
        look(&other, "roof").await,
        Found::default(),
        "another organization finds nothing"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_old_is_found_too_after_the_recent(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let site = bed.site_of(&owner).await;
    let mut begun = Vec::new();
    for days in [500, 300, 40, 5, 0] {
        let text = format!("A roof, {days} days ago");
        begun.push(bed.conversation(&owner, &site, &text).await);
        bed.advance(86_400 * 100);
    }
    index(&bed, 10).await;
    let found = search::search(&bed.services, &owner, "roof").await.unwrap();
    let order: Vec<_> = found.texts.iter().map(|text| text.conversation).collect();
    let newest_first: Vec<_> = begun
        .iter()
        .rev()
        .map(|begun| begun.posted.conversation)
        .collect();
    assert_eq!(order, newest_first);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn the_database_folds_as_the_domain_does(pool: PgPool) {
    let letters = "ÁàÂäÃåĀçČéÈêËēĘíìîÏīñŃóòôöÕøŌúùûÜūýÿŽšŁ xyz";
    let folded: String = sqlx::query_scalar("select search_fold($1)")
        .bind(letters)
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(folded, fold(letters));
}
