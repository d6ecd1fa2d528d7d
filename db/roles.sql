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
-- After the first migration, history becomes insert-only for the server:
--   revoke update, delete, truncate on payment.transaction_events, payment.audit_log from flatpay_app;
