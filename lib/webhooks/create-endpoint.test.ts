import { and, eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { auditLog } from "@/db/schema/operators";
import { webhookEndpoints } from "@/db/schema/webhooks";
import type { TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { createEndpoint } from "./create-endpoint";
import { openEndpointSecrets } from "./endpoint-secrets";
import { listEndpoints } from "./list-endpoints";
import { createdEndpointBody, endpointBody, serializeEndpoint } from "./serialize";

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
});

const ctx = () => testContext(db, { type: "system", job: "test" });
const create = (given: Partial<Parameters<typeof createEndpoint>[1]> = {}) =>
  createEndpoint(ctx(), {
    tenantId: shop.tenantId,
    appId: shop.app.id,
    url: "https://shop.example/hook",
    mode: "live",
    ...given,
  });

test("the secret is in the answer, sealed in the row, and nowhere in what is shown or audited", async () => {
  const { endpoint, secret } = await create({
    description: "main",
    eventTypes: ["transaction.paid"],
  });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const [row] = await db
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpoint.id));
  if (!row) throw new Error("no row");
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(openEndpointSecrets(row, Date.now())).toEqual([secret]);

  const shown = serializeEndpoint(endpoint);
  expect(endpointBody.strict().parse(shown)).toMatchObject({
    object: "webhook_endpoint",
    app_id: shop.app.id,
    mode: "live",
    url: "https://shop.example/hook",
    description: "main",
    event_types: ["transaction.paid"],
    status: "enabled",
  });
  expect(shown).not.toHaveProperty("secret");
  expect(JSON.stringify(shown)).not.toMatch(/whsec_|k1:/);
  createdEndpointBody.parse({ ...shown, secret });

  const [audit] = await db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.entityId, endpoint.id), eq(auditLog.action, "webhook_endpoint.create")));
  expect(audit).toMatchObject({ tenantId: shop.tenantId, actorType: "system" });
  expect(JSON.stringify(audit)).not.toContain(secret);
});

test.each([
  ["not a url", "live", "invalid_url"],
  ["ftp://shop.example/", "live", "invalid_url"],
  ["http://shop.example/", "live", "url_not_allowed"],
  ["https://10.0.0.1/", "live", "url_not_allowed"],
  ["http://localhost:3000/demo/webhook", "live", "url_not_allowed"],
  ["https://shop.example:22/", "test", "url_not_allowed"],
] as const)("%s is refused in %s mode with %s", async (url, mode, reason) => {
  await expect(create({ url, mode })).rejects.toMatchObject({
    code: "invalid_request",
    reason,
    details: { field: "url" },
  });
});

test("on a laptop a test endpoint may be on the laptop", async () => {
  const { endpoint } = await create({ url: "http://localhost:3000/demo/webhook", mode: "test" });
  expect(endpoint).toMatchObject({ mode: "test", url: "http://localhost:3000/demo/webhook" });
});

/** As an operator, whose addresses are tried first. */
const createTried = (url: string, given: { appId?: string } = {}) => {
  const tenantId = shop.tenantId as TenantId;
  const actor = { type: "operator", tenantId, operatorId: "operator-1", role: "owner" } as const;
  const input = { tenantId, appId: shop.app.id, url, mode: "test", ...given } as const;
  return createEndpoint(testContext(db, actor), input);
};

test("an operator's address is sent a signed test before anything is written or locked", async () => {
  const seen: unknown[] = [];
  const sink = await startWebhookSink(async (response) => {
    const [busy] = await db.execute(sql`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`);
    seen.push(
      busy,
      (await db.select().from(webhookEndpoints)).map(({ url }) => url),
    );
    response.writeHead(401).end("who are you?");
  });
  const { endpoint, secret, ping } = await createTried(sink.url);
  await sink.close();
  const [one] = sink.received;
  if (!one) throw new Error("nothing received");
  const event = new Webhook(secret).verify(one.body, one.headers as Record<string, string>);
  const named = { id: endpoint.id, app_id: shop.app.id, mode: "test" };
  expect(event).toMatchObject({ type: "endpoint.test", data: { endpoint: named } });
  expect(sink.received).toHaveLength(1);
  expect(seen).toEqual([{ n: 0 }, expect.not.arrayContaining([endpoint.url])]);
  // It cannot know the secret yet, so a refusal is no reason to refuse it.
  expect(ping).toMatchObject({ ok: false, status: 401, error: "http_status", connected: true });
  expect(ping.exchange).toMatchObject({ responseBody: "who are you?", url: endpoint.url });
  const [audit] = await db.select().from(auditLog).where(eq(auditLog.entityId, endpoint.id));
  expect(audit?.data).toMatchObject({ ping: { ok: false, status: 401, error: "http_status" } });
});

test("an operator's address that cannot be delivered to is refused, and nothing is left of it", async () => {
  const gone = await startWebhookSink();
  await gone.close();
  const before = await db.select().from(auditLog);
  await expect(createTried(gone.url)).rejects.toMatchObject({
    code: "invalid_request",
    reason: "endpoint_unreachable",
    details: { field: "url", test: { status: null, error: "connect" } },
  });
  const made = eq(webhookEndpoints.url, `${gone.url}/`);
  expect(await db.select().from(webhookEndpoints).where(made)).toEqual([]);
  expect(await db.select().from(auditLog)).toEqual(before);
});

test("nobody is called for an app that does not exist", async () => {
  const sink = await startWebhookSink();
  const stranger = await makeShop(db);
  await expect(createTried(sink.url, { appId: stranger.app.id })).rejects.toMatchObject({
    reason: "app_not_found",
  });
  await sink.close();
  expect(sink.received).toHaveLength(0);
});

test("another tenant's app and an archived app do not exist", async () => {
  const stranger = await makeShop(db);
  const missing = { code: "not_found", reason: "app_not_found" };
  await expect(create({ appId: stranger.app.id })).rejects.toMatchObject(missing);
  await db
    .update(clientApps)
    .set({ archivedAt: new Date() })
    .where(eq(clientApps.id, stranger.app.id));
  const own = { tenantId: stranger.tenantId, appId: stranger.app.id };
  await expect(create(own)).rejects.toMatchObject(missing);
});

test("a list is newest first, in pages, of one app, without deleted ones", async () => {
  const fresh = await makeShop(db);
  const ask = { tenantId: fresh.tenantId, appId: fresh.app.id, limit: 2 };
  const made: string[] = [];
  for (let i = 0; i < 5; i++) {
    const { endpoint } = await create({ ...ask, url: `https://shop.example/${i}` });
    made.push(endpoint.id);
  }
  const [deleted = ""] = made.splice(1, 1);
  await db
    .update(webhookEndpoints)
    .set({ deletedAt: new Date() })
    .where(eq(webhookEndpoints.id, deleted));
  const seen: string[] = [];
  let beforeId: string | null = null;
  do {
    const page = await listEndpoints(ctx(), { ...ask, beforeId });
    expect(page.endpoints.length).toBeLessThanOrEqual(2);
    seen.push(...page.endpoints.map(({ id }) => id));
    beforeId = page.nextBeforeId;
  } while (beforeId);
  expect(seen).toEqual([...made].sort().reverse());
  const other = await makeShop(db);
  const foreign = await listEndpoints(ctx(), { ...ask, tenantId: other.tenantId });
  expect(foreign).toEqual({ endpoints: [], nextBeforeId: null });
});
