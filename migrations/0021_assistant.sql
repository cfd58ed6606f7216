-- Why: each site has an assistant of its own making: which engine answers, with whose key, how it speaks, what it
-- knows, what it may cost; and it is kept what it used, what it thinks of a lead, and who waits for a person.

create type assistant_engine as enum ('builtin', 'openai', 'anthropic');

-- One document, read and written whole through the types of the program (domain::assistant::AssistantSettings). A site
-- without a row has the defaults.
create table assistant_setting (
    organization_id uuid not null references organization (id),
    site_id uuid not null,
    settings jsonb not null check (jsonb_typeof(settings) = 'object'),
    -- The first day of the last month in which the owners were told that the budget is used up.
    budget_told date,
    updated_at timestamptz not null,
    primary key (organization_id, site_id),
    foreign key (organization_id, site_id) references site (organization_id, id) on delete cascade
);
call protect_tenant_table('assistant_setting');
grant select, insert, update on assistant_setting to beckon_app;

-- A site's own keys, sealed with a key that is derived from the installation's secret. A browser is shown the last
-- four characters and never more.
create table assistant_key (
    organization_id uuid not null references organization (id),
    site_id uuid not null,
    engine assistant_engine not null check (engine <> 'builtin'),
    sealed bytea not null,
    last_four text not null check (char_length(last_four) = 4),
    created_at timestamptz not null,
    primary key (organization_id, site_id, engine),
    foreign key (organization_id, site_id) references site (organization_id, id) on delete cascade
);
call protect_tenant_table('assistant_key');
grant select, insert, update, delete on assistant_key to beckon_app;

-- Knowledge ---------------------------------------------------------------------------------------

create function knowledge_dictionary(language text) returns regconfig
    language sql immutable parallel safe strict
    as $$
        select case language
            when 'es' then 'spanish'::regconfig
            when 'fr' then 'french'::regconfig
            when 'de' then 'german'::regconfig
            when 'pt' then 'portuguese'::regconfig
            else 'english'::regconfig
        end
    $$;

-- The words of an entry, and its site as a word of our own, which no text can hold: one index narrows to the site.
create function knowledge_words(site uuid, language text, title text, content text) returns tsvector
    language sql immutable parallel safe strict
    as $$
        select setweight(to_tsvector(knowledge_dictionary(language), search_fold(title)), 'A')
            || setweight(to_tsvector(knowledge_dictionary(language), search_fold(content)), 'B')
            || array_to_tsvector(array['#' || site])
    $$;

-- What a site's assistant may tell: pages of the site, and questions (the title) with their answers.
create table knowledge (
    organization_id uuid not null references organization (id),
    id uuid not null,
    site_id uuid not null,
    language text not null check (language in ('en', 'es', 'fr', 'de', 'pt')),
    title text not null check (char_length(title) between 1 and 200),
    content text not null check (char_length(content) between 1 and 8000),
    -- The address of the page it is from.
    source text check (char_length(source) <= 500),
    updated_at timestamptz not null,
    -- What it is found by, kept by the trigger below.
    words tsvector not null default '',
    primary key (organization_id, id),
    foreign key (organization_id, site_id) references site (organization_id, id) on delete cascade
);
create function keep_knowledge_words() returns trigger
    language plpgsql set search_path = public, pg_temp
    as $$
begin
    new.words := knowledge_words(new.site_id, new.language, new.title, new.content);
    return new;
end $$;
create trigger keep_words before insert or update on knowledge for each row execute function keep_knowledge_words();
create index knowledge_words on knowledge using gin (words);
create index knowledge_of_site on knowledge (organization_id, site_id, updated_at desc, id);
call protect_tenant_table('knowledge');
grant select, insert, update, delete on knowledge to beckon_app;

-- What a site knows about a question, asked in whichever of its languages: entries with any of its words, and which
-- share of its words they hold, the best first. A function, as row-level security would keep the index from being used.
create function search_knowledge(wanted_site uuid, question text, most integer)
    returns table (id uuid, coverage real)
    language sql stable security definer set search_path = public, pg_temp set enable_seqscan = off
    as $$
        with wanted as (
            select language, to_tsvector(knowledge_dictionary(language), search_fold(translate(question, '\', ' '))) as words
            from unnest(array['en', 'es', 'fr', 'de', 'pt']) language),
        query as (
            select language, tsvector_to_array(words) as words,
                (select string_agg(quote_literal(word), ' | ') from unnest(tsvector_to_array(words)) word)::tsquery as any_word
            from wanted where words <> ''::tsvector),
        found as (
            select knowledge.id, ts_rank(knowledge.words, any_word) as rank,
                (select count(*) from unnest(query.words) word
                    where knowledge.words @@ quote_literal(word)::tsquery)::real / cardinality(query.words) as coverage
            from query join knowledge on knowledge.language = query.language
                and knowledge.words @@ (quote_literal('#' || wanted_site)::tsquery && any_word)
            where knowledge.organization_id = current_organization() and knowledge.site_id = wanted_site)
        select id, coverage from found order by coverage desc, rank desc, id limit most
    $$;
alter function search_knowledge(uuid, text, integer) owner to beckon_system;
revoke execute on function search_knowledge(uuid, text, integer) from public;
grant execute on function search_knowledge(uuid, text, integer) to beckon_app;

-- Accounting --------------------------------------------------------------------------------------

create table assistant_usage (
    organization_id uuid not null references organization (id),
    site_id uuid not null,
    day date not null,
    engine assistant_engine not null,
    model text not null check (char_length(model) <= 200),
    calls integer not null check (calls >= 0),
    tokens_in bigint not null check (tokens_in >= 0),
    tokens_out bigint not null check (tokens_out >= 0),
    -- Millionths of a US dollar.
    cost_micros bigint not null check (cost_micros >= 0),
    primary key (organization_id, site_id, day, engine, model),
    foreign key (organization_id, site_id) references site (organization_id, id) on delete cascade
);
call protect_tenant_table('assistant_usage');
grant select, insert, update on assistant_usage to beckon_app;

-- Verdicts ----------------------------------------------------------------------------------------

-- What the assistant thinks of a lead (domain::assistant::Verdict). The newest counts; the others are its history.
create table verdict (
    organization_id uuid not null references organization (id),
    id uuid not null,
    lead_id uuid not null,
    conversation_id uuid not null,
    -- The conversation's last message that it takes into account.
    upto_number bigint not null,
    verdict jsonb not null check (jsonb_typeof(verdict) = 'object'),
    engine assistant_engine not null,
    model text,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, lead_id) references lead (organization_id, id),
    foreign key (organization_id, conversation_id) references conversation (organization_id, id)
);
create index verdict_newest on verdict (organization_id, lead_id, created_at desc, id desc);
call protect_tenant_table('verdict');
grant select, insert on verdict to beckon_app;

-- Handing over ------------------------------------------------------------------------------------

create type handoff_reason as enum ('request', 'frustration', 'unanswered', 'rule');

-- Somebody waits while `handoff_at` is set and the assistant is not silent yet: it falls silent when a person answers.
alter table conversation
    add column handoff_at timestamptz,
    add column handoff_reason handoff_reason,
    -- The conversation's last message at that time: the first of an agent that follows is the answer.
    add column handoff_number bigint,
    -- How often so far; and questions in a row that nothing was found about.
    add column handoffs smallint not null default 0 check (handoffs >= 0),
    add column unanswered smallint not null default 0 check (unanswered >= 0),
    add check ((handoff_at is null) = (handoff_reason is null) and (handoff_at is null) = (handoff_number is null));
create index conversation_waiting on conversation (organization_id, handoff_at, id)
    where handoff_at is not null and not assistant_silent and status = 'active';
create index conversation_handed_over on conversation (organization_id, handoff_at desc) where handoff_at is not null;

alter type notification_kind add value 'handoff';
alter type notification_kind add value 'assistant_budget';
