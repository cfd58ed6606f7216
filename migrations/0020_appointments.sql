-- Why: leads book a time with somebody. When people can be met is kept by member; an appointment takes up a stretch of
-- its host's time, the room around it included, and no two of them may overlap, however many book at once.

create type appointment_status as enum ('booked', 'cancelled', 'done', 'no_show');
alter type activity_kind add value 'appointment';
alter type notification_kind add value 'appointment';

-- When a member can be met; without a row they can't be booked. Its row is locked while somebody books with them.
create table availability (
    organization_id uuid not null references organization (id),
    account_id uuid not null,
    is_bookable boolean not null,
    time_zone text not null check (char_length(time_zone) between 1 and 64),
    -- The intervals of each day, Monday first.
    week jsonb not null,
    -- Minutes.
    length integer not null check (length between 5 and 480),
    buffer_before integer not null check (buffer_before between 0 and 240),
    buffer_after integer not null check (buffer_after between 0 and 240),
    notice integer not null check (notice between 0 and 43200),
    horizon_days integer not null check (horizon_days between 1 and 365),
    max_a_day integer check (max_a_day between 1 and 50),
    primary key (organization_id, account_id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
call protect_tenant_table('availability');
grant select, insert, update on availability to beckon_app;

-- Days on which a member can't be met.
create table time_off (
    organization_id uuid not null references organization (id),
    account_id uuid not null,
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    note text not null check (char_length(note) <= 120),
    primary key (organization_id, account_id, first_day),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
call protect_tenant_table('time_off');
grant select, insert, update, delete on time_off to beckon_app;

-- A range over whose time it is and when: two of them overlap only if both are of the same host. That makes an
-- exclusion constraint out of what every Postgres has; the extension btree_gist is not installed everywhere.
create type host_moment as (organization_id uuid, host_id uuid, at timestamptz);
create type host_span as range (subtype = host_moment);

create table appointment (
    organization_id uuid not null references organization (id),
    id uuid not null,
    site_id uuid not null,
    lead_id uuid not null,
    conversation_id uuid,
    -- Null once the member has left.
    host_id uuid,
    status appointment_status not null default 'booked',
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    -- With the room before and after that the host wanted when it was booked.
    blocked_from timestamptz not null check (blocked_from <= starts_at),
    blocked_until timestamptz not null check (blocked_until >= ends_at),
    visitor_name text not null check (char_length(visitor_name) between 1 and 120),
    visitor_email text check (visitor_email = lower(visitor_email)),
    visitor_phone text,
    note text not null check (char_length(note) <= 2000),
    -- The visitor's clock and language, for what they are mailed.
    time_zone text not null,
    language text not null,
    -- How often it was changed (RFC 5545, 3.8.7.4).
    sequence integer not null default 0 check (sequence >= 0),
    -- SHA-256 of the token in the visitor's link, which is derived and kept nowhere.
    token_hash bytea not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, site_id) references site (organization_id, id),
    foreign key (organization_id, lead_id) references lead (organization_id, id),
    foreign key (organization_id, conversation_id) references conversation (organization_id, id),
    foreign key (organization_id, host_id) references membership (organization_id, account_id) on delete set null (host_id),
    constraint appointment_taken exclude using gist (
        host_span(
            row(organization_id, host_id, blocked_from)::host_moment,
            row(organization_id, host_id, blocked_until)::host_moment) with &&)
        where (status = 'booked' and host_id is not null)
);
create unique index appointment_token on appointment (token_hash);
create index appointment_by_time on appointment (organization_id, starts_at, id);
create index appointment_of_host on appointment (organization_id, host_id, starts_at);
create index appointment_of_lead on appointment (organization_id, lead_id);
call protect_tenant_table('appointment');
grant select, insert, update on appointment to beckon_app;

-- Following the link in a mail, before any organization is known.
create function appointment_for_token(wanted_token_hash bytea)
    returns table (organization_id uuid, id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select appointment.organization_id, appointment.id from appointment
        where appointment.token_hash = wanted_token_hash
    $$;
alter function appointment_for_token(bytea) owner to beckon_system;
revoke execute on function appointment_for_token(bytea) from public;
grant execute on function appointment_for_token(bytea) to beckon_app;
