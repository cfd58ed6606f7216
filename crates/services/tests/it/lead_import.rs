use beckon_domain::account::Identity;
use beckon_domain::id::LeadImportId;
use beckon_domain::industry::Industry;
use beckon_domain::lead::{LeadSource, LeadStatus};
use beckon_domain::lead_import::{
    Dialling, Duplicates, FileProblem, Import, ImportState, Settings, guess,
};
use beckon_domain::lead_list::LeadQuery;
use beckon_services::jobs;
use beckon_services::leads::{self, ImportError, Incoming};
use beckon_store::MIGRATOR;
use futures::TryStreamExt as _;
use sqlx::PgPool;

use crate::bed::Bed;

async fn upload(bed: &Bed, by: &Identity, text: &str) -> Result<LeadImportId, ImportError> {
    let mut incoming = Incoming::new(by).await?;
    for piece in text.as_bytes().chunks(700) {
        incoming.write(piece).await?;
    }
    leads::begin_import(&bed.services, by, "leads.csv", incoming, None).await
}

fn settings(header: &str, duplicates: Duplicates) -> Settings {
    let header: Vec<String> = header.split(',').map(str::to_owned).collect();
    Settings {
        columns: guess(&header),
        industry: Industry::Legal,
        dialling: Dialling::NORTH_AMERICA,
        duplicates,
        assignee: None,
    }
}

/// Uploads a file and begins with it.
async fn begin(bed: &Bed, by: &Identity, text: &str, duplicates: Duplicates) -> LeadImportId {
    let id = upload(bed, by, text).await.unwrap();
    let header = text.lines().next().unwrap();
    leads::start_import(&bed.services, by, id, &settings(header, duplicates))
        .await
        .unwrap();
    id
}

async fn found(bed: &Bed, by: &Identity, id: LeadImportId) -> Import {
    leads::find_import(&bed.services, by, id).await.unwrap()
}

async fn bad_rows(bed: &Bed, by: &Identity, id: LeadImportId) -> String {
    let stream = leads::bad_rows(&bed.services, by, id).await.unwrap();
    let pieces: Vec<_> = stream.try_collect().await.unwrap();
    String::from_utf8(pieces.concat()).unwrap()
}

async fn count(bed: &Bed) -> i64 {
    sqlx::query_scalar("select count(*) from lead")
        .fetch_one(&bed.owner)
        .await
        .unwrap()
}

fn many(rows: usize) -> String {
    let rows = (0..rows).map(|row| format!("Person {row},person{row}@example.com\n"));
    format!("Name,E-Mail\n{}", rows.collect::<String>())
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn rows_become_leads_and_bad_ones_come_back_with_reasons(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let text = "Name,E-Mail,Phone,Status,Notes\n\
        Ana,ana@example.com,(415) 555-0123,qualified,\"two\nlines\"\n\
        =Bob,bob@,12,,\n\
        \n\
        Ana again,ANA@example.com,,,\n\
        Cleo,,+1 415 555 0124,,\n";
    let id = upload(&bed, &owner, text).await.unwrap();
    let waiting = found(&bed, &owner, id).await;
    assert_eq!(waiting.state, ImportState::Waiting);
    assert_eq!(waiting.header[1], "E-Mail");
    let sample = leads::sample_import(&bed.services, &owner, id)
        .await
        .unwrap();
    assert_eq!(sample.rows.len(), 4);
    let settings = settings("Name,E-Mail,Phone,Status,Notes", Duplicates::Skip);
    leads::start_import(&bed.services, &owner, id, &settings)
        .await
        .unwrap();
    bed.work().await;

    let done = found(&bed, &owner, id).await;
    assert_eq!(done.state, ImportState::Done);
    assert_eq!(done.percent(), 100);
    let counts = done.counts;
    assert_eq!(
        (counts.rows, counts.created, counts.skipped, counts.bad),
        (4, 2, 1, 1)
    );
    let listed = bed.leads(&owner).await;
    let ana = listed
        .iter()
        .find(|lead| lead.facts.contact.name.as_deref() == Some("Ana"))
        .unwrap();
    assert_eq!(
        (ana.source, ana.status),
        (LeadSource::Import, LeadStatus::Qualified)
    );
    assert_eq!(ana.industry, Industry::Legal);
    let details = leads::details(&bed.services, &owner, ana.id).await.unwrap();
    assert_eq!(details.timeline[0].detail, "leads.csv, row 2");

    let bad = bad_rows(&bed, &owner, id).await;
    assert!(bad.starts_with("\u{feff}Name,E-Mail,Phone,Status,Notes,What is wrong\r\n"));
    assert!(
        bad.contains("'=Bob,bob@,12,,,\"E-Mail “bob@”: Enter an e-mail address"),
        "{bad}"
    );
    assert!(bad.contains("Phone “12”: Enter a phone number"), "{bad}");

    // The file itself is kept no longer than it takes.
    let file = beckon_domain::id::AttachmentId(id.0);
    let kept = bed
        .services
        .files
        .original(owner.organization, file, None)
        .await;
    assert!(kept.is_err());
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_crash_in_the_middle_neither_loses_a_row_nor_makes_it_twice(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    // With duplicates created, nothing but the place in the file keeps rows from coming twice.
    let id = begin(&bed, &owner, &many(2_500), Duplicates::Create).await;
    jobs::run_due(&bed.services).await.unwrap();
    assert_eq!(count(&bed).await, 1_000);
    assert_eq!(found(&bed, &owner, id).await.counts.rows, 1_000);

    // The worker dies within the second batch, after its leads were written.
    sqlx::query(
        "create function die() returns trigger language plpgsql as $$ begin raise 'gone'; end $$;",
    )
    .execute(&bed.owner)
    .await
    .unwrap();
    sqlx::query(
        "create trigger die before update on lead_import for each row execute function die()",
    )
    .execute(&bed.owner)
    .await
    .unwrap();
    jobs::run_due(&bed.services).await.unwrap();
    assert_eq!(count(&bed).await, 1_000);
    sqlx::query("drop trigger die on lead_import")
        .execute(&bed.owner)
        .await
        .unwrap();
    bed.advance(3_600);
    bed.work().await;
    assert_eq!(count(&bed).await, 2_500);
    let done = found(&bed, &owner, id).await;
    assert_eq!(
        (done.state, done.counts.created),
        (ImportState::Done, 2_500)
    );
    let distinct: i64 = sqlx::query_scalar("select count(distinct email) from lead")
        .fetch_one(&bed.owner)
        .await
        .unwrap();
    assert_eq!(distinct, 2_500);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn duplicates_are_treated_as_was_chosen(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    begin(
        &bed,
        &owner,
        "Name,E-Mail\nAna,ana@example.com\n",
        Duplicates::Skip,
    )
    .await;
    bed.work().await;
    let again = "Name,E-Mail,Phone,Company\n\
        Anna,ana@example.com,(415) 555-0123,Acme\n\
        Bob,bob@example.com,,\n\
        Bob,bob@example.com,,Bob's\n";

    let id = begin(&bed, &owner, again, Duplicates::Fill).await;
    bed.work().await;
    let counts = found(&bed, &owner, id).await.counts;
    assert_eq!((counts.created, counts.filled, counts.skipped), (1, 2, 0));
    let listed = bed.leads(&owner).await;
    let of = |email: &str| {
        let is_it = |lead: &&beckon_domain::lead::LeadSummary| {
            let found = lead.facts.contact.email.as_ref();
            found.is_some_and(|found| found.as_str() == email)
        };
        listed.iter().find(is_it).unwrap().facts.contact.clone()
    };
    let ana = of("ana@example.com");
    assert_eq!(ana.name.as_deref(), Some("Ana"), "what is known stays");
    assert_eq!(ana.company.as_deref(), Some("Acme"));
    assert!(ana.phone.is_some());
    assert_eq!(of("bob@example.com").company.as_deref(), Some("Bob's"));

    let id = begin(&bed, &owner, again, Duplicates::Skip).await;
    bed.work().await;
    assert_eq!(found(&bed, &owner, id).await.counts.skipped, 3);
    let id = begin(&bed, &owner, again, Duplicates::Create).await;
    bed.work().await;
    assert_eq!(found(&bed, &owner, id).await.counts.created, 3);
    assert_eq!(count(&bed).await, 5);
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn an_import_is_stopped_and_undone_but_for_what_was_touched(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let id = begin(&bed, &owner, &many(1_500), Duplicates::Skip).await;
    jobs::run_due(&bed.services).await.unwrap();
    leads::cancel_import(&bed.services, &owner, id)
        .await
        .unwrap();
    bed.work().await;
    assert_eq!(found(&bed, &owner, id).await.state, ImportState::Cancelled);
    assert_eq!(count(&bed).await, 1_000);

    let touched = bed.leads(&owner).await[0].id;
    leads::set_status(&bed.services, &owner, touched, LeadStatus::Contacted)
        .await
        .unwrap();
    bed.advance(60);
    leads::undo_import(&bed.services, &owner, id).await.unwrap();
    let twice = leads::undo_import(&bed.services, &owner, id).await;
    assert!(matches!(twice, Err(ImportError::TooLate)));
    bed.work().await;
    let undone = found(&bed, &owner, id).await;
    assert_eq!((undone.state, undone.removed), (ImportState::Undone, 999));
    let left = bed.leads(&owner).await;
    assert_eq!(
        left.iter().map(|lead| lead.id).collect::<Vec<_>>(),
        [touched]
    );

    let id = begin(&bed, &owner, &many(3), Duplicates::Skip).await;
    bed.work().await;
    bed.advance(25 * 3_600);
    let late = leads::undo_import(&bed.services, &owner, id).await;
    assert!(matches!(late, Err(ImportError::TooLate)));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn only_admins_import_and_nobody_sees_anothers(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let agent = bed.colleague_of(&owner, "joe").await;
    let other = bed.owner_of("other").await;
    assert!(matches!(
        Incoming::new(&agent).await,
        Err(ImportError::NotAllowed)
    ));
    let id = upload(&bed, &owner, &many(2)).await.unwrap();
    for (who, refused) in [(&agent, false), (&other, true)] {
        let all = settings("Name,E-Mail", Duplicates::Skip);
        let started = leads::start_import(&bed.services, who, id, &all).await;
        let found = leads::find_import(&bed.services, who, id).await;
        for error in [started.unwrap_err(), found.unwrap_err()] {
            assert_eq!(matches!(error, ImportError::NotFound), refused, "{error}");
        }
    }
    assert!(
        leads::list_imports(&bed.services, &other)
            .await
            .unwrap()
            .is_empty()
    );
    let empty = upload(&bed, &owner, "").await;
    assert!(matches!(
        empty,
        Err(ImportError::Problem(FileProblem::Empty))
    ));
    let nothing = settings("Shoe size", Duplicates::Skip);
    let refused = leads::start_import(&bed.services, &owner, id, &nothing).await;
    assert!(matches!(
        refused,
        Err(ImportError::Problem(FileProblem::NoColumns))
    ));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn what_is_exported_can_be_imported_again(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let owner = bed.owner_of("acme").await;
    let text = "Name,E-Mail,Phone,Company,City,Industry,Status,Budget,Timeline,Employees,Decision maker,Created at\n\
        \"O'Neil, \"\"Ana\"\"\",=ana@example.com,+4930901820,'=Acme,\"Köln, NRW\",solar,lost,\"€5,000.50/month\",weeks,25,no,2026-03-31\n\
        ''=Zoë 🌞,,+14155550123,+Plus,,,,,,,,\n";
    begin(&bed, &owner, text, Duplicates::Create).await;
    bed.work().await;
    let query = LeadQuery::default();
    let pieces: Vec<_> = leads::export(&bed.services, &owner, query)
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    let exported = String::from_utf8(pieces.concat()).unwrap();

    let other = bed.owner_of("other").await;
    begin(
        &bed,
        &other,
        exported.trim_start_matches('\u{feff}'),
        Duplicates::Create,
    )
    .await;
    bed.work().await;
    let all = |leads: Vec<beckon_domain::lead::LeadSummary>| {
        let mut all: Vec<_> = leads
            .into_iter()
            .map(|lead| {
                format!(
                    "{:?} {} {:?} {}",
                    lead.facts, lead.industry, lead.status, lead.created_at
                )
            })
            .collect();
        all.sort();
        all
    };
    let before = all(bed.leads(&owner).await);
    assert_eq!(before.len(), 2);
    assert_eq!(all(bed.leads(&other).await), before);
}
