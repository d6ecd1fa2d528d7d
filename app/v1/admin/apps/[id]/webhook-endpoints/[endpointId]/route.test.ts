import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST as CREATE_APP } from "@/app/v1/admin/apps/route";
import { GET as DELIVERY } from "@/app/v1/admin/webhook-deliveries/[id]/route";
import { GET as DELIVERIES } from "@/app/v1/admin/webhook-deliveries/route";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { deliveryWorker } from "@/lib/webhooks/delivery-worker";
import { POST as CREATE, GET as LIST } from "../route";
import { POST as RECOVER } from "./recover/route";
import { POST as ROTATE } from "./rotate-secret/route";
import { DELETE, PATCH } from "./route";
import { POST as TEST } from "./test/route";

let db: Database;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
let params: { id: string; endpointId: string };
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  sink = await startWebhookSink();
  const body = { name: "x", slug: "hooks", return_origins: ["https://shop.example"] };
  const app = await adminCall(CREATE_APP, { method: "POST", body });
  params = { id: app.body.id, endpointId: "" };
});
afterAll(async () => {
  await deliveryWorker().kickRun;
  await sink.close();
});
beforeEach(async () => {
  const body = { url: `${sink.url}/hook`, mode: "test" };
  const made = await adminCall(CREATE, { method: "POST", params: { id: params.id }, body });
  params = { ...params, endpointId: made.body.id };
});

const patch = (body: unknown) => adminCall(PATCH, { method: "PATCH", params, body });
const rotate = (body: unknown = {}) => adminCall(ROTATE, { method: "POST", params, body });
const recover = (body: unknown) => adminCall(RECOVER, { method: "POST", params, body });
const send = () => adminCall(TEST, { method: "POST", params });
const remove = () => adminCall(DELETE, { method: "DELETE", params });

test("a change answers the endpoint, and refuses what cannot be", async () => {
  const changed = await patch({ status: "paused", description: "nights", event_types: null });
  expect(changed.status).toBe(200);
  expectDocumented("updateEndpoint", changed);
  expect(changed.body).toMatchObject({ id: params.endpointId, status: "paused", deleted_at: null });
  for (const [body, reason] of [
    [{ status: "disabled" }, "invalid_value"],
    [{ mode: "live" }, "unknown_member"],
    [{ url: "https://10.0.0.1/" }, "url_not_allowed"],
    [{ event_types: [] }, "too_short"],
  ] as const) {
    const refused = await patch(body);
    expectDocumented("updateEndpoint", refused);
    expect(refused.body.error).toMatchObject({ code: "invalid_request", reason });
  }
  expect((await patch({})).body).toEqual(changed.body);
});

test("a new secret is shown once, and the old one's end is told", async () => {
  const renewed = await rotate({ overlap_seconds: 60 });
  expect(renewed.status).toBe(200);
  expectDocumented("rotateEndpointSecret", renewed);
  expect(renewed.body.secret).toMatch(/^whsec_/);
  const leftMs = Date.parse(renewed.body.old_secret_expires_at) - Date.now();
  expect(leftMs).toBeGreaterThan(50_000);
  expect(leftMs).toBeLessThanOrEqual(60_000);
  const dayMs = Date.parse((await rotate()).body.old_secret_expires_at) - Date.now();
  expect(dayMs).toBeGreaterThan(86_390_000);
  const tooLong = await rotate({ overlap_seconds: 604_801 });
  expectDocumented("rotateEndpointSecret", tooLong);
  expect(tooLong.body.error).toMatchObject({ reason: "out_of_range", field: "overlap_seconds" });
  const listed = await adminCall(LIST, { params: { id: params.id } });
  expect(listed.text).not.toMatch(/whsec_|k1:/);
});

test("a test event answers its delivery, which tells how it went", async () => {
  const sent = await send();
  expect(sent.status).toBe(201);
  expectDocumented("testEndpoint", sent);
  expect(sent.body).toMatchObject({ type: "endpoint.test", status: "pending", attempts_max: 1 });
  const { id } = sent.body;
  await vi.waitFor(
    async () => {
      const delivery = await adminCall(DELIVERY, { params: { id } });
      expectDocumented("getWebhookDelivery", delivery);
      expect(delivery.body).toMatchObject({ status: "delivered", last_status: 204 });
      expect(delivery.body.attempts).toMatchObject([{ attempt: 1, trigger: "manual" }]);
    },
    { timeout: 5_000 },
  );
});

test("recovery takes a moment of the last fourteen days", async () => {
  const since = new Date(Date.now() - 13 * 86_400_000).toISOString();
  const recovered = await recover({ since });
  expectDocumented("recoverEndpoint", recovered);
  const none = { recovered: 0, has_more: false };
  expect(recovered.body).toMatchObject({ endpoint_id: params.endpointId, since, ...none });
  for (const days of [-1, 15]) {
    const refused = await recover({ since: new Date(Date.now() - days * 86_400_000) });
    expectDocumented("recoverEndpoint", refused);
    expect(refused.body.error).toMatchObject({ reason: "out_of_range", field: "since" });
  }
});

test("a deleted endpoint is in no list, keeps its history, and hears no more", async () => {
  const { id } = (await send()).body;
  await deliveryWorker().kickRun;
  const removed = await remove();
  expect(removed.status).toBe(200);
  expectDocumented("deleteEndpoint", removed);
  expect(removed.body.deleted_at).not.toBeNull();
  expect((await remove()).body).toEqual(removed.body);
  const listed = await adminCall(LIST, { params: { id: params.id } });
  expect(listed.text).not.toContain(params.endpointId);
  const query = { endpoint_id: params.endpointId };
  expect((await adminCall(DELIVERIES, { query })).body.data).toMatchObject([{ id }]);
  const since = new Date().toISOString();
  for (const [name, answer] of [
    ["updateEndpoint", await patch({ status: "enabled" })],
    ["rotateEndpointSecret", await rotate()],
    ["testEndpoint", await send()],
    ["recoverEndpoint", await recover({ since })],
  ] as const) {
    expectDocumented(name, answer);
    expect(answer.body.error).toMatchObject({ code: "conflict", reason: "endpoint_deleted" });
  }
});

test("no door tells of an endpoint under another app's name", async () => {
  const body = { name: "y", slug: `other-${params.endpointId.slice(-8).toLowerCase()}` };
  const origins = { return_origins: ["https://other.example"] };
  const other = await adminCall(CREATE_APP, { method: "POST", body: { ...body, ...origins } });
  const wrong = { ...params, id: other.body.id };
  const since = new Date().toISOString();
  for (const [name, answer] of [
    ["updateEndpoint", await adminCall(PATCH, { method: "PATCH", params: wrong, body: {} })],
    ["deleteEndpoint", await adminCall(DELETE, { method: "DELETE", params: wrong })],
    ["rotateEndpointSecret", await adminCall(ROTATE, { method: "POST", params: wrong, body: {} })],
    ["testEndpoint", await adminCall(TEST, { method: "POST", params: wrong })],
    [
      "recoverEndpoint",
      await adminCall(RECOVER, { method: "POST", params: wrong, body: { since } }),
    ],
  ] as const) {
    expectDocumented(name, answer);
    expect(answer.body.error).toMatchObject({ code: "not_found", reason: "endpoint_not_found" });
  }
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, params.endpointId));
  expect(audits.map(({ action }) => action)).toEqual(["webhook_endpoint.create"]);
});
