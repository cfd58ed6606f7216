-- Those of an organization ($1) who had a conversation on its site ($2), among so many leads ($3).
insert into visitor (organization_id, id, site_id, token_hash, first_touch, last_touch, page_views, seconds_on_site,
    first_seen_at, last_seen_at)
select $1, md5($1::text || n)::uuid, $2, sha256(($1::text || n)::bytea), '{}', '{}', 1, 1, at, at + pg_temp.r(n, 60) * (now() - at) * 0.3
from generate_series(1::bigint, $3::bigint) n,
    lateral (select now() - (1 - n::double precision / $3) * interval '730 days' as at) a
where pg_temp.r(n, 26) < 0.3
