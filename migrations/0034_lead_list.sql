-- Why: a list of a million leads is narrowed by any of their fields, searched, and sorted by what its columns show, page
-- by page, each page from an index.

-- A text as it is compared: small letters without accents, what is around it cut off (domain::search::fold).
create function plain_text(content text) returns text
    language sql immutable parallel safe strict
    as $$
        select translate(lower(btrim(content, E' \t\r\n')),
            'áàâäãåāçčéèêëēęíìîïīñńóòôöõøōúùûüūýÿžšł' || chr(775),
            'aaaaaaacceeeeeeiiiiinnooooooouuuuuyyzsl')
    $$;

drop index lead_best, lead_newest_by_status, lead_words;

-- Row-level security keeps what compares enumerations or calls functions from using an index: it might tell something of
-- rows of others. Numbers and texts may. So what leads are sorted by is kept as such beside them.
alter table lead
    add column title_key text collate "C" not null default '',
    add column status_rank smallint not null default 0;
create function lead_sort_keys() returns trigger
    language plpgsql set search_path = public, pg_temp
    as $$
begin
    new.title_key := left(plain_text(coalesce(new.name, new.email, new.phone, '')), 100);
    new.status_rank := array_position(enum_range(null::lead_status), new.status);
    return new;
end $$;
create trigger lead_sort_keys before insert or update of name, email, phone, status on lead
    for each row execute function lead_sort_keys();
-- Its owner too sees no row of anybody else, unless told otherwise.
alter table lead no force row level security;
update lead set status = status;
alter table lead force row level security;

-- One for each way of sorting; those of the score and the status, and that of assignees, also find what is theirs.
create index lead_by_score on lead (organization_id, score, created_at, id);
create index lead_by_status on lead (organization_id, status_rank, created_at, id);
create index lead_by_title on lead (organization_id, title_key, created_at, id);
create index lead_by_assignee on lead (organization_id, assignee_id, created_at, id);

-- Search: as for messages, the organization is a word of its own (`#` and its id), so that one index narrows to the
-- tenant and to what is looked for.
create function lead_search(organization_id uuid, name text, email text, phone text, company text) returns tsvector
    language sql immutable parallel safe
    as $$ select lead_words(name, email, phone, company) || array_to_tsvector(array['#' || organization_id]) $$;
create index lead_search on lead using gin (lead_search(organization_id, name, email, phone, company));
-- Numbers are kept with the country's code, and typed without it.
create index lead_phone_end on lead (organization_id, reverse(phone) collate "C") where phone is not null;

create function of_tenant(wanted tsquery) returns tsquery
    language sql stable
    as $$ select quote_literal('#' || current_organization())::tsquery && wanted $$;

create or replace function search_people(wanted tsquery, most integer)
    returns table (lead_id uuid)
    language sql stable security definer set search_path = public, pg_temp set enable_seqscan = off
    as $$
        select lead.id from lead
        where lead_search(lead.organization_id, lead.name, lead.email, lead.phone, lead.company) @@ of_tenant(wanted)
            and lead.organization_id = current_organization()
        order by lead.created_at desc
        limit most
    $$;

-- Leads of this organization with these words, or whose number ends in these digits; in no order, at most `most`.
create function search_leads(wanted tsquery, digits text, most integer)
    returns table (lead_id uuid)
    language sql stable security definer set search_path = public, pg_temp set enable_seqscan = off
    as $$
        select lead.id from lead
        where lead_search(lead.organization_id, lead.name, lead.email, lead.phone, lead.company) @@ of_tenant(wanted)
            and lead.organization_id = current_organization()
        union
        select lead.id from lead
        where digits <> '' and phone is not null and lead.organization_id = current_organization()
            and reverse(phone) collate "C" >= reverse(digits) and reverse(phone) collate "C" < reverse(digits) || ':'
        limit most
    $$;
alter function search_leads(tsquery, text, integer) owner to beckon_system;
revoke execute on function search_leads(tsquery, text, integer) from public;
grant execute on function search_leads(tsquery, text, integer) to beckon_app;
