import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { ActorOf } from "@/lib/context";
import type { TransactionBody } from "@/lib/transactions/serialize";
import { createEndpoint } from "@/lib/webhooks/create-endpoint";
import type { EventType, NewsType } from "@/lib/webhooks/event-types";
import type { Exchange } from "@/lib/webhooks/exchange";
import { recordEvent } from "@/lib/webhooks/record-event";
import { makeTransaction, type Shop } from "./factories";
import { testContext } from "./test-context";

const SYSTEM: ActorOf<"system"> = { type: "system", job: "test" };

/** A test-mode endpoint of the shop at `url`. */
export function makeEndpoint(db: Database, shop: Shop, url: string, eventTypes?: EventType[]) {
  const { tenantId, app } = shop;
  const input = { tenantId, appId: app.id, mode: shop.key.mode, url, eventTypes };
  return createEndpoint(testContext(db, SYSTEM), input);
}

/** A new transaction of the shop and news of it, committed. Answers what `recordEvent` answers. */
export async function makeNews(
  db: Database,
  shop: Shop,
  type: NewsType = "transaction.paid",
  given: Partial<TransactionBody> = {},
) {
  const { id } = await makeTransaction(db, shop);
  const { mode } = shop.key;
  const data = { transaction: { ...sampleTransaction(id), ...given } };
  const recorded = await db.transaction((tx) =>
    recordEvent(testContext(tx, SYSTEM), {
      type,
      appId: shop.app.id,
      mode,
      transactionId: id,
      data,
    }),
  );
  return { ...recorded, transactionId: id };
}

/** A transaction object as a site would see it. */
export function sampleTransaction(id: string): TransactionBody {
  const now = "2026-11-21T10:00:00.000Z";
  return {
    id,
    object: "transaction",
    mode: "test",
    app_id: "app_0",
    order_id: "A-1001",
    status: "paid",
    amount: 15_000,
    currency: "IRT",
    amount_rials: 150_000,
    description: "خرید اشتراک ماهانه",
    method: "card",
    payer: { name: null, mobile: "09121234567", email: null },
    metadata: {},
    pay_url: `http://localhost:3000/pay/${id}`,
    return_url: "https://shop.example/return",
    provider: "zarinpal",
    authority: "S0000",
    ref_id: "59421827101",
    card_pan: "603799******1234",
    card_hash: null,
    fee_rials: 0,
    refunded_rials: 0,
    late: false,
    failure: null,
    created_at: now,
    expires_at: now,
    paid_at: now,
    ended_at: now,
  };
}

/** `count` more deliveries that wait for an endpoint, due since a minute ago. */
export async function makeBacklog(
  db: Database,
  endpoint: { id: string; appId: string; mode: string },
  count: number,
): Promise<void> {
  const { id, appId, mode } = endpoint;
  await db.execute(sql`
    with event as (
      insert into payment.webhook_events (id, app_id, mode, type, seq, body)
      select 'evt_' || substr(${id}, 5) || n, ${appId}, ${mode}, 'endpoint.test',
        nextval('payment.webhook_event_seq'), '{"type":"endpoint.test"}'
      from generate_series(1, ${count}::int) n
      returning id, mode
    )
    insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type, next_attempt_at)
    select 'whd_' || substr(id, 5), id, ${id}, mode, 'endpoint.test', now() - interval '1 minute'
    from event`);
}

/** A worker is sending this delivery; its lease ends in so many seconds. */
export async function leaseDelivery(db: Database, id: string, seconds = 45): Promise<void> {
  await db.execute(sql`
    insert into payment.webhook_leases
      (delivery_id, endpoint_id, event_id, attempt, claim_id, lease_until, trigger)
    select id, endpoint_id, event_id, attempt - extra_attempts + 1, gen_random_uuid(),
      now() + make_interval(secs => ${seconds}), case when resume_status is null then 'auto' else 'manual' end
    from payment.webhook_deliveries where id = ${id}`);
}

/** Nothing that other tests left is due or on its way. */
export async function forgetDeliveries(db: Database): Promise<void> {
  await db.execute(
    sql`update payment.webhook_deliveries set status = 'canceled', resume_status = null`,
  );
  await db.execute(sql`delete from payment.webhook_leases`);
}

/** Every waiting delivery becomes due now. */
export async function makeAllDue(db: Database): Promise<void> {
  await db.execute(
    sql`update payment.webhook_deliveries set next_attempt_at = now() where status = 'pending'`,
  );
}

/** A POST that took 5 ms on a connection that was open already. */
export function sampleExchange(given: Partial<Exchange>): Exchange {
  const none = { dnsMs: null, connectMs: null, tlsMs: null };
  const headers = { requestHeaders: { "webhook-id": "evt_1" }, responseHeaders: {} };
  const times = { ...none, firstByteMs: 5, durationMs: 5 };
  return {
    url: "https://shop.example/",
    ...times,
    ...headers,
    status: 200,
    responseBody: null,
    ...given,
  };
}
