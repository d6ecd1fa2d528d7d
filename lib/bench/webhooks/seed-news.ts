import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { ActorOf } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { makeShop } from "@/lib/testing/factories";
import { sampleTransaction } from "@/lib/testing/news";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";

const SYSTEM: ActorOf<"system"> = { type: "system", job: "bench" };
/** Each app has this many endpoints. */
const ENDPOINTS_PER_APP = 2;
const OLD_EVENTS_AT_ONCE = 500;

export type BenchEndpoint = { id: string; appId: string; url: string; secret: string };

/** Endpoints of test mode at these addresses, two to an app. */
export async function seedEndpoints(db: Database, urls: string[]): Promise<BenchEndpoint[]> {
  const endpoints: BenchEndpoint[] = [];
  let shop = await makeShop(db);
  for (const [n, url] of urls.entries()) {
    if (n > 0 && n % ENDPOINTS_PER_APP === 0) shop = await makeShop(db);
    const { tenantId, app } = shop;
    const context = { db, actor: SYSTEM, requestId: mintId("request") };
    const input = { tenantId, appId: app.id, mode: "test", url } as const;
    const { endpoint, secret } = await createEndpoint(context, input);
    endpoints.push({ id: endpoint.id, appId: app.id, url, secret });
  }
  return endpoints;
}

/** The text of a paid transaction's event, about a kilobyte. */
export function sampleBody(id: string, seq: number | string): string {
  const data = { transaction: sampleTransaction("trx_01JD0000000000000000000000") };
  const timestamp = "2026-11-21T10:00:00.000Z";
  return JSON.stringify({ type: "transaction.paid", timestamp, id, seq: Number(seq), data });
}

/** `each` due deliveries for every endpoint, in turns, due since `ageSeconds` ago; their ids in that order, as real ones. */
export async function seedDue(
  db: Database,
  endpoints: BenchEndpoint[],
  { each, ageSeconds }: { each: number; ageSeconds: number },
): Promise<void> {
  const targets = JSON.stringify(endpoints.map(({ id, appId }) => ({ id, app_id: appId })));
  await db.execute(sql`
    with news as (
      select n, e.id as endpoint_id, e.app_id, 'evt_' || substr(e.id, 5, 4) || lpad(upper(to_hex(n)), 6, '0')
          || upper(right(replace(gen_random_uuid()::text, '-', ''), 16)) as event_id
      from generate_series(1, ${each}::int) n
        cross join jsonb_to_recordset(${targets}::text::jsonb) e(id text, app_id text)
    ), event as (
      insert into payment.webhook_events (id, app_id, mode, type, seq, body)
      select event_id, app_id, 'test', 'transaction.paid', nextval('payment.webhook_event_seq'),
        ${sampleBody("evt_0", 1)}::text
      from news
    )
    insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type, next_attempt_at)
    select 'whd_' || substr(event_id, 5), event_id, endpoint_id, 'test', 'transaction.paid',
      now() - make_interval(secs => ${ageSeconds}) + n * interval '1 millisecond'
    from news`);
}

/** Deliveries that were made long ago, spread evenly over the endpoints. */
export async function seedOld(
  db: Database,
  endpoints: BenchEndpoint[],
  count: number,
): Promise<void> {
  const each = Math.ceil(count / endpoints.length);
  const [first] = endpoints;
  const targets = JSON.stringify(endpoints.map(({ id }) => id));
  await db.execute(sql`
    insert into payment.webhook_events (id, app_id, mode, type, seq, body)
    select 'evt_OLD' || lpad(n::text, 23, '0'), ${first?.appId}, 'test', 'transaction.paid',
      nextval('payment.webhook_event_seq'), '{}'
    from generate_series(1, ${each}::int) n`);
  // In parts, because a statement may take 15 s at most.
  for (let from = 1; from <= each; from += OLD_EVENTS_AT_ONCE) {
    const to = Math.min(each, from + OLD_EVENTS_AT_ONCE - 1);
    await db.execute(sql`
      insert into payment.webhook_deliveries
        (id, event_id, endpoint_id, mode, type, status, attempt, next_attempt_at, finished_at)
      select 'whd_OLD' || lpad(n::text, 8, '0') || lpad(e.nth::text, 15, '0'),
        'evt_OLD' || lpad(n::text, 23, '0'), e.id, 'test', 'transaction.paid', 'delivered', 1,
        now() - interval '30 days', now() - interval '30 days'
      from generate_series(${from}::int, ${to}::int) n
        cross join jsonb_array_elements_text(${targets}::text::jsonb) with ordinality e(id, nth)`);
  }
}

/** One event for one endpoint, committed; its id says when. */
export async function offerNews(db: Database, { id, appId }: BenchEndpoint): Promise<void> {
  const eventId = mintId("event");
  await db.execute(sql`
    with event as (
      insert into payment.webhook_events (id, app_id, mode, type, seq, body)
      values (${eventId}, ${appId}, 'test', 'transaction.paid', nextval('payment.webhook_event_seq'),
        ${sampleBody(eventId, 1)})
    )
    insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type)
    values (${`whd_${eventId.slice(4)}`}, ${eventId}, ${id}, 'test', 'transaction.paid')`);
}

/** Nothing is due or on its way any more; what was sent is gone too. */
export async function clearDeliveries(db: Database): Promise<void> {
  await db.execute(
    sql`truncate payment.webhook_attempts, payment.webhook_deliveries, payment.webhook_leases`,
  );
  await db.execute(sql`
    update payment.webhook_endpoints set consecutive_failures = 0, failing_since = null,
      open_until = null, last_failure_at = null, status = 'enabled'`);
  await db.execute(sql`vacuum analyze payment.webhook_deliveries`);
  // Its log files are used again from here on, as in any database that is not new.
  await db.execute(sql`checkpoint`);
}
