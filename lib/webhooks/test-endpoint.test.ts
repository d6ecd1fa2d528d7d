import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import type { Role, TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { deliveryWorker } from "./delivery-worker";
import { getWebhookDelivery } from "./get-webhook-delivery";
import { redeliver } from "./redeliver";
import { attemptsMax } from "./serialize";
import { testEndpoint } from "./test-endpoint";

let db: Database;
let shop: Shop;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
});
afterEach(async () => {
  await deliveryWorker().kickRun;
  for (const close of closers.splice(0)) await close();
});

const as = (role: Role) =>
  testContext(db, {
    type: "operator",
    tenantId: shop.tenantId as TenantId,
    operatorId: "operator-1",
    role,
  });

async function receiver(status: number) {
  const sink = await startWebhookSink((response) => response.writeHead(status).end("seen"));
  closers.push(sink.close);
  const made = await makeEndpoint(db, shop, sink.url, ["refund.failed"]);
  return { ...made, received: sink.received };
}
const ended = async (id: string) => {
  await vi.waitFor(
    async () => {
      const { status } = await getWebhookDelivery(as("viewer"), id);
      expect(["delivered", "dead"]).toContain(status);
    },
    { timeout: 5_000 },
  );
  return getWebhookDelivery(as("viewer"), id);
};

test("a test reaches this endpoint alone, signed like news, whatever it listens for", async () => {
  const { endpoint, secret, received } = await receiver(200);
  const other = await receiver(200);
  const line = await testEndpoint(as("support"), { endpointId: endpoint.id });
  expect(line).toMatchObject({ type: "endpoint.test", status: "pending", transactionId: null });
  const detail = await ended(line.id);
  expect(detail).toMatchObject({ status: "delivered", attempt: 1, lastStatus: 200 });
  expect(detail.attempts).toMatchObject([{ trigger: "manual", responseBody: "seen" }]);
  const [one] = received;
  if (!one) throw new Error("nothing received");
  const event = new Webhook(secret).verify(one.body, one.headers as Record<string, string>);
  expect(event).toMatchObject({
    type: "endpoint.test",
    id: line.eventId,
    data: { endpoint: { id: endpoint.id, app_id: shop.app.id, mode: "test" } },
  });
  expect(one.body).toBe(detail.body);
  expect(other.received).toHaveLength(0);
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, endpoint.id));
  expect(audits.at(-1)).toMatchObject({
    action: "webhook_endpoint.test",
    data: { delivery_id: line.id },
  });
});

test("a test that fails is over: nothing is tried again by itself, only by hand", async () => {
  const { endpoint, received } = await receiver(500);
  const line = await testEndpoint(as("owner"), { endpointId: endpoint.id });
  const detail = await ended(line.id);
  expect(detail).toMatchObject({ status: "dead", attempt: 1, lastStatus: 500 });
  expect(attemptsMax(detail)).toBe(1);
  expect(detail.finishedAt).not.toBeNull();
  expect(received).toHaveLength(1);
  await db.execute("update payment.webhook_attempts set at = at - interval '1 minute'");
  await redeliver(as("owner"), line.id);
  await vi.waitFor(() => expect(received).toHaveLength(2), { timeout: 5_000 });
  await deliveryWorker().kickRun;
  const again = await getWebhookDelivery(as("viewer"), line.id);
  expect(again).toMatchObject({ status: "dead", attempt: 2 });
  expect(attemptsMax(again)).toBe(2);
});

test("a paused or deleted endpoint, and a viewer, send nothing", async () => {
  const { endpoint } = await receiver(200);
  const { id: endpointId } = endpoint;
  await expect(testEndpoint(as("viewer"), { endpointId })).rejects.toMatchObject({
    reason: "scope_missing",
  });
  const set = (values: Partial<typeof webhookEndpoints.$inferInsert>) =>
    db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, endpointId));
  await set({ status: "paused" });
  await expect(testEndpoint(as("owner"), { endpointId })).rejects.toMatchObject({
    reason: "endpoint_not_enabled",
  });
  await set({ deletedAt: new Date() });
  await expect(testEndpoint(as("owner"), { endpointId })).rejects.toMatchObject({
    reason: "endpoint_deleted",
  });
  const sent = eq(webhookDeliveries.endpointId, endpointId);
  expect(await db.select().from(webhookDeliveries).where(sent)).toEqual([]);
});
