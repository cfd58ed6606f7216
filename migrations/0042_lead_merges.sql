-- Why: the same person arrives more than once. A member merges two leads into one, and for a while can part them again.
--
-- The one that is merged leaves the table `lead`, and whatever referred to it refers to the one that stays. So nothing that
-- lists, counts, searches or routes leads has to know of merging; `lead_merge` tells where its address leads now.

alter type activity_kind add value 'merged';

create table lead_merge (
    organization_id uuid not null references organization (id),
    id uuid not null,
    -- The lead that is no more.
    merged_id uuid not null,
    -- Where it is now: follows when that one is merged in its turn.
    kept_id uuid not null,
    -- Who did it, and may undo it.
    account_id uuid,
    created_at timestamptz not null,
    undone_at timestamptz,
    -- What both were and what was moved (merge_lead), for as long as it can be undone.
    undo jsonb,
    primary key (organization_id, id),
    foreign key (organization_id, kept_id) references lead (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete set null (account_id)
);
create unique index lead_merge_of on lead_merge (organization_id, merged_id) where undone_at is null;
create index lead_merge_into on lead_merge (organization_id, kept_id, created_at);
create index lead_merge_undoable on lead_merge (organization_id, created_at) where undo is not null;
call protect_tenant_table('lead_merge');
grant select, insert, update on lead_merge to beckon_app;

-- Leads with the same address or number that a member knows to be different people. Each pair is there both ways round.
create table lead_distinct (
    organization_id uuid not null references organization (id),
    lead_id uuid not null,
    other_id uuid not null,
    account_id uuid,
    created_at timestamptz not null,
    primary key (organization_id, lead_id, other_id),
    foreign key (organization_id, lead_id) references lead (organization_id, id),
    foreign key (organization_id, other_id) references lead (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete set null (account_id)
);
create index lead_distinct_other on lead_distinct (organization_id, other_id);
call protect_tenant_table('lead_distinct');
grant select, insert, delete on lead_distinct to beckon_app;

-- What refers to leads, read from the catalogue so that a table made later is not forgotten: by which column, and by which
-- columns its rows are told apart.
create function lead_references() returns table (relation regclass, pointer text, keys text[])
    language sql stable set search_path = public, pg_temp
    as $$
        select reference.conrelid::regclass, pointer.attname::text, (
            select array_agg(part.attname::text order by part.attnum)
            from pg_index key join pg_attribute part on part.attrelid = key.indrelid and part.attnum = any (key.indkey)
            where key.indrelid = reference.conrelid and key.indisprimary)
        from pg_constraint reference
        join pg_attribute pointer on pointer.attrelid = reference.conrelid and pointer.attnum = any (reference.conkey)
        where reference.contype = 'f' and reference.confrelid = 'lead'::regclass and pointer.attname <> 'organization_id'
        order by reference.conrelid::regclass::text, pointer.attname
    $$;

create function writable_columns(relation regclass) returns text
    language sql stable set search_path = public, pg_temp
    as $$
        select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = relation and attnum > 0 and not attisdropped and attgenerated = ''
    $$;

-- Puts a row that refers to one lead to another; tells its key as it is then. Nothing where the row is gone, or refers to
-- somebody else meanwhile.
create function move_lead_row(relation regclass, pointer text, keys text[], key jsonb, old uuid, new uuid) returns jsonb
    language plpgsql set search_path = public, pg_temp
    as $$
declare
    moved jsonb;
begin
    execute format(
        'update %1$s held set %2$I = $3 from jsonb_populate_record(null::%1$s, $1) named
         where held.%2$I = $2 and held.organization_id = current_organization() and %3$s returning jsonb_build_object(%4$s)',
        relation, pointer,
        (select string_agg(format('held.%1$I = named.%1$I', part), ' and ') from unnest(keys) part),
        (select string_agg(format('%1$L, held.%1$I', part), ', ') from unnest(keys) part))
    into moved using key, old, new;
    return moved;
end $$;

-- Merges a lead into another, which keeps its own id; what people choose of either is written by whoever calls. Gives back
-- what it takes to part them again. Both leads, and their conversations before them, are held by the caller.
create function merge_lead(gone uuid, kept uuid) returns jsonb
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    here constant uuid := current_organization();
    undo jsonb;
    moved jsonb := '[]';
    parked jsonb := '[]';
    reference record;
    rows jsonb;
    item jsonb;
    place jsonb;
    key jsonb;
begin
    select jsonb_build_object('merged', to_jsonb(gone_lead), 'before', to_jsonb(kept_lead)) into strict undo
    from lead gone_lead, lead kept_lead
    where gone_lead.organization_id = here and gone_lead.id = gone
        and kept_lead.organization_id = here and kept_lead.id = kept;
    for reference in select * from lead_references() loop
        place := jsonb_build_object('relation', reference.relation::text, 'pointer', reference.pointer);
        execute format('select coalesce(jsonb_agg(to_jsonb(held)), ''[]'') from %s held where organization_id = $1 and %I = $2',
            reference.relation, reference.pointer) into rows using here, gone;
        for item in select * from jsonb_array_elements(rows) loop
            begin
                key := move_lead_row(reference.relation, reference.pointer, reference.keys, item, gone, kept);
                if key is not null then
                    moved := moved || (place || jsonb_build_object('key', key));
                end if;
            exception when unique_violation then
                -- The one that stays has the same already: this one waits in case they are parted again.
                execute format('delete from %1$s held using jsonb_populate_record(null::%1$s, $1) named where %2$s',
                    reference.relation,
                    (select string_agg(format('held.%1$I = named.%1$I', part), ' and ') from unnest(reference.keys) part))
                using item;
                parked := parked || (place || jsonb_build_object('row', item));
            end;
        end loop;
    end loop;
    update lead set
        created_at = least(lead.created_at, other.created_at),
        source = case when other.created_at < lead.created_at then other.source else lead.source end,
        first_touch = case when other.created_at < lead.created_at then other.first_touch else lead.first_touch end,
        visitor_id = coalesce(lead.visitor_id, other.visitor_id),
        notes = case when other.notes = lead.notes then lead.notes
            else nullif(concat_ws(E'\n\n', lead.notes, other.notes), '') end,
        -- What 0043 keeps of a consent and of a form's answers goes the same way.
        (consent_text, consented_at, consent_version, consent_address, consent_user_agent) = (
            select later.consent_text, later.consented_at, later.consent_version, later.consent_address, later.consent_user_agent
            from lead later
            where later.organization_id = here and later.id in (kept, gone)
            order by later.consented_at desc nulls last, later.id = kept desc
            limit 1),
        form_answers = nullif(coalesce(lead.form_answers, '[]') || coalesce(other.form_answers, '[]'), '[]'),
        first_contact_at = least(lead.first_contact_at, other.first_contact_at),
        last_contact_at = greatest(lead.last_contact_at, other.last_contact_at),
        interactions = lead.interactions + other.interactions
    from lead other
    where lead.organization_id = here and lead.id = kept and other.organization_id = here and other.id = gone;
    delete from lead where organization_id = here and id = gone;
    return undo || jsonb_build_object('moved', moved, 'parked', parked);
end $$;

-- Which fields of a lead go together: one of them is not put back without the others.
create function lead_field_group(field text) returns text
    language sql immutable
    as $$
        select case
            when field like 'budget\_%' then 'budget'
            when field like 'consent%' then 'consent'
            when field in ('assignee_id', 'assigned_at') then 'assignee'
            else field
        end
    $$;

-- Parts two leads: what was moved goes back, and the one that stayed is as it was before. What somebody changed since stays.
create function part_lead(merge uuid) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    here constant uuid := current_organization();
    undo constant jsonb := (select lead_merge.undo from lead_merge where organization_id = here and id = merge);
    gone constant jsonb := undo -> 'merged';
    kept constant uuid := undo #>> '{before,id}';
    columns constant text := writable_columns('lead');
    is_here constant boolean := exists (
        select from membership where organization_id = here and account_id = (gone ->> 'assignee_id')::uuid);
    reference record;
    item jsonb;
    restored jsonb;
begin
    execute format('insert into lead (%1$s) select %1$s from jsonb_populate_record(null::lead, $1)', columns)
    using case when is_here then gone else gone || '{"assignee_id": null}' end;
    -- The last first: a row that refers to leads twice was moved twice.
    for item in select value from jsonb_array_elements(undo -> 'moved') with ordinality order by ordinality desc loop
        select * into reference from lead_references() one
        where one.relation::text = item ->> 'relation' and one.pointer = item ->> 'pointer';
        perform move_lead_row(reference.relation, reference.pointer, reference.keys, item -> 'key', kept, (gone ->> 'id')::uuid);
    end loop;
    for item in select * from jsonb_array_elements(undo -> 'parked') loop
        execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1) on conflict do nothing',
            (item ->> 'relation')::regclass, writable_columns((item ->> 'relation')::regclass)) using item -> 'row';
    end loop;
    with field as (
        select now.key, now.value, undo -> 'before' -> now.key as before, undo -> 'after' -> now.key as after
        from lead, jsonb_each(to_jsonb(lead)) now where lead.organization_id = here and lead.id = kept),
    changed as (
        select lead_field_group(key) as name from field where value is distinct from after)
    select jsonb_object_agg(key, case
        when key in ('page_views', 'seconds_on_site', 'form_submissions', 'interactions')
            then to_jsonb(greatest(0, value::integer - after::integer + before::integer))
        when lead_field_group(key) in (select name from changed) then value
        else before end) into strict restored
    from field;
    if exists (select from conversation where organization_id = here and lead_id = kept) then
        restored := restored || '{"had_conversation": true}';
    end if;
    execute format('update lead set (%1$s) = (select %1$s from jsonb_populate_record(null::lead, $1))
        where organization_id = $2 and id = $3', columns) using restored, here, kept;
end $$;

do $$
declare
    signature regprocedure;
begin
    foreach signature in array array['merge_lead(uuid, uuid)', 'part_lead(uuid)']::regprocedure[] loop
        execute format('alter function %s owner to beckon_system', signature);
        execute format('revoke execute on function %s from public', signature);
        execute format('grant execute on function %s to beckon_app', signature);
    end loop;
end $$;
