-- Why: what was typed into a form that was refused stands in it again, also in a browser without JavaScript. A cookie holds four
-- kilobytes, and texts of an assistant's knowledge are longer than that.

-- One for each member: the next one takes its place.
create table form_draft (
    organization_id uuid not null references organization (id),
    account_id uuid not null,
    -- Which form it is, as the program names it.
    form text not null check (char_length(form) between 1 and 100),
    -- What was typed, as JSON. No jsonb: what people paste may hold what that refuses.
    typed text not null check (octet_length(typed) <= 400000),
    written_at timestamptz not null,
    primary key (organization_id, account_id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
call protect_tenant_table('form_draft');
grant select, insert, update, delete on form_draft to beckon_app;
create index form_draft_written_at on form_draft (written_at);

-- What nobody came back for in ten minutes is not shown again, and not kept either.
create or replace function delete_expired(at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
        delete from session where expires_at <= at;
        delete from invitation where expires_at <= at - interval '30 days';
        delete from form_draft where written_at <= at - interval '10 minutes';
    $$;
