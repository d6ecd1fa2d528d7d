import { spawn } from "node:child_process";
import { eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { openPool } from "@/db/driver";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { makeShop, type Shop } from "@/lib/testing/factories";
import {
  forgetDeliveries,
  makeBacklog,
  makeEndpoint,
  makeNews,
  sampleExchange,
} from "@/lib/testing/news";
import { testDatabase, testDatabaseUrl } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { alignDeliveries } from "./align-deliveries";
import { type ClaimedDelivery, claimDeliveries } from "./claim-deliveries";
import { type Finish, finishDelivery } from "./finish-delivery";
import { oldestDueSeconds } from "./oldest-due";
import { reapLeases } from "./reap-leases";
import { runDeliveries } from "./run-deliveries";

let db: Database;
const pools: ReturnType<typeof openDatabase>[] = [];

beforeEach(async () => {
  db = await testDatabase();
  await forgetDeliveries(db);
});
afterAll(() => Promise.all(pools.map(({ close }) => close())));

/** A real process that sends what is due; `react-server` is the condition under which verbs load. */
function startWorkerProcess() {
  const script = `
    const { database } = await import("./db/client.ts");
    const { runDeliveries } = await import("./lib/webhooks/run-deliveries.ts");
    await runDeliveries(database(), { budgetMs: Infinity });`;
  const args = ["--conditions=react-server", "--import=tsx", "--input-type=module", "-e", script];
  return spawn(process.execPath, args, { env: process.env, stdio: "inherit" });
}

/** A connection pool of its own, as another process would have. */
async function otherProcess(): Promise<Database> {
  const pool = openDatabase(await testDatabaseUrl());
  pools.push(pool);
  return pool.db;
}

const finishOf = ({ id, claimId, endpoint }: ClaimedDelivery): Finish => ({
  id,
  endpointId: endpoint.id,
  claimId,
  outcome: "delivered",
  delayMs: null,
  error: null,
  exchange: sampleExchange({ status: 200 }),
});

/** By the one worker there is. */
async function claim(slots = 10, by = db) {
  const claimed = await claimDeliveries(by, slots);
  if (!claimed) throw new Error("somebody else was claiming");
  return claimed;
}

const expireLeases = () =>
  db.execute(sql`update payment.webhook_leases set lease_until = now() - interval '1 second'`);

test("eight claimers of eight processes never take the same delivery, nor more than an endpoint's share", async () => {
  let shop = await makeShop(db);
  for (let i = 0; i < 12; i++) {
    // Three to an app: its own cap is not what is tried here.
    if (i % 3 === 2) shop = await makeShop(db);
    const { endpoint } = await makeEndpoint(db, shop, `http://127.0.0.1:9999/${i}`);
    await makeBacklog(db, endpoint, 30);
  }
  const workers = await Promise.all(Array.from({ length: 8 }, otherProcess));
  const taken: string[] = [];
  for (let round = 0; round < 8; round++) {
    const claims = (
      await Promise.all(workers.map((worker) => claimDeliveries(worker, 100)))
    ).flatMap((claimed) => claimed ?? []);
    taken.push(...claims.map(({ id }) => id));
    const shares = new Map<string, number>();
    for (const { endpoint } of claims) shares.set(endpoint.id, (shares.get(endpoint.id) ?? 0) + 1);
    expect(Math.max(...shares.values())).toBeLessThanOrEqual(4);
    const finished = await Promise.all(claims.map((one) => finishDelivery(db, finishOf(one))));
    expect(finished.every((one) => one?.status === "delivered")).toBe(true);
  }
  expect(taken).toHaveLength(12 * 30);
  expect(new Set(taken).size).toBe(12 * 30);
});

test("who lost the lease changes nothing by finishing late; the new owner's finish lands", async () => {
  const shop = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, 1);
  const [late] = await claim();
  if (!late) throw new Error("nothing claimed");
  expect(await reapLeases(db)).toBe(0);
  await expireLeases();
  expect(await reapLeases(db)).toBe(1);
  const [owner] = await claim();
  if (!owner) throw new Error("nothing claimed");
  expect(owner).toMatchObject({ id: late.id, attempt: 1 });
  expect(owner.claimId).not.toBe(late.claimId);

  const row = () => db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, late.id));
  const before = await row();
  expect(await finishDelivery(db, finishOf(late))).toBeNull();
  expect(await row()).toEqual(before);
  const attempts = () =>
    db.select().from(webhookAttempts).where(eq(webhookAttempts.deliveryId, late.id));
  expect(await attempts()).toEqual([]);
  expect(await finishDelivery(db, finishOf(owner))).toEqual({ status: "delivered", review: false });
  expect(await finishDelivery(db, finishOf(owner))).toBeNull();
  expect(await attempts()).toHaveLength(1);
});

test("what a killed worker was sending is sent again, and its attempt is not counted", async () => {
  const sink = await startWebhookSink((response, _, nth) => {
    if (nth > 1) response.end();
  });
  try {
    const shop = await makeShop(db);
    await makeEndpoint(db, shop, sink.url);
    const { eventId } = await makeNews(db, shop);
    const child = startWorkerProcess();
    const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    await vi.waitFor(() => expect(sink.received).toHaveLength(1), { timeout: 20_000 });
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");

    // Its lease still holds: nobody else may send.
    expect((await runDeliveries(db, { budgetMs: 17_000 })).claimed).toBe(0);
    await expireLeases();
    expect((await runDeliveries(db, { budgetMs: 17_000 })).delivered).toBe(1);
    expect(sink.received.map(({ headers }) => headers["webhook-id"])).toEqual([eventId, eventId]);
    const [row] = await db
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.eventId, eventId));
    expect(row).toMatchObject({ status: "delivered", attempt: 1 });
  } finally {
    await sink.close();
  }
});

test("who finds another worker claiming is told so, and takes nothing", async () => {
  await queue(2);
  const other = await otherProcess();
  const claims = await db.transaction(async (tx) => [
    await claimDeliveries(tx, 1),
    await claimDeliveries(other, 1),
  ]);
  expect(claims).toMatchObject([{ length: 1 }, null]);
  expect(await claim(10, other)).toHaveLength(1);
});

test("who finds all that is due locked is told to look again; a part of it is taken", async () => {
  const { id } = await queue(2);
  const other = await otherProcess();
  const claims = await db.transaction(async (tx) => {
    await tx.execute(sql`select from payment.webhook_deliveries where endpoint_id = ${id}
      order by id limit 1 for update`);
    return [await claimDeliveries(other, 10), await claimDeliveries(other, 10)];
  });
  expect(claims).toMatchObject([{ length: 1 }, null]);
  expect(await claim(10)).toHaveLength(1);
  expect(await claim(10)).toEqual([]);
});

const setEndpoint = (id: string, values: Partial<typeof webhookEndpoints.$inferInsert>) =>
  db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, id));
const inMs = (ms: number) => new Date(Date.now() + ms);
async function queue(count: number, of?: Shop) {
  const shop = of ?? (await makeShop(db));
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, count);
  return endpoint;
}
const mark = (endpointId: string, count: number, set: SQL) =>
  db.execute(sql`update payment.webhook_deliveries set ${set} where id in (select id
    from payment.webhook_deliveries where endpoint_id = ${endpointId} and status = 'pending' order by id limit ${count})`);

test("an open breaker lets nothing through, a half-open one a single try", async () => {
  const { id } = await queue(10);
  await setEndpoint(id, { consecutiveFailures: 5, openUntil: inMs(60_000) });
  expect(await claim()).toEqual([]);
  await setEndpoint(id, { openUntil: inMs(-1_000) });
  expect(await claim()).toHaveLength(1);
  expect(await claim()).toEqual([]);
  await setEndpoint(id, { consecutiveFailures: 0, openUntil: null });
  expect(await claim()).toHaveLength(3);
});

test("one app has at most sixteen under way, over all of its endpoints", async () => {
  const shop = await makeShop(db);
  for (let i = 0; i < 6; i++) await queue(10, shop);
  const other = await queue(10);
  const first = await claim(100);
  expect(first).toHaveLength(16 + 4);
  expect(first.filter(({ endpoint }) => endpoint.id === other.id)).toHaveLength(4);
  expect(await claim(100)).toEqual([]);
  await Promise.all(first.slice(0, 5).map((one) => finishDelivery(db, finishOf(one))));
  expect((await claim(100)).length).toBeLessThanOrEqual(5);
});

test("what was asked for again has half of the places, after what is fresh", async () => {
  const { id } = await queue(10);
  await mark(id, 6, sql`recovered_at = now(), next_attempt_at = now() - interval '1 day'`);
  const recovered = async (claimed: { id: string }[]) => {
    const rows = await db
      .select()
      .from(webhookDeliveries)
      .where(isNotNull(webhookDeliveries.recoveredAt));
    return claimed.filter((one) => rows.some((row) => row.id === one.id)).length;
  };
  const first = await claim();
  expect([first.length, await recovered(first)]).toEqual([4, 0]);
  for (const one of first) await finishDelivery(db, finishOf(one));
  const second = await claim();
  expect([second.length, await recovered(second)]).toEqual([2, 2]);
  expect(await claim()).toEqual([]);
  for (const one of second) await finishDelivery(db, finishOf(one));
  const attempts = await db
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, second[0]?.id ?? ""));
  expect(attempts).toMatchObject([
    { trigger: "recover", url: "https://shop.example/", firstByteMs: 5 },
  ]);
});

test.each(["paused", "disabled", "open"] as const)(
  "a person's try goes to an endpoint that is %s, one at a time",
  async (state) => {
    const { id } = await queue(3);
    await setEndpoint(
      id,
      state === "open" ? { consecutiveFailures: 9, openUntil: inMs(60_000) } : { status: state },
    );
    await mark(id, 2, sql`resume_status = 'dead', extra_attempts = 1`);
    // Neither does the endpoint's state call it off.
    if (state !== "open") expect(await alignDeliveries(db, id)).toBe(1);
    const [one, ...more] = await claim();
    expect(more).toEqual([]);
    expect(await claim()).toEqual([]);
    if (!one) throw new Error("nothing claimed");
    const refused = { outcome: "failed", delayMs: 1_000, error: "http_status" } as const;
    await finishDelivery(db, { ...finishOf(one), ...refused });
    expect(await claim()).toHaveLength(1);
    await setEndpoint(id, { deletedAt: new Date() });
    await db.execute(sql`delete from payment.webhook_leases`);
    expect(await claim()).toEqual([]);
  },
);

test("first tries go ahead of late retries when there are fewer slots", async () => {
  const late = await queue(1);
  await mark(late.id, 1, sql`attempt = 3, next_attempt_at = now() - interval '1 day'`);
  const fresh = await queue(1);
  expect((await claim(1)).map(({ endpoint }) => endpoint.id)).toEqual([fresh.id]);
  expect((await claim(1)).map(({ endpoint }) => endpoint.id)).toEqual([late.id]);
});

test("every look at what waits goes by a partial index, and none reads the table", async () => {
  const endpoint = await queue(2_000);
  await db.execute(sql`update payment.webhook_deliveries set status = 'delivered'
    where id in (select id from payment.webhook_deliveries where status = 'pending' limit 1900)`);
  await mark(endpoint.id, 10, sql`recovered_at = now()`);
  await db.execute(sql`analyze payment.webhook_deliveries`);
  // One connection: the server counts scans per session and tells them when the session is asked to.
  const pool = openPool(await testDatabaseUrl(), { maxConnections: 1 });
  const one: Database = drizzle(pool);
  const scans = async () => {
    await one.execute(sql`select pg_stat_force_next_flush()`);
    const rows = await one.execute<{ name: string; n: number }>(sql`
      select indexrelname as name, idx_scan::int as n from pg_stat_user_indexes where relname = 'webhook_deliveries'
      union all select 'table', seq_scan::int from pg_stat_user_tables where relname = 'webhook_deliveries'`);
    return new Map(rows.map(({ name, n }) => [name, n]));
  };
  const looks: [string, string[], () => Promise<unknown>][] = [
    ["claim", ["due", "recovering", "by_hand"], () => claim(10, one)],
    ["align", ["held"], () => alignDeliveries(one)],
    ["oldest due", ["due", "recovering"], () => oldestDueSeconds(one)],
    ["reap", [], () => reapLeases(one)],
  ];
  for (const [what, indexes, look] of looks) {
    const before = await scans();
    await look();
    const after = await scans();
    const more = (name: string) =>
      (after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN);
    for (const name of indexes) {
      expect(more(`webhook_deliveries_${name}`), `${what}: ${name}`).toBeGreaterThan(0);
    }
    expect(more("table"), what).toBe(0);
  }
  await pool.end();
});

test("the oldest due delivery's age is told, and 0 when nothing is due", async () => {
  expect(await oldestDueSeconds(db)).toBe(0);
  const shop = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, 3);
  expect(await oldestDueSeconds(db)).toBeGreaterThanOrEqual(60);
});

test("what is over but not written down yet frees its places, and is not taken again", async () => {
  const { id } = await queue(10);
  const first = await claim();
  expect(first).toHaveLength(4);
  expect(await claim()).toEqual([]);
  const over = first.slice(0, 3).map((one) => one.id);
  const second = await claimDeliveries(db, 10, over);
  expect(second).toHaveLength(3);
  const ids = [...first, ...(second ?? [])].map((one) => one.id);
  expect(new Set(ids).size).toBe(7);
  // A name that nobody leased changes nothing.
  expect(await claimDeliveries(db, 10, [...over, "whd_none"])).toEqual([]);
  for (const one of first) await finishDelivery(db, finishOf(one));
  expect((await claim()).every(({ endpoint }) => endpoint.id === id)).toBe(true);
});

test("a try by hand whose request is over lets the next one go", async () => {
  const { id } = await queue(2);
  await setEndpoint(id, { status: "paused" });
  await mark(id, 2, sql`resume_status = 'held', extra_attempts = 1`);
  const [first] = await claim();
  expect(await claim()).toEqual([]);
  expect(await claimDeliveries(db, 10, [first?.id ?? ""])).toHaveLength(1);
});

test("the disk is waited for again after a claim", async () => {
  await queue(1);
  const pool = openPool(await testDatabaseUrl(), { maxConnections: 1 });
  const one: Database = drizzle(pool);
  const [claimed] = await claim(10, one);
  const setting = () => one.execute(sql`show synchronous_commit`);
  expect([...(await setting())]).toEqual([{ synchronous_commit: "on" }]);
  if (!claimed) throw new Error("nothing claimed");
  expect(await finishDelivery(one, finishOf(claimed))).toMatchObject({ status: "delivered" });
  expect([...(await setting())]).toEqual([{ synchronous_commit: "on" }]);
  await pool.end();
});
