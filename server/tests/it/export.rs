use beckon_domain::account::Role;
use beckon_services::ClientInfo;
use beckon_services::accounts;
use beckon_store::MIGRATOR;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use sqlx::PgPool;

use crate::bed::Bed;

async fn get(bed: &Bed, session: Option<&str>, query: &str) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let mut request = client.get(bed.url(&format!("/exports/leads.csv{query}")));
    if let Some(session) = session {
        request = request.header("cookie", format!("beckon_session={session}"));
    }
    request.send().await.unwrap()
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn leads_leave_as_a_file_that_runs_nothing(pool: PgPool) {
    let bed = Bed::new(pool.clone()).await;
    let (identity, site, session) = bed.buyer("acme").await;
    let (_, _, other) = bed.buyer("other").await;
    // More than are read at once, some of them of the same moment.
    sqlx::query(
        "insert into lead (organization_id, id, site_id, industry, source, first_touch, last_touch, score, score_reasons,
             created_at, name, email, status)
         select $1, gen_random_uuid(), $2, 'solar', 'form', '{}', '{}', 0, '[]',
             now() - (n / 3) * interval '1 minute', '=HYPERLINK(\"http://evil.example\"; \"' || n || '\")',
             'person' || n || '@example.com', case n when 7 then 'lost' else 'new' end::lead_status
         from generate_series(1, 2500) n",
    )
    .bind(identity.organization.0)
    .bind(site.id.0)
    .execute(&pool)
    .await
    .unwrap();

    let response = get(&bed, Some(&session), "").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(
        response.headers()["content-type"],
        "text/csv; charset=utf-8"
    );
    assert_eq!(response.headers()["cache-control"], "private, no-store");
    let text = response.text().await.unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let (name, email) = (column("name"), column("email"));
    let mut emails = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        assert!(record[name].starts_with("'=HYPERLINK("), "{record:?}");
        emails.push(record[email].to_owned());
    }
    emails.sort();
    emails.dedup();
    assert_eq!(emails.len(), 2500);

    let lost = get(&bed, Some(&session), "?status=lost").await;
    let lost = lost.text().await.unwrap();
    assert_eq!(lost.lines().count(), 2, "{lost}");
    assert!(lost.contains("person7@example.com"));
    let foreign = get(&bed, Some(&other), "").await.text().await.unwrap();
    assert_eq!(foreign.lines().count(), 1, "{foreign}");
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn only_admins_export(pool: PgPool) {
    let bed = Bed::new(pool).await;
    let (owner, _, session) = bed.buyer("acme").await;
    let invitation = accounts::invite(&bed.services, &owner, "agent@acme.example", Role::Agent)
        .await
        .unwrap();
    let client = ClientInfo {
        address: bed.address.ip(),
        user_agent: "Test".to_owned(),
    };
    let agent = accounts::accept_invitation(
        &bed.services,
        &invitation,
        "Agent",
        "correct horse battery",
        &client,
    )
    .await
    .unwrap();
    let refused = get(&bed, Some(agent.as_str()), "").await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let nobody = get(&bed, None, "").await;
    assert_eq!(nobody.status(), StatusCode::SEE_OTHER);
    let unknown = get(&bed, Some(&session), "?f=golden").await;
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
}
