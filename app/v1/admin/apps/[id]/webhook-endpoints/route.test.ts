import { beforeAll, expect, test } from "vitest";
import { POST as CREATE_APP } from "@/app/v1/admin/apps/route";
import type { Database } from "@/db/client";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeApp } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { GET, POST } from "./route";

let db: Database;
let appId: string;
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  const body = { name: "x", slug: "hooks", return_origins: ["https://shop.example"] };
  appId = (await adminCall(CREATE_APP, { method: "POST", body })).body.id;
});
const create = (body: unknown, id = appId) =>
  adminCall(POST, { method: "POST", params: { id }, body });
const list = (id = appId, query: Record<string, string> = {}) =>
  adminCall(GET, { params: { id }, query });

test("an endpoint's secret is in the answer to its creation and in no list", async () => {
  const created = await create({
    url: "https://shop.example/hook",
    event_types: ["transaction.paid"],
  });
  expect(created.status).toBe(201);
  expectDocumented("createEndpoint", created);
  const { secret, ...endpoint } = created.body;
  expect(secret).toMatch(/^whsec_/);
  expect(endpoint).toMatchObject({ object: "webhook_endpoint", mode: "live", status: "enabled" });
  const listed = await list();
  expectDocumented("listEndpoints", listed);
  expect(listed.body).toEqual({ data: [endpoint], next_cursor: null });
  expect(JSON.stringify(await db.select().from(webhookEndpoints))).not.toContain(secret.slice(6));
});

test("pages of endpoints follow one another", async () => {
  for (const path of ["a", "b"]) await create({ url: `https://shop.example/${path}` });
  const first = await list(appId, { limit: "2" });
  const second = await list(appId, { limit: "2", cursor: first.body.next_cursor });
  const urls = [...first.body.data, ...second.body.data].map(({ url }) => url);
  expect(urls).toEqual(["b", "a", "hook"].map((path) => `https://shop.example/${path}`));
  expect(second.body.next_cursor).toBeNull();
});

test("a private address, an unknown type and another tenant's app are refused", async () => {
  const url = "https://shop.example/hook";
  for (const [body, reason] of [
    [{ url: "https://10.0.0.1/hook" }, "url_not_allowed"],
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
});
