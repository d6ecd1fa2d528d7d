import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { merchantProfiles, tenants } from "@/db/schema/tenants";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { adminCall } from "@/lib/testing/admin-call";
import { expectDocumented } from "@/lib/testing/expect-documented";
import { makeAccount, makeApp, makeKey, makeShop } from "@/lib/testing/factories";
import { makeBacklog, makeEndpoint } from "@/lib/testing/news";
import { testDatabase } from "@/lib/testing/test-context";
import { countOutcome } from "@/lib/webhooks/metrics/count-outcome";
import { flushOutcomes } from "@/lib/webhooks/metrics/flush-outcomes";
import { GET } from "./route";

let db: Database;
let endpointId: string;
let foreignId: string;
beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
  const [tenant] = await db.select().from(tenants);
  const [profile] = await db.select().from(merchantProfiles);
  if (!tenant || !profile) throw new Error("no default tenant");
  const owner = { tenantId: tenant.id, profileId: profile.id };
  const app = await makeApp(db, {}, owner);
  const shop = {
    ...owner,
    account: await makeAccount(db, owner),
    app,
    key: await makeKey(db, app),
  };
  const { endpoint } = await makeEndpoint(db, shop, "http://127.0.0.1:9999/");
  endpointId = endpoint.id;
  await makeBacklog(db, endpoint, 3);
  foreignId = (await makeEndpoint(db, await makeShop(db), "http://127.0.0.1:9999/")).endpoint.id;
  for (const isDelivered of [true, true, true, false]) {
    countOutcome(db, { endpointId, isDelivered, durationMs: 40 });
  }
  await flushOutcomes();
});

const read = (query: Record<string, string>) => adminCall(GET, { role: "viewer", query });

test("it says what waits and how tries went, as documented", async () => {
  const answer = await read({ mode: "test" });
  expect(answer.status).toBe(200);
  expectDocumented("webhookMetrics", answer);
  expect(answer.body).toMatchObject({ pending: 3, delivered: 3, failed: 1, success_ratio: 0.75 });
  expect(answer.body.oldest_due_seconds).toBeGreaterThanOrEqual(59);
  expect(answer.body.endpoints).toMatchObject([{ id: endpointId, breaker: "closed", pending: 3 }]);
  const live = await read({});
  expectDocumented("webhookMetrics", live);
  expect(live.body).toMatchObject({ mode: "live", hours: 24, endpoints: [], success_ratio: null });
});

test("one endpoint alone, and nonsense refused", async () => {
  const one = await read({ mode: "test", endpoint_id: endpointId, hours: "1" });
  expectDocumented("webhookMetrics", one);
  expect(one.body.endpoints).toHaveLength(1);
  for (const query of [
    { mode: "test", endpoint_id: foreignId },
    { mode: "live", endpoint_id: endpointId },
  ]) {
    expect((await read(query)).body).toMatchObject({ endpoints: [], pending: 0, delivered: 0 });
  }
  for (const [query, reason] of [
    [{ hours: "0" }, "out_of_range"],
    [{ hours: "721" }, "out_of_range"],
    [{ hours: "x" }, "invalid_type"],
    [{ app_id: "app_1" }, "unknown_member"],
  ] as const) {
    const refused = await read(query);
    expectDocumented("webhookMetrics", refused);
    expect(refused.body.error).toMatchObject({ reason });
  }
});
