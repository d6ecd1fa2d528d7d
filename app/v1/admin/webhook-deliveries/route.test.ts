import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { merchantProfiles, tenants } from "@/db/schema/tenants";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeAccount, makeApp, makeKey, makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint, makeNews } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { deliveryWorker } from "@/lib/webhooks/delivery-worker";
import { runDeliveries } from "@/lib/webhooks/run-deliveries";
import { POST as REDELIVER } from "./[id]/redeliver/route";
import { GET as DETAIL } from "./[id]/route";
import { POST as REDELIVER_MANY } from "./redeliver/route";
import { GET } from "./route";

let db: Database;
let shop: Shop;
let sink: Awaited<ReturnType<typeof startWebhookSink>>;
const news: Awaited<ReturnType<typeof makeNews>>[] = [];
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  const [tenant] = await db.select().from(tenants);
  const [profile] = await db.select().from(merchantProfiles);
  if (!tenant || !profile) throw new Error("no default tenant");
  const owner = { tenantId: tenant.id, profileId: profile.id };
  const account = await makeAccount(db, owner);
  const app = await makeApp(db, {}, owner);
  shop = { ...owner, account, app, key: await makeKey(db, app) };
  sink = await startWebhookSink((response, _, nth) =>
    response.writeHead(nth === 1 ? 500 : 200).end(nth === 1 ? "out of order" : "thanks"),
  );
  await makeEndpoint(db, shop, sink.url);
  for (let i = 0; i < 3; i++) news.push(await makeNews(db, shop));
  const stranger = await makeShop(db);
  await makeEndpoint(db, stranger, sink.url);
  news.push(await makeNews(db, stranger));
  await runDeliveries(db, { budgetMs: Number.POSITIVE_INFINITY });
});
afterAll(async () => {
  await deliveryWorker().kickRun;
  await sink.close();
});

const list = (query: Record<string, string> = {}) => adminCall(GET, { role: "viewer", query });
const detail = (id: string) => adminCall(DETAIL, { role: "viewer", params: { id } });
const redeliver = (id: string) =>
  adminCall(REDELIVER, { method: "POST", role: "support", params: { id } });

test("the list shows the tenant's deliveries in pages, as documented", async () => {
  const first = await list({ limit: "2" });
  expect(first.status).toBe(200);
  expectDocumented("listWebhookDeliveries", first);
  const rest = await list({ limit: "2", cursor: first.body.next_cursor });
  expect(rest.body.next_cursor).toBeNull();
  const events = [...first.body.data, ...rest.body.data].map(({ event_id }) => event_id);
  expect(events).toEqual(
    news
      .slice(0, 3)
      .map(({ eventId }) => eventId)
      .reverse(),
  );
});

test("filters hold together, and nonsense is refused", async () => {
  const { transactionId: transaction_id = "" } = news[1] ?? {};
  const found = await list({ transaction_id, type: "transaction.paid", app_id: shop.app.id });
  expect(found.body.data).toMatchObject([{ transaction_id, object: "webhook_delivery" }]);
  expect((await list({ transaction_id, status: "held" })).body.data).toEqual([]);
  const foreign = await list({ transaction_id: news[3]?.transactionId ?? "" });
  expect(foreign.body).toEqual({ data: [], next_cursor: null });
  for (const [query, reason] of [
    [{ status: "lost" }, "invalid_value"],
    [{ type: "transaction.guessed" }, "invalid_value"],
    [{ limit: "101" }, "out_of_range"],
    [{ cursor: "bm90IGFuIGlk" }, "invalid_cursor"],
    [{ endpoint: "whe_1" }, "unknown_member"],
    [{ q: "\u0007" }, "invalid_format"],
    [{ since: "yesterday" }, "invalid_format"],
    [{ until: "2026-11-21" }, "invalid_format"],
  ] as const) {
    const refused = await list(query);
    expectDocumented("listWebhookDeliveries", refused);
    expect(refused.body.error).toMatchObject({ code: "invalid_request", reason });
  }
});

test("a period of time narrows the list", async () => {
  const now = new Date().toISOString();
  expect((await list({ since: now })).body.data).toEqual([]);
  expect((await list({ until: now })).body.data).toHaveLength(3);
});

test("many are sent again by ids or by filter, after a look at how many", async () => {
  const again = (body: unknown, role: "support" | "viewer" = "support") =>
    adminCall(REDELIVER_MANY, { method: "POST", role, body });
  const delivered = await list({ status: "delivered" });
  const ids = delivered.body.data.map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(2);
  const preview = await again({
    filter: { app_id: shop.app.id, status: "delivered" },
    dry_run: true,
  });
  expectDocumented("redeliverMany", preview);
  expect(preview.body).toEqual({
    object: "webhook_redelivery",
    dry_run: true,
    redelivered: 2,
    skipped: 0,
    has_more: false,
    next_cursor: null,
  });
  const before = sink.received.length;
  const made = await again({ ids });
  expectDocumented("redeliverMany", made);
  expect(made.body).toMatchObject({ dry_run: false, redelivered: 2, next_cursor: null });
  await expect.poll(() => sink.received.length).toBe(before + 2);
  await deliveryWorker().kickRun;
  for (const [body, reason] of [
    [{}, "exactly_one_required"],
    [{ ids, filter: {} }, "exactly_one_required"],
    [{ ids: [] }, "too_short"],
    [{ ids: Array.from({ length: 101 }, () => "whd_1") }, "too_many"],
    [{ filter: { limit: 5 } }, "unknown_member"],
    [{ ids, cursor: "bm90IGFuIGlk" }, "invalid_cursor"],
  ] as const) {
    const refused = await again(body);
    expectDocumented("redeliverMany", refused);
    expect(refused.body.error).toMatchObject({ code: "invalid_request", reason });
  }
});

test("the detail has the exact bytes and every attempt; one more try is answered and made", async () => {
  const failed = (await list()).body.data.find(
    (one: { last_status: number }) => one.last_status === 500,
  );
  const before = await detail(failed.id);
  expectDocumented("getWebhookDelivery", before);
  expect(before.body).toMatchObject({ status: "pending", attempt: 1, attempts_max: 14 });
  expect(before.body.attempts).toMatchObject([
    { trigger: "auto", status: 500, error: "http_status", response_body: "out of order" },
  ]);
  expect(sink.received.map(({ body }) => body)).toContain(before.body.body);
  expect(before.text).not.toMatch(/whsec_|k1:/);
  const again = await redeliver(failed.id);
  expect(again.status).toBe(200);
  expectDocumented("redeliver", again);
  expect(again.body).toMatchObject({ id: failed.id, status: "pending", attempts_max: 15 });
  await expect.poll(async () => (await detail(failed.id)).body.status).toBe("delivered");
  const after = await detail(failed.id);
  expectDocumented("getWebhookDelivery", after);
  expect(after.body.attempts).toMatchObject([
    { trigger: "auto" },
    { attempt: 2, trigger: "manual", status: 200, error: null, response_body: "thanks" },
  ]);
  const hasty = await redeliver(failed.id);
  expectDocumented("redeliver", hasty);
  expect(hasty.body.error).toMatchObject({ code: "conflict", reason: "delivery_in_progress" });
});

test("another tenant's delivery, a missing one and what is no id are one answer", async () => {
  const { eventId = "" } = news[3] ?? {};
  const rows = await db.execute<{ id: string }>(
    `select id from payment.webhook_deliveries where event_id = '${eventId}'`,
  );
  const foreign = rows[0]?.id ?? "";
  expect(foreign).toMatch(/^whd_/);
  for (const id of [foreign, "whd_00000000000000000000000000", "whd_' or 1=1", "\u0000"]) {
    for (const [name, answer] of [
      ["getWebhookDelivery", await detail(id)],
      ["redeliver", await redeliver(id)],
    ] as const) {
      expectDocumented(name, answer);
      expect(answer.body.error).toMatchObject({ code: "not_found", reason: "delivery_not_found" });
    }
  }
});
