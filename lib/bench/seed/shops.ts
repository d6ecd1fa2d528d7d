import type { Sql } from "postgres";
import { DEFAULT_TENANT_SLUG } from "../../profiles/get-defaults";

/**
 * The sites that payments are seeded for. One has two fifths of them, one began late and one has gone, so
 * that what is rare or long ago is looked for too. `from` and `to` are parts of the seeded year.
 */
const SHOPS = [
  { name: "کتاب‌فروشی سپیده", slug: "sepideh-books", share: 0.4, from: 0, to: 1 },
  { name: "آموزشگاه نگار", slug: "negar-school", share: 0.2, from: 0, to: 1 },
  { name: "فروشگاه قهوهٔ البرز", slug: "alborz-coffee", share: 0.12, from: 0, to: 1 },
  { name: "میزبانی ابر", slug: "abr-hosting", share: 0.1, from: 0, to: 1 },
  { name: "گل‌خانهٔ یاس", slug: "yas-flowers", share: 0.08, from: 0, to: 1 },
  { name: "باشگاه تندر", slug: "tondar-gym", share: 0.06, from: 0.7, to: 1 },
  { name: "خیریهٔ مهربانی", slug: "mehrabani-charity", share: 0.03, from: 0, to: 1 },
  { name: "جشنوارهٔ پارسال", slug: "old-festival", share: 0.01, from: 0, to: 0.35 },
] as const;

/**
 * Makes the apps with their keys, endpoints and accounts, and leaves them in the temporary table `shops`,
 * one row for each app and mode. Their secrets open nothing: nobody can pay or be told through them.
 */
export async function makeShops(sql: Sql, since: Date): Promise<void> {
  const [owner] = await sql`
    select t.id as tenant_id, p.id as profile_id from payment.tenants t
    join payment.merchant_profiles p on p.tenant_id = t.id and p.is_default
    where t.slug = ${DEFAULT_TENANT_SLUG}`;
  if (!owner) throw new Error("the database has no default tenant: start a server on it once");
  let share = 0;
  const shops = SHOPS.map((shop, index) => {
    const low = share;
    share += shop.share;
    return { ...shop, no: index + 1, low, high: index + 1 === SHOPS.length ? 1 : share };
  });
  await sql`
    create temporary table shops as
    select s.*, m.mode, ${owner.tenant_id}::text as tenant_id, ${owner.profile_id}::text as profile_id,
      'app_' || pg_temp.ulid(${since}, s.no, 1) as app_id,
      'key_' || pg_temp.ulid(${since}, s.no, case m.mode when 'live' then 2 else 3 end) as key_id,
      'whe_' || pg_temp.ulid(${since}, s.no, case m.mode when 'live' then 4 else 5 end) as endpoint_id,
      -- Two sites have a merchant of their own.
      'pac_' || pg_temp.ulid(${since}, case when m.mode = 'live' and s.no in (2, 4) then s.no else 0 end,
        case m.mode when 'live' then 6 else 7 end) as account_id
    from jsonb_to_recordset(${sql.json(shops)}) as s(
      no bigint, name text, slug text, low float8, high float8, "from" float8, "to" float8)
    cross join (values ('live'), ('test')) as m(mode)`;
  await sql.unsafe(`
    insert into payment.client_apps (id, tenant_id, profile_id, slug, name, return_origins, created_at, archived_at)
    select app_id, tenant_id, profile_id, slug, name, array['https://' || slug || '.example'],
      now() - interval '366 days', case when "to" < 1 then now() - interval '200 days' end
    from shops where mode = 'live' order by no;
    insert into payment.api_keys (id, tenant_id, app_id, mode, public_id, secret_enc, label, revoked_at)
    select key_id, tenant_id, app_id, mode, 'fpk_' || mode || '_' || substr(key_id, 5), 'seeded', 'seeded', now()
    from shops;
    insert into payment.provider_accounts (id, tenant_id, profile_id, provider, mode, identity_hash, label)
    select distinct account_id, tenant_id, profile_id, 'zarinpal', mode, account_id, 'seeded' from shops;
    insert into payment.webhook_endpoints (id, tenant_id, app_id, mode, url, status, secret_enc)
    select endpoint_id, tenant_id, app_id, mode, 'https://' || slug || '.example/hooks/flatpay',
      case no when 5 then 'paused' when 8 then 'disabled' else 'enabled' end, 'seeded'
    from shops`);
}
