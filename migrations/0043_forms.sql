-- Why: what somebody agreed to is kept with its version, from where and with what; what a form's questions were answered is kept
-- with its lead; a form that looks like a program's makes no lead, and is put aside in case a person sent it.

-- The texts that people agreed to, each once, as they saw it.
create table consent_text (
    organization_id uuid not null references organization (id),
    -- The beginning of the text's SHA-256.
    version text not null check (version ~ '^[0-9a-f]{16}$'),
    text text not null,
    first_used_at timestamptz not null,
    primary key (organization_id, version)
);
call protect_tenant_table('consent_text');
-- What was agreed to is never rewritten.
grant select, insert on consent_text to beckon_app;

alter table lead add consent_version text;
alter table lead add consent_address text;
alter table lead add consent_user_agent text;
-- What a form's questions were answered: objects of `question` and `answer`, in the words that were seen.
alter table lead add form_answers jsonb;
alter table lead add foreign key (organization_id, consent_version) references consent_text (organization_id, version);

-- Pages whose form was sent: each makes one lead, however often it is sent.
create table form_ticket (
    organization_id uuid not null references organization (id),
    id uuid not null,
    -- SHA-256 of what was sent.
    content bytea not null check (octet_length(content) = 32),
    used_at timestamptz not null,
    primary key (organization_id, id)
);
create index form_ticket_used_at on form_ticket (used_at);
call protect_tenant_table('form_ticket');
grant select, insert on form_ticket to beckon_app;

create type held_reason as enum ('no_ticket', 'forged_ticket', 'stale_ticket', 'too_quick', 'decoy', 'too_many', 'changed');

-- Forms that were put aside, for 30 days.
create table held_submission (
    organization_id uuid not null references organization (id),
    id uuid not null,
    site_id uuid not null,
    reason held_reason not null,
    -- What was typed, as JSON. No jsonb: what people paste may hold what that refuses.
    form text not null check (octet_length(form) <= 20000),
    touch jsonb not null,
    -- SHA-256 of what was typed: sent again, it is kept once.
    content bytea not null check (octet_length(content) = 32),
    -- Of the text that was seen, where the page is known.
    consent_version text,
    address text not null,
    user_agent text not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    unique (organization_id, content),
    foreign key (organization_id, site_id) references site (organization_id, id),
    foreign key (organization_id, consent_version) references consent_text (organization_id, version)
);
create index held_submission_newest on held_submission (organization_id, created_at desc, id desc);
create index held_submission_source on held_submission (organization_id, address);
create index held_submission_reason on held_submission (organization_id, reason);
create index held_submission_created_at on held_submission (created_at);
call protect_tenant_table('held_submission');
grant select, insert, update, delete on held_submission to beckon_app;

-- A page is good for a day, and so is the question whether its sender is a person.
create function delete_old_forms(at timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
        delete from held_submission where created_at <= at - interval '30 days';
        delete from form_ticket where used_at <= at - interval '30 days';
    $$;
alter function delete_old_forms(timestamptz) owner to beckon_system;
revoke execute on function delete_old_forms(timestamptz) from public;
grant execute on function delete_old_forms(timestamptz) to beckon_app;
