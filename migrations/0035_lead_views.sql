-- Why: a list of leads that somebody needs again is kept under a name, for themselves or for everybody.

create table lead_view (
    organization_id uuid not null references organization (id),
    id uuid not null,
    -- Whose it is, also where everybody has it.
    account_id uuid not null,
    name text not null check (char_length(name) between 1 and 60),
    -- The list, as its address has it (domain::lead_list::LeadQuery).
    query jsonb not null,
    is_shared boolean not null,
    created_at timestamptz not null,
    -- Put away, and still there to be brought back.
    removed_at timestamptz,
    primary key (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
create index lead_view_of_member on lead_view (organization_id, account_id);
call protect_tenant_table('lead_view');
grant select, insert, update, delete on lead_view to beckon_app;
