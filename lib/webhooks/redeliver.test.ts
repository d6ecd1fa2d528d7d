import { eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import type { Role, TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { leaseDelivery, makeEndpoint, makeNews } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { deliveryWorker } from "./delivery-worker";
import { redeliver } from "./redeliver";
import { rotateEndpointSecret } from "./rotate-endpoint-secret";
import { runDeliveries } from "./run-deliveries";

let db: Database;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(async () => {
  await deliveryWorker().kickRun;
  for (const close of closers.splice(0)) await close();
  await db.update(webhookDeliveries).set({ status: "canceled" });
});

const as = (shop: Shop, role: Role = "owner") =>
  testContext(db, {
    type: "operator",
    tenantId: shop.tenantId as TenantId,
    operatorId: "operator-1",
    role,
  });

/** A shop, its endpoint at a receiver that answers `statuses` one after another, and one delivery. */
async function delivered(statuses: number[]) {
  const sink = await startWebhookSink((response, _, nth) =>
    response.writeHead(statuses[nth - 1] ?? 204).end(),
  );
  closers.push(sink.close);
  const shop = await makeShop(db);
  const { endpoint, secret } = await makeEndpoint(db, shop, sink.url);
  const { eventId } = await makeNews(db, shop);
  await runDeliveries(db, { budgetMs: Number.POSITIVE_INFINITY });
  const row = async () => {
    const found = await db
      .select()
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.eventId, eventId));
    if (!found[0]) throw new Error("no delivery");
    return found[0];
  };
  const { id } = await row();
  const attempts = () =>
    db
      .select()
      .from(webhookAttempts)
      .where(eq(webhookAttempts.deliveryId, id))
      .orderBy(webhookAttempts.id);
  return { sink, shop, endpoint, secret, eventId, id, row, attempts };
}

/** As if the last try had been a while ago. */
const rest = () => db.update(webhookAttempts).set({ at: new Date(0) });

const sentBy = async (seen: unknown[], count: number) => {
  await vi.waitFor(() => expect(seen).toHaveLength(count), { timeout: 5_000 });
  await deliveryWorker().kickRun;
};

test("what was delivered is sent again: same id and bytes, signed with the secret of now", async () => {
  const { sink, shop, endpoint, secret, eventId, id, row, attempts } = await delivered([204, 204]);
  const name = { endpointId: endpoint.id };
  const renewed = await rotateEndpointSecret(as(shop), { ...name, overlapSeconds: 0 });
  const line = await redeliver(as(shop, "support"), id);
  expect(line).toMatchObject({ id, eventId, status: "pending", resumeStatus: "delivered" });
  await sentBy(sink.received, 2);
  const [first, second] = sink.received;
  if (!first || !second) throw new Error("not received");
  expect(second.body).toBe(first.body);
  expect(second.headers["webhook-id"]).toBe(eventId);
  const headers = second.headers as Record<string, string>;
  expect(new Webhook(renewed.secret).verify(second.body, headers)).toMatchObject({ id: eventId });
  expect(() => new Webhook(secret).verify(second.body, headers)).toThrow();
  expect(await row()).toMatchObject({ status: "delivered", attempt: 2, extraAttempts: 1 });
  expect(await attempts()).toMatchObject([
    { attempt: 1, trigger: "auto", status: 204 },
    { attempt: 2, trigger: "manual", status: 204 },
  ]);
  const [audit] = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audit).toMatchObject({ action: "webhook_delivery.redeliver", actorId: "operator-1" });
  expect(audit?.data).toMatchObject({ event_id: eventId, from: "delivered" });
});

test("a try by hand that fails does not take back a delivery", async () => {
  const { sink, shop, id, row, attempts } = await delivered([204, 500]);
  const before = await row();
  await redeliver(as(shop), id);
  await sentBy(sink.received, 2);
  expect(await row()).toMatchObject({
    status: "delivered",
    finishedAt: before.finishedAt,
    lastStatus: 500,
    resumeStatus: null,
  });
  expect(await attempts()).toHaveLength(2);
});

test("tries by hand leave the schedule as it was, however many", async () => {
  const { sink, shop, id, row, attempts } = await delivered([500, 500, 500, 500, 204]);
  const planned = await row();
  expect(planned).toMatchObject({ status: "pending", attempt: 1 });
  for (const nth of [2, 3]) {
    await rest();
    await redeliver(as(shop), id);
    await sentBy(sink.received, nth);
    expect(await row()).toMatchObject({
      status: "pending",
      attempt: nth,
      extraAttempts: nth - 1,
      nextAttemptAt: planned.nextAttemptAt,
      resumeStatus: null,
      resumeAt: null,
    });
  }
  await db.update(webhookDeliveries).set({ nextAttemptAt: new Date() }).where(isIt(id));
  await runDeliveries(db, { budgetMs: Number.POSITIVE_INFINITY });
  // The second attempt of the schedule failed: half a minute, not the five of a fourth.
  const waitMs = (await row()).nextAttemptAt.getTime() - Date.now();
  expect(waitMs).toBeGreaterThan(20_000);
  expect(waitMs).toBeLessThan(40_000);
  expect((await attempts()).map(({ trigger }) => trigger)).toEqual([
    "auto",
    "manual",
    "manual",
    "auto",
  ]);
});

test("a dead delivery that is tried in vain is dead as before, and delivered when it arrives", async () => {
  const { sink, shop, id, row } = await delivered([500, 500, 204]);
  await db.update(webhookDeliveries).set({ status: "dead", finishedAt: new Date(0) });
  await redeliver(as(shop), id);
  await sentBy(sink.received, 2);
  expect(await row()).toMatchObject({ status: "dead", finishedAt: new Date(0) });
  await rest();
  await redeliver(as(shop), id);
  await sentBy(sink.received, 3);
  expect(await row()).toMatchObject({ status: "delivered", attempt: 3, lastStatus: 204 });
  expect((await row()).finishedAt).not.toEqual(new Date(0));
});

test("of ten at once one is made; the others learn why not", async () => {
  const { sink, shop, id, attempts } = await delivered([204]);
  // A connection for each: without it they come one after another.
  await Promise.all(Array.from({ length: 10 }, () => db.execute(sql`select pg_sleep(0.05)`)));
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => redeliver(as(shop), id)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const one of tries) {
    if (one.status === "rejected") {
      expect(one.reason).toMatchObject({ code: "conflict", reason: "delivery_in_progress" });
    }
  }
  await sentBy(sink.received, 2);
  const soon = { code: "conflict", reason: "delivery_in_progress" };
  await expect(redeliver(as(shop), id)).rejects.toMatchObject(soon);
  expect(await attempts()).toHaveLength(2);
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audits).toHaveLength(1);
});

test("who had to wait for another's try sees that it was made", async () => {
  const { shop, id } = await delivered([204]);
  const { second } = await db.transaction(async (tx) => {
    await tx.update(webhookDeliveries).set({ attempt: 2, extraAttempts: 1 }).where(isIt(id));
    await tx.insert(webhookAttempts).values({ deliveryId: id, attempt: 2, trigger: "manual" });
    const late = Promise.allSettled([redeliver(as(shop), id)]);
    await vi.waitFor(async () => {
      const waiting = await db.execute(sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      expect(waiting).toHaveLength(1);
    });
    return { second: late };
  });
  const soon = { code: "conflict", reason: "delivery_in_progress" };
  expect(await second).toMatchObject([{ status: "rejected", reason: soon }]);
});

test("a worker that dies during a try by hand gives it back, uncounted", async () => {
  const { sink, shop, id, row } = await delivered([204, 204]);
  await redeliver(as(shop), id);
  await deliveryWorker().kickRun;
  await db
    .update(webhookDeliveries)
    .set({ status: "pending", resumeStatus: "delivered", extraAttempts: 2 })
    .where(isIt(id));
  await leaseDelivery(db, id, -1);
  await runDeliveries(db, { budgetMs: Number.POSITIVE_INFINITY });
  expect(sink.received).toHaveLength(3);
  expect(await row()).toMatchObject({ status: "delivered", attempt: 3, resumeStatus: null });
});

test.each<[string, Partial<typeof webhookDeliveries.$inferInsert>, object, string]>([
  ["due or sent", { status: "pending", nextAttemptAt: new Date(0) }, {}, "delivery_in_progress"],
  ["of a deleted endpoint", {}, { deletedAt: new Date() }, "endpoint_deleted"],
  ["canceled", { status: "canceled" }, { deletedAt: new Date() }, "endpoint_deleted"],
])("one that is %s is refused and stays as it is", async (_, delivery, endpoint, reason) => {
  const { shop, id, row, endpoint: made } = await delivered([204]);
  await db
    .update(webhookDeliveries)
    .set({ lastError: "none", ...delivery })
    .where(isIt(id));
  await db
    .update(webhookEndpoints)
    .set({ description: "x", ...endpoint })
    .where(eq(webhookEndpoints.id, made.id));
  const before = await row();
  await expect(redeliver(as(shop), id)).rejects.toMatchObject({ code: "conflict", reason });
  expect(await row()).toEqual(before);
});

test.each<[string, Partial<typeof webhookDeliveries.$inferInsert>, "paused" | "disabled"]>([
  ["held", { status: "held" }, "paused"],
  ["delivered", {}, "paused"],
  ["dead", { status: "dead" }, "disabled"],
])(
  "one that is %s may be tried by hand although its endpoint is not enabled",
  async (_, given, status) => {
    const { shop, id, row, endpoint } = await delivered([204]);
    await db.update(webhookEndpoints).set({ status }).where(eq(webhookEndpoints.id, endpoint.id));
    await db
      .update(webhookDeliveries)
      .set({ lastError: "none", ...given })
      .where(isIt(id));
    const before = await row();
    const line = await redeliver(as(shop), id);
    expect(line).toMatchObject({ status: "pending", resumeStatus: before.status });
    await deliveryWorker().kickRun;
    const [audit] = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
    expect(audit?.data).toMatchObject({ from: before.status });
  },
);

test("another tenant's delivery does not exist, and a viewer may not", async () => {
  const { shop, id } = await delivered([204]);
  const missing = { code: "not_found", reason: "delivery_not_found" };
  await expect(redeliver(as(await makeShop(db)), id)).rejects.toMatchObject(missing);
  await expect(redeliver(as(shop), "whd_none")).rejects.toMatchObject(missing);
  await expect(redeliver(as(shop, "viewer"), id)).rejects.toMatchObject({
    code: "forbidden",
    reason: "scope_missing",
  });
});

const isIt = (id: string) => eq(webhookDeliveries.id, id);
