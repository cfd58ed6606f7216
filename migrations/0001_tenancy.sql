-- Why: a forgotten `where` must leak nothing. The server acts as beckon_app, which owns nothing and
-- bypasses nothing; each transaction says for whom it acts, and row-level security does the rest.
-- What crosses tenants goes through functions owned by beckon_system, each named and short.

do $$
begin
    create role beckon_app login nosuperuser nocreatedb nocreaterole nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
    create role beckon_system nologin nosuperuser nocreatedb nocreaterole nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$;

-- Handing a function to beckon_system takes membership in it, which a superuser has anyway.
do $$
begin
    if not pg_has_role(current_user, 'beckon_system', 'member') then
        execute format('grant beckon_system to %I', current_user);
    end if;
end $$;

grant usage on schema public to beckon_app;
grant usage, create on schema public to beckon_system;

-- The organization for which this transaction acts; null means none, and then no tenant row is seen.
create function current_organization() returns uuid
    language sql stable parallel safe
    as $$ select nullif(current_setting('beckon.organization_id', true), '')::uuid $$;

-- The person for whom this transaction acts, where it acts for one.
create function current_account() returns uuid
    language sql stable parallel safe
    as $$ select nullif(current_setting('beckon.account_id', true), '')::uuid $$;

-- Puts a table under tenancy: its rows are seen and written only for the current organization.
-- beckon_system sees all rows, inside its own functions only, since nobody can sign in as it.
create procedure protect_tenant_table(relation regclass)
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security, force row level security', relation);
    execute format(
        'create policy tenant on %s using (organization_id = current_organization()) with check (organization_id = current_organization())',
        relation);
    execute format('create policy cross_tenant on %s to beckon_system using (true) with check (true)', relation);
    execute format('grant select, insert, update, delete on %s to beckon_system', relation);
end $$;
