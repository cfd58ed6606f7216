-- Why: writing messages cost more than it had to. Every message looked up its organization once more to prove a foreign
-- key that its conversation's key proves already; and what the inbox shows of a conversation was looked for by comparing
-- each message of a batch with each conversation.
--
-- And a visitor who writes brings their conversation back from wherever it was put, also when it was closed; who answers
-- what nobody took care of is noted in the lead's history, as when it is given to them.

alter table message drop constraint message_organization_id_fkey;
alter table message_words drop constraint message_words_organization_id_fkey;

-- Writes messages, one for each place in the arrays; all arrays but the last two have the same length. A message has
-- a visitor or an account, and is written only where its conversation is of its organization and, for a visitor,
-- theirs. What it returns for each place, in `outcome`:
--   stored                the message is written under `number`
--   known                 a message with this client id was there already, under `number`
--   unknown_conversation  nothing was written
--   unknown_attachment    nothing was written: the file is not of this conversation and writer, or was sent already
-- and, for the place of the last message stored in each conversation, one more row:
--   line                  `line` is the conversation as the inbox shows it now (domain::conversation::ConversationSummary),
--                         and `reopened` whether it had been archived or closed
-- Messages of a conversation get their numbers in the order of their places.
--
-- Where an agent's message gives them a conversation, and a lead with it, the lead's history says so; that entry has
-- the message's id.
--
-- `visitor_jobs` are the kinds of job that a visitor's message calls for; of each, a conversation has one that waits
-- at most, and what was written before it runs is done with it. `job_ids` holds an id for each place and kind.
create or replace function post_messages(
    at timestamptz, organizations uuid[], conversations uuid[], visitors uuid[], accounts uuid[], client_ids uuid[],
    ids uuid[], kinds message_kind[], contents text[], previews text[], attachments uuid[],
    visitor_jobs text[], job_ids uuid[])
    returns table (place bigint, outcome text, number bigint, line json, reopened boolean)
    language plpgsql security definer set search_path = public, pg_temp
    -- Everything is found by its key, whatever the planner believes of a table that was empty a minute ago.
    set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
    set plan_cache_mode = force_generic_plan
    as $$
#variable_conflict use_column
begin
    -- Always in the same order, so that no two of these wait for each other. The statement after this one sees
    -- what those wrote who held the rows before.
    perform from conversation
        where (conversation.organization_id, conversation.id) in (select * from unnest(organizations, conversations))
        order by conversation.organization_id, conversation.id
        for no key update;

    return query
    with input as materialized (
        select * from unnest(organizations, conversations, visitors, accounts, client_ids, ids, kinds, contents,
            previews, attachments) with ordinality
            as input (organization, conversation, visitor, account, client_id, id, kind, content, preview, attachment, place)),
    found as materialized (
        select input.*, c.id is not null as is_known, c.last_number, c.status, c.assignee_id as assignee,
            -- A query of its own: as a join, the planner may take all messages of the conversation and look at each.
            (select m.number from message m
                where m.organization_id = input.organization and m.conversation_id = input.conversation
                    and m.client_id = input.client_id) as known_number,
            row_number() over (partition by organization, conversation, input.client_id order by input.place) as copy,
            input.attachment is null or (file.id is not null
                and row_number() over (partition by organization, attachment, file.id is null order by input.place) = 1) as attachable
        from input
        left join conversation c on c.organization_id = input.organization and c.id = input.conversation
            and (input.visitor is null or c.visitor_id = input.visitor)
        left join attachment file on file.organization_id = input.organization and file.id = input.attachment
            and file.conversation_id = input.conversation and file.message_number is null
            and file.sender = case when input.visitor is null then 'agent'::sender else 'visitor' end
            and file.account_id is not distinct from input.account),
    fresh as materialized (
        select found.*,
            found.last_number + row_number() over (partition by organization, conversation order by found.place) as number
        from found where is_known and known_number is null and copy = 1 and attachable),
    change as materialized (
        select organization, conversation, max(number) as last_number,
            max(number) filter (where visitor is null) as agent_number,
            max(number) filter (where visitor is not null) as visitor_number,
            (array_agg(account order by place) filter (where account is not null))[1] as agent,
            (array_agg(id order by place) filter (where account is not null))[1] as agent_message,
            bool_and(assignee is null) as is_free,
            (array_agg(preview order by place desc))[1] as preview,
            (array_agg(visitor order by place desc))[1] is not null as last_is_visitor,
            min(place) as first_place, max(place) as last_place,
            bool_or(visitor is not null) and min(status) <> 'active' as reopens
        from fresh group by organization, conversation),
    line as (
        update conversation c set
            last_number = change.last_number,
            last_message_at = greatest(c.last_message_at, at),
            last_sender = case when last_is_visitor then 'visitor'::sender else 'agent' end,
            preview = change.preview,
            -- What the visitor writes brings the conversation back from where it was put.
            status = case when reopens then 'active' else c.status end,
            closed_at = case when reopens then null else c.closed_at end,
            snoozed_until = case when visitor_number is null then c.snoozed_until end,
            snoozed_by = case when visitor_number is null then c.snoozed_by end,
            -- Whoever writes has seen what is there.
            agent_read_number = coalesce(agent_number, c.agent_read_number),
            visitor_read_number = coalesce(visitor_number, c.visitor_read_number),
            -- A person answers from now on, and takes care of what nobody took care of.
            assistant_silent = c.assistant_silent or agent_number is not null,
            assignee_id = coalesce(c.assignee_id, agent)
        from change
        where c.organization_id = change.organization and c.id = change.conversation
        returning c.*, change.reopens, change.visitor_number, change.first_place,
            change.last_place, change.agent, change.agent_message,
            change.is_free),
    claimed as (
        update attachment set message_number = fresh.number
        from fresh
        where attachment.organization_id = fresh.organization and attachment.id = fresh.attachment),
    written as (
        insert into message (organization_id, conversation_id, number, id, client_id, sender, account_id, kind, content,
            attachment_id, created_at)
        select organization, conversation, fresh.number, id, client_id,
            case when visitor is null then 'agent'::sender else 'visitor' end, account, kind, content, attachment, at
        from fresh),
    noted as (
        insert into lead_activity (organization_id, id, lead_id, kind, detail, actor_id, created_at)
        select line.organization_id, line.agent_message, line.lead_id, 'assigned', account.name, line.agent, at
        from line
        join lead on lead.organization_id = line.organization_id and lead.id = line.lead_id
        join account on account.id = line.agent
        where line.is_free and lead.assignee_id is distinct from line.agent),
    queued as (
        insert into job (organization_id, id, kind, payload, run_at, created_at)
        select line.organization_id, job_ids[(line.first_place - 1) * cardinality(visitor_jobs) + wanted.nth], wanted.kind,
            jsonb_build_object('conversation', line.id), at, at
        from line cross join unnest(visitor_jobs) with ordinality as wanted (kind, nth)
        where line.visitor_number is not null
            -- Who is silent needs no turn.
            and not (wanted.kind = 'assistant.reply' and line.assistant_silent)
            and not exists (
                select from job
                where job.organization_id = line.organization_id and job.payload ->> 'conversation' = line.id::text
                    and job.kind = wanted.kind and job.failed_at is null
                    and job.locked_until is null and job.run_at <= at))
    select fresh.place, 'stored', fresh.number, null::json, null::boolean from fresh
    union all
    select found.place,
        case
            when not is_known then 'unknown_conversation'
            when original.number is not null then 'known'
            else 'unknown_attachment'
        end,
        original.number, null, null
    from found
    -- The same message, written before or earlier in the same arrays.
    left join lateral (
        select coalesce(found.known_number, (
            select fresh.number from fresh
            where found.copy > 1 and fresh.organization = found.organization
                and fresh.conversation = found.conversation and fresh.client_id = found.client_id)) as number) original on true
    where not (is_known and known_number is null and copy = 1 and attachable)
    union all
    select line.last_place, 'line', line.last_number,
        json_build_object(
            'id', line.id, 'lead', line.lead_id,
            'title', conversation_title(lead.name, lead.email, lead.phone, visitor.verified_name,
                visitor.verified_email, line.visitor_id),
            'site', site.name, 'status', line.status, 'channel', line.channel, 'assignee', line.assignee_id,
            'team', line.team_id, 'snoozed_until', (extract(epoch from line.snoozed_until) * 1000)::bigint,
            'rating', line.rating, 'score', lead.score, 'preview', line.preview, 'last_sender', line.last_sender,
            'last_number', line.last_number, 'read_number', line.agent_read_number,
            'last_message_at', (extract(epoch from line.last_message_at) * 1000)::bigint),
        line.reopens
    from line
    left join site on site.organization_id = line.organization_id and site.id = line.site_id
    left join lead on lead.organization_id = line.organization_id and lead.id = line.lead_id
    left join visitor on visitor.organization_id = line.organization_id and visitor.id = line.visitor_id;
end $$;
