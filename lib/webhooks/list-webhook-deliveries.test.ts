import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { openPool } from "@/db/driver";
import { webhookDeliveries } from "@/db/schema/webhooks";
import type { TenantId } from "@/lib/context";
import { makeApp, makeKey, makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import {
  leaseDelivery,
  makeBacklog,
  makeEndpoint,
  makeNews,
  sampleTransaction,
} from "@/lib/testing/news";
import { testContext, testDatabase, testDatabaseUrl } from "@/lib/testing/test-context";
import { createEndpoint } from "./create-endpoint";
import type { DeliveryFilters } from "./delivery-filters";
import { listWebhookDeliveries } from "./list-webhook-deliveries";
import { recordEvent } from "./record-event";

let db: Database;
let shop: Shop;
let second: Shop;
let stranger: Shop;
/** Delivery ids by a short name, and back. */
const named = new Map<string, string>();
const id: Record<string, string> = {};

const owner = (of: Shop) =>
  testContext(db, {
    type: "operator",
    tenantId: of.tenantId as TenantId,
    operatorId: "operator-1",
    role: "viewer",
  });

/** News of a new transaction of `of`, as deliveries named after it: `a`, or `a0`, `a1` for two endpoints. */
async function tell(name: string, of: Shop, type: "paid" | "failed", orderId = name) {
  const transaction = await makeTransaction(db, of, { orderId });
  const { eventId } = await recordEvent(testContext(db, { type: "system", job: "test" }), {
    type: `transaction.${type}`,
    appId: of.app.id,
    mode: of.key.mode,
    transactionId: transaction.id,
    data: { transaction: sampleTransaction(transaction.id) },
  });
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.eventId, eventId))
    .orderBy(webhookDeliveries.endpointId);
  for (const [i, row] of rows.entries()) named.set(row.id, rows.length > 1 ? `${name}${i}` : name);
  Object.assign(id, { [`${name}.trx`]: transaction.id, [`${name}.evt`]: eventId });
  for (const [key, value] of named) id[value] = key;
}

beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  stranger = await makeShop(db);
  const app = await makeApp(db, {}, shop);
  second = { ...shop, app, key: await makeKey(db, app, { mode: "live" }), account: shop.account };
  const all = await makeEndpoint(db, shop, "http://127.0.0.1:9999/all");
  const paid = await makeEndpoint(db, shop, "http://127.0.0.1:9999/paid", ["transaction.paid"]);
  const live = await createEndpoint(testContext(db, { type: "system", job: "test" }), {
    tenantId: shop.tenantId,
    appId: app.id,
    mode: "live",
    url: "https://shop.example/live",
  });
  await makeEndpoint(db, stranger, "http://127.0.0.1:9999/");
  Object.assign(id, { all: all.endpoint.id, paid: paid.endpoint.id, live: live.endpoint.id });
  await tell("a", shop, "paid");
  await tell("b", shop, "failed", "A-1");
  await tell("c", second, "paid", "A-1");
  await tell("x", stranger, "paid", "A-1");
  await db
    .update(webhookDeliveries)
    .set({ status: "dead" })
    .where(eq(webhookDeliveries.id, id.b ?? ""));
});

/** The millisecond in which a delivery's event was: its id begins with it. */
const timeOf = (name: string) =>
  new Date(
    [...(id[name] ?? "").slice(4, 14)].reduce(
      (ms, char) => ms * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(char),
      0,
    ),
  ).toISOString();

const list = async (filters: Partial<DeliveryFilters>, of = shop) => {
  const page = await listWebhookDeliveries(owner(of), { limit: 50, ...filters });
  return page.rows.map((row) => named.get(row.id) ?? row.id);
};

test.each<[() => Partial<DeliveryFilters>, string[]]>([
  [() => ({}), ["a0", "a1", "b", "c"]],
  [() => ({ app_id: shop.app.id }), ["a0", "a1", "b"]],
  [() => ({ app_id: "app_none" }), []],
  [() => ({ endpoint_id: id.all }), ["a0", "b"]],
  [() => ({ endpoint_id: id.all, app_id: second.app.id }), []],
  [() => ({ status: "dead" }), ["b"]],
  [() => ({ status: "pending" }), ["a0", "a1", "c"]],
  [() => ({ mode: "live" }), ["c"]],
  [() => ({ type: "transaction.failed" }), ["b"]],
  [() => ({ type: "transaction.paid", status: "pending", mode: "test" }), ["a0", "a1"]],
  [() => ({ type: "endpoint.test" }), []],
  [() => ({ transaction_id: id["a.trx"] }), ["a0", "a1"]],
  [() => ({ transaction_id: id["a.trx"], endpoint_id: id.paid }), ["a1"]],
  [() => ({ transaction_id: id["x.trx"] }), []],
  [() => ({ since: timeOf("b") }), ["b", "c"]],
  [() => ({ until: timeOf("b") }), ["a0", "a1"]],
  [() => ({ since: timeOf("b"), until: timeOf("c") }), ["b"]],
  [() => ({ since: timeOf("b"), status: "pending" }), ["c"]],
  [() => ({ since: timeOf("b"), q: "A-1", mode: "live" }), ["c"]],
  [() => ({ until: timeOf("b"), q: "A-1" }), []],
  [() => ({ since: "1900-01-01T00:00:00Z", until: "2000-01-01T00:00:00+03:30" }), []],
  [() => ({ q: id.b }), ["b"]],
  [() => ({ q: id.a0 }), ["a0"]],
  [() => ({ q: ` ${id["a.evt"]} ` }), ["a0", "a1"]],
  [() => ({ q: id["a.trx"] }), ["a0", "a1"]],
  [() => ({ q: id.paid }), ["a1"]],
  [() => ({ q: "A-1" }), ["b", "c"]],
  [() => ({ q: "A-1", mode: "live" }), ["c"]],
  [() => ({ q: "A-1", transaction_id: id["b.trx"] }), ["b"]],
  [() => ({ q: "A-1", transaction_id: id["a.trx"] }), []],
  [() => ({ q: id.x }), []],
  [() => ({ q: "' or 1=1 --" }), []],
])("%s finds what it should", async (filters, expected) => {
  expect((await list(filters())).sort()).toEqual(expected);
});

test("another tenant sees its own only", async () => {
  expect(await list({}, stranger)).toEqual(["x"]);
  expect(await list({ endpoint_id: id.all }, stranger)).toEqual([]);
});

test.each<[string, () => Partial<DeliveryFilters>]>([
  ["all", () => ({})],
  ["one kind", () => ({ type: "transaction.paid", status: "delivered" })],
  ["one transaction", () => ({ transaction_id: id["many.trx"] })],
])(
  "pages of %s follow one another, newest first, and news in between move nothing",
  async (_, of) => {
    const busy = await makeShop(db);
    for (let i = 0; i < 7; i++) await makeEndpoint(db, busy, `http://127.0.0.1:9999/${i}`);
    await tell("many", busy, "paid");
    await db.update(webhookDeliveries).set({ status: "delivered" });
    const expected = await list({ ...of(), limit: 100 }, busy);
    expect(expected).toHaveLength(7);
    const seen: string[] = [];
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listWebhookDeliveries(owner(busy), { ...of(), limit: 3, cursor });
      ids.push(...page.rows.map((row) => row.id));
      seen.push(...page.rows.map((row) => named.get(row.id) ?? row.id));
      cursor = page.nextCursor ?? undefined;
      await tell(`later-${ids.length}`, busy, "paid");
    } while (cursor);
    expect(seen).toEqual(expected);
    expect(ids).toEqual([...ids].sort().reverse());
  },
);

test("a line tells of its last attempt and how many there may be", async () => {
  const [before] = (await listWebhookDeliveries(owner(shop), { limit: 1, q: id.c })).rows;
  expect(before).toMatchObject({ lastDurationMs: null, appId: second.app.id, mode: "live" });
  for (const ms of [90, 30]) {
    await db.execute(sql`insert into payment.webhook_attempts (delivery_id, attempt, duration_ms)
      values (${id.c}, 1, ${ms})`);
  }
  const [after] = (await listWebhookDeliveries(owner(shop), { limit: 1, q: id.c })).rows;
  expect(after).toMatchObject({ lastDurationMs: 30, transactionId: id["c.trx"] });
});

test("a rare kind is found by its index, however many others there are", async () => {
  const busy = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, busy, "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, 5_000);
  await db.execute(sql`update payment.webhook_deliveries set status = 'delivered', type = 'refund.failed'
    where endpoint_id = ${endpoint.id}`);
  await db.execute(sql`update payment.webhook_deliveries set status = 'dead'
    where id in (select min(id) from payment.webhook_deliveries where endpoint_id = ${endpoint.id})`);
  await db.execute(sql`vacuum analyze payment.webhook_deliveries`);
  // One connection: the server counts per session and tells when the session is asked to.
  const pool = openPool(await testDatabaseUrl(), { maxConnections: 1 });
  const one: Database = drizzle(pool);
  const read = async () => {
    await one.execute(sql`select pg_stat_force_next_flush()`);
    const rows = await one.execute<{ entries: number; rows: number }>(sql`
      select sum(i.idx_tup_read)::int as entries, min(t.seq_tup_read)::int as rows
      from pg_stat_user_indexes i join pg_stat_user_tables t using (relid)
      where i.relname = 'webhook_deliveries'`);
    return rows[0] ?? { entries: Number.NaN, rows: Number.NaN };
  };
  const before = await read();
  const ask = { limit: 50, status: "dead" } as const;
  const page = await listWebhookDeliveries({ ...owner(busy), db: one }, ask);
  expect(page.rows).toHaveLength(1);
  const after = await read();
  expect(after.entries - before.entries).toBeLessThan(100);
  expect(after.rows).toBe(before.rows);
  await pool.end();
});

test("one that is sent at this moment is told apart from those that wait", async () => {
  const { endpoint } = await makeEndpoint(db, stranger, "http://127.0.0.1:9999/sent");
  await makeBacklog(db, endpoint, 3);
  const list = async (filters: Partial<DeliveryFilters>) =>
    (
      await listWebhookDeliveries(owner(stranger), {
        limit: 10,
        endpoint_id: endpoint.id,
        ...filters,
      })
    ).rows;
  const [one] = await list({ status: "pending" });
  if (!one) throw new Error("nothing waits");
  await leaseDelivery(db, one.id);
  const sending = await list({ status: "sending" });
  expect(sending).toMatchObject([{ id: one.id, status: "sending", attempt: 1 }]);
  expect(
    (await list({ status: "pending" })).map(({ id, attempt }) => [id === one.id, attempt]),
  ).toEqual([
    [false, 0],
    [false, 0],
  ]);
  expect(await list({})).toHaveLength(3);
  // A lease is known by its endpoint too: else each look would read all of them.
  await db.execute(
    sql`update payment.webhook_leases set endpoint_id = 'whe_other' where delivery_id = ${one.id}`,
  );
  expect(await list({ status: "sending" })).toEqual([]);
  expect(await list({ status: "pending" })).toHaveLength(3);

  // Named by its event it is found another way.
  const { eventId: q } = await makeNews(db, stranger);
  const [told] = await list({ q, status: "pending" });
  await leaseDelivery(db, told?.id ?? "");
  expect(await list({ q, status: "sending" })).toHaveLength(1);
  expect(await list({ q, status: "pending" })).toEqual([]);
});
