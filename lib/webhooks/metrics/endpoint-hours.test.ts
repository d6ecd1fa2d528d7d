import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema/notices";
import { webhookEndpointHours } from "@/db/schema/webhooks";
import type { TenantId } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { listEndpointNotices } from "@/lib/notices/list-endpoint-notices";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { LATENCY_BUCKETS_MS } from "../latency-buckets";
import { endpointHours } from "./endpoint-hours";

const HOUR_MS = 3_600_000;
let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
});

const viewer = (tenantId: string) =>
  testContext(db, {
    type: "operator",
    tenantId: tenantId as TenantId,
    operatorId: "operator-1",
    role: "viewer",
  });

test("an endpoint's last hours are all there, the one under way last, and nobody else's", async () => {
  const { endpoint } = await makeEndpoint(db, shop, "https://hook.example/");
  const thisHour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const latencyCounts = Array<number>(LATENCY_BUCKETS_MS.length + 1).fill(0);
  const outcome = (back: number, delivered: number, failed: number) => ({
    endpointId: endpoint.id,
    hour: new Date(thisHour - back * HOUR_MS),
    ...{ delivered, failed, latencyCounts },
  });
  await db
    .insert(webhookEndpointHours)
    .values([outcome(0, 3, 1), outcome(2, 5, 0), outcome(3, 9, 9)]);
  const ask = { endpointId: endpoint.id, hours: 3 };
  const hours = await endpointHours(viewer(shop.tenantId), ask);
  expect(hours.map(({ delivered, failed }) => [delivered, failed])).toEqual([
    [5, 0],
    [0, 0],
    [3, 1],
  ]);
  expect(hours.at(-1)?.at.getTime()).toBe(thisHour);
  const other = await makeShop(db);
  const theirs = await endpointHours(viewer(other.tenantId), ask);
  expect(theirs.map(({ delivered }) => delivered)).toEqual([0, 0, 0]);
});

test("what was told of an endpoint is listed newest first, to its tenant only", async () => {
  const { endpoint } = await makeEndpoint(db, shop, "https://hook.example/");
  const { tenantId, mode, id: endpointId } = endpoint;
  const ids: string[] = [];
  for (const kind of ["delivery_failing", "endpoint_disabled"] as const) {
    const id = mintId("notice");
    ids.push(id);
    await db.insert(notices).values({ id, tenantId, mode, kind, endpointId, data: {} });
  }
  const told = await listEndpointNotices(viewer(tenantId), { endpointId, limit: 10 });
  expect(told.map(({ id }) => id)).toEqual(ids.toSorted().toReversed());
  const other = await makeShop(db);
  expect(await listEndpointNotices(viewer(other.tenantId), { endpointId, limit: 10 })).toEqual([]);
});
