-- Why: leads come from files of up to a million rows. The file waits where files are kept; a job makes leads of its rows, a
-- thousand in one transaction with how far it is, so that a crash neither loses a row nor makes it twice.

create type lead_import_state as enum ('waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone');

create table lead_import (
    organization_id uuid not null references organization (id),
    -- Also the file's id where files are kept.
    id uuid not null,
    name text not null,
    bytes bigint not null check (bytes > 0),
    -- The byte from which reading goes on, and the number of the row before it.
    position bigint not null,
    row_number integer not null,
    -- How the file is read, its header, and what is made of it (domain::lead_import).
    format jsonb not null,
    header text[] not null,
    settings jsonb,
    state lead_import_state not null,
    rows integer not null default 0,
    created integer not null default 0,
    filled integer not null default 0,
    skipped integer not null default 0,
    bad integer not null default 0,
    removed integer not null default 0,
    problem jsonb,
    account_id uuid,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete set null (account_id)
);
create index lead_import_newest on lead_import (organization_id, created_at desc, id desc);
-- Housekeeping looks over all organizations.
create index lead_import_waiting on lead_import (created_at) where state = 'waiting';
call protect_tenant_table('lead_import');
grant select, insert, update on lead_import to beckon_app;

-- Rows that can't be leads, and why; handed out as a file.
create table lead_import_row (
    organization_id uuid not null references organization (id),
    import_id uuid not null,
    row_number integer not null,
    cells text[] not null,
    reasons text not null,
    primary key (organization_id, import_id, row_number),
    foreign key (organization_id, import_id) references lead_import (organization_id, id) on delete cascade
);
call protect_tenant_table('lead_import_row');
grant select, insert on lead_import_row to beckon_app;

-- Who came from a file came through no site.
alter table lead alter site_id drop not null;
alter table lead add import_id uuid;
alter table lead add foreign key (organization_id, import_id) references lead_import (organization_id, id);
create index lead_of_import on lead (organization_id, import_id, id) where import_id is not null;

-- Removes the next leads of an import that nobody did anything with since; tells after which lead to go on, and how many went.
-- Leads and timelines only grow for everybody else.
create function remove_imported_leads(wanted uuid, after uuid, most integer) returns table (last uuid, removed integer)
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    candidate record;
begin
    last := null;
    removed := 0;
    for candidate in
        select lead.id, exists (
                select from lead_activity
                where lead_activity.organization_id = current_organization() and lead_id = lead.id and kind <> 'created'
                    and not (actor_id is null and kind in ('score_changed', 'assigned'))) as is_touched
        from lead
        where organization_id = current_organization() and import_id = wanted and lead.id > after
        order by lead.id limit most
        for update of lead
    loop
        last := candidate.id;
        continue when candidate.is_touched;
        begin
            delete from lead_activity where organization_id = current_organization() and lead_id = candidate.id;
            delete from lead_score where organization_id = current_organization() and lead_id = candidate.id;
            delete from lead where organization_id = current_organization() and id = candidate.id;
            removed := removed + 1;
        exception when foreign_key_violation then
            -- A conversation or an appointment hangs on it: somebody did something with it.
            null;
        end;
    end loop;
    return next;
end $$;
alter function remove_imported_leads(uuid, uuid, integer) owner to beckon_system;
revoke execute on function remove_imported_leads(uuid, uuid, integer) from public;
grant execute on function remove_imported_leads(uuid, uuid, integer) to beckon_app;

-- Files that nobody went on with, and bad rows that nobody will mend any more.
create function forget_lead_imports(waiting_before timestamptz, rows_before timestamptz, at timestamptz) returns bigint
    language sql security definer set search_path = public, pg_temp
    as $$
        delete from lead_import_row using lead_import
        where lead_import.organization_id = lead_import_row.organization_id and lead_import.id = import_id
            and finished_at < rows_before;
        with gone as (
            delete from lead_import where state = 'waiting' and created_at < waiting_before
            returning organization_id, id),
        job as (
            insert into job (organization_id, id, kind, payload, run_at, created_at)
            select organization_id, gen_random_uuid(), 'remove_file', to_jsonb(id), at, at from gone
            returning 1)
        select count(*) from job
    $$;
alter function forget_lead_imports(timestamptz, timestamptz, timestamptz) owner to beckon_system;
revoke execute on function forget_lead_imports(timestamptz, timestamptz, timestamptz) from public;
grant execute on function forget_lead_imports(timestamptz, timestamptz, timestamptz) to beckon_app;
