import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { webhookDeliveries, webhookEndpointHours, webhookEndpoints } from "@/db/schema/webhooks";
import type { TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { leaseDelivery, makeBacklog, makeEndpoint, makeNews } from "@/lib/testing/news";
import { testContext, testDatabase, testDatabaseUrl } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { runDeliveries } from "../run-deliveries";
import { countOutcome } from "./count-outcome";
import { flushOutcomes } from "./flush-outcomes";
import { outcomeBook } from "./outcome-book";
import { webhookMetrics } from "./webhook-metrics";

let db: Database;
let shop: Shop;
let endpoint: Awaited<ReturnType<typeof makeEndpoint>>["endpoint"];
beforeEach(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  endpoint = (await makeEndpoint(db, shop, "http://127.0.0.1:9999/")).endpoint;
  await db.update(webhookDeliveries).set({ status: "canceled" });
});

const metrics = (given: { endpointId?: string; hours?: number } = {}, of = shop) =>
  webhookMetrics(
    testContext(db, {
      type: "operator",
      tenantId: of.tenantId as TenantId,
      operatorId: "operator-1",
      role: "viewer",
    }),
    { mode: "test", hours: 24, ...given },
  );
const hours = () =>
  db.select().from(webhookEndpointHours).where(eq(webhookEndpointHours.endpointId, endpoint.id));
const outcome = (isDelivered: boolean, durationMs: number | null) =>
  countOutcome(db, { endpointId: endpoint.id, isDelivered, durationMs });

test("what is counted is written once, added up, and told as rates", async () => {
  for (let i = 0; i < 9; i++) outcome(true, 7);
  await Promise.all([flushOutcomes(), flushOutcomes()]);
  outcome(false, 20_000);
  outcome(false, null);
  await flushOutcomes();
  await flushOutcomes();
  const [row] = await hours();
  expect(row).toMatchObject({ delivered: 9, failed: 2 });
  expect(row?.latencyCounts).toEqual([0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  const told = await metrics();
  expect(told).toMatchObject({ delivered: 9, failed: 2, p99Ms: 15_000, hours: 24 });
  expect(told.successRatio).toBeCloseTo(9 / 11);
  expect(told.p50Ms).toBeGreaterThan(5);
  expect(told.p50Ms).toBeLessThanOrEqual(10);
  expect(told.endpoints).toMatchObject([
    { id: endpoint.id, delivered: 9, failed: 2, breaker: "closed" },
  ]);
  expect(await metrics({}, await makeShop(db))).toMatchObject({
    delivered: 0,
    endpoints: [],
    p50Ms: null,
  });
});

test("a database that is away loses no outcome", async () => {
  const book = outcomeBook();
  outcome(true, 1);
  const broken = openDatabase("postgres://nobody:x@127.0.0.1:1/none");
  book.db = broken.db;
  await flushOutcomes();
  expect(await hours()).toEqual([]);
  outcome(true, 30);
  expect(book.db).toBe(db);
  await flushOutcomes();
  expect(await hours()).toMatchObject([{ delivered: 2 }]);
  await broken.close();
}, 60_000);

test("hours before the period do not count", async () => {
  outcome(true, 5);
  await flushOutcomes();
  await db.update(webhookEndpointHours).set({ hour: sql`hour - interval '3 hours'` });
  expect(await metrics({ hours: 1 })).toMatchObject({ delivered: 0 });
  expect(await metrics({ hours: 6 })).toMatchObject({ delivered: 1 });
});

test("processes that write the same rows at once wait for each other and lose nothing", async () => {
  const others: string[] = [];
  for (let i = 0; i < 6; i++)
    others.push((await makeEndpoint(db, shop, `http://127.0.0.1:9999/${i}`)).endpoint.id);
  const url = await testDatabaseUrl();
  const writers = await Promise.all(
    [0, 1, 2, 3].map(async (writer) => {
      const held = globalThis as { flatpayOutcomes?: unknown };
      const { db: own, close } = openDatabase(url);
      return { held, own, close, writer };
    }),
  );
  // Each round every process has all endpoints to write, in an order of its own.
  for (let round = 0; round < 15; round++) {
    const books = writers.map(({ held, own, writer }) => {
      held.flatpayOutcomes = undefined;
      const ids = writer % 2 === 0 ? others : others.toReversed();
      for (const endpointId of ids)
        countOutcome(own, { endpointId, isDelivered: true, durationMs: 3 });
      return flushOutcomes();
    });
    await Promise.all(books);
  }
  for (const { close } of writers) await close();
  for (const id of others) {
    const [row] = await db
      .select()
      .from(webhookEndpointHours)
      .where(eq(webhookEndpointHours.endpointId, id));
    expect(row).toMatchObject({ delivered: 60 });
  }
});

test("what waits is counted by state, up to a limit, and the most overdue is told", async () => {
  await makeBacklog(db, endpoint, 1_200);
  await db.execute(sql`update payment.webhook_deliveries set status = 'dead'
    where endpoint_id = ${endpoint.id} and id in (select id from payment.webhook_deliveries order by id limit 30)`);
  await db.execute(sql`update payment.webhook_deliveries set status = 'held' where id in (select id from
    payment.webhook_deliveries where endpoint_id = ${endpoint.id} and status = 'pending' order by id limit 20)`);
  const leased = await db.execute<{ id: string }>(sql`select id from payment.webhook_deliveries
    where endpoint_id = ${endpoint.id} and status = 'pending' order by id limit 10`);
  for (const { id } of leased) await leaseDelivery(db, id);
  await db.execute(sql`update payment.webhook_deliveries set recovered_at = now() where id in (select id from
    payment.webhook_deliveries where endpoint_id = ${endpoint.id} and status = 'pending' order by id limit 700)`);
  const told = await metrics({ endpointId: endpoint.id });
  const dead = Number(
    (
      await db.execute<{ n: number }>(sql`select count(*)::int as n
    from payment.webhook_deliveries where endpoint_id = ${endpoint.id} and status = 'dead'`)
    )[0]?.n,
  );
  expect(told).toMatchObject({ pending: 1_000, sending: 10, held: 20, dead, atLeast: true });
  expect(dead).toBeGreaterThan(0);
  expect(told.oldestDueSeconds).toBeGreaterThanOrEqual(59);
  await db
    .update(webhookEndpoints)
    .set({ status: "paused" })
    .where(eq(webhookEndpoints.id, endpoint.id));
  expect((await metrics({ endpointId: endpoint.id })).oldestDueSeconds).toBe(0);
});

test.each<[Partial<typeof webhookEndpoints.$inferInsert>, string]>([
  [{}, "closed"],
  [{ consecutiveFailures: 7, openUntil: new Date(Date.now() + 60_000) }, "open"],
  [{ consecutiveFailures: 5, openUntil: new Date(0) }, "half_open"],
  [{ consecutiveFailures: 4 }, "closed"],
  [{ status: "disabled", disabledReason: "gone", disabledAt: new Date() }, "disabled"],
])("the breaker of %j is %s", async (given, breaker) => {
  await db
    .update(webhookEndpoints)
    .set({ description: "x", ...given })
    .where(eq(webhookEndpoints.id, endpoint.id));
  expect((await metrics()).endpoints).toMatchObject([{ breaker }]);
});

test("an endpoint that is not the tenant's, or deleted, is none", async () => {
  const nothing = { endpoints: [], pending: 0, delivered: 0 };
  outcome(true, 5);
  await flushOutcomes();
  expect(await metrics({ endpointId: endpoint.id }, await makeShop(db))).toMatchObject(nothing);
  await db
    .update(webhookEndpoints)
    .set({ deletedAt: new Date() })
    .where(eq(webhookEndpoints.id, endpoint.id));
  expect(await metrics({ endpointId: endpoint.id })).toMatchObject(nothing);
});

test("what a worker sends is counted, refused or taken", async () => {
  const sink = await startWebhookSink((response, _, nth) =>
    response.writeHead(nth === 1 ? 500 : 204).end(),
  );
  const busy = await makeShop(db);
  const { endpoint: made } = await makeEndpoint(db, busy, sink.url);
  const before = outcomeBook().since.get(made.id);
  expect(before).toBeUndefined();
  await makeNews(db, busy);
  await makeNews(db, busy);
  await runDeliveries(db, { budgetMs: Number.POSITIVE_INFINITY });
  await flushOutcomes();
  expect(await metrics({}, busy)).toMatchObject({ delivered: 1, failed: 1, successRatio: 0.5 });
  await sink.close();
});
