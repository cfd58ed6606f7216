-- Why: members are told what they missed, under the bell, by web push and by e-mail; visitors who left are told
-- by e-mail what was answered. What leaves the house is a job of its own kind, so that a slow mail server holds
-- up nothing else.

-- Up to which number members were told of what the visitor wrote, and the visitor was mailed what agents wrote.
alter table conversation
    add column notified_number bigint not null default 0,
    add column visitor_mailed_number bigint not null default 0;

-- Work that waits for somebody outside is claimed apart from work that does not.
alter table job add column outside boolean not null default false;
drop function claim_jobs(timestamptz, interval, integer);
create function claim_jobs(at timestamptz, lease interval, most integer, elsewhere boolean) returns setof job
    language sql security definer set search_path = public, pg_temp
    as $$
        update job set locked_until = at + lease, attempts = attempts + 1
        where (organization_id, id) in (
            select organization_id, id from job
            where failed_at is null and outside = elsewhere and run_at <= at
                and (locked_until is null or locked_until <= at)
            order by run_at
            limit most
            for update skip locked)
        returning *
    $$;
drop index job_due;
create index job_due on job (outside, run_at) where failed_at is null;

-- Outgoing mail where no mail server is set: a mailbox for trying things out.
create table kept_mail (
    organization_id uuid not null references organization (id),
    -- The mail's own, so that a job done twice keeps one.
    id uuid not null,
    recipient text not null,
    subject text not null,
    -- The whole message as it would have been sent.
    message bytea not null,
    html text not null,
    content text not null,
    created_at timestamptz not null,
    primary key (organization_id, id)
);
call protect_tenant_table('kept_mail');
grant select, insert on kept_mail to beckon_app;
create index kept_mail_newest on kept_mail (created_at);

-- What was mailed about a conversation, for the next mail to follow in the same thread.
create table conversation_mail (
    organization_id uuid not null references organization (id),
    id uuid not null,
    conversation_id uuid not null,
    -- To which member; to the visitor without one.
    account_id uuid,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, conversation_id) references conversation (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
create index conversation_mail_thread on conversation_mail (organization_id, conversation_id, created_at);
call protect_tenant_table('conversation_mail');
grant select, insert on conversation_mail to beckon_app;

-- Addresses outside that want no more mail from an organization.
create table mail_refusal (
    organization_id uuid not null references organization (id),
    email text not null check (email = lower(email)),
    created_at timestamptz not null,
    primary key (organization_id, email)
);
call protect_tenant_table('mail_refusal');
grant select, insert on mail_refusal to beckon_app;

-- Conversations whose visitor has not seen an agent's answer and gave an address.
create index conversation_answer_unseen on conversation (last_message_at)
    where last_sender = 'agent' and visitor_read_number < last_number;
create function visitors_to_mail(since timestamptz, until timestamptz)
    returns table (organization_id uuid, conversation_id uuid)
    language sql stable security definer set search_path = public, pg_temp
    as $$
        select c.organization_id, c.id
        from conversation c
        join lead on lead.organization_id = c.organization_id and lead.id = c.lead_id
        where c.last_sender = 'agent' and c.visitor_read_number < c.last_number
            and c.last_message_at between since and until
            and c.visitor_mailed_number < c.last_number and lead.email is not null
        order by c.last_message_at
        limit 200
    $$;

create function newest_kept_mail(most integer) returns setof kept_mail
    language sql stable security definer set search_path = public, pg_temp
    as $$ select * from kept_mail order by created_at desc, id desc limit most $$;

create function kept_mail_with(wanted uuid) returns setof kept_mail
    language sql stable security definer set search_path = public, pg_temp
    as $$ select * from kept_mail where id = wanted $$;

create function delete_old_mail(before timestamptz) returns void
    language sql security definer set search_path = public, pg_temp
    as $$ delete from kept_mail where created_at < before $$;

alter function claim_jobs(timestamptz, interval, integer, boolean) owner to beckon_system;
alter function visitors_to_mail(timestamptz, timestamptz) owner to beckon_system;
alter function newest_kept_mail(integer) owner to beckon_system;
alter function kept_mail_with(uuid) owner to beckon_system;
alter function delete_old_mail(timestamptz) owner to beckon_system;
revoke execute on function claim_jobs(timestamptz, interval, integer, boolean), visitors_to_mail(timestamptz, timestamptz),
    newest_kept_mail(integer), kept_mail_with(uuid), delete_old_mail(timestamptz) from public;
grant execute on function claim_jobs(timestamptz, interval, integer, boolean), visitors_to_mail(timestamptz, timestamptz),
    newest_kept_mail(integer), kept_mail_with(uuid), delete_old_mail(timestamptz) to beckon_app;
