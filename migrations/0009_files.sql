-- Why: a file that was uploaded and never sent is removed after a day. The row goes in one transaction with the
-- job that removes the bytes, so that a crash between the two loses neither, and a message that wants the file
-- at that moment either has it or finds it gone.

create function forget_unsent_files(before timestamptz, at timestamptz) returns bigint
    language sql security definer set search_path = public, pg_temp
    as $$
        with gone as (
            delete from attachment where message_number is null and created_at < before
            returning organization_id, id),
        job as (
            insert into job (organization_id, id, kind, payload, run_at, created_at)
            select organization_id, gen_random_uuid(), 'remove_file', to_jsonb(id), at, at from gone
            returning 1)
        select count(*) from job
    $$;
alter function forget_unsent_files(timestamptz, timestamptz) owner to beckon_system;
revoke execute on function forget_unsent_files(timestamptz, timestamptz) from public;
grant execute on function forget_unsent_files(timestamptz, timestamptz) to beckon_app;

-- Housekeeping looks over all organizations.
create index attachment_unsent_anywhere on attachment (created_at) where message_number is null;
