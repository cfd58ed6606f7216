-- Why: the places where visitors are caught, and the browsers that were caught there.

create table site (
    organization_id uuid not null references organization (id),
    id uuid not null,
    key text not null,
    name text not null check (char_length(name) between 1 and 120),
    industry industry not null,
    -- Whether it is the landing page of its industry, on the platform itself.
    is_landing boolean not null default false,
    -- The origins on which the widget may load.
    allowed_origins text[] not null,
    title text not null,
    greeting text not null,
    colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
    created_at timestamptz not null,
    primary key (organization_id, id)
);
create unique index site_key on site (key);
create unique index site_landing on site (industry) where is_landing;
create index site_newest on site (organization_id, created_at desc);
call protect_tenant_table('site');
grant select, insert, update on site to beckon_app;

create table visitor (
    organization_id uuid not null references organization (id),
    id uuid not null,
    site_id uuid not null,
    -- SHA-256 of the token the browser keeps; the token itself is kept nowhere.
    token_hash bytea not null,
    first_touch jsonb not null,
    last_touch jsonb not null,
    page_views integer not null check (page_views >= 0),
    seconds_on_site integer not null check (seconds_on_site >= 0),
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, site_id) references site (organization_id, id)
);
create unique index visitor_token on visitor (organization_id, token_hash);
call protect_tenant_table('visitor');
grant select, insert, update on visitor to beckon_app;

-- A visitor's first request knows a site's public key and nothing else.
create function site_for_key(wanted_key text) returns setof site
    language sql stable security definer set search_path = public, pg_temp
    as $$ select * from site where site.key = wanted_key $$;
alter function site_for_key(text) owner to beckon_system;

-- The platform's landing page of an industry.
create function site_for_landing(wanted_industry industry) returns setof site
    language sql stable security definer set search_path = public, pg_temp
    as $$ select * from site where site.industry = wanted_industry and site.is_landing $$;
alter function site_for_landing(industry) owner to beckon_system;

revoke execute on function site_for_key(text), site_for_landing(industry) from public;
grant execute on function site_for_key(text), site_for_landing(industry) to beckon_app;
