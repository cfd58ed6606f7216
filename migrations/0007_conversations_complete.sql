-- Why: what people do in a conversation besides writing: send files, react, leave notes for colleagues,
-- hand it over, put it off, rate it; and what each member is told about.

-- Some members who take care of conversations together.
create table team (
    organization_id uuid not null references organization (id),
    id uuid not null,
    name text not null check (char_length(name) between 1 and 60),
    created_at timestamptz not null,
    primary key (organization_id, id)
);
create unique index team_name on team (organization_id, lower(name));
call protect_tenant_table('team');
grant select, insert, update, delete on team to beckon_app;

create table team_member (
    organization_id uuid not null references organization (id),
    team_id uuid not null,
    account_id uuid not null,
    primary key (organization_id, team_id, account_id),
    foreign key (organization_id, team_id) references team (organization_id, id) on delete cascade,
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
create index team_member_account on team_member (organization_id, account_id);
call protect_tenant_table('team_member');
grant select, insert, delete on team_member to beckon_app;

alter table conversation
    add column team_id uuid,
    -- Put off until then: out of the lists meanwhile, unless the visitor writes.
    add column snoozed_until timestamptz,
    add column snoozed_by uuid,
    add column closed_at timestamptz,
    -- The visitor's opinion after it was closed.
    add column rating smallint check (rating between 1 and 5),
    add column rating_comment text check (char_length(rating_comment) <= 2000),
    add column rated_at timestamptz,
    add check ((rating is null) = (rated_at is null)),
    add foreign key (organization_id, team_id) references team (organization_id, id) on delete set null (team_id),
    add foreign key (organization_id, snoozed_by) references membership (organization_id, account_id)
        on delete set null (snoozed_by);
create index conversation_of_team on conversation (organization_id, team_id, status, last_message_at desc, id desc)
    where team_id is not null;
create index conversation_snoozed on conversation (organization_id, snoozed_until) where snoozed_until is not null;

-- A file that was uploaded; of a message once it is sent.
create table attachment (
    organization_id uuid not null references organization (id),
    id uuid not null,
    conversation_id uuid not null,
    sender sender not null,
    account_id uuid,
    name text not null check (char_length(name) between 1 and 120),
    -- As found in the bytes.
    media_type text not null,
    bytes bigint not null check (bytes > 0),
    width integer check (width > 0),
    height integer check (height > 0),
    -- Whether there is a small version beside it.
    has_thumbnail boolean not null default false,
    created_at timestamptz not null,
    -- The message that shows it; never two.
    message_number bigint,
    primary key (organization_id, id),
    check ((width is null) = (height is null)),
    foreign key (organization_id, conversation_id) references conversation (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id)
        on delete set null (account_id)
);
create unique index attachment_message on attachment (organization_id, conversation_id, message_number)
    where message_number is not null;
create index attachment_unsent on attachment (organization_id, created_at) where message_number is null;
call protect_tenant_table('attachment');
grant select, insert, update, delete on attachment to beckon_app;

alter table message
    add column attachment_id uuid,
    add check ((kind = 'text') = (attachment_id is null)),
    add foreign key (organization_id, attachment_id) references attachment (organization_id, id);

create type emoji as enum ('thumbs_up', 'heart', 'laugh', 'celebrate', 'surprise', 'sad');

create table reaction (
    organization_id uuid not null references organization (id),
    conversation_id uuid not null,
    number bigint not null,
    -- The visitor's id, or the member's.
    reactor_id uuid not null,
    emoji emoji not null,
    sender sender not null check (sender in ('visitor', 'agent')),
    created_at timestamptz not null,
    primary key (organization_id, conversation_id, number, reactor_id, emoji),
    foreign key (organization_id, conversation_id, number)
        references message (organization_id, conversation_id, number) on delete cascade
);
call protect_tenant_table('reaction');
grant select, insert, delete on reaction to beckon_app;

-- Apart from the messages, whose numbers a visitor sees.
create table note (
    organization_id uuid not null references organization (id),
    id uuid not null,
    conversation_id uuid not null,
    client_id uuid not null,
    account_id uuid,
    -- The message after which it was written.
    after_number bigint not null check (after_number >= 0),
    content text not null check (char_length(content) between 1 and 4000),
    created_at timestamptz not null,
    primary key (organization_id, id),
    constraint note_client_id unique (organization_id, conversation_id, client_id),
    foreign key (organization_id, conversation_id) references conversation (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id)
        on delete set null (account_id)
);
create index note_of_conversation on note (organization_id, conversation_id, id);
call protect_tenant_table('note');
grant select, insert on note to beckon_app;

create table note_mention (
    organization_id uuid not null references organization (id),
    note_id uuid not null,
    account_id uuid not null,
    primary key (organization_id, note_id, account_id),
    foreign key (organization_id, note_id) references note (organization_id, id) on delete cascade,
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
call protect_tenant_table('note_mention');
grant select, insert on note_mention to beckon_app;

-- A text kept ready, offered after a slash.
create table canned_response (
    organization_id uuid not null references organization (id),
    id uuid not null,
    shortcut text not null check (shortcut ~ '^[a-z0-9-]{1,32}$'),
    content text not null check (char_length(content) between 1 and 4000),
    created_at timestamptz not null,
    primary key (organization_id, id),
    constraint canned_response_shortcut unique (organization_id, shortcut)
);
call protect_tenant_table('canned_response');
grant select, insert, update, delete on canned_response to beckon_app;

create type notification_kind as enum (
    'new_conversation', 'new_message', 'mention', 'assigned', 'snooze_over', 'rated');

create table notification (
    organization_id uuid not null references organization (id),
    id uuid not null,
    account_id uuid not null,
    kind notification_kind not null,
    conversation_id uuid not null,
    title text not null,
    detail text not null,
    -- How often since it was last read.
    count integer not null default 1 check (count > 0),
    at timestamptz not null,
    read_at timestamptz,
    -- When it went out by e-mail.
    mailed_at timestamptz,
    primary key (organization_id, id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade,
    foreign key (organization_id, conversation_id) references conversation (organization_id, id)
);
create index notification_newest on notification (organization_id, account_id, at desc, id desc);
-- Several messages of one conversation make one line until it is read.
create unique index notification_unread on notification (organization_id, account_id, conversation_id, kind)
    where read_at is null;
call protect_tenant_table('notification');
grant select, insert, update, delete on notification to beckon_app;

-- How a member wants to be told; no row means the defaults.
create table notification_setting (
    organization_id uuid not null references organization (id),
    account_id uuid not null,
    sound boolean not null,
    email boolean not null,
    push boolean not null,
    primary key (organization_id, account_id),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
call protect_tenant_table('notification_setting');
grant select, insert, update on notification_setting to beckon_app;

-- A browser that takes push messages for a member.
create table push_subscription (
    organization_id uuid not null references organization (id),
    id uuid not null,
    account_id uuid not null,
    endpoint text not null check (char_length(endpoint) <= 2000),
    p256dh text not null,
    auth text not null,
    created_at timestamptz not null,
    primary key (organization_id, id),
    constraint push_subscription_endpoint unique (organization_id, account_id, endpoint),
    foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
call protect_tenant_table('push_subscription');
grant select, insert, delete on push_subscription to beckon_app;
