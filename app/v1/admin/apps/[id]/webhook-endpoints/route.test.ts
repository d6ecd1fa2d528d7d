import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as CREATE_APP } from "@/app/v1/admin/apps/route";
import type { Database } from "@/db/client";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeApp } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { GET, POST } from "./route";

let db: Database;
let appId: string;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
beforeAll(async () => {
  // A receiver that does not know the secret yet.
  sink = await startWebhookSink((response) => response.writeHead(401).end());
  db = await testDatabase();
  await ensureDefaults(db);
  const body = { name: "x", slug: "hooks", return_origins: ["https://shop.example"] };
  appId = (await adminCall(CREATE_APP, { method: "POST", body })).body.id;
});
afterAll(() => sink.close());
const create = (body: object, id = appId) =>
  adminCall(POST, { method: "POST", params: { id }, body: { mode: "test", ...body } });
const list = (id = appId, query: Record<string, string> = {}) =>
  adminCall(GET, { params: { id }, query });

test("an endpoint's secret is in the answer to its creation and in no list", async () => {
  const url = `${sink.url}/hook`;
  const created = await create({ url, event_types: ["transaction.paid"] });
  expect(created.status).toBe(201);
  expectDocumented("createEndpoint", created);
  const { secret, ping, ...endpoint } = created.body;
  expect(secret).toMatch(/^whsec_/);
  expect(endpoint).toMatchObject({ object: "webhook_endpoint", mode: "test", status: "enabled" });
  expect(ping).toMatchObject({ ok: false, status: 401, error: "http_status" });
  const listed = await list();
  expectDocumented("listEndpoints", listed);
  expect(listed.body).toEqual({ data: [endpoint], next_cursor: null });
  expect(JSON.stringify(await db.select().from(webhookEndpoints))).not.toContain(secret.slice(6));
});

test("pages of endpoints follow one another", async () => {
  for (const path of ["a", "b"]) await create({ url: `${sink.url}/${path}` });
  const first = await list(appId, { limit: "2" });
  const second = await list(appId, { limit: "2", cursor: first.body.next_cursor });
  const urls = [...first.body.data, ...second.body.data].map(({ url }) => url);
  expect(urls).toEqual(["b", "a", "hook"].map((path) => `${sink.url}/${path}`));
  expect(second.body.next_cursor).toBeNull();
});

test("a private address, an unknown type and another tenant's app are refused", async () => {
  const url = `${sink.url}/hook`;
  const heard = sink.received.length;
  for (const [body, reason] of [
    [{ url: "https://10.0.0.1/hook" }, "url_not_allowed"],
    // A test endpoint may be on this machine, a live one not.
    [{ url, mode: "live" }, "url_not_allowed"],
    [{ url, event_types: ["transaction.guessed"] }, "invalid_value"],
    [{ url, secret: "whsec_mine" }, "unknown_member"],
  ] as const) {
    const refused = await create(body);
    expectDocumented("createEndpoint", refused);
    expect(refused.body.error).toMatchObject({ code: "invalid_request", reason });
  }
  const foreign = await makeApp(db);
  for (const id of [foreign.id, "app_\u0000"]) {
    expect((await create({ url }, id)).body.error.reason).toBe("app_not_found");
    expect((await list(id)).body.error.reason).toBe("app_not_found");
  }
  expect(sink.received).toHaveLength(heard);
});

test("an address that nobody answers at is refused, with what went wrong", async () => {
  const gone = await startWebhookSink();
  await gone.close();
  const refused = await create({ url: gone.url });
  expect(refused.status).toBe(422);
  expectDocumented("createEndpoint", refused);
  expect(refused.body.error).toMatchObject({
    reason: "endpoint_unreachable",
    field: "url",
    test: { status: null, error: "connect" },
  });
  expect((await list()).body.data.map(({ url }: { url: string }) => url)).not.toContain(gone.url);
});
