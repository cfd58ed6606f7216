-- Why: leads, their score with its reasons, and what happened to them.

create type lead_source as enum ('ai_chat', 'form', 'paid_ads', 'organic', 'referral', 'import', 'api');
create type lead_status as enum ('new', 'contacted', 'qualified', 'converted', 'lost');
create type timeline as enum ('immediate', 'weeks', 'months', 'exploring');
create type currency as enum ('USD', 'EUR', 'GBP');
create type budget_period as enum ('once', 'month', 'year');
create type activity_kind as enum (
    'created', 'form_submitted', 'conversation_started', 'details_noted', 'score_changed', 'status_changed', 'assigned');

create table lead (
    organization_id uuid not null references organization (id),
    id uuid not null,
    site_id uuid not null,
    visitor_id uuid,
    name text,
    email text,
    phone text,
    company text,
    location text,
    budget_cents bigint,
    budget_currency currency,
    budget_period budget_period,
    timeline timeline,
    company_size integer check (company_size >= 0),
    decision_maker boolean,
    industry industry not null,
    source lead_source not null,
    status lead_status not null default 'new',
    assignee_id uuid,
    assigned_at timestamptz,
    first_touch jsonb not null,
    last_touch jsonb not null,
    page_views integer not null default 0 check (page_views >= 0),
    seconds_on_site integer not null default 0 check (seconds_on_site >= 0),
    form_submissions integer not null default 0 check (form_submissions >= 0),
    had_conversation boolean not null default false,
    answered_within_hour boolean not null default false,
    notes text,
    -- What the person agreed to, in the words they saw, and when.
    consent_text text,
    consented_at timestamptz,
    score smallint not null check (score between 0 and 100),
    score_reasons jsonb not null,
    first_contact_at timestamptz,
    last_contact_at timestamptz,
    interactions integer not null default 0,
    created_at timestamptz not null,
    primary key (organization_id, id),
    check ((budget_cents is null) = (budget_currency is null) and (budget_cents is null) = (budget_period is null)),
    check ((consent_text is null) = (consented_at is null)),
    foreign key (organization_id, site_id) references site (organization_id, id),
    foreign key (organization_id, visitor_id) references visitor (organization_id, id),
    foreign key (organization_id, assignee_id) references membership (organization_id, account_id) on delete set null (assignee_id)
);
create index lead_newest on lead (organization_id, created_at desc, id desc);
create index lead_newest_by_status on lead (organization_id, status, created_at desc, id desc);
create index lead_best on lead (organization_id, score desc, created_at desc);
create index lead_visitor on lead (organization_id, visitor_id) where visitor_id is not null;
create index lead_email on lead (organization_id, email) where email is not null;
create index lead_phone on lead (organization_id, phone) where phone is not null;
call protect_tenant_table('lead');
grant select, insert, update on lead to beckon_app;

create table lead_activity (
    organization_id uuid not null references organization (id),
    id uuid not null,
    lead_id uuid not null,
    kind activity_kind not null,
    detail text not null,
    -- Who did it; null for the lead itself and for the assistant.
    actor_id uuid,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, lead_id) references lead (organization_id, id),
    foreign key (organization_id, actor_id) references membership (organization_id, account_id) on delete set null (actor_id)
);
create index lead_activity_newest on lead_activity (organization_id, lead_id, created_at desc, id desc);
call protect_tenant_table('lead_activity');
-- A timeline only grows.
grant select, insert on lead_activity to beckon_app;
