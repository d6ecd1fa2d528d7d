import { eq } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { appProviderAccounts } from "@/db/schema/apps";
import { providerAccounts } from "@/db/schema/tenants";
import * as environment from "@/lib/env";
import { makeAccount, makeApp, makeTenant } from "@/lib/testing/factories";
import { consoleContext, makeOperator } from "@/lib/testing/make-operator";
import { testDatabase } from "@/lib/testing/test-context";
import { describeDeployment } from "./describe-deployment";
import { listAccounts } from "./list-accounts";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("the facts are those of the environment and the database, and no secret is among them", async () => {
  const secrets = {
    APP_SECRET_PREVIOUS: "previous-secret-of-more-than-32-bytes-xxxx",
    ADMIN_JWT_SECRET: "jwt-secret-of-more-than-32-bytes-xxxxxxxx",
    CRON_SECRET: "cron-secret-of-the-test",
    ZARINPAL_ACCESS_TOKEN: "access-token-of-the-test",
    ZARINPAL_MERCHANT_ID: "11111111-2222-4333-8444-55555555abcd",
  };
  const real = environment.env();
  const own = { ...secrets, PUBLIC_URL: "https://pay.shop.example", CRON_INTERNAL: false };
  vi.spyOn(environment, "env").mockReturnValue({ ...real, ...own });
  const ctx = await consoleContext(db, await makeOperator(db, { role: "viewer" }));
  const { settings, runtime } = await describeDeployment(ctx);
  expect(settings).toMatchObject({
    publicUrl: "https://pay.shop.example",
    callbackUrl: "https://pay.shop.example/callback/zarinpal",
    callbackDomain: "pay.shop.example",
    previousSecret: true,
    zarinpal: { merchant: "****abcd", refunds: true },
    adminJwt: { secret: true, jwksUrl: null },
    cron: { internal: false, ownSecret: true },
  });
  expect(runtime.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(Number.parseFloat(runtime.postgres)).toBeGreaterThanOrEqual(15);
  expect(runtime.migrations.pending).toBe(false);
  expect(runtime.migrations.applied).toBeGreaterThan(3);
  expect(Math.abs(runtime.clockAheadMs)).toBeLessThan(10_000);
  expect(runtime.startedAt.getTime()).toBeLessThan(Date.now());
  const said = JSON.stringify({ settings, runtime });
  for (const secret of [...Object.values(secrets), real.APP_SECRET, real.DATABASE_URL]) {
    expect(said).not.toContain(secret);
  }
});

test("accounts are the tenant's own, the shared ones first, with how many apps are linked", async () => {
  const owner = await makeTenant(db);
  const own = await makeAccount(db, owner, "live");
  await db.update(providerAccounts).set({ sharedAt: null }).where(eq(providerAccounts.id, own.id));
  const shared = await makeAccount(db, owner, "test");
  await makeAccount(db, await makeTenant(db));
  for (let i = 0; i < 2; i++) {
    const { id: appId } = await makeApp(db, {}, owner);
    const link = { appId, mode: "live", provider: "zarinpal", accountId: own.id } as const;
    await db.insert(appProviderAccounts).values(link);
  }
  const { tenantId } = owner;
  const ctx = await consoleContext(db, await makeOperator(db, { tenantId, role: "viewer" }));
  const accounts = await listAccounts(ctx);
  expect(accounts.map(({ id, apps, mode }) => [id, apps, mode])).toEqual([
    [shared.id, 0, "test"],
    [own.id, 2, "live"],
  ]);
  expect(JSON.stringify(accounts)).not.toContain(own.merchantId);
});
