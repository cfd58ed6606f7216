-- Why: a site's widget has many settings, a visitor can be vouched for by the host page, and it tells about them.

-- One document, since it is read and written whole and only through the types of the program, which check it on the
-- way in and out; a setting more is then no migration. The three columns move into it at once: no two versions of
-- the server run side by side, as one node is all there can be.
alter table site add column widget jsonb;
update site set widget = jsonb_build_object('title', title, 'greeting', greeting, 'colour', colour);
alter table site
    alter column widget set not null,
    drop column title,
    drop column greeting,
    drop column colour;

-- The host page vouches for its customers with a token signed by the site's identity secret. The secret itself is
-- derived from the installation's and stored nowhere; the generation says which one it is, and 0 that there is none.
alter table site
    add column identity_generation integer not null default 0 check (identity_generation >= 0),
    -- When the last generation took over from the one before, which is accepted for a while longer.
    add column identity_rotated_at timestamptz,
    add check ((identity_generation = 0) = (identity_rotated_at is null));

alter table visitor
    -- The customer's id on the host page, vouched for. Whoever types an address is nobody by it.
    add column external_id text check (char_length(external_id) between 1 and 200),
    add column verified_email text,
    add column verified_name text,
    -- What else the host page tells: an object of strings, numbers and truth values.
    add column attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
    add check (external_id is not null or (verified_email is null and verified_name is null));
-- One visitor for each customer of a site, whichever browsers they use.
create unique index visitor_external_id on visitor (organization_id, site_id, external_id)
    where external_id is not null;

-- What a visitor did on the host page. The time is in the key, so that the table can be partitioned by it.
create table visitor_event (
    organization_id uuid not null references organization (id),
    visitor_id uuid not null,
    at timestamptz not null,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 64),
    primary key (organization_id, visitor_id, at, id),
    foreign key (organization_id, visitor_id) references visitor (organization_id, id) on delete cascade
);
create index visitor_event_age on visitor_event (at);
call protect_tenant_table('visitor_event');
grant select, insert on visitor_event to beckon_app;

-- Whether a site's line of HTML is in place: when the widget was really loaded, and what the last check found.
create table site_installation (
    organization_id uuid not null references organization (id),
    site_id uuid not null,
    seen_at timestamptz,
    seen_on text,
    checked_at timestamptz,
    -- The report, read and written whole by the program.
    report jsonb,
    primary key (organization_id, site_id),
    check ((seen_at is null) = (seen_on is null)),
    check ((checked_at is null) = (report is null)),
    foreign key (organization_id, site_id) references site (organization_id, id) on delete cascade
);
call protect_tenant_table('site_installation');
grant select, insert, update on site_installation to beckon_app;

-- Events are kept for a time; whose they are does not matter for that.
create function delete_old_visitor_events(before timestamptz) returns bigint
    language sql security definer set search_path = public, pg_temp
    as $$
        with gone as (delete from visitor_event where at < before returning 1) select count(*) from gone
    $$;
alter function delete_old_visitor_events(timestamptz) owner to beckon_system;
revoke execute on function delete_old_visitor_events(timestamptz) from public;
grant execute on function delete_old_visitor_events(timestamptz) to beckon_app;
