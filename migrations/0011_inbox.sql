-- Why: an inbox of many thousand conversations opens any of its lists at once, and finds what was said.

-- Lists -------------------------------------------------------------------------------------------

-- One for each list of the inbox. A conversation is in at most three of these, since each message moves it in
-- all that it is in: all, and then either a member's own or those of nobody, and its team's.
drop index conversation_newest, conversation_of_assignee, conversation_of_team, conversation_snoozed;
create index conversation_open on conversation (organization_id, last_message_at, id)
    where status = 'active' and snoozed_until is null;
create index conversation_open_of_assignee on conversation (organization_id, assignee_id, last_message_at, id)
    where status = 'active' and snoozed_until is null and assignee_id is not null;
create index conversation_open_unassigned on conversation (organization_id, last_message_at, id)
    where status = 'active' and snoozed_until is null and assignee_id is null and team_id is null;
create index conversation_open_of_team on conversation (organization_id, team_id, last_message_at, id)
    where status = 'active' and snoozed_until is null and team_id is not null;
create index conversation_put_off on conversation (organization_id, last_message_at, id)
    where status = 'active' and snoozed_until is not null;
create index conversation_put_away on conversation (organization_id, last_message_at, id) where status <> 'active';
-- The conversations in which a member is mentioned.
create index note_mention_account on note_mention (organization_id, account_id, note_id);

-- Whoever takes care of a conversation takes care of its lead, also when they just answered.
create function lead_follows_conversation() returns trigger
    language plpgsql set search_path = public, pg_temp
    as $$
begin
    update lead set assignee_id = new.assignee_id
        where organization_id = new.organization_id and id = new.lead_id and assignee_id is distinct from new.assignee_id;
    return null;
end $$;
create trigger lead_follows after update of assignee_id on conversation for each row
    when (new.lead_id is not null and old.assignee_id is distinct from new.assignee_id)
    execute function lead_follows_conversation();

-- Search ------------------------------------------------------------------------------------------

-- A text as it is searched: small letters without accents, and nothing that joins words. The same length as
-- before. What people type is folded by the same rules (domain::search).
create function search_fold(content text) returns text
    language sql immutable parallel safe strict
    as $$
        select translate(lower(content),
            'áàâäãåāçčéèêëēęíìîïīñńóòôöõøōúùûüūýÿžšł@._+-/:''’<>&=?#;',
            'aaaaaaacceeeeeeiiiiinnooooooouuuuuyyzsl                ')
    $$;

create function search_words(content text) returns tsvector
    language sql immutable parallel safe strict
    as $$ select to_tsvector('simple', search_fold(content)) $$;

-- What a message is found by. Apart from the message, so that writing one costs nothing more: the worker
-- fills it a moment later. Beside the words of the text there are two of our own, which no text can
-- hold: `#` and the organization's id, `#` and the day. With them one index narrows to the tenant and to what is
-- recent, and a frequent word is as fast as a rare one.
create table message_words (
    organization_id uuid not null references organization (id),
    conversation_id uuid not null,
    number bigint not null,
    at timestamptz not null,
    words tsvector not null,
    primary key (organization_id, conversation_id, number),
    foreign key (organization_id, conversation_id, number)
        references message (organization_id, conversation_id, number) on delete cascade
);
create index message_words_words on message_words using gin (words);
call protect_tenant_table('message_words');
grant select on message_words to beckon_app;

-- In which transaction a message came. All up to the oldest one still running are there for good: a reader that
-- goes on from there misses none, whichever way commits overtake each other.
alter table message add column written_in xid8 not null default pg_current_xact_id();
create index message_written_in on message (written_in);

-- Up to which transaction messages are indexed.
create table search_progress (
    only_one boolean primary key default true check (only_one),
    written_in xid8 not null
);
insert into search_progress (written_in) values ('0');
grant select, update on search_progress to beckon_system;

-- The worker: indexes messages of all organizations that are not yet, about `most` of them and whole transactions;
-- tells how many. Where another node is at it, none.
create function index_messages(most integer) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    since xid8;
    upto xid8;
    done integer;
begin
    select search_progress.written_in into since from search_progress for update skip locked;
    if since is null then
        return 0;
    end if;
    -- Restored into another cluster, whose transactions count anew.
    if since >= pg_snapshot_xmax(pg_current_snapshot()) then
        since := '0';
    end if;
    select max(page.written_in) into upto from (
        select message.written_in from message
        where message.written_in > since and message.written_in < pg_snapshot_xmin(pg_current_snapshot())
        order by message.written_in
        limit most) page;
    if upto is null then
        return 0;
    end if;
    insert into message_words
        select message.organization_id, message.conversation_id, message.number, message.created_at,
            search_words(message.content) || array_to_tsvector(array[
                '#' || message.organization_id,
                '#' || (extract(epoch from message.created_at)::bigint / 86400)])
        from message
        where message.written_in > since and message.written_in <= upto
            and message.sender <> 'system'
    on conflict do nothing;
    get diagnostics done = row_count;
    update search_progress set written_in = upto;
    return greatest(done, 1);
end $$;
alter function index_messages(integer) owner to beckon_system;

-- The newest messages of this organization with these words. `today` is the day since 1970. Row-level security
-- would keep the index from being used, hence a function; it looks at the recent first and stops when it has enough.
create function search_messages(wanted tsquery, today integer, most integer)
    returns table (conversation_id uuid, number bigint, at timestamptz, rank real)
    language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off
    as $$
declare
    tenant tsquery := quote_literal('#' || current_organization())::tsquery;
    ages integer[] := array[-1, 1, 14, 60, 365];
    recent tsquery;
    period tsquery;
    found_now integer;
begin
    for step in 2 .. array_length(ages, 1) + 1 loop
        if step <= array_length(ages, 1) then
            select string_agg(quote_literal('#' || day), ' | ')::tsquery into recent
                from generate_series(today - ages[step], today - ages[step - 1] - 1) day;
            period := tenant && recent;
        else
            -- Older than all of these.
            select tenant && !! string_agg(quote_literal('#' || day), ' | ')::tsquery into period
                from generate_series(today - ages[step - 1], today + 1) day;
        end if;
        return query
            select found.conversation_id, found.number, found.at, ts_rank(found.words, wanted)
            from message_words found
            where found.words @@ (period && wanted) and found.organization_id = current_organization()
            order by found.at desc
            limit most;
        get diagnostics found_now = row_count;
        most := most - found_now;
        exit when most <= 0;
    end loop;
end $$;
alter function search_messages(tsquery, integer, integer) owner to beckon_system;

-- Notes are few: they are found by an index of their own, at once.
create index note_words on note using gin (search_words(content));
create function search_notes(wanted tsquery, most integer)
    returns table (note_id uuid, rank real)
    language sql stable security definer set search_path = public, pg_temp set enable_seqscan = off
    as $$
        select note.id, ts_rank(search_words(note.content), wanted)
        from note
        where search_words(note.content) @@ wanted and note.organization_id = current_organization()
        order by note.created_at desc
        limit most
    $$;
alter function search_notes(tsquery, integer) owner to beckon_system;

-- Whoever is called so, or has that address or number.
create function lead_words(name text, email text, phone text, company text) returns tsvector
    language sql immutable parallel safe
    as $$ select search_words(concat_ws(' ', name, email, phone, company)) $$;
create index lead_words on lead using gin (lead_words(name, email, phone, company));
create function search_people(wanted tsquery, most integer)
    returns table (lead_id uuid)
    language sql stable security definer set search_path = public, pg_temp set enable_seqscan = off
    as $$
        select lead.id from lead
        where lead_words(lead.name, lead.email, lead.phone, lead.company) @@ wanted
            and lead.organization_id = current_organization()
        order by lead.created_at desc
        limit most
    $$;
alter function search_people(tsquery, integer) owner to beckon_system;

revoke execute on function index_messages(integer), search_messages(tsquery, integer, integer),
    search_notes(tsquery, integer), search_people(tsquery, integer) from public;
grant execute on function index_messages(integer), search_messages(tsquery, integer, integer),
    search_notes(tsquery, integer), search_people(tsquery, integer) to beckon_app;
