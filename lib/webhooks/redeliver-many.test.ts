import { eq, inArray, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import type { Role, TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint, makeNews } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { countRedeliverable } from "./count-redeliverable";
import { deliveryWorker } from "./delivery-worker";
import { redeliverMany } from "./redeliver-many";
import { rotateEndpointSecret } from "./rotate-endpoint-secret";

let db: Database;
let shop: Shop;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
let endpointId: string;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  sink = await startWebhookSink();
  shop = await makeShop(db);
  endpointId = (await makeEndpoint(db, shop, sink.url)).endpoint.id;
});
afterEach(async () => {
  await deliveryWorker().kickRun;
  await sink.close();
  await db.update(webhookDeliveries).set({ status: "canceled" });
});

const as = (role: Role = "support", of = shop) =>
  testContext(db, {
    type: "operator",
    tenantId: of.tenantId as TenantId,
    operatorId: "operator-1",
    role,
  });

type Given = Partial<typeof webhookDeliveries.$inferInsert>;
/** A delivery of the shop in the given state; nothing has been sent. */
async function delivery(given: Given = {}) {
  const { eventId } = await makeNews(db, shop);
  const [row] = await db
    .update(webhookDeliveries)
    .set({ status: "delivered", attempt: 1, finishedAt: new Date(), ...given })
    .where(eq(webhookDeliveries.eventId, eventId))
    .returning();
  if (!row) throw new Error("no delivery");
  return row;
}
const rows = (ids: string[]) =>
  db
    .select()
    .from(webhookDeliveries)
    .where(inArray(webhookDeliveries.id, ids))
    .orderBy(webhookDeliveries.id);
/** Nothing is sent while a test looks at what was made due. */
const stopSending = () => db.update(webhookEndpoints).set({ maxInFlight: 0 });

test("what was delivered, given up or held goes out once more with today's secret", async () => {
  const sent = [
    await delivery(),
    await delivery({ status: "dead", attempt: 14 }),
    await delivery({ status: "held" }),
  ];
  const { secret } = await rotateEndpointSecret(as("admin"), { endpointId, overlapSeconds: 0 });
  expect(await countRedeliverable(as(), { filter: { endpoint_id: endpointId } })).toEqual({
    redelivered: 3,
    skipped: 0,
    hasMore: false,
    nextCursor: null,
  });
  expect(sink.received).toHaveLength(0);
  const done = await redeliverMany(as(), { filter: { endpoint_id: endpointId } });
  expect(done).toEqual({ redelivered: 3, skipped: 0, hasMore: false, nextCursor: null });
  await vi.waitFor(() => expect(sink.received).toHaveLength(3), { timeout: 5_000 });
  for (const { headers, body } of sink.received) {
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toBeTruthy();
  }
  const ids = sink.received.map(({ headers }) => headers["webhook-id"]);
  expect(ids.sort()).toEqual(sent.map(({ eventId }) => eventId).sort());
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, endpointId));
  expect(audits.find(({ action }) => action === "webhook_delivery.redeliver_many")).toMatchObject({
    actorId: "operator-1",
    data: { filter: { endpoint_id: endpointId }, redelivered: 3, has_more: false },
  });
});

test("each has a whole schedule and shares the places of recoveries", async () => {
  await stopSending();
  const { id } = await delivery({ status: "dead", attempt: 14, expiresAt: new Date(0) });
  await redeliverMany(as(), { ids: [id] });
  const [row] = await rows([id]);
  expect(row).toMatchObject({
    status: "pending",
    attempt: 14,
    extraAttempts: 14,
    resumeStatus: null,
  });
  expect(row?.recoveredAt).not.toBeNull();
  expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3 * 86_400_000);
});

test("a range is by the time of the event, and all filters hold", async () => {
  await stopSending();
  const old = await delivery();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const since = new Date().toISOString();
  const young = await delivery();
  const dead = await delivery({ status: "dead" });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const until = new Date().toISOString();
  const after = await delivery();
  const filter = { since, until, status: "delivered" as const };
  expect(await countRedeliverable(as(), { filter })).toMatchObject({ redelivered: 1 });
  expect(await redeliverMany(as(), { filter })).toMatchObject({ redelivered: 1 });
  const ids = [old, young, dead, after].map(({ id }) => id);
  const found = new Map((await rows(ids)).map((row) => [row.id, row.status]));
  expect(ids.map((id) => found.get(id))).toEqual(["delivered", "pending", "dead", "delivered"]);
});

test.each<[string, Given, Partial<typeof webhookEndpoints.$inferInsert>]>([
  ["due or under way", { status: "pending", nextAttemptAt: new Date(0) }, {}],
  [
    "being tried by hand",
    { status: "pending", nextAttemptAt: new Date(Date.now() + 60_000), resumeStatus: "dead" },
    {},
  ],
  ["canceled", { status: "canceled" }, {}],
  ["of a paused endpoint", {}, { status: "paused" }],
  ["of a deleted endpoint", {}, { deletedAt: new Date() }],
])("one that is %s is passed over", async (_, given, endpoint) => {
  const { id } = await delivery(given);
  await db
    .update(webhookEndpoints)
    .set({ maxInFlight: 0, ...endpoint })
    .where(eq(webhookEndpoints.id, endpointId));
  const before = await rows([id]);
  expect(await countRedeliverable(as(), { ids: [id] })).toMatchObject({
    redelivered: 0,
    skipped: 1,
  });
  expect(await redeliverMany(as(), { ids: [id] })).toMatchObject({ redelivered: 0, skipped: 1 });
  expect(await rows([id])).toEqual(before);
});

test("asked for at once by two, each is taken by one; and then it rests", async () => {
  await stopSending();
  const made = [];
  for (let i = 0; i < 10; i++) made.push((await delivery()).id);
  const both = await Promise.all([
    redeliverMany(as(), { ids: made }),
    redeliverMany(as(), { ids: made }),
  ]);
  expect(both.reduce((sum, { redelivered }) => sum + redelivered, 0)).toBe(10);
  await db
    .update(webhookDeliveries)
    .set({ status: "delivered" })
    .where(inArray(webhookDeliveries.id, made));
  const [id = ""] = made;
  await db.insert(webhookAttempts).values({ deliveryId: id, attempt: 2, trigger: "manual" });
  expect(await redeliverMany(as(), { ids: made })).toMatchObject({ redelivered: 9, skipped: 1 });
});

test("more than a thousand take more than one call, oldest first, and none twice", async () => {
  await stopSending();
  const { eventId } = await delivery();
  await db.execute(sql`
    with event as (
      insert into payment.webhook_events (id, app_id, mode, type, seq, body)
      select left(${eventId}, 14) || lpad(n::text, 16, '0'), ${shop.app.id}, 'test', 'refund.failed', n, '{}'
      from generate_series(1, 2000) n returning id
    )
    insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type, status)
    select 'whd_' || substr(id, 5), id, ${endpointId}, 'test', 'refund.failed', 'delivered' from event`);
  const filter = { endpoint_id: endpointId };
  const first = await redeliverMany(as(), { filter });
  expect(first).toMatchObject({ redelivered: 1_000, skipped: 0, hasMore: true });
  const waiting = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.status, "pending"));
  const left = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.status, "delivered"));
  const ids = (found: { id: string }[]) => found.map(({ id }) => id).sort();
  expect((ids(waiting).at(-1) ?? "") < (ids(left)[0] ?? "")).toBe(true);
  // As if all had arrived: a second page must not begin again with them.
  await db
    .update(webhookDeliveries)
    .set({ status: "delivered" })
    .where(eq(webhookDeliveries.status, "pending"));
  const cursor = first.nextCursor ?? undefined;
  const second = await redeliverMany(as(), { filter, cursor });
  expect(second).toMatchObject({ redelivered: 1_000, hasMore: true });
  const third = await redeliverMany(as(), { filter, cursor: second.nextCursor ?? undefined });
  expect(third).toEqual({ redelivered: 1, skipped: 0, hasMore: false, nextCursor: null });
});

test("another tenant's are not found, and a viewer may not", async () => {
  const { id } = await delivery();
  const stranger = await makeShop(db);
  const nothing = { redelivered: 0, skipped: 0 };
  for (const wanted of [{ ids: [id] }, { filter: { endpoint_id: endpointId } }]) {
    expect(await redeliverMany(as("owner", stranger), wanted)).toMatchObject(nothing);
    expect(await countRedeliverable(as("owner", stranger), wanted)).toMatchObject(nothing);
  }
  const refused = { code: "forbidden", reason: "scope_missing" };
  await expect(redeliverMany(as("viewer"), { ids: [id] })).rejects.toMatchObject(refused);
  await expect(countRedeliverable(as("viewer"), { ids: [id] })).rejects.toMatchObject(refused);
  const wrong = { code: "invalid_request", reason: "invalid_cursor" };
  await expect(redeliverMany(as(), { ids: [id], cursor: "x" })).rejects.toMatchObject(wrong);
});
