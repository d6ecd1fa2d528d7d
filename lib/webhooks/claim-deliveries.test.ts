import { spawn } from "node:child_process";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { openPool } from "@/db/driver";
import { webhookAttempts, webhookDeliveries } from "@/db/schema/webhooks";
import { makeShop } from "@/lib/testing/factories";
import { makeBacklog, makeEndpoint, makeNews, sampleExchange } from "@/lib/testing/news";
import { testDatabase, testDatabaseUrl } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { claimDeliveries } from "./claim-deliveries";
import { type Finish, finishDelivery } from "./finish-delivery";
import { oldestDueSeconds } from "./oldest-due";
import { reapLeases } from "./reap-leases";
import { runDeliveries } from "./run-deliveries";

let db: Database;
const pools: ReturnType<typeof openDatabase>[] = [];

beforeEach(async () => {
  db = await testDatabase();
  await db.update(webhookDeliveries).set({ status: "canceled" });
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

const finishOf = ({ id, claimId }: { id: string; claimId: string }): Finish => ({
  id,
  claimId,
  outcome: "delivered",
  delayMs: null,
  error: null,
  exchange: sampleExchange({ status: 200 }),
});

const expireLeases = () =>
  db.execute(sql`update payment.webhook_deliveries set lease_until = now() - interval '1 second'
    where status = 'sending'`);

test("eight claimers of eight processes never take the same delivery, nor more than an endpoint's share", async () => {
  const shop = await makeShop(db);
  for (let i = 0; i < 12; i++) {
    const { endpoint } = await makeEndpoint(db, shop, `http://127.0.0.1:9999/${i}`);
    await makeBacklog(db, endpoint, 30);
  }
  const workers = await Promise.all(Array.from({ length: 8 }, otherProcess));
  const taken: string[] = [];
  for (let round = 0; round < 8; round++) {
    const claims = (
      await Promise.all(workers.map((worker) => claimDeliveries(worker, 100)))
    ).flat();
    taken.push(...claims.map(({ id }) => id));
    const shares = new Map<string, number>();
    for (const { endpoint } of claims) shares.set(endpoint.id, (shares.get(endpoint.id) ?? 0) + 1);
    expect(Math.max(...shares.values())).toBeLessThanOrEqual(4);
    const finished = await Promise.all(claims.map((one) => finishDelivery(db, finishOf(one))));
    expect(finished.every((status) => status === "delivered")).toBe(true);
  }
  expect(taken).toHaveLength(12 * 30);
  expect(new Set(taken).size).toBe(12 * 30);
});

test("who lost the lease changes nothing by finishing late; the new owner's finish lands", async () => {
  const shop = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, 1);
  const [late] = await claimDeliveries(db, 10);
  if (!late) throw new Error("nothing claimed");
  expect(await reapLeases(db)).toBe(0);
  await expireLeases();
  expect(await reapLeases(db)).toBe(1);
  const [owner] = await claimDeliveries(db, 10);
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
  expect(await finishDelivery(db, finishOf(owner))).toBe("delivered");
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

test("the claim finds its rows by the partial indexes", async () => {
  const shop = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, 2_000);
  await db.execute(sql`update payment.webhook_deliveries set status = 'delivered'
    where id in (select id from payment.webhook_deliveries where status = 'pending' limit 1950)`);
  await db.execute(sql`analyze payment.webhook_deliveries`);
  // One connection: the server counts scans per session and tells them when the session is asked to.
  const pool = openPool(await testDatabaseUrl(), { maxConnections: 1 });
  const one: Database = drizzle(pool);
  const scans = async () => {
    await one.execute(sql`select pg_stat_force_next_flush()`);
    const rows = await one.execute<{ n: number }>(
      sql`select idx_scan::int as n from pg_stat_user_indexes where indexrelname = 'webhook_deliveries_due'`,
    );
    return rows[0]?.n ?? Number.NaN;
  };
  const before = await scans();
  expect(await claimDeliveries(one, 10)).toHaveLength(4);
  expect(await scans()).toBeGreaterThan(before);
  await pool.end();
});

test("the oldest due delivery's age is told, and 0 when nothing is due", async () => {
  expect(await oldestDueSeconds(db)).toBe(0);
  const shop = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  await makeBacklog(db, endpoint, 3);
  expect(await oldestDueSeconds(db)).toBeGreaterThanOrEqual(60);
});
