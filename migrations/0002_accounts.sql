-- Why: organizations, the people in them, and the browsers they are signed in with.

create type organization_kind as enum ('platform', 'buyer');
create type member_role as enum ('agent', 'admin', 'owner');
create type industry as enum ('real-estate', 'insurance', 'solar', 'legal', 'home-services');

create table organization (
    id uuid primary key,
    name text not null check (char_length(name) between 1 and 120),
    kind organization_kind not null,
    -- What the score calls target industry and target geography.
    target_industries industry[] not null default '{}',
    target_locations text[] not null default '{}',
    created_at timestamptz not null
);
create unique index organization_one_platform on organization (kind) where kind = 'platform';
alter table organization enable row level security, force row level security;
create policy tenant on organization using (id = current_organization()) with check (id = current_organization());
create policy cross_tenant on organization to beckon_system using (true) with check (true);
grant select, insert, update on organization to beckon_app;
grant select on organization to beckon_system;

-- A person; may be a member of several organizations.
create table account (
    id uuid primary key,
    email text not null check (email = lower(email)),
    name text not null check (char_length(name) between 1 and 120),
    -- PHC string of argon2id.
    password_hash text not null,
    created_at timestamptz not null,
    constraint account_email_key unique (email)
);

create table membership (
    organization_id uuid not null references organization (id),
    account_id uuid not null references account (id),
    role member_role not null,
    created_at timestamptz not null,
    primary key (organization_id, account_id)
);
create index membership_account on membership (account_id);
call protect_tenant_table('membership');
grant select, insert, update, delete on membership to beckon_app;

alter table account enable row level security, force row level security;
create policy own on account using (id = current_account()) with check (id = current_account());
create policy colleagues on account for select
    using (exists (select from membership where membership.account_id = account.id));
create policy cross_tenant on account to beckon_system using (true) with check (true);
-- Nobody reads a password hash but through account_for_sign_in.
grant select (id, email, name, created_at), insert, update (name, password_hash) on account to beckon_app;
grant select on account to beckon_system;

create table invitation (
    organization_id uuid not null references organization (id),
    id uuid not null,
    email text not null,
    role member_role not null,
    -- SHA-256 of the token in the link; the token itself is kept nowhere.
    token_hash bytea not null,
    invited_by uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, invited_by) references membership (organization_id, account_id) on delete cascade
);
create unique index invitation_token on invitation (token_hash);
create unique index invitation_email on invitation (organization_id, email);
call protect_tenant_table('invitation');
grant select, insert, update, delete on invitation to beckon_app;

create table session (
    organization_id uuid not null references organization (id),
    id uuid not null,
    account_id uuid not null,
    -- SHA-256 of the token in the cookie; the token itself is kept nowhere.
    token_hash bytea not null,
    user_agent text not null,
    address text not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    primary key (organization_id, id),
    -- Whoever is no member any more is signed out by that.
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
create unique index session_token on session (token_hash);
create index session_account on session (organization_id, account_id);
create index session_expiry on session (expires_at);
call protect_tenant_table('session');
grant select, insert, update, delete on session to beckon_app;

-- Signing in: the person behind an address, before any organization is known.
create function account_for_sign_in(wanted_email text)
    returns table (id uuid, password_hash text)
    language sql stable security definer set search_path = public, pg_temp
    as $$ select account.id, account.password_hash from account where account.email = wanted_email $$;
alter function account_for_sign_in(text) owner to beckon_system;

-- Signing in: where the person is a member; the organization joined last comes first.
create function organizations_of_account(wanted_account uuid)
    returns table (organization_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select membership.organization_id from membership
        where membership.account_id = wanted_account
        order by membership.created_at desc, membership.organization_id
    $$;
alter function organizations_of_account(uuid) owner to beckon_system;

-- Every request: who stands behind a session cookie. Notes the visit, at most once a minute.
create function identity_of_session(wanted_token_hash bytea, at timestamptz)
    returns table (
        session_id uuid, account_id uuid, account_name text, email text, organization_id uuid,
        organization_name text, organization_kind organization_kind, role member_role)
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    update session set last_seen_at = at
        where session.token_hash = wanted_token_hash and session.expires_at > at
            and session.last_seen_at < at - interval '1 minute';
    return query
        select session.id, account.id, account.name, account.email, organization.id,
            organization.name, organization.kind, membership.role
        from session
        join account on account.id = session.account_id
        join organization on organization.id = session.organization_id
        join membership on membership.organization_id = session.organization_id
            and membership.account_id = session.account_id
        where session.token_hash = wanted_token_hash and session.expires_at > at;
end $$;
alter function identity_of_session(bytea, timestamptz) owner to beckon_system;

-- Following an invitation's link, before anybody is signed in.
create function invitation_for_token(wanted_token_hash bytea, at timestamptz)
    returns table (organization_id uuid, id uuid, organization_name text, email text, role member_role)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select invitation.organization_id, invitation.id, organization.name, invitation.email, invitation.role
        from invitation join organization on organization.id = invitation.organization_id
        where invitation.token_hash = wanted_token_hash and invitation.expires_at > at
    $$;
alter function invitation_for_token(bytea, timestamptz) owner to beckon_system;

-- Housekeeping: sessions and invitations whose time is over.
create function delete_expired(at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
        delete from session where expires_at <= at;
        delete from invitation where expires_at <= at - interval '30 days';
    $$;
alter function delete_expired(timestamptz) owner to beckon_system;

revoke execute on function account_for_sign_in(text), organizations_of_account(uuid),
    identity_of_session(bytea, timestamptz), invitation_for_token(bytea, timestamptz),
    delete_expired(timestamptz) from public;
grant execute on function account_for_sign_in(text), organizations_of_account(uuid),
    identity_of_session(bytea, timestamptz), invitation_for_token(bytea, timestamptz),
    delete_expired(timestamptz) to beckon_app;
