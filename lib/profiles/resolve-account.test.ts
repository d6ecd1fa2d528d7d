import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { appProviderAccounts } from "@/db/schema/apps";
import {
  merchantProfiles,
  providerAccounts,
  providerCredentials,
  tenants,
} from "@/db/schema/tenants";
import * as environment from "@/lib/env";
import { makeApp, makeTenant } from "@/lib/testing/factories";
import { testDatabase } from "@/lib/testing/test-context";
import { ensureAccount } from "./ensure-account";
import { ensureDefaults, SANDBOX_MERCHANT_ID } from "./ensure-defaults";
import { getAccount } from "./get-account";
import { resolveAccount } from "./resolve-account";

const SHARED = "11111111-1111-4111-8111-111111111111";
const OWN = "22222222-2222-4222-8222-222222222222";
const NEXT = "33333333-3333-4333-8333-333333333333";

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function withEnvironment(changes: Partial<environment.Environment>) {
  const real = environment.env();
  vi.spyOn(environment, "env").mockReturnValue({ ...real, ...changes });
}

async function defaults() {
  const [found] = await db
    .select({ tenantId: tenants.id, profileId: merchantProfiles.id })
    .from(tenants)
    .innerJoin(merchantProfiles, eq(merchantProfiles.tenantId, tenants.id))
    .where(eq(tenants.slug, "default"));
  if (!found) throw new Error("no defaults");
  return found;
}

test("processes that start together make one of everything", async () => {
  await Promise.all([ensureDefaults(db), ensureDefaults(db), ensureDefaults(db)]);
  await ensureDefaults(db);
  const { tenantId, profileId } = await defaults();
  const accounts = await db
    .select()
    .from(providerAccounts)
    .where(eq(providerAccounts.tenantId, tenantId));
  expect(accounts.map(({ mode, sharedAt }) => [mode, sharedAt !== null])).toEqual([["test", true]]);
  const ask = { appId: "app_none", profileId, mode: "test" as const };
  const account = await resolveAccount(db, ask);
  expect(account).toMatchObject({
    provider: "zarinpal",
    credential: SANDBOX_MERCHANT_ID,
    baseUrl: "http://localhost:3000/sandbox/zarinpal",
  });
  expect(await resolveAccount(db, { ...ask, mode: "live" })).toBeNull();
});

test("a new ZARINPAL_MERCHANT_ID takes over and the former account stays reachable by id", async () => {
  withEnvironment({ ZARINPAL_MERCHANT_ID: SHARED });
  await ensureDefaults(db);
  const { profileId } = await defaults();
  const ask = { appId: "app_none", profileId, mode: "live" as const };
  const before = await resolveAccount(db, ask);
  expect(before).toMatchObject({ credential: SHARED, baseUrl: "https://payment.zarinpal.com" });
  withEnvironment({ ZARINPAL_MERCHANT_ID: NEXT });
  await ensureDefaults(db);
  expect((await resolveAccount(db, ask))?.credential).toBe(NEXT);
  expect((await getAccount(db, before?.accountId ?? "")).credential).toBe(SHARED);
  withEnvironment({ ZARINPAL_MERCHANT_ID: SHARED });
  await ensureDefaults(db);
  expect((await resolveAccount(db, ask))?.accountId).toBe(before?.accountId);
});

test("an app's own account comes before the shared one, in its own mode only", async () => {
  const owner = await makeTenant(db);
  const app = await makeApp(db, {}, owner);
  const merchant = { ...owner, provider: "zarinpal" as const };
  for (const mode of ["test", "live"] as const) {
    const id = await ensureAccount(db, { ...merchant, mode, identity: SHARED });
    await db
      .update(providerAccounts)
      .set({ sharedAt: new Date() })
      .where(eq(providerAccounts.id, id));
  }
  const accountId = await ensureAccount(db, { ...merchant, mode: "live", identity: OWN });
  await db
    .insert(appProviderAccounts)
    .values({ appId: app.id, mode: "live", provider: "zarinpal", accountId });
  const ask = { appId: app.id, profileId: owner.profileId };
  const [live, sandbox, other, unknown] = await Promise.all([
    resolveAccount(db, { ...ask, mode: "live" }),
    resolveAccount(db, { ...ask, mode: "test", provider: "zarinpal" }),
    resolveAccount(db, { ...ask, appId: "app_other", mode: "live" }),
    resolveAccount(db, { ...ask, mode: "live", provider: "nobody" }),
  ]);
  expect(live?.credential).toBe(OWN);
  expect(sandbox?.credential).toBe(SHARED);
  expect(other?.credential).toBe(SHARED);
  expect(unknown).toBeNull();
});

test("an app whose own credential lapsed never falls back to the shared merchant", async () => {
  const owner = await makeTenant(db);
  const app = await makeApp(db, {}, owner);
  const merchant = { ...owner, provider: "zarinpal" as const, mode: "live" as const };
  const shared = await ensureAccount(db, { ...merchant, identity: SHARED });
  await db
    .update(providerAccounts)
    .set({ sharedAt: new Date() })
    .where(eq(providerAccounts.id, shared));
  const accountId = await ensureAccount(db, { ...merchant, identity: OWN });
  await db
    .insert(appProviderAccounts)
    .values({ appId: app.id, mode: "live", provider: "zarinpal", accountId });
  await db
    .update(providerCredentials)
    .set({ effectiveUntil: new Date(Date.now() - 1000) })
    .where(eq(providerCredentials.accountId, accountId));
  expect(
    await resolveAccount(db, { appId: app.id, profileId: owner.profileId, mode: "live" }),
  ).toBeNull();
  // Money opened with it can still be asked about.
  expect((await getAccount(db, accountId)).credential).toBe(OWN);
});

test("the same merchant named from two processes at once is one account", async () => {
  const owner = await makeTenant(db);
  const merchant = {
    ...owner,
    provider: "zarinpal" as const,
    mode: "test" as const,
    identity: OWN,
  };
  const ids = await Promise.all(Array.from({ length: 6 }, () => ensureAccount(db, merchant)));
  expect(new Set(ids).size).toBe(1);
  const other = await makeTenant(db);
  expect(await ensureAccount(db, { ...merchant, ...other })).not.toBe(ids[0]);
});

test("a merchant is found again after APP_SECRET was rotated", async () => {
  const owner = await makeTenant(db);
  const merchant = {
    ...owner,
    provider: "zarinpal" as const,
    mode: "test" as const,
    identity: OWN,
  };
  const id = await ensureAccount(db, merchant);
  const { APP_SECRET } = environment.env();
  vi.resetModules();
  process.env.APP_SECRET_PREVIOUS = APP_SECRET;
  process.env.APP_SECRET = "another-test-only-app-secret-of-more-than-32-bytes";
  try {
    const after = await import("./ensure-account");
    expect(await after.ensureAccount(db, merchant)).toBe(id);
  } finally {
    process.env.APP_SECRET = APP_SECRET;
    delete process.env.APP_SECRET_PREVIOUS;
  }
});
