import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import type { Role, TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeBacklog, makeEndpoint, makeNews } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { alignDeliveries } from "./align-deliveries";
import { deleteEndpoint } from "./delete-endpoint";
import { deliveryWorker } from "./delivery-worker";
import { recoverEndpoint } from "./recover-endpoint";
import { sendDueWebhooks } from "./send-due-webhooks";
import { updateEndpoint } from "./update-endpoint";

let db: Database;
let shop: Shop;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
beforeAll(async () => {
  db = await testDatabase();
});
beforeEach(async () => {
  shop = await makeShop(db);
  sink = await startWebhookSink();
});
afterEach(async () => {
  await deliveryWorker().kickRun;
  await sink.close();
  await db.update(webhookDeliveries).set({ status: "canceled", resumeStatus: null });
});

const owner = (role: Role = "owner", of = shop) =>
  testContext(db, {
    type: "operator",
    tenantId: of.tenantId as TenantId,
    operatorId: "operator-1",
    role,
  });
const update = (endpointId: string, changes: Parameters<typeof updateEndpoint>[1]["changes"]) =>
  updateEndpoint(owner(), { endpointId, changes });
const statuses = async (endpointId: string) =>
  (
    await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.endpointId, endpointId))
  ).map(({ status }) => status);

test("pausing holds what waits, and enabling sends it", async () => {
  const { endpoint } = await makeEndpoint(db, shop, sink.url);
  await makeNews(db, shop);
  await update(endpoint.id, { status: "paused" });
  expect(await statuses(endpoint.id)).toEqual(["held"]);
  await makeNews(db, shop);
  await sendDueWebhooks(testContext(db, { type: "system", job: "cron" }));
  expect(await statuses(endpoint.id)).toEqual(["held", "held"]);
  expect(sink.received).toHaveLength(0);

  const old = new Date(Date.now() - 86_400_000);
  await db.update(webhookDeliveries).set({ expiresAt: old });
  const enabled = await update(endpoint.id, { status: "enabled" });
  expect(enabled.status).toBe("enabled");
  await vi.waitFor(() => expect(sink.received).toHaveLength(2), { timeout: 5_000 });
  await deliveryWorker().kickRun;
  expect(await statuses(endpoint.id)).toEqual(["delivered", "delivered"]);
});

test("time on hold does not count against a delivery's four days", async () => {
  const { endpoint } = await makeEndpoint(db, shop, sink.url);
  await sink.close();
  await makeNews(db, shop);
  await update(endpoint.id, { status: "paused" });
  await db.update(webhookDeliveries).set({ expiresAt: new Date(0) });
  await update(endpoint.id, { status: "enabled" });
  await deliveryWorker().kickRun;
  const [row] = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpoint.id));
  expect(row).toMatchObject({ status: "pending", attempt: 1, lastError: "connect" });
  expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3.9 * 86_400_000);
});

test("what a payment wrote by the state of a moment ago is put straight by the next cron run", async () => {
  const cron = testContext(db, { type: "system", job: "cron" });
  const [late, gone, awake] = await Promise.all(
    ["late", "gone", "awake"].map(async (path) => {
      const { endpoint } = await makeEndpoint(db, await makeShop(db), `${sink.url}/${path}`);
      return endpoint;
    }),
  );
  if (!late || !gone || !awake) throw new Error("no endpoints");
  for (const endpoint of [late, gone, awake]) await makeBacklog(db, endpoint, 1);
  const set = (id: string, values: Partial<typeof webhookEndpoints.$inferInsert>) =>
    db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, id));
  await set(late.id, { status: "paused" });
  await set(gone.id, { deletedAt: new Date() });
  await db
    .update(webhookDeliveries)
    .set({ status: "held" })
    .where(eq(webhookDeliveries.endpointId, awake.id));
  await sendDueWebhooks(cron);
  expect(await statuses(late.id)).toEqual(["held"]);
  expect(await statuses(gone.id)).toEqual(["canceled"]);
  expect(await statuses(awake.id)).toEqual(["delivered"]);
  expect(await alignDeliveries(db)).toBe(0);
});

test("deleting cancels what waits, keeps what was, and is done once", async () => {
  const { endpoint } = await makeEndpoint(db, shop, sink.url);
  await makeBacklog(db, endpoint, 3);
  const [first] = await db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpoint.id));
  if (!first) throw new Error("no delivery");
  // Delivered once, and about to be tried again by hand.
  await db
    .update(webhookDeliveries)
    .set({ resumeStatus: "delivered", finishedAt: new Date(0) })
    .where(eq(webhookDeliveries.id, first.id));
  const [one, two] = await Promise.all([
    deleteEndpoint(owner(), { endpointId: endpoint.id }),
    deleteEndpoint(owner(), { endpointId: endpoint.id }),
  ]);
  expect(one.deletedAt).not.toBeNull();
  expect(one).toEqual(two);
  expect((await statuses(endpoint.id)).sort()).toEqual(["canceled", "canceled", "delivered"]);
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, endpoint.id));
  const deletions = audits.filter(({ action }) => action === "webhook_endpoint.delete");
  expect(deletions).toMatchObject([{ data: { canceled: 3 } }]);
  await expect(update(endpoint.id, { status: "enabled" })).rejects.toMatchObject({
    code: "conflict",
    reason: "endpoint_deleted",
  });
});

test("absent members stay, null means every type, and the audit tells what was set", async () => {
  const { endpoint } = await makeEndpoint(db, shop, sink.url, ["transaction.paid"]);
  const described = await update(endpoint.id, { description: "main" });
  expect(described).toMatchObject({
    url: endpoint.url,
    description: "main",
    eventTypes: ["transaction.paid"],
  });
  const url = `${sink.url}/x`;
  const moved = await update(endpoint.id, { event_types: null, url });
  expect(moved).toMatchObject({ description: "main", eventTypes: null, url });
  expect(sink.received.map(({ path, body }) => [path, JSON.parse(body).type])).toEqual([
    ["/x", "endpoint.test"],
  ]);
  const nobody = update(endpoint.id, { url: "http://localhost:4000/x" });
  await expect(nobody).rejects.toMatchObject({
    reason: "endpoint_unreachable",
    details: { field: "url", test: { status: null, error: "connect" } },
  });
  expect(await update(endpoint.id, {})).toEqual(moved);
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, endpoint.id));
  expect(audits.map(({ action }) => action)).toContain("webhook_endpoint.update");
  expect(audits.map(({ data }) => data)).toContainEqual({
    description: { from: null, to: "main" },
  });
  expect(JSON.stringify([moved, audits])).not.toMatch(/whsec_|k1:/);
});

const disabled = {
  status: "disabled",
  disabledReason: "failing",
  disabledAt: new Date(),
  consecutiveFailures: 12,
  failingSince: new Date(Date.now() - 5 * 86_400_000),
  openUntil: new Date(Date.now() + 60_000),
} as const;
const setEndpoint = (id: string, values: Partial<typeof webhookEndpoints.$inferInsert>) =>
  db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, id));
const cron = () => sendDueWebhooks(testContext(db, { type: "system", job: "cron" }));

test("a disabled endpoint is enabled by a test that it takes, and what it missed stays held until asked for", async () => {
  let answer = 500;
  const { url, received, close } = await startWebhookSink((response) =>
    response.writeHead(answer).end(),
  );
  const { endpoint, secret } = await makeEndpoint(db, shop, url);
  const { id } = endpoint;
  await setEndpoint(id, disabled);
  await makeNews(db, shop);
  await makeNews(db, shop);
  await expect(update(id, { status: "enabled" })).rejects.toMatchObject({
    code: "conflict",
    reason: "endpoint_test_failed",
    details: { test: { status: 500, error: "http_status" } },
  });
  await expect(update(id, { status: "paused" })).rejects.toMatchObject({
    reason: "endpoint_not_enabled",
  });
  answer = 200;
  expect(await update(id, { status: "enabled" })).toMatchObject({
    status: "enabled",
    disabledReason: null,
    disabledAt: null,
    consecutiveFailures: 0,
    failingSince: null,
    openUntil: null,
  });
  expect(received.map(({ body }) => JSON.parse(body).type)).toEqual([
    "endpoint.test",
    "endpoint.test",
  ]);
  for (const { body, headers } of received) {
    new Webhook(secret).verify(body, headers as Record<string, string>);
  }
  await cron();
  expect(await statuses(id)).toEqual(["held", "held"]);

  // What comes now is sent; a pause later holds it, and is no reason to send what was missed.
  await makeNews(db, shop);
  await update(id, { status: "paused" });
  await update(id, { status: "enabled" });
  await vi.waitFor(() => expect(received).toHaveLength(3), { timeout: 5_000 });
  await deliveryWorker().kickRun;
  await cron();
  expect((await statuses(id)).sort()).toEqual(["delivered", "held", "held"]);

  const since = new Date(Date.now() - 60_000);
  expect(await recoverEndpoint(owner(), { endpointId: id, since })).toMatchObject({ recovered: 2 });
  // Even if it is paused meanwhile: now they were asked for.
  await update(id, { status: "paused" });
  await update(id, { status: "enabled" });
  await vi.waitFor(
    async () => expect(new Set(await statuses(id))).toEqual(new Set(["delivered"])),
    {
      timeout: 5_000,
    },
  );
  await deliveryWorker().kickRun;
  await close();
});

test("one that is disabled while its change is under way is not enabled untested", async () => {
  const { endpoint } = await makeEndpoint(db, shop, sink.url);
  await setEndpoint(endpoint.id, disabled);
  const slow = await startWebhookSink(async (response) => {
    await setEndpoint(endpoint.id, { url: `${sink.url}/other` });
    response.end();
  });
  await setEndpoint(endpoint.id, { url: slow.url });
  await expect(update(endpoint.id, { status: "enabled" })).rejects.toMatchObject({
    reason: "endpoint_not_enabled",
  });
  const [row] = await db
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpoint.id));
  expect(row).toMatchObject({ status: "disabled", consecutiveFailures: 12 });
  await slow.close();
});

test("the address is judged by the endpoint's own mode", async () => {
  const { endpoint } = await makeEndpoint(db, shop, sink.url);
  await db
    .update(webhookEndpoints)
    .set({ mode: "live" })
    .where(eq(webhookEndpoints.id, endpoint.id));
  await expect(update(endpoint.id, { url: "http://localhost:4000/x" })).rejects.toMatchObject({
    code: "invalid_request",
    reason: "url_not_allowed",
    details: { field: "url" },
  });
});

test("another tenant's endpoint and another app's do not exist; support may not change one", async () => {
  const { endpoint } = await makeEndpoint(db, shop, sink.url);
  const { id: endpointId } = endpoint;
  const other = await makeShop(db);
  const changes = { status: "paused" } as const;
  const missing = { code: "not_found", reason: "endpoint_not_found" };
  const foreign = owner("owner", other);
  await expect(updateEndpoint(foreign, { endpointId, changes })).rejects.toMatchObject(missing);
  const misnamed = { endpointId, appId: other.app.id, changes };
  await expect(updateEndpoint(owner(), misnamed)).rejects.toMatchObject(missing);
  await expect(updateEndpoint(owner("support"), { endpointId, changes })).rejects.toMatchObject({
    reason: "scope_missing",
  });
  await expect(deleteEndpoint(owner("support"), { endpointId })).rejects.toMatchObject({
    reason: "scope_missing",
  });
});
