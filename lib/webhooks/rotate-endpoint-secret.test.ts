import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { webhookEndpoints } from "@/db/schema/webhooks";
import type { TenantId } from "@/lib/context";
import { makeShop, type Shop } from "@/lib/testing/factories";
import { makeEndpoint } from "@/lib/testing/news";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { openEndpointSecrets } from "./endpoint-secrets";
import { rotateEndpointSecret } from "./rotate-endpoint-secret";

let db: Database;
let shop: Shop;
beforeAll(async () => {
  db = await testDatabase();
  shop = await makeShop(db);
});

const rotate = (endpointId: string, overlapSeconds: number) =>
  rotateEndpointSecret(
    testContext(db, {
      type: "operator",
      tenantId: shop.tenantId as TenantId,
      operatorId: "operator-1",
      role: "admin",
    }),
    { endpointId, overlapSeconds },
  );
const signing = async (id: string, inSeconds = 0) => {
  const [row] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
  if (!row) throw new Error("no endpoint");
  return openEndpointSecrets(row, Date.now() + inSeconds * 1_000);
};
const make = () => makeEndpoint(db, shop, "http://localhost:4000/hook");

test("the old secret signs beside the new one until its time is over", async () => {
  const { endpoint, secret: old } = await make();
  const startedAt = Date.now();
  const { endpoint: shown, secret } = await rotate(endpoint.id, 60);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await signing(endpoint.id, 0)).toEqual([secret, old]);
  expect(await signing(endpoint.id, 61)).toEqual([secret]);
  const endsMs = shown.oldSecretExpiresAt?.getTime() ?? 0;
  expect(endsMs - startedAt).toBeGreaterThanOrEqual(60_000);
  expect(endsMs - Date.now()).toBeLessThanOrEqual(60_000);
  const audits = await db.select().from(auditLog).where(eq(auditLog.entityId, endpoint.id));
  expect(audits).toMatchObject([
    { action: "webhook_endpoint.create" },
    { action: "webhook_endpoint.rotate_secret", data: { overlap_seconds: 60 } },
  ]);
  expect(JSON.stringify([shown, audits])).not.toMatch(/whsec_|k1:/);
});

test("with no overlap the old secret signs no more at once", async () => {
  const { endpoint } = await make();
  const { endpoint: shown, secret } = await rotate(endpoint.id, 0);
  expect(await signing(endpoint.id)).toEqual([secret]);
  expect(shown.oldSecretExpiresAt).toBeNull();
});

test("a later rotation does not prolong an older secret, and at most two old ones sign", async () => {
  const { endpoint, secret: first } = await make();
  const second = await rotate(endpoint.id, 60);
  const third = await rotate(endpoint.id, 3_600);
  expect(await signing(endpoint.id)).toEqual([third.secret, second.secret, first]);
  expect(await signing(endpoint.id, 61)).toEqual([third.secret, second.secret]);
  const fourth = await rotate(endpoint.id, 3_600);
  expect(await signing(endpoint.id)).toEqual([fourth.secret, third.secret, second.secret]);
});

test("two rotations at once: both answers sign", async () => {
  const { endpoint, secret: old } = await make();
  const both = await Promise.all([rotate(endpoint.id, 600), rotate(endpoint.id, 600)]);
  const now = await signing(endpoint.id);
  expect(new Set(now)).toEqual(new Set([...both.map(({ secret }) => secret), old]));
});
