import { setTimeout as sleep } from "node:timers/promises";
import { desc, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { seal } from "@/lib/crypto/seal";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeAllDue, makeBacklog, makeEndpoint, makeNews } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { type Received, startWebhookSink } from "@/lib/testing/webhook-sink";
import { ATTEMPTS_MAX } from "./backoff";
import { deliveryWorker } from "./delivery-worker";
import { kickWebhooks } from "./kick-webhooks";
import { runDeliveries } from "./run-deliveries";

const UNTIL_IDLE = { budgetMs: Number.POSITIVE_INFINITY };
let db: Database;
let shop: Shop;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  db = await testDatabase();
  await db.update(webhookDeliveries).set({ status: "canceled" });
  shop = await makeShop(db);
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  // A kicked run that is still at work would claim the next test's deliveries.
  await deliveryWorker().kickRun;
});

async function sink(...args: Parameters<typeof startWebhookSink>) {
  const started = await startWebhookSink(...args);
  closers.push(started.close);
  return started;
}

const verify = (secret: string, { body, headers }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

async function deliveryOf(eventId: string) {
  const [row] = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.eventId, eventId));
  if (!row) throw new Error("no delivery");
  return row;
}

const attemptsOf = (deliveryId: string) =>
  db
    .select()
    .from(webhookAttempts)
    .where(eq(webhookAttempts.deliveryId, deliveryId))
    .orderBy(webhookAttempts.id);

test("a delivery is signed, and the reference verifier accepts its bytes", async () => {
  const { url, received } = await sink((response) => response.end("thanks"));
  const { secret } = await makeEndpoint(db, shop, `${url}/hook?x=1`);
  const { eventId, transactionId } = await makeNews(db, shop);
  expect(await runDeliveries(db, UNTIL_IDLE)).toEqual({ claimed: 1, delivered: 1, failed: 0 });
  const [one] = received;
  if (!one) throw new Error("nothing received");
  expect(verify(secret, one)).toMatchObject({
    id: eventId,
    data: { transaction: { id: transactionId } },
  });
  expect(one.path).toBe("/hook?x=1");
  expect(one.headers).toMatchObject({
    "webhook-id": eventId,
    "content-type": "application/json",
    "user-agent": "FlatPay-Webhooks/1",
    "accept-encoding": "identity",
  });
  const delivery = await deliveryOf(eventId);
  expect(delivery).toMatchObject({
    status: "delivered",
    attempt: 1,
    lastStatus: 200,
    lastError: null,
  });
  expect(delivery.finishedAt).not.toBeNull();
  expect(await attemptsOf(delivery.id)).toMatchObject([
    { attempt: 1, status: 200, errorClass: null, responseBody: "thanks" },
  ]);
});

test("the first attempt comes at once after the commit, not with the cron, and beside one that hangs", async () => {
  const hanging = await sink(() => {});
  const { url, received } = await sink();
  await makeEndpoint(db, shop, hanging.url);
  const other = await makeShop(db);
  await makeEndpoint(db, other, url);
  await makeNews(db, shop);
  kickWebhooks();
  await vi.waitFor(() => expect(hanging.received).toHaveLength(1), { timeout: 10_000 });
  for (const nth of [1, 2, 3]) {
    await makeNews(db, other);
    kickWebhooks();
    await vi.waitFor(() => expect(received).toHaveLength(nth), { timeout: 10_000, interval: 5 });
  }
});

test("a failure is tried again later: same id and bytes, new timestamp, new signature", async () => {
  const { url, received } = await sink((response, _, nth) =>
    response.writeHead(nth === 1 ? 500 : 204).end(),
  );
  const { secret } = await makeEndpoint(db, shop, url);
  const { eventId } = await makeNews(db, shop);
  expect(await runDeliveries(db, UNTIL_IDLE)).toEqual({ claimed: 1, delivered: 0, failed: 1 });
  const failed = await deliveryOf(eventId);
  expect(failed).toMatchObject({
    status: "pending",
    attempt: 1,
    lastStatus: 500,
    lastError: "http_status",
  });
  const waitMs = failed.nextAttemptAt.getTime() - Date.now();
  expect(waitMs).toBeGreaterThan(2_500);
  expect(waitMs).toBeLessThan(6_500);
  // Not due yet: nothing to do.
  expect((await runDeliveries(db, UNTIL_IDLE)).claimed).toBe(0);

  await sleep(1_100);
  await makeAllDue(db);
  expect((await runDeliveries(db, UNTIL_IDLE)).delivered).toBe(1);
  const [first, second] = received;
  if (!first || !second) throw new Error("two expected");
  for (const one of received) verify(secret, one);
  expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
  expect(second.body).toBe(first.body);
  expect(Number(second.headers["webhook-timestamp"])).toBeGreaterThan(
    Number(first.headers["webhook-timestamp"]),
  );
  expect(second.headers["webhook-signature"]).not.toBe(first.headers["webhook-signature"]);
  expect(await deliveryOf(eventId)).toMatchObject({ status: "delivered", attempt: 2 });
});

test("during a rotation both secrets sign, an expired one no more", async () => {
  const { url, received } = await sink();
  const { endpoint, secret } = await makeEndpoint(db, shop, url);
  const [old, gone] = [1, 2].map((n) => `whsec_${Buffer.alloc(32, n).toString("base64")}`) as [
    string,
    string,
  ];
  const place = `webhook_endpoints.secret_enc:${endpoint.id}`;
  const previousSecrets = [
    { enc: seal(place, old), expires_at: new Date(Date.now() + 60_000).toISOString() },
    { enc: seal(place, gone), expires_at: new Date(Date.now() - 1_000).toISOString() },
  ];
  await db
    .update(webhookEndpoints)
    .set({ previousSecrets })
    .where(eq(webhookEndpoints.id, endpoint.id));
  await makeNews(db, shop);
  await runDeliveries(db, UNTIL_IDLE);
  const [one] = received;
  if (!one) throw new Error("nothing received");
  verify(secret, one);
  verify(old, one);
  expect(() => verify(gone, one)).toThrow();
});

test("a redirect is a failure and goes nowhere", async () => {
  const inner = await sink();
  const outer = await sink((response) => response.writeHead(302, { location: inner.url }).end());
  await makeEndpoint(db, shop, outer.url);
  const { eventId } = await makeNews(db, shop);
  await runDeliveries(db, UNTIL_IDLE);
  expect(inner.received).toHaveLength(0);
  expect(await deliveryOf(eventId)).toMatchObject({
    status: "pending",
    lastStatus: 302,
    lastError: "redirect",
  });
});

test("a target that is no longer allowed is refused when sending, and no address is told", async () => {
  const { endpoint } = await makeEndpoint(db, shop, "https://shop.example/");
  for (const url of ["http://10.0.0.1:8080/", "https://169.254.169.254/latest"]) {
    await db.update(webhookEndpoints).set({ url }).where(eq(webhookEndpoints.id, endpoint.id));
    const { eventId } = await makeNews(db, shop);
    await runDeliveries(db, UNTIL_IDLE);
    const delivery = await deliveryOf(eventId);
    expect(delivery).toMatchObject({ status: "pending", lastError: "address_not_allowed" });
    const [attempt] = await attemptsOf(delivery.id);
    expect(attempt).toMatchObject({ errorClass: "address_not_allowed", responseBody: null });
  }
});

test("a receiver too slow for the deadline has failed, and rests for at least a minute", async () => {
  const { url } = await sink(() => {});
  await makeEndpoint(db, shop, url);
  const { eventId } = await makeNews(db, shop);
  await runDeliveries(db, { ...UNTIL_IDLE, totalMs: 300 });
  const delivery = await deliveryOf(eventId);
  expect(delivery).toMatchObject({ status: "pending", lastStatus: null, lastError: "timeout" });
  expect(delivery.nextAttemptAt.getTime() - Date.now()).toBeGreaterThan(58_000);
});

test("Retry-After of a 429 is honoured", async () => {
  const { url } = await sink((response) =>
    response.writeHead(429, { "retry-after": "7200" }).end(),
  );
  await makeEndpoint(db, shop, url);
  const { eventId } = await makeNews(db, shop);
  await runDeliveries(db, UNTIL_IDLE);
  const waitMs = (await deliveryOf(eventId)).nextAttemptAt.getTime() - Date.now();
  expect(Math.abs(waitMs - 7_200_000)).toBeLessThan(5_000);
});

test("a delivery dies with its last attempt, or when the next would come after it expires", async () => {
  const { url } = await sink((response) => response.writeHead(500).end());
  await makeEndpoint(db, shop, url);
  const [worn, old] = [await makeNews(db, shop), await makeNews(db, shop)];
  const set = (eventId: string, values: Partial<typeof webhookDeliveries.$inferInsert>) =>
    db.update(webhookDeliveries).set(values).where(eq(webhookDeliveries.eventId, eventId));
  await set(worn.eventId, { attempt: ATTEMPTS_MAX - 1 });
  await set(old.eventId, { expiresAt: new Date(Date.now() + 1_000) });
  await runDeliveries(db, UNTIL_IDLE);
  for (const { eventId } of [worn, old]) {
    const delivery = await deliveryOf(eventId);
    expect(delivery).toMatchObject({ status: "dead", lastError: "http_status" });
    expect(delivery.finishedAt).not.toBeNull();
  }
});

test("a secret that does not open is our own fault and costs no attempt", async () => {
  const { url, received } = await sink();
  const { endpoint } = await makeEndpoint(db, shop, url);
  await db
    .update(webhookEndpoints)
    .set({ secretEnc: seal("webhook_endpoints.secret_enc:whe_other", "whsec_x") })
    .where(eq(webhookEndpoints.id, endpoint.id));
  const { eventId } = await makeNews(db, shop);
  expect(await runDeliveries(db, UNTIL_IDLE)).toEqual({ claimed: 1, delivered: 0, failed: 0 });
  const delivery = await deliveryOf(eventId);
  expect(delivery).toMatchObject({ status: "pending", attempt: 0, lastError: null });
  expect(delivery.nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
  expect(await attemptsOf(delivery.id)).toEqual([]);
  expect(received).toHaveLength(0);
});

test("what a receiver says is kept short, clean and without secrets", async () => {
  const said = `whsec_${"A".repeat(43)}= \u0000\u001b[31m\u202e card 6037991234561234 ${"آ".repeat(9_000)}`;
  const { url } = await sink((response) => response.writeHead(400).end(said));
  await makeEndpoint(db, shop, url);
  const { eventId } = await makeNews(db, shop);
  await runDeliveries(db, UNTIL_IDLE);
  const [attempt] = await attemptsOf((await deliveryOf(eventId)).id);
  const kept = attempt?.responseBody ?? "";
  expect(kept).toMatch(/^whsec_\*\*\* \[31m card 603799\*{6}1234 آ/);
  expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(4_096);
  expect(Buffer.byteLength(kept)).toBeGreaterThan(4_000);
});

test("an endpoint that hangs with a long queue does not hold up the others", async () => {
  let open = 0;
  let openMax = 0;
  let closed = 0;
  const hanging = await sink((response) => {
    openMax = Math.max(openMax, ++open);
    response.on("close", () => {
      open--;
      closed++;
    });
  });
  const healthy = await sink();
  const bad = await makeEndpoint(db, shop, hanging.url);
  await makeBacklog(db, bad.endpoint, 300);
  const other = await makeShop(db);
  const good = await makeEndpoint(db, other, healthy.url);
  await makeBacklog(db, good.endpoint, 40);
  const run = runDeliveries(db, { budgetMs: 18_000, totalMs: 6_000 });
  await vi.waitFor(() => expect(healthy.received).toHaveLength(40), {
    timeout: 6_000,
    interval: 20,
  });
  // All of them before the first that hangs was given up.
  expect(closed).toBe(0);
  await run;
  expect(openMax).toBe(bad.endpoint.maxInFlight);
  const delivered = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.status, "delivered"))
    .orderBy(desc(webhookDeliveries.id));
  expect(delivered.filter((row) => row.endpointId === good.endpoint.id)).toHaveLength(40);
});

test("eight runs at once send everything once", async () => {
  const { url, received } = await sink((response) => setTimeout(() => response.end(), 5));
  for (let i = 0; i < 10; i++) {
    const { endpoint } = await makeEndpoint(db, shop, `${url}/${i}`);
    await makeBacklog(db, endpoint, 40);
  }
  const tallies = await Promise.all(Array.from({ length: 8 }, () => runDeliveries(db, UNTIL_IDLE)));
  expect(tallies.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(400);
  expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(400);
  expect(received).toHaveLength(400);
});

test("what somebody else has locked is sent as soon as they let go", async () => {
  const { url, received } = await sink();
  await makeEndpoint(db, shop, url);
  const { eventId } = await makeNews(db, shop);
  let isOver = false;
  const run = await db.transaction(async (tx) => {
    await tx
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.eventId, eventId))
      .for("update");
    const started = runDeliveries(db, UNTIL_IDLE).finally(() => {
      isOver = true;
    });
    await sleep(300);
    return { started };
  });
  expect(isOver).toBe(false);
  expect(await run.started).toEqual({ claimed: 1, delivered: 1, failed: 0 });
  expect(received).toHaveLength(1);
});
