import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { webhookAttempts, webhookEndpoints } from "@/db/schema/webhooks";
import type { ActionResult } from "@/lib/http/action-result";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeOperator, pretendRequest } from "@/lib/testing/operator-call";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { deliveryWorker } from "@/lib/webhooks/delivery-worker";
import { openEndpointSecrets } from "@/lib/webhooks/endpoint-secrets";
import * as actions from "./actions";

let db: Database;
let shop: Shop;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
  sink = await startWebhookSink();
  await signIn("admin");
});
afterAll(async () => {
  vi.restoreAllMocks();
  await deliveryWorker().kickRun;
  await sink.close();
});

async function signIn(role: "admin" | "support" | "viewer") {
  const { cookie } = await makeOperator(db, shop.tenantId, { role });
  pretendRequest({ session: cookie });
}
function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) data.append(name, one);
  }
  return data;
}
function succeeded<T>(result: ActionResult<T>): T {
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}
const wanted = (given: Record<string, string | string[]> = {}) =>
  form({ app_id: shop.app.id, mode: "test", url: `${sink.url}/hook`, scope: "all", ...given });
const row = async (id: string) => {
  const [found] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  if (!found) throw new Error("no endpoint");
  return found;
};
const make = async (given = {}) => succeeded(await actions.addEndpoint(wanted(given)));

test("the form's answer has the secret that signs, and no other", async () => {
  const made = await make({ description: "main" });
  const stored = await row(made.id);
  expect(Object.keys(made).sort()).toEqual(["id", "ping", "secret"]);
  expect(made.ping).toMatchObject({ ok: true, status: 204, error: null });
  expect(openEndpointSecrets(stored, Date.now())).toEqual([made.secret]);
  expect(stored).toMatchObject({ mode: "test", eventTypes: null, description: "main" });
});

test("“only these” takes the ticked types, and at least one", async () => {
  const types = ["transaction.paid", "refund.failed"];
  const { id } = await make({ scope: "some", "event_types[]": types });
  expect((await row(id)).eventTypes).toEqual(types);
  const none = await actions.addEndpoint(wanted({ scope: "some" }));
  expect(none).toMatchObject({ ok: false, error: { reason: "required", field: "event_types" } });
  // What was ticked before “all” was chosen is not meant.
  const all = await make({ scope: "all", "event_types[]": types });
  expect((await row(all.id)).eventTypes).toBeNull();
});

test("a refused address is told at its field", async () => {
  const refused = await actions.addEndpoint(wanted({ url: "https://10.0.0.1/hook" }));
  expect(refused).toMatchObject({ ok: false, error: { reason: "url_not_allowed", field: "url" } });
  const unheard = await actions.addEndpoint(wanted({ url: `https://127.0.0.1:${sink.port}/` }));
  expect(unheard).toMatchObject({
    ok: false,
    error: { reason: "endpoint_unreachable", field: "url", test: { status: null, error: "tls" } },
  });
});

test("an edit sets what the form shows, also when a field was emptied", async () => {
  const { id } = await make({
    description: "old",
    scope: "some",
    "event_types[]": "refund.failed",
  });
  const edit = form({ id, url: `${sink.url}/new`, scope: "all", description: "" });
  expect((await actions.editEndpoint(edit)).ok).toBe(true);
  expect(await row(id)).toMatchObject({
    url: `${sink.url}/new`,
    eventTypes: null,
    description: null,
    status: "enabled",
  });
});

test("pause, test, rotate, recover and delete do what they say", async () => {
  const { id, secret } = await make();
  // The address was tried before it was stored.
  sink.received.length = 0;
  const tested = succeeded(await actions.sendTest({ id }));
  await vi.waitFor(() => expect(sink.received).toHaveLength(1), { timeout: 5_000 });
  await deliveryWorker().kickRun;
  const renewed = succeeded(await actions.renewSecret(form({ id, overlap_seconds: "3600" })));
  expect(openEndpointSecrets(await row(id), Date.now())).toEqual([renewed.secret, secret]);
  const recovered = succeeded(await actions.recoverMissed(form({ id, hours: "336" })));
  expect(recovered).toEqual({ recovered: 0, hasMore: false });
  // As if a while had passed: clicks that come close mean one try.
  await db.update(webhookAttempts).set({ at: new Date(0) });
  expect(succeeded(await actions.redeliverDelivery({ id: tested.id }))).toEqual(tested);
  await vi.waitFor(() => expect(sink.received).toHaveLength(2), { timeout: 5_000 });
  await deliveryWorker().kickRun;
  expect(await actions.setEndpointStatus({ id, status: "paused" })).toEqual({
    ok: true,
    value: { status: "paused" },
  });
  expect(await actions.sendTest({ id })).toMatchObject({
    ok: false,
    error: { reason: "endpoint_not_enabled" },
  });
  expect((await actions.removeEndpoint({ id })).ok).toBe(true);
  expect((await row(id)).deletedAt).not.toBeNull();
});

test("support tests and resends, and changes nothing; a viewer does none of it", async () => {
  const { id } = await make();
  const results = () => [
    actions.sendTest({ id }),
    actions.addEndpoint(wanted()),
    actions.editEndpoint(form({ id, url: sink.url, scope: "all" })),
    actions.setEndpointStatus({ id, status: "paused" }),
    actions.renewSecret(form({ id, overlap_seconds: "0" })),
    actions.recoverMissed(form({ id, hours: "1" })),
    actions.removeEndpoint({ id }),
  ];
  await signIn("support");
  const [first, ...changes] = await Promise.all(results());
  expect(first?.ok).toBe(true);
  await signIn("viewer");
  for (const one of [...changes, ...(await Promise.all(results()))]) {
    expect(one).toMatchObject({ ok: false, error: { reason: "scope_missing" } });
  }
  await signIn("admin");
});
