-- Why: when the assistant hands a conversation over, it leaves a note for whoever takes it. A note without an author was
-- one of a former member so far.
alter table note add column by_assistant boolean not null default false check (not by_assistant or account_id is null);
