import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import {
  webhookAttempts,
  webhookDeliveries,
  webhookEndpointHours,
  webhookEvents,
} from "@/db/schema/webhooks";
import { checkBooks } from "@/lib/books/check-books";
import { ulid } from "@/lib/ids/mint-id";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import type { StoredStatus } from "../state";
import { attemptsBatch } from "./attempts-batch";
import { deliveriesBatch } from "./deliveries-batch";
import { hoursBatch } from "./hours-batch";
import { retireWebhooks } from "./retire-webhooks";
import { sweepWebhooks } from "./sweep-webhooks";

const DAY_MS = 86_400_000;
let db: Database;
let shop: Shop;
let endpoint: Awaited<ReturnType<typeof makeEndpoint>>["endpoint"];
let seq = 0;
beforeEach(async () => {
  db = await testDatabase();
  await db.delete(webhookAttempts);
  await db.delete(webhookDeliveries);
  await db.delete(webhookEvents);
  await db.delete(webhookEndpointHours);
  shop = await makeShop(db);
  endpoint = (await makeEndpoint(db, shop, "http://127.0.0.1:9999/")).endpoint;
});

const retire = (given: Partial<Parameters<typeof retireWebhooks>[1]> = {}) =>
  retireWebhooks(db, { attemptDays: 30, deliveryDays: 180, budgetMs: 20_000, ...given });

/** A delivery of so many days ago with an attempt then, and one more for each of `later` days ago. */
async function old(status: StoredStatus, days: number, ...later: number[]) {
  const at = new Date(Date.now() - days * DAY_MS);
  const [eventId, id] = [`evt_${ulid(at.getTime())}`, `whd_${ulid(at.getTime())}`];
  const event = { id: eventId, appId: shop.app.id, mode: "test" as const, type: "endpoint.test" };
  await db
    .insert(webhookEvents)
    .values({ ...event, seq: BigInt(++seq), body: "{}", createdAt: at });
  await db.insert(webhookDeliveries).values({
    id,
    eventId,
    endpointId: endpoint.id,
    mode: "test",
    type: "endpoint.test",
    status,
    createdAt: at,
    finishedAt: ["delivered", "dead", "canceled"].includes(status) ? at : null,
    expiresAt: new Date(Date.now() + DAY_MS),
  });
  for (const [i, ago] of [days, ...later].entries()) {
    await db.insert(webhookAttempts).values({
      deliveryId: id,
      attempt: i + 1,
      at: new Date(Date.now() - ago * DAY_MS),
    });
  }
  return id;
}
const attemptsOf = (id: string) => db.$count(webhookAttempts, eq(webhookAttempts.deliveryId, id));
const exists = async (id: string) =>
  (await db.$count(webhookDeliveries, eq(webhookDeliveries.id, id))) === 1;

test("attempts go after their days, deliveries after theirs, what did not arrive never", async () => {
  const young = await old("delivered", 29);
  const middle = await old("delivered", 31);
  const mixed = await old("delivered", 40, 35, 2);
  const ancient = await old("delivered", 181);
  const again = await old("delivered", 200, 1);
  const waiting = await Promise.all(
    (["dead", "canceled", "held", "pending"] as const).map((status) => old(status, 400)),
  );
  expect(await retire()).toEqual({ attempts: 5, deliveries: 1, hours: 0 });
  expect(await Promise.all([young, middle, mixed, again].map(attemptsOf))).toEqual([1, 0, 1, 1]);
  expect(await Promise.all([young, middle, mixed, again].map(exists))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(await exists(ancient)).toBe(false);
  expect(await Promise.all(waiting.map(exists))).toEqual(waiting.map(() => true));
  expect(await Promise.all(waiting.map(attemptsOf))).toEqual(waiting.map(() => 1));
  expect(await db.$count(webhookEvents)).toBe(9);
  expect(await retire()).toEqual({ attempts: 0, deliveries: 0, hours: 0 });
  const broken = (await checkBooks(db)).filter(({ broken: n }) => n > 0);
  expect(broken).toEqual([]);
});

test("0 keeps for good, and a delivery stays as long as its attempts", async () => {
  const id = await old("delivered", 3_000);
  expect(await retire({ attemptDays: 0, deliveryDays: 0 })).toMatchObject({
    attempts: 0,
    deliveries: 0,
  });
  expect(await retire({ attemptDays: 0 })).toMatchObject({ attempts: 0, deliveries: 0 });
  expect(await exists(id)).toBe(true);
  expect(await retire({ deliveryDays: 0 })).toMatchObject({ attempts: 1, deliveries: 0 });
});

test("one that arrived late, or was sent again lately, is kept from then on", async () => {
  const id = await old("delivered", 400);
  await db.update(webhookDeliveries).set({ finishedAt: new Date(Date.now() - DAY_MS) });
  expect(await retire()).toMatchObject({ attempts: 1, deliveries: 0 });
  expect(await exists(id)).toBe(true);
});

test("rows that somebody holds are passed over, and nobody waits", async () => {
  const [held, free] = [await old("delivered", 200), await old("delivered", 200)];
  await db.transaction(async (tx) => {
    await tx.execute(
      sql`select 1 from payment.webhook_attempts where delivery_id = ${held} for update`,
    );
    expect(await retire()).toMatchObject({ attempts: 1, deliveries: 1 });
  });
  expect([await exists(held), await exists(free)]).toEqual([true, false]);
  expect(await retire()).toMatchObject({ attempts: 1, deliveries: 1 });
});

/** `count` old deliveries with an attempt each, and as many young ones. */
async function makeMany(count: number) {
  const id = (prefix: string, ago: number) =>
    sql`${`${prefix}_${ulid(Date.now() - ago * DAY_MS).slice(0, 10)}`} || lpad(n::text, 16, '0')`;
  for (const days of [300, 1]) {
    await db.execute(sql`
      with event as (
        insert into payment.webhook_events (id, app_id, mode, type, seq, body)
        select ${id("evt", days)}, ${shop.app.id}, 'test', 'endpoint.test', n, '{}' from generate_series(1, ${count}::int) n
        returning id
      ), delivery as (
        insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type, status, created_at, finished_at)
        select 'whd_' || substr(id, 5), id, ${endpoint.id}, 'test', 'endpoint.test',
          case when right(id, 1) = '7' then 'dead' else 'delivered' end,
          now() - make_interval(days => ${days}), now() - make_interval(days => ${days}) from event
        returning id
      )
      insert into payment.webhook_attempts (delivery_id, attempt, at)
      select id, 1, now() - make_interval(days => ${days}) from delivery order by id`);
  }
}

test("many take several batches, within a time, and two at once delete each once", async () => {
  await makeMany(12_000);
  expect(await retire({ budgetMs: 0 })).toEqual({ attempts: 0, deliveries: 0, hours: 0 });
  const both = await Promise.all([retire(), retire()]);
  const sum = (of: "attempts" | "deliveries") => both.reduce((total, one) => total + one[of], 0);
  expect(sum("attempts")).toBe(10_800);
  // The walk over deliveries of one may come before the other has deleted their attempts.
  const rest = await retire();
  expect(sum("deliveries") + rest.deliveries).toBe(10_800);
  expect(await db.$count(webhookDeliveries)).toBe(13_200);
  expect(await db.$count(webhookDeliveries, eq(webhookDeliveries.status, "dead"))).toBe(2_400);
});

test("each statement walks by an index, however many rows there are", async () => {
  await makeMany(12_000);
  await db.execute(sql`insert into payment.webhook_endpoint_hours (endpoint_id, hour, latency_counts)
    select ${endpoint.id}, now() - make_interval(hours => n), '{}' from generate_series(1, 3000) n`);
  await db.execute(
    sql`vacuum analyze payment.webhook_deliveries, payment.webhook_attempts, payment.webhook_endpoint_hours`,
  );
  const plan = async (statement: SQL) => {
    const rows = await db.execute<{ "QUERY PLAN": string }>(sql`explain ${statement}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  const attempts = await plan(attemptsBatch("0", 30));
  expect(attempts).toMatch(/Index Scan using webhook_attempts_pkey/);
  const deliveries = await plan(deliveriesBatch("", 180));
  expect(deliveries).toMatch(/Index (Only )?Scan using webhook_deliveries_pkey/);
  const hours = await plan(hoursBatch(90));
  for (const one of [attempts, deliveries, hours]) {
    expect(one).not.toMatch(
      /Seq Scan on (webhook_attempts|webhook_deliveries|webhook_endpoint_hours)/,
    );
  }
});

test("hours older than ninety days go, once an hour by whoever comes first", async () => {
  const hour = (days: number) => new Date(Date.now() - days * DAY_MS);
  await db
    .insert(webhookEndpointHours)
    .values(
      [91, 89].map((days) => ({ endpointId: endpoint.id, hour: hour(days), latencyCounts: [1] })),
    );
  const id = await old("delivered", 200);
  const ctx = testContext(db, { type: "system", job: "retention" });
  const runs = await Promise.all([sweepWebhooks(ctx), sweepWebhooks(ctx)]);
  expect(runs.filter((run) => run !== null)).toEqual([{ attempts: 1, deliveries: 1, hours: 1 }]);
  expect(await sweepWebhooks(ctx)).toBeNull();
  expect(await db.$count(webhookDeliveries, inArray(webhookDeliveries.id, [id]))).toBe(0);
});
