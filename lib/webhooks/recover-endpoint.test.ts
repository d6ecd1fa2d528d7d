import { eq, inArray, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import type { TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint, makeNews } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { ATTEMPTS_MAX } from "./backoff";
import { deliveryWorker } from "./delivery-worker";
import { recoverEndpoint } from "./recover-endpoint";

let db: Database;
let shop: Shop;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
let endpointId: string;
let answer = 204;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  answer = 204;
  sink = await startWebhookSink((response) => response.writeHead(answer).end());
  shop = await makeShop(db);
  endpointId = (await makeEndpoint(db, shop, sink.url)).endpoint.id;
});
afterEach(async () => {
  await deliveryWorker().kickRun;
  await sink.close();
  await db.update(webhookDeliveries).set({ status: "canceled" });
});

const recover = (since: Date) =>
  recoverEndpoint(
    testContext(db, {
      type: "operator",
      tenantId: shop.tenantId as TenantId,
      operatorId: "operator-1",
      role: "admin",
    }),
    { endpointId, since },
  );
const row = async (eventId: string) => {
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.eventId, eventId));
  return rows[0];
};
const setStatus = (
  eventIds: string[],
  status: "dead" | "held" | "delivered",
  given: Partial<typeof webhookDeliveries.$inferInsert> = {},
) =>
  db
    .update(webhookDeliveries)
    .set({ status, attempt: ATTEMPTS_MAX, finishedAt: new Date(), ...given })
    .where(inArray(webhookDeliveries.eventId, eventIds));
const ago = (ms: number) => new Date(Date.now() - ms);

test("dead and held ones since then are sent again; older, delivered and test ones are not", async () => {
  const news = [];
  for (let i = 0; i < 5; i++) news.push((await makeNews(db, shop)).eventId);
  const [dead = "", held = "", arrived = "", old = "", test = ""] = news;
  await setStatus([dead], "dead");
  await setStatus([held], "held");
  await setStatus([arrived], "delivered");
  await setStatus([old], "dead", { createdAt: ago(7_200_000) });
  await setStatus([test], "dead", { type: "endpoint.test" });
  expect(await recover(ago(3_600_000))).toMatchObject({ recovered: 2, hasMore: false });
  await vi.waitFor(() => expect(sink.received).toHaveLength(2), { timeout: 5_000 });
  await deliveryWorker().kickRun;
  expect(sink.received.map(({ headers }) => headers["webhook-id"]).sort()).toEqual(
    [dead, held].sort(),
  );
  expect((await row(old))?.status).toBe("dead");
  expect((await row(test))?.status).toBe("dead");
  expect((await row(arrived))?.attempt).toBe(ATTEMPTS_MAX);
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, endpointId));
  expect(audits.map(({ data }) => data.recovered)).toContain(2);
});

test("a recovered delivery has a whole schedule before it again", async () => {
  answer = 500;
  const { eventId } = await makeNews(db, shop);
  await setStatus([eventId], "dead", { expiresAt: new Date(0) });
  await recover(ago(60_000));
  await vi.waitFor(async () => expect((await row(eventId))?.status).toBe("pending"));
  await deliveryWorker().kickRun;
  const tried = await row(eventId);
  expect(tried).toMatchObject({
    status: "pending",
    attempt: ATTEMPTS_MAX + 1,
    extraAttempts: ATTEMPTS_MAX,
    finishedAt: null,
  });
  const waitMs = (tried?.nextAttemptAt.getTime() ?? 0) - Date.now();
  expect(waitMs).toBeGreaterThan(2_000);
  expect(waitMs).toBeLessThan(8_000);
});

test("two at once recover each delivery once", async () => {
  const news = [];
  for (let i = 0; i < 20; i++) news.push((await makeNews(db, shop)).eventId);
  await setStatus(news, "dead");
  const both = await Promise.all([recover(ago(60_000)), recover(ago(60_000))]);
  expect(both.reduce((sum, { recovered }) => sum + recovered, 0)).toBe(20);
  await vi.waitFor(() => expect(sink.received).toHaveLength(20), { timeout: 10_000 });
});

test("more than a thousand take more than one call, the oldest first", async () => {
  const { eventId } = await makeNews(db, shop);
  await setStatus([eventId], "dead");
  await db.execute(sql`
    with event as (
      insert into payment.webhook_events (id, app_id, mode, type, seq, body)
      select left(${eventId}, 14) || lpad(n::text, 16, '0'), ${shop.app.id}, 'test', 'refund.failed', n, '{}'
      from generate_series(1, 1001) n returning id
    )
    insert into payment.webhook_deliveries (id, event_id, endpoint_id, mode, type, status)
    select 'whd_' || substr(id, 5), id, ${endpointId}, 'test', 'refund.failed', 'dead' from event`);
  // Nothing is sent meanwhile.
  await db.update(webhookEndpoints).set({ maxInFlight: 0 });
  expect(await recover(ago(3_600_000))).toMatchObject({ recovered: 1_000, hasMore: true });
  const left = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.status, "dead"));
  expect(left.map((one) => one.eventId === eventId || one.eventId.slice(-4))).toEqual(
    expect.arrayContaining([true, "1001"]),
  );
  expect(left).toHaveLength(2);
  expect(await recover(ago(3_600_000))).toMatchObject({ recovered: 2, hasMore: false });
  expect(await recover(ago(3_600_000))).toMatchObject({ recovered: 0, hasMore: false });
});

test("a paused endpoint recovers nothing", async () => {
  await db.update(webhookEndpoints).set({ status: "paused" });
  await expect(recover(ago(60_000))).rejects.toMatchObject({
    code: "conflict",
    reason: "endpoint_not_enabled",
  });
});
