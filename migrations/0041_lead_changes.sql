-- Why: what a member did to many leads at once can be undone, also after a reload and without JavaScript.

create table lead_change (
    organization_id uuid not null references organization (id),
    id uuid not null,
    -- Who did it, and may undo it.
    account_id uuid not null,
    -- What was done (domain::lead_change::LeadChange).
    change jsonb not null,
    -- The same of each lead for which it was news, as it was before.
    before jsonb not null,
    created_at timestamptz not null,
    undone_at timestamptz,
    primary key (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
create index lead_change_of_member on lead_change (organization_id, account_id, created_at);
call protect_tenant_table('lead_change');
grant select, insert, update, delete on lead_change to beckon_app;
