-- Why: what to call a visitor stood in six queries, and a visitor without a name of their own has the one by which the
-- host page vouches for them.

-- What a conversation is called: by the lead's name, else as the host page knows the visitor, else by what is known
-- of the lead. A visitor of whom nothing is known is told from others by the end of their id.
create function conversation_title(lead_name text, lead_email text, lead_phone text, vouched_name text,
    vouched_email text, visitor uuid) returns text
    language sql immutable parallel safe
    as $$
        select coalesce(lead_name, vouched_name, lead_email, vouched_email, lead_phone,
            'Visitor ' || upper(right(visitor::text, 4)))
    $$;
grant execute on function conversation_title(text, text, text, text, text, uuid) to beckon_app, beckon_system;
