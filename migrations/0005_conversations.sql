-- Why: conversations and their messages. A message's number grows by one per conversation: whoever
-- knows the last number they hold can ask for what follows, and sees at once when one is missing.

create type conversation_status as enum ('active', 'archived', 'closed');
create type channel as enum ('web', 'email', 'sms', 'whatsapp');
create type sender as enum ('visitor', 'agent', 'assistant', 'system');
create type message_kind as enum ('text', 'file', 'image', 'video');

create table conversation (
    organization_id uuid not null references organization (id),
    id uuid not null,
    site_id uuid not null,
    visitor_id uuid not null,
    lead_id uuid,
    status conversation_status not null default 'active',
    channel channel not null default 'web',
    assignee_id uuid,
    last_number bigint not null default 0,
    last_message_at timestamptz not null,
    last_sender sender not null,
    preview text not null,
    -- The highest numbers seen on either side.
    agent_read_number bigint not null default 0,
    visitor_read_number bigint not null default 0,
    -- What the assistant knows and asked, and up to which number it has read.
    assistant_state jsonb,
    assistant_number bigint not null default 0,
    -- It falls silent when a person answers.
    assistant_silent boolean not null default false,
    created_at timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, site_id) references site (organization_id, id),
    foreign key (organization_id, visitor_id) references visitor (organization_id, id),
    foreign key (organization_id, lead_id) references lead (organization_id, id),
    foreign key (organization_id, assignee_id) references membership (organization_id, account_id) on delete set null (assignee_id)
);
create index conversation_newest on conversation (organization_id, status, last_message_at desc, id desc);
create index conversation_of_assignee on conversation (organization_id, assignee_id, status, last_message_at desc, id desc);
create index conversation_visitor on conversation (organization_id, visitor_id, created_at desc);
create index conversation_lead on conversation (organization_id, lead_id) where lead_id is not null;
create index conversation_unread on conversation (organization_id) where status = 'active' and agent_read_number < last_number;
call protect_tenant_table('conversation');
grant select, insert, update on conversation to beckon_app;

create table message (
    organization_id uuid not null references organization (id),
    conversation_id uuid not null,
    number bigint not null check (number > 0),
    id uuid not null,
    client_id uuid not null,
    sender sender not null,
    -- Which agent.
    account_id uuid,
    kind message_kind not null default 'text',
    content text not null,
    created_at timestamptz not null,
    primary key (organization_id, conversation_id, number),
    -- Sending twice stores once.
    constraint message_client_id unique (organization_id, conversation_id, client_id),
    foreign key (organization_id, conversation_id) references conversation (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete set null (account_id)
);
call protect_tenant_table('message');
-- What was said stays said.
grant select, insert on message to beckon_app;
