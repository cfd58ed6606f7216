-- Why: a client that was away is told the reactions as they are now; one that was taken back meanwhile must
-- leave a trace, or the client would go on showing it.
alter table reaction add column is_on boolean not null default true;
grant update on reaction to beckon_app;
revoke delete on reaction from beckon_app;
