-- Why: work that follows a commit is written in the same transaction as its cause, so that neither is
-- there without the other. Failed work is tried again, later each time, and then kept for an admin to see.

create table job (
    organization_id uuid not null references organization (id),
    id uuid not null,
    kind text not null,
    payload jsonb not null,
    run_at timestamptz not null,
    attempts integer not null default 0,
    locked_until timestamptz,
    last_error text,
    -- Set when it is given up: the dead-letter list.
    failed_at timestamptz,
    created_at timestamptz not null,
    primary key (organization_id, id)
);
create index job_due on job (run_at) where failed_at is null;
call protect_tenant_table('job');
grant select, insert, update, delete on job to beckon_app;

-- The worker: takes due jobs of all organizations; nobody else gets them until the lease is over.
create function claim_jobs(at timestamptz, lease interval, most integer) returns setof job
    language sql security definer set search_path = public, pg_temp
    as $$
        update job set locked_until = at + lease, attempts = attempts + 1
        where (organization_id, id) in (
            select organization_id, id from job
            where failed_at is null and run_at <= at and (locked_until is null or locked_until <= at)
            order by run_at
            limit most
            for update skip locked)
        returning *
    $$;
alter function claim_jobs(timestamptz, interval, integer) owner to beckon_system;
revoke execute on function claim_jobs(timestamptz, interval, integer) from public;
grant execute on function claim_jobs(timestamptz, interval, integer) to beckon_app;
