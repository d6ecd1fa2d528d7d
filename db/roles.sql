-- Two roles for a shared PostgreSQL server. Run once as a superuser, connected to FlatPay's database:
--   psql -v owner_password="'…'" -v app_password="'…'" -f db/roles.sql
-- flatpay_owner migrates (DATABASE_URL for `npm run db:migrate`); flatpay_app runs the server and can
-- neither change the schema nor rewrite history. Neither sees anything outside schema payment.
create role flatpay_owner login password :owner_password;
create role flatpay_app login password :app_password;
create schema if not exists payment authorization flatpay_owner;
-- The first migration says `create schema if not exists`, which asks for this right even when it exists.
select format('grant create on database %I to flatpay_owner', current_database()) \gexec
revoke all on schema public from flatpay_owner, flatpay_app;
grant usage on schema payment to flatpay_app;
alter default privileges for role flatpay_owner in schema payment
  grant select, insert, update, delete on tables to flatpay_app;
alter default privileges for role flatpay_owner in schema payment
  grant usage, select on sequences to flatpay_app;
alter role flatpay_app set idle_in_transaction_session_timeout = '10s';
alter role flatpay_app set statement_timeout = '15s';
-- History is insert-only for the server: each migration (and each start as the owner) revokes
-- update, delete and truncate on transaction_events, ledger_entries and audit_log from flatpay_app.
-- On a database that has been migrated already:
grant select, insert, update, delete on all tables in schema payment to flatpay_app;
grant usage, select on all sequences in schema payment to flatpay_app;
select format('revoke update, delete, truncate on payment.%I from flatpay_app', relname) from pg_class
  where relnamespace = 'payment'::regnamespace and relname in ('transaction_events', 'ledger_entries', 'audit_log') \gexec
