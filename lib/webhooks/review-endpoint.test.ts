import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema/notices";
import { auditLog } from "@/db/schema/operators";
import { webhookDeliveries, webhookEndpoints } from "@/db/schema/webhooks";
import { makeShop } from "@/lib/testing/factories";
import { makeAllDue, makeBacklog, makeEndpoint, makeNews } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { startWebhookSink } from "@/lib/testing/webhook-sink";
import { reviewEndpoint } from "./review-endpoint";
import { reviewFailing } from "./review-failing";
import { runDeliveries } from "./run-deliveries";

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
  await db.update(webhookDeliveries).set({ status: "canceled" });
  await db.update(webhookEndpoints).set({ failingSince: null });
});

const UNTIL_IDLE = { budgetMs: Number.POSITIVE_INFINITY };
const HOUR = 3_600;
const DAY = 24 * HOUR;
const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;
const set = (id: string, values: Record<string, unknown>) =>
  db.update(webhookEndpoints).set(values).where(eq(webhookEndpoints.id, id));
async function failing(values: Record<string, unknown>, url = "http://127.0.0.1:9999/") {
  const { endpoint } = await makeEndpoint(db, await makeShop(db), url);
  await makeBacklog(db, endpoint, 3);
  const given = { consecutiveFailures: 12, lastFailureAt: ago(10), ...values };
  await set(endpoint.id, given);
  return endpoint.id;
}
async function row(id: string) {
  const [endpoint] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  return endpoint;
}
const told = async (id: string) =>
  (await db.select().from(notices).where(eq(notices.endpointId, id)).orderBy(notices.id)).map(
    ({ kind }) => kind,
  );
const statuses = async (id: string) => [
  ...new Set(
    (await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.endpointId, id))).map(
      ({ status }) => status,
    ),
  ),
];

test("five days of failure disable: what waits is held, the audit and one notice tell", async () => {
  const id = await failing({ failingSince: ago(5 * DAY + 60) });
  // Any number may review at once.
  await Promise.all(Array.from({ length: 5 }, () => reviewEndpoint(db, { endpointId: id })));
  await reviewFailing(db);
  expect(await row(id)).toMatchObject({ status: "disabled", disabledReason: "failing" });
  expect((await row(id))?.disabledAt).not.toBeNull();
  expect(await statuses(id)).toEqual(["held"]);
  expect(await told(id)).toEqual(["endpoint_disabled"]);
  const own = and(eq(auditLog.entityId, id), eq(auditLog.action, "webhook_endpoint.disable"));
  const audits = await db.select().from(auditLog).where(own);
  expect(audits).toMatchObject([
    { actorType: "system", data: { reason: "failing", held: 3, consecutive_failures: 12 } },
  ]);
  const [notice] = await db.select().from(notices).where(eq(notices.endpointId, id));
  expect(notice?.data).toMatchObject({ reason: "failing", held: 3, consecutive_failures: 12 });
  // Mail is not set up.
  expect(notice?.mailAt).toBeNull();
});

test.each([
  ["too few failures", { failingSince: ago(6 * DAY), consecutiveFailures: 9 }],
  ["too short a time between them", { failingSince: ago(6 * DAY), lastFailureAt: ago(5.6 * DAY) }],
  ["not yet five days", { failingSince: ago(5 * DAY - 60) }],
])("%s: not disabled", async (_, values) => {
  const id = await failing(values);
  await reviewEndpoint(db, { endpointId: id });
  await reviewFailing(db);
  expect(await row(id)).toMatchObject({ status: "enabled", disabledReason: null });
});

test("410 twice within a minute is a slip, a minute apart it is gone", async () => {
  const id = await failing({ failingSince: ago(90), goneAt: ago(90), lastGoneAt: ago(31) });
  await reviewFailing(db);
  expect((await row(id))?.status).toBe("enabled");
  await set(id, { lastGoneAt: ago(30) });
  await reviewFailing(db);
  expect(await row(id)).toMatchObject({ status: "disabled", disabledReason: "gone" });
  expect(await told(id)).toEqual(["endpoint_disabled"]);
});

test("410 from a real receiver, twice a minute apart, disables without waiting for the cron", async () => {
  const sink = await startWebhookSink((response) => response.writeHead(410).end());
  const id = await failing(
    { consecutiveFailures: 0, lastFailureAt: null, maxInFlight: 1 },
    sink.url,
  );
  await db.execute(sql`update payment.webhook_deliveries set next_attempt_at = now() + interval '1 hour'
    where endpoint_id = ${id} and id > (select min(id) from payment.webhook_deliveries where endpoint_id = ${id})`);
  await runDeliveries(db, UNTIL_IDLE);
  expect(await row(id)).toMatchObject({ status: "enabled", consecutiveFailures: 1 });
  await set(id, { goneAt: ago(61) });
  await makeAllDue(db);
  await runDeliveries(db, UNTIL_IDLE);
  expect(await row(id)).toMatchObject({ status: "disabled", disabledReason: "gone" });
  expect(sink.received.length).toBeLessThanOrEqual(3);
  // The cron puts on hold what was under way meanwhile.
  expect(await statuses(id)).toContain("held");
  await sink.close();
});

test("24 hours and a day before the end are told once each, and the end of it", async () => {
  const id = await failing({ failingSince: ago(DAY - 60) });
  await reviewFailing(db);
  expect(await told(id)).toEqual([]);
  await set(id, { failingSince: ago(DAY + 60) });
  for (const _ of [1, 2]) await reviewFailing(db);
  expect(await told(id)).toEqual(["endpoint_failing"]);
  // The notice is younger than the failing, as it would be.
  await set(id, { failingSince: ago(4 * DAY + 60) });
  for (const _ of [1, 2]) await reviewFailing(db);
  expect(await told(id)).toEqual(["endpoint_failing", "endpoint_disable_soon"]);
  const well = { failingSince: null, consecutiveFailures: 0, lastSuccessAt: sql`now()` };
  await set(id, well);
  for (const _ of [1, 2]) await reviewFailing(db);
  expect(await told(id)).toEqual([
    "endpoint_failing",
    "endpoint_disable_soon",
    "endpoint_recovered",
  ]);
  // A later outage is told anew.
  await db.execute(
    sql`update payment.notices set created_at = created_at - interval '10 days' where endpoint_id = ${id}`,
  );
  await set(id, { failingSince: ago(DAY + 60) });
  await reviewFailing(db);
  expect((await told(id)).at(-1)).toBe("endpoint_failing");
});

test("a recovery of which nothing was told is not told either", async () => {
  const id = await failing({ failingSince: ago(HOUR) });
  await reviewFailing(db);
  await set(id, { failingSince: null, consecutiveFailures: 0, lastSuccessAt: sql`now()` });
  await reviewEndpoint(db, { endpointId: id });
  expect(await told(id)).toEqual([]);
});

test("the fourth failure of a delivery is told at once, at most one an hour, and the end of the outage too", async () => {
  let answer = 500;
  const sink = await startWebhookSink((response) => response.writeHead(answer).end());
  const shop = await makeShop(db);
  const { endpoint } = await makeEndpoint(db, shop, sink.url);
  const { id } = endpoint;
  const [first, second] = [await makeNews(db, shop), await makeNews(db, shop)];
  for (const nth of [1, 2, 3, 4, 5]) {
    await makeAllDue(db);
    await set(id, { openUntil: null, consecutiveFailures: 0 });
    await runDeliveries(db, UNTIL_IDLE);
    expect(await told(id)).toEqual(nth < 4 ? [] : ["delivery_failing"]);
  }
  const [notice] = await db.select().from(notices).where(eq(notices.endpointId, id));
  expect(notice?.data).toMatchObject({
    type: "transaction.paid",
    attempt: 4,
    url: endpoint.url,
    errors: [{ status: 500, error: "http_status" }],
  });
  expect([first.eventId, second.eventId]).toContain(notice?.data.event_id);
  // It failed for longer than this test takes.
  await db.execute(sql`update payment.notices
    set data = data || jsonb_build_object('failing_since', now() - interval '10 minutes') where endpoint_id = ${id}`);
  answer = 200;
  await makeAllDue(db);
  await set(id, { openUntil: null });
  await runDeliveries(db, UNTIL_IDLE);
  expect(await told(id)).toEqual(["delivery_failing", "endpoint_recovered"]);
  await sink.close();
});
