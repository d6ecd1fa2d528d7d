import { eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { apiKeys, clientApps } from "@/db/schema/apps";
import { demoShops } from "@/db/schema/demo";
import { webhookEndpoints } from "@/db/schema/webhooks";
import { env } from "@/lib/env";
import { findSigningKey } from "@/lib/keys/find-signing-key";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { testDatabase } from "@/lib/testing/test-context";
import { ensureDemoShop } from "./ensure-demo-shop";

let db: Database;

beforeAll(async () => {
  db = await testDatabase();
  await ensureDefaults(db);
});
beforeEach(() => {
  env().PUBLIC_URL = "http://localhost:3000";
});

const endpoints = () =>
  db.select().from(webhookEndpoints).where(isNull(webhookEndpoints.deletedAt));

test("visitors who come together sign the shop up once", async () => {
  const shops = await Promise.all(Array.from({ length: 8 }, () => ensureDemoShop(db)));
  expect(new Set(shops.map(({ key }) => key)).size).toBe(1);
  expect(await ensureDemoShop(db)).toEqual(shops[0]);
  expect(await db.select().from(clientApps)).toHaveLength(1);
  expect(await endpoints()).toMatchObject([
    { mode: "test", url: "http://localhost:3000/demo/webhook" },
  ]);
});

test("its key is a test key that signs, and its secrets lie sealed", async () => {
  const shop = await ensureDemoShop(db);
  expect(await findSigningKey(db, shop.key)).toMatchObject({ mode: "test", secret: shop.secret });
  const [row] = await db.select().from(demoShops);
  for (const secret of [shop.secret, shop.webhookSecret ?? ""]) {
    expect(secret).not.toBe("");
    expect(JSON.stringify(row)).not.toContain(secret);
  }
});

test("a revoked key is replaced, for the same app", async () => {
  const before = await ensureDemoShop(db);
  await db.update(apiKeys).set({ revokedAt: new Date() }).where(eq(apiKeys.publicId, before.key));
  const after = await ensureDemoShop(db);
  expect(after.key).not.toBe(before.key);
  expect(await db.select().from(clientApps)).toHaveLength(1);
  expect(await endpoints()).toHaveLength(1);
});

test("another PUBLIC_URL moves its return origin and its webhook endpoint", async () => {
  await ensureDemoShop(db);
  env().PUBLIC_URL = "http://localhost:3300";
  expect((await ensureDemoShop(db)).baseUrl).toBe("http://localhost:3300");
  const [app] = await db.select().from(clientApps);
  expect(app?.returnOrigins).toEqual(["http://localhost:3300"]);
  expect(await endpoints()).toMatchObject([{ url: "http://localhost:3300/demo/webhook" }]);
});

test("under a public name it has no webhook: the broker never calls itself", async () => {
  env().PUBLIC_URL = "https://pay.example.ir";
  expect((await ensureDemoShop(db)).webhookSecret).toBeNull();
  expect(await endpoints()).toEqual([]);
});
