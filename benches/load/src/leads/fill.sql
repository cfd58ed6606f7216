-- Leads of an organization ($1), on its site ($2), of its members ($3): so many ($4).
insert into lead (organization_id, id, site_id, visitor_id, name, email, phone, company, location, budget_cents, budget_currency,
    budget_period, timeline, company_size, decision_maker, industry, source, status, assignee_id, first_touch, last_touch,
    page_views, seconds_on_site, form_submissions, had_conversation, answered_within_hour, consent_text, consented_at,
    score, score_reasons, last_contact_at, interactions, created_at)
select $1, gen_random_uuid(), $2, case when pg_temp.r(n, 26) < 0.3 then md5($1::text || n)::uuid end,
    case when pg_temp.r(n, 1) < 0.92 then first || ' ' || last end,
    case when pg_temp.r(n, 2) < 0.85 then lower(first || '.' || last) || n || '@' || (array['gmail.com', 'outlook.com', 'yahoo.com', 'mail.example', 'work.example'])[1 + (pg_temp.r(n, 3) * 4.99)::int] end,
    case when pg_temp.r(n, 4) < 0.7 then '+1' || (2012000000 + (n * 7919) % 7000000000)::bigint end,
    case when pg_temp.r(n, 5) < 0.4 then last || ' ' || (array['Roofing', 'Partners', 'Homes', 'Electric', 'Group', 'Services', 'Dental', 'Realty'])[1 + floor(pg_temp.r(n, 6) * 8)::int] || ' ' || floor(pg_temp.r(n, 7) * 3000)::int end,
    case when pg_temp.r(n, 8) < 0.8 then 'Town ' || floor(power(pg_temp.r(n, 9), 3) * 2000)::int end,
    b.cents, case when b.cents is not null then 'USD'::currency end,
    case when b.cents is not null then (array['once', 'month', 'year']::budget_period[])[1 + floor(pg_temp.r(n, 11) * 3)::int] end,
    case when pg_temp.r(n, 12) < 0.7 then (array['immediate', 'weeks', 'months', 'exploring']::timeline[])[1 + floor(pg_temp.r(n, 13) * 4)::int] end,
    case when pg_temp.r(n, 14) < 0.4 then floor(power(pg_temp.r(n, 15), 6) * 5000)::int end,
    case when pg_temp.r(n, 16) < 0.5 then pg_temp.r(n, 17) < 0.4 end,
    (array['solar', 'solar', 'solar', 'insurance', 'legal', 'home-services', 'real-estate']::industry[])[1 + floor(power(pg_temp.r(n, 18), 3) * 7)::int],
    (array['form', 'ai_chat', 'organic', 'paid_ads', 'referral', 'import', 'api']::lead_source[])[1 + floor(power(pg_temp.r(n, 19), 4) * 7)::int],
    (array['new', 'lost', 'contacted', 'qualified', 'converted']::lead_status[])[1 + floor(power(pg_temp.r(n, 20), 2) * 5)::int],
    case when pg_temp.r(n, 21) < 0.7 then ($3)[1 + floor(power(pg_temp.r(n, 22), 2) * array_length($3, 1))::int] end,
    t.touch, t.touch,
    floor(power(pg_temp.r(n, 23), 8) * 60)::int, floor(power(pg_temp.r(n, 24), 8) * 7200)::int, floor(power(pg_temp.r(n, 25), 3) * 4)::int,
    pg_temp.r(n, 26) < 0.3, pg_temp.r(n, 27) < 0.05,
    case when pg_temp.r(n, 28) < 0.6 then 'I agree to be contacted.' end, case when pg_temp.r(n, 28) < 0.6 then a.at end,
    least(100, floor((pg_temp.r(n, 29) + pg_temp.r(n, 30) + pg_temp.r(n, 31)) / 3 * 105)::int), '[]',
    case when pg_temp.r(n, 32) < 0.5 then a.at + pg_temp.r(n, 33) * (now() - a.at) * 0.2 end, 0, a.at
from generate_series(1::bigint, $4::bigint) n,
    lateral (select (array['Ana','Luis','Nora','Peter','Maria','James','Olivia','Chen','Fatima','Ivan','Sofia','Liam','Emma','Noah','Mia','Lucas','Zoë','Jürgen','Inés','Kofi'])[1 + floor(pg_temp.r(n, 40) * 20)::int] as first,
        initcap((array['bar','car','dun','fel','gar','hol','jen','kal','lor','mor','nel','pet','ros','sal','tor','wil'])[1 + floor(pg_temp.r(n, 41) * 16)::int]
        || (array['a','en','i','o','er','an'])[1 + floor(pg_temp.r(n, 42) * 6)::int] || (array['son','mann','ez','ski','ley','ton','berg','field'])[1 + floor(pg_temp.r(n, 43) * 8)::int]
        || case when pg_temp.r(n, 44) < 0.3 then (array['a','e','o','u'])[1 + floor(pg_temp.r(n, 45) * 4)::int] || (array['x','q','z','v','w','y'])[1 + floor(power(pg_temp.r(n, 46),3) * 6)::int] else '' end) as last) who,
    lateral (select case when pg_temp.r(n, 10) < 0.6 then floor(power(pg_temp.r(n, 47), 4) * 30000)::bigint * 100 end as cents) b,
    lateral (select now() - (1 - n::double precision / $4) * interval '730 days' as at) a,
    lateral (select (array['solar', 'roof', 'panel', 'home', 'cheap', 'best', 'local'])[1 + floor(power(pg_temp.r(n, 54), 2) * 7)::int]
        || ' ' || (array['installer', 'quote', 'company', 'repair', 'battery', 'price', 'lawyer', 'insurance', 'agent'])[1 + floor(power(pg_temp.r(n, 58), 2) * 9)::int]
        || ' ' || (array['near me', 'austin', 'dallas', 'houston', 'el paso', 'plano', 'waco', 'reviews', 'cost', 'today', '2026', 'loan', 'free', 'fast'])[1 + floor(power(pg_temp.r(n, 59), 3) * 14)::int] as words) w,
    lateral (select jsonb_strip_nulls(case when pg_temp.r(n, 49) < 0.6 then jsonb_build_object(
            'source', (array['google','facebook','bing','newsletter','partner','radio'])[1 + floor(power(pg_temp.r(n, 50), 3) * 6)::int],
            'medium', (array['cpc','social','email','referral'])[1 + floor(power(pg_temp.r(n, 51), 2) * 4)::int],
            'campaign', 'campaign ' || floor(power(pg_temp.r(n, 52), 3) * 400)::int,
            'keyword', case when pg_temp.r(n, 53) < 0.5 then w.words end,
            'gclid', case when pg_temp.r(n, 55) < 0.3 then md5(n::text) end,
            'landing_page', '/leads/solar') else jsonb_build_object(
            'referrer', 'https://site-' || floor(power(pg_temp.r(n, 56), 4) * 8000)::int || '.example/', 'landing_page', '/leads/' || (array['solar','legal','insurance','solar/guide','solar/compare'])[1 + floor(power(pg_temp.r(n, 57), 2) * 5)::int]) end) as touch) t
