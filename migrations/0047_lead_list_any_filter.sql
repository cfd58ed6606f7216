-- Why: whatever a list of leads is narrowed to is found by an index, also where hardly any lead fulfils it. Row-level security
-- keeps comparisons that aren't leakproof from using one; those of numbers and truth values are.

create extension if not exists pg_trgm;

-- The texts of a lead as lists compare them, each after a mark that says whether it is known: `\x1fka\x1f` and the first of
-- them, or `\x1fua\x1f`, and so on; `\x1f` at the end (store::leads::list::texts).
create function lead_texts(name text, email text, phone text, company text, location text, touch jsonb) returns text
    language sql immutable parallel safe
    as $$
        select string_agg(chr(31) || case when coalesce(said.plain, '') = '' then 'u' else 'k' end
            || chr(96 + said.place::int) || chr(31) || translate(coalesce(said.plain, ''), chr(31), ' '), ''
            order by said.place) || chr(31)
        from (
            select plain_text(content) as plain, place
            from unnest(array[name, email, phone, company, location, touch ->> 'source', touch ->> 'medium',
                touch ->> 'campaign', touch ->> 'keyword', touch ->> 'referrer', touch ->> 'landing_page'])
                with ordinality as of_lead (content, place)
        ) said
    $$;

-- Beside each lead, as it is compared.
alter table lead
    add column texts text not null default '',
    add column industry_rank smallint not null default 0,
    add column source_rank smallint not null default 0,
    add column timeline_rank smallint,
    -- Whole units a month, as domain::lead::Budget counts them.
    add column budget_monthly bigint;

create or replace function lead_sort_keys() returns trigger
    language plpgsql set search_path = public, pg_temp
    as $$
begin
    new.title_key := left(plain_text(coalesce(new.name, new.email, new.phone, '')), 100);
    new.texts := lead_texts(new.name, new.email, new.phone, new.company, new.location, new.last_touch);
    new.status_rank := array_position(enum_range(null::lead_status), new.status);
    new.industry_rank := array_position(enum_range(null::industry), new.industry);
    new.source_rank := array_position(enum_range(null::lead_source), new.source);
    new.timeline_rank := array_position(enum_range(null::timeline), new.timeline);
    new.budget_monthly :=
        case new.budget_period when 'month' then new.budget_cents when 'year' then new.budget_cents / 12 end / 100;
    return new;
end $$;
drop trigger lead_sort_keys on lead;
create trigger lead_sort_keys
    before insert or update of name, email, phone, company, location, last_touch, status, industry, source, timeline,
        budget_cents, budget_period
    on lead for each row execute function lead_sort_keys();
alter table lead no force row level security;
update lead set status = status;
alter table lead force row level security;

-- Small ones: the same value is written once for many leads. The list's order is kept by those of 0034.
create index lead_of_industry on lead (organization_id, industry_rank);
create index lead_of_source on lead (organization_id, source_rank);
create index lead_of_timeline on lead (organization_id, timeline_rank);
create index lead_of_budget on lead (organization_id, budget_monthly);
create index lead_of_company_size on lead (organization_id, company_size);
create index lead_of_page_views on lead (organization_id, page_views);
create index lead_of_time_on_site on lead (organization_id, seconds_on_site);
create index lead_of_forms on lead (organization_id, form_submissions);
create index lead_of_decision on lead (organization_id, decision_maker);
create index lead_of_conversation on lead (organization_id, had_conversation);
create index lead_of_answer on lead (organization_id, answered_within_hour);
create index lead_of_consent on lead (organization_id, consented_at);
-- Who was heard of lately.
create index lead_contacted on lead (organization_id, last_contact_at);
create index visitor_seen on visitor (organization_id, last_seen_at);

create index lead_texts on lead using gin ((array[organization_id]), texts gin_trgm_ops);

-- Leads of this organization in whose texts all of these patterns are found; in no order, at most `most`.
create function leads_with(patterns text[], most integer)
    returns table (lead_id uuid)
    language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off
    as $$
begin
    return query execute
        -- Written out, so that each pattern is planned for what it is.
        (select 'select id from lead where array[organization_id] @> array[$1] and organization_id = $1 and '
            || string_agg(format('texts like %L', pattern), ' and ') || ' limit $2'
        from unnest(patterns) pattern)
        using current_organization(), most;
end $$;
alter function leads_with(text[], integer) owner to beckon_system;
revoke execute on function leads_with(text[], integer) from public;
grant execute on function leads_with(text[], integer) to beckon_app;
