//! What Postgres's catalogue says of the schema.

use sqlx::PgPool;

/// Every table that belongs to tenants.
pub(crate) async fn tenant_tables(owner: &PgPool) -> Vec<String> {
    sqlx::query_scalar(
        "select relname::text from pg_class join pg_attribute on attrelid = pg_class.oid
         where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and attname = 'organization_id'
         order by relname",
    )
    .fetch_all(owner)
    .await
    .unwrap()
}

/// Those that lack forced row-level security, the tenant's policy, or the tenant at the head of their key.
pub(crate) async fn unprotected(owner: &PgPool) -> Vec<String> {
    sqlx::query_scalar(
        "select relname::text from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'organization_id'
         where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not (
             relrowsecurity and relforcerowsecurity and attnotnull
             and exists (select from pg_policy where polrelid = pg_class.oid and polname = 'tenant'
                 and pg_get_expr(polqual, polrelid) = '(organization_id = current_organization())'
                 and pg_get_expr(polwithcheck, polrelid) = '(organization_id = current_organization())')
             and exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'p' and conkey[1] = attnum)
             -- No other policy opens the table to the server's role.
             and not exists (select from pg_policy where polrelid = pg_class.oid and polname <> 'tenant'
                 and (polroles = '{0}' or 'beckon_app'::regrole = any (polroles))))
         order by relname",
    )
    .fetch_all(owner)
    .await
    .unwrap()
}

/// Foreign keys between tenant tables that could point across tenants: those without `organization_id` on both sides.
pub(crate) async fn foreign_keys_without_tenant(owner: &PgPool) -> Vec<String> {
    sqlx::query_scalar(
        "select conrelid::regclass || '.' || conname from pg_constraint
         join pg_attribute source on source.attrelid = conrelid and source.attname = 'organization_id'
         join pg_attribute target on target.attrelid = confrelid and target.attname = 'organization_id'
         where contype = 'f' and not exists (
             select from generate_subscripts(conkey, 1) i where conkey[i] = source.attnum and confkey[i] = target.attnum)
         order by 1",
    )
    .fetch_all(owner)
    .await
    .unwrap()
}
