import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { makeShop } from "@/lib/testing/factories";
import { forgetDeliveries, makeBacklog, makeEndpoint, sampleExchange } from "@/lib/testing/news";
import { testDatabase, testDatabaseUrl } from "@/lib/testing/test-context";
import { alignDeliveries } from "./align-deliveries";
import { type ClaimedDelivery, claimDeliveries } from "./claim-deliveries";
import { type Finish, finishDelivery } from "./finish-delivery";

let db: Database;
const pools: ReturnType<typeof openDatabase>[] = [];
beforeEach(async () => {
  db = await testDatabase();
  await forgetDeliveries(db);
});
afterAll(() => Promise.all(pools.map(({ close }) => close())));

async function queue(count: number) {
  const { endpoint } = await makeEndpoint(db, await makeShop(db), "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, count);
  return endpoint.id;
}
/** Whatever its endpoint's health: these tests finish, they do not wait. */
async function claim(endpointId: string, slots: number): Promise<ClaimedDelivery[]> {
  const kept = await row(endpointId);
  await setEndpoint(endpointId, { openUntil: null, consecutiveFailures: 0, maxInFlight: 16 });
  const claimed = await claimDeliveries(db, slots);
  const { openUntil, consecutiveFailures } = kept;
  await setEndpoint(endpointId, { openUntil, consecutiveFailures });
  return (claimed ?? []).filter(({ endpoint }) => endpoint.id === endpointId);
}
async function row(id: string) {
  const [endpoint] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  if (!endpoint) throw new Error("no endpoint");
  return endpoint;
}
const setEndpoint = (id: string, values: Partial<typeof webhookEndpoints.$inferInsert>) =>
  db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, id));

type Outcome = "taken" | "released" | number;
function finishOf({ endpoint, ...claimed }: ClaimedDelivery, outcome: Outcome): Finish {
  const { id, claimId } = claimed;
  const one = { id, claimId, endpointId: endpoint.id };
  if (outcome === "released") {
    return { ...one, outcome, delayMs: 0, error: null, exchange: null };
  }
  if (outcome === "taken") {
    const exchange = sampleExchange({ status: 204 });
    return { ...one, outcome: "delivered", delayMs: null, error: null, exchange };
  }
  const exchange = sampleExchange({ status: outcome, responseBody: "no" });
  return { ...one, outcome: "failed", delayMs: 60_000, error: "http_status", exchange };
}
/** In one batch, in this order. */
async function finish(endpointId: string, ...outcomes: Outcome[]) {
  const claimed = await claim(endpointId, outcomes.length);
  expect(claimed).toHaveLength(outcomes.length);
  return Promise.all(
    claimed.map((one, n) => finishDelivery(db, finishOf(one, outcomes[n] ?? 500))),
  );
}
const secondsFromNow = (moment: Date | null) =>
  ((moment?.getTime() ?? Number.NaN) - Date.now()) / 1_000;

test("failures count up to the fifth, which opens the breaker, doubling to five minutes", async () => {
  const id = await queue(16);
  await finish(id, 500);
  const first = await row(id);
  expect(first).toMatchObject({ consecutiveFailures: 1, openUntil: null, lastSuccessAt: null });
  expect(first.failingSince).not.toBeNull();
  expect(first.failingSince).toEqual(first.lastFailureAt);
  for (const _ of [2, 3, 4]) await finish(id, 503);
  expect(await row(id)).toMatchObject({ consecutiveFailures: 4, openUntil: null });
  for (const expected of [30, 60, 120, 240, 300, 300]) {
    await finish(id, 500);
    const wait = secondsFromNow((await row(id)).openUntil);
    expect(wait).toBeGreaterThan(expected * 0.8 - 1);
    expect(wait).toBeLessThan(expected * 1.2 + 1);
  }
  expect(await row(id)).toMatchObject({
    consecutiveFailures: 10,
    failingSince: first.failingSince,
  });
});

test("one that is taken clears all; failures after it in the same batch count anew", async () => {
  const id = await queue(20);
  for (let i = 0; i < 6; i++) await finish(id, 410);
  const ill = await row(id);
  expect([ill.goneAt, ill.lastGoneAt, ill.openUntil, ill.failingSince]).not.toContain(null);
  const results = await finish(id, 500, "taken");
  // Somebody is to be told, once for each endpoint.
  expect(results.filter((one) => one?.review)).toHaveLength(1);
  const well = {
    consecutiveFailures: 0,
    failingSince: null,
    openUntil: null,
    goneAt: null,
    lastGoneAt: null,
  };
  expect(await row(id)).toMatchObject(well);
  const claimed = await claim(id, 3);
  const [a, b, c] = claimed;
  if (!a || !b || !c) throw new Error("three expected");
  // The first goes alone; the others gather, in this order.
  await Promise.all([
    finishDelivery(db, finishOf(a, 500)),
    finishDelivery(db, finishOf(b, "taken")),
    finishDelivery(db, finishOf(c, 410)),
  ]);
  const after = await row(id);
  expect(after).toMatchObject({ consecutiveFailures: 1, openUntil: null });
  expect(after.goneAt).toEqual(after.failingSince);
});

test("tries by hand, of a recovery and our own faults do not count, but what they deliver does", async () => {
  const id = await queue(20);
  const mark = (set: ReturnType<typeof sql>) =>
    db.execute(sql`update payment.webhook_deliveries set ${set} where id = (select min(id)
      from payment.webhook_deliveries where endpoint_id = ${id} and status = 'pending' and next_attempt_at <= now()
        and resume_status is null and recovered_at is null)`);
  const only = async () => {
    await db.execute(sql`update payment.webhook_deliveries set next_attempt_at = now() + interval '1 hour'
      where endpoint_id = ${id} and status = 'pending' and resume_status is null and recovered_at is null`);
  };
  await mark(sql`resume_status = 'dead', extra_attempts = 1`);
  await mark(sql`recovered_at = now()`);
  await only();
  await finish(id, 410, 410);
  expect(await row(id)).toMatchObject({
    consecutiveFailures: 0,
    failingSince: null,
    goneAt: null,
    lastFailureAt: null,
  });
  const attempts = await db.select().from(webhookAttempts);
  expect(
    attempts
      .slice(-2)
      .map(({ trigger }) => trigger)
      .sort(),
  ).toEqual(["manual", "recover"]);

  await db.execute(
    sql`update payment.webhook_deliveries set next_attempt_at = now() where endpoint_id = ${id} and status = 'pending'`,
  );
  await finish(id, 500);
  await finish(id, "released");
  expect(await row(id)).toMatchObject({ consecutiveFailures: 1 });
  await mark(sql`resume_status = 'delivered', extra_attempts = 1`);
  await only();
  await finish(id, "taken");
  expect(await row(id)).toMatchObject({ consecutiveFailures: 0, failingSince: null });
});

test("one that is held is held again after a try by hand that failed", async () => {
  const id = await queue(1);
  await setEndpoint(id, { status: "paused" });
  await db.execute(sql`update payment.webhook_deliveries set resume_status = 'held', extra_attempts = 1
    where endpoint_id = ${id}`);
  await finish(id, 500);
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, id));
  expect(rows).toMatchObject([
    { status: "held", resumeStatus: null, attempt: 1, finishedAt: null },
  ]);
});

test("a healthy endpoint's row is written every ten seconds, not for each delivery", async () => {
  const id = await queue(10);
  const version = async () =>
    (
      await db.execute(sql`select xmin::text as v from payment.webhook_endpoints where id = ${id}`)
    )[0]?.v;
  await finish(id, "taken");
  expect(secondsFromNow((await row(id)).lastSuccessAt)).toBeGreaterThan(-5);
  const claimed = await claim(id, 4);
  const before = await version();
  for (const one of claimed) await finishDelivery(db, finishOf(one, "taken"));
  expect(await version()).toBe(before);
  await db.execute(
    sql`update payment.webhook_endpoints set last_success_at = now() - interval '11 seconds' where id = ${id}`,
  );
  await finish(id, "taken");
  expect(secondsFromNow((await row(id)).lastSuccessAt)).toBeGreaterThan(-5);
});

test("an attempt keeps its exchange and what was planned after it", async () => {
  const id = await queue(1);
  const [claimed] = await claim(id, 1);
  if (!claimed) throw new Error("nothing claimed");
  const exchange = sampleExchange({
    status: 503,
    dnsMs: 1,
    connectMs: 2,
    tlsMs: 3,
    durationMs: 9,
    responseHeaders: { server: "x" },
    responseBody: "busy",
  });
  await finishDelivery(db, { ...finishOf(claimed, 503), exchange });
  const [delivery] = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, claimed.id));
  const [attempt] = await db
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, claimed.id));
  expect(attempt).toMatchObject({
    ...exchange,
    status: 503,
    errorClass: "http_status",
    attempt: 1,
    trigger: "auto",
  });
  expect(attempt?.nextAttemptAt).toEqual(delivery?.nextAttemptAt);
  expect(secondsFromNow(attempt?.nextAttemptAt ?? null)).toBeGreaterThan(50);
});

test("flushes of several processes over the same endpoints lose no count and do not deadlock", async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, () => queue(40)));
  const others = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const pool = openDatabase(await testDatabaseUrl());
      pools.push(pool);
      return pool.db;
    }),
  );
  for (let round = 0; round < 5; round++) {
    await db.execute(
      sql`update payment.webhook_endpoints set consecutive_failures = 0, open_until = null, max_in_flight = 8`,
    );
    const claimed = (await claimDeliveries(db, 100)) ?? [];
    expect(claimed.length).toBe(48);
    await db.execute(sql`update payment.webhook_endpoints set consecutive_failures = ${round * 8}`);
    // Each process finishes some of every endpoint's, in an order of its own.
    const finished = await Promise.all(
      others.flatMap((other, nth) => {
        const mine = claimed.filter((_, n) => n % others.length === nth);
        return (nth % 2 ? mine : mine.reverse()).map((one) =>
          finishDelivery(other, finishOf(one, 500)),
        );
      }),
    );
    expect(finished.every((one) => one?.status === "pending")).toBe(true);
    for (const id of ids) expect((await row(id)).consecutiveFailures).toBe((round + 1) * 8);
  }
});

test.each<[string, "held" | "canceled", Outcome, string]>([
  ["held and fails", "held", 500, "held"],
  ["held and arrives", "held", "taken", "delivered"],
  ["held and is given back", "held", "released", "held"],
  ["canceled and fails", "canceled", 500, "canceled"],
  ["canceled and arrives", "canceled", "taken", "delivered"],
])("one that was claimed just as it was %s is so", async (_, status, outcome, after) => {
  const id = await queue(1);
  const [claimed] = await claim(id, 1);
  if (!claimed) throw new Error("nothing claimed");
  const isIt = eq(webhookDeliveries.id, claimed.id);
  await db.update(webhookDeliveries).set({ status, finishedAt: null }).where(isIt);
  expect(await finishDelivery(db, finishOf(claimed, outcome))).toMatchObject({ status: after });
  const [row] = await db.select().from(webhookDeliveries).where(isIt);
  expect(row).toMatchObject({ status: after, attempt: outcome === "released" ? 0 : 1 });
  expect(row?.finishedAt !== null).toBe(after !== "held");
});

test("what is under way is left alone when its endpoint is paused, and held once it failed", async () => {
  const id = await queue(3);
  const [claimed] = await claim(id, 1);
  if (!claimed) throw new Error("nothing claimed");
  await setEndpoint(id, { status: "paused" });
  expect(await alignDeliveries(db, id)).toBe(2);
  expect(await finishDelivery(db, finishOf(claimed, 500))).toMatchObject({ status: "pending" });
  expect(await alignDeliveries(db, id)).toBe(1);
});
