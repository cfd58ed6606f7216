//! No statement under one organization reads, changes or references a row of another: proved for every
//! table of the catalogue that has an `organization_id`, so that a new one can't be forgotten.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod catalogue;
mod fixture;

use beckon_domain::id::OrganizationId;
use beckon_store::{MIGRATOR, Store, TenantTx};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor as _, PgPool, Row as _};

use catalogue::{foreign_keys_without_tenant, tenant_tables, unprotected};
use fixture::{app_store, fill};

/// Postgres's code for "row-level security or a missing grant says no".
const INSUFFICIENT_PRIVILEGE: &str = "42501";

struct Tenants {
    owner: PgPool,
    store: Store,
    mine: OrganizationId,
    theirs: OrganizationId,
}

async fn tenants(owner: PgPool) -> Tenants {
    let store = app_store(&owner).await;
    let mine = fill(&store, "a").await;
    let theirs = fill(&store, "b").await;
    Tenants {
        owner,
        store,
        mine,
        theirs,
    }
}

/// Runs a statement as the unprivileged role, for `mine`; a refusal for want of privilege changes nothing either.
async fn affected(tenants: &Tenants, statement: String) -> u64 {
    let mut tx: TenantTx = tenants.store.tenant(tenants.mine).await.unwrap();
    match tx.execute(AssertSqlSafe(statement.clone())).await {
        Ok(done) => done.rows_affected(),
        Err(sqlx::Error::Database(error))
            if error.code().as_deref() == Some(INSUFFICIENT_PRIVILEGE) =>
        {
            0
        }
        Err(error) => panic!("{statement}: {error}"),
    }
}

async fn count(tenants: &Tenants, table: &str, organization: OrganizationId) -> i64 {
    let statement =
        format!("select count(*) from {table} where organization_id = '{organization}'");
    tenants
        .owner
        .fetch_one(AssertSqlSafe(statement))
        .await
        .unwrap()
        .get(0)
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn every_tenant_table_is_protected(owner: PgPool) {
    assert_eq!(unprotected(&owner).await, Vec::<String>::new());
    assert_eq!(
        foreign_keys_without_tenant(&owner).await,
        Vec::<String>::new()
    );
    assert!(
        tenant_tables(&owner).await.len() >= 10,
        "the catalogue was read"
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn a_new_table_without_a_policy_is_found(owner: PgPool) {
    owner
        .execute("create table forgotten (organization_id uuid not null, id uuid primary key)")
        .await
        .unwrap();
    owner.execute("create table pointing (organization_id uuid, forgotten_id uuid references forgotten (id), primary key (organization_id, forgotten_id))").await.unwrap();
    owner
        .execute("call protect_tenant_table('pointing')")
        .await
        .unwrap();
    assert_eq!(unprotected(&owner).await, ["forgotten"]);
    assert_eq!(
        foreign_keys_without_tenant(&owner).await,
        ["pointing.pointing_forgotten_id_fkey"]
    );
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nothing_of_another_tenant_is_read(owner: PgPool) {
    let tenants = tenants(owner).await;
    for table in tenant_tables(&tenants.owner).await {
        assert!(
            count(&tenants, &table, tenants.theirs).await > 0,
            "the fixture must fill {table}"
        );
        let mine = count(&tenants, &table, tenants.mine).await;
        let mut tx = tenants.store.tenant(tenants.mine).await.unwrap();
        let seen: i64 = tx
            .fetch_one(AssertSqlSafe(format!("select count(*) from {table}")))
            .await
            .unwrap()
            .get(0);
        assert_eq!(seen, mine, "{table}");
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nothing_of_another_tenant_is_changed(owner: PgPool) {
    let tenants = tenants(owner).await;
    let theirs = tenants.theirs;
    for table in tenant_tables(&tenants.owner).await {
        let by_key = format!("where organization_id = '{theirs}'");
        assert_eq!(
            affected(
                &tenants,
                format!("update {table} set organization_id = organization_id {by_key}")
            )
            .await,
            0
        );
        assert_eq!(
            affected(&tenants, format!("delete from {table} {by_key}")).await,
            0
        );
        // Nor is a row of mine handed to them.
        assert_eq!(
            affected(
                &tenants,
                format!("update {table} set organization_id = '{theirs}'")
            )
            .await,
            0,
            "{table}"
        );
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn nothing_is_written_for_another_tenant(owner: PgPool) {
    let tenants = tenants(owner).await;
    for table in tenant_tables(&tenants.owner).await {
        let statement = format!(
            "select to_jsonb(t) from {table} t where organization_id = '{}' limit 1",
            tenants.theirs
        );
        let row: Value = tenants
            .owner
            .fetch_one(AssertSqlSafe(statement))
            .await
            .unwrap()
            .get(0);
        let mut tx = tenants.store.tenant(tenants.mine).await.unwrap();
        let statement =
            format!("insert into {table} select * from jsonb_populate_record(null::{table}, $1)");
        let error = sqlx::query(AssertSqlSafe(statement))
            .bind(row)
            .execute(&mut *tx)
            .await
            .unwrap_err();
        let code = error
            .as_database_error()
            .and_then(|error| error.code().map(std::borrow::Cow::into_owned));
        assert_eq!(
            code.as_deref(),
            Some(INSUFFICIENT_PRIVILEGE),
            "{table}: {error}"
        );
    }
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn without_an_organization_nothing_is_seen(owner: PgPool) {
    let tenants = tenants(owner).await;
    let nobody = fixture::app_pool(&tenants.owner).await;
    for table in tenant_tables(&tenants.owner).await {
        let seen: i64 = nobody
            .fetch_one(AssertSqlSafe(format!("select count(*) from {table}")))
            .await
            .unwrap()
            .get(0);
        assert_eq!(seen, 0, "{table}");
    }
    let organizations: i64 = nobody
        .fetch_one("select count(*) from organization")
        .await
        .unwrap()
        .get(0);
    let accounts: i64 = nobody
        .fetch_one("select count(id) from account")
        .await
        .unwrap()
        .get(0);
    assert_eq!((organizations, accounts), (0, 0));
}

#[sqlx::test(migrator = "MIGRATOR")]
async fn people_of_other_organizations_and_all_password_hashes_stay_hidden(owner: PgPool) {
    let tenants = tenants(owner).await;
    let mut tx = tenants.store.tenant(tenants.mine).await.unwrap();
    let emails: Vec<String> = sqlx::query_scalar("select email from account")
        .fetch_all(&mut *tx)
        .await
        .unwrap();
    assert_eq!(emails, ["owner@a.example"]);
    let organizations: i64 = tx
        .fetch_one("select count(*) from organization")
        .await
        .unwrap()
        .get(0);
    assert_eq!(organizations, 1);
    let error = tx
        .execute("select password_hash from account")
        .await
        .unwrap_err();
    assert_eq!(
        error.as_database_error().unwrap().code().as_deref(),
        Some(INSUFFICIENT_PRIVILEGE)
    );
}

/// The server's role can't make itself more than it is.
#[sqlx::test(migrator = "MIGRATOR")]
async fn the_servers_role_owns_and_bypasses_nothing(owner: PgPool) {
    let app = fixture::app_pool(&owner).await;
    let row = app
        .fetch_one(
            "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb, pg_has_role('beckon_app', 'beckon_system', 'member')
             from pg_roles where rolname = current_user",
        )
        .await
        .unwrap();
    assert_eq!(
        (row.get::<bool, _>(0), row.get::<bool, _>(1)),
        (false, false)
    );
    let owned: i64 = app
        .fetch_one("select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = current_user)")
        .await
        .unwrap()
        .get(0);
    assert_eq!(owned, 0);
    for statement in [
        "set role beckon_system",
        "alter table lead no force row level security",
        "create table x (y int)",
    ] {
        app.execute(statement).await.unwrap_err();
    }
}
