import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { webhookEndpoints } from "@/db/schema/webhooks";
import type { ActorOf, Context, TenantId } from "@/lib/context";
import { mintId, ulid } from "@/lib/ids/mint-id";
import { makeApp, makeKey, makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { addDays, dayStart, tehranDate } from "@/lib/time/tehran-days";
import { countApps } from "./count-apps";
import { getAppStakes } from "./get-app-stakes";
import { isSlugFree } from "./is-slug-free";
import { listAppLines } from "./list-app-lines";
import { listDailyVolumes } from "./list-daily-volumes";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});

const asViewer = ({ tenantId }: { tenantId: string }): Context<ActorOf<"operator">> =>
  testContext(db, {
    type: "operator",
    tenantId: tenantId as TenantId,
    operatorId: "op",
    role: "viewer",
  });
const makeEndpoint = (
  shop: Shop,
  status: "enabled" | "paused" | "disabled",
  given: Partial<typeof webhookEndpoints.$inferInsert> = {},
) =>
  db.insert(webhookEndpoints).values({
    id: mintId("endpoint"),
    tenantId: shop.tenantId,
    appId: shop.app.id,
    mode: "test",
    url: "https://shop.example/hook",
    secretEnc: "sealed",
    status,
    ...given,
  });
const [past, ahead] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];

test("a line counts what works in the mode, and nothing of the other", async () => {
  const shop = await makeShop(db);
  const used = new Date("2026-11-20T08:00:00Z");
  await makeKey(db, shop.app, { expiresAt: ahead, lastUsedAt: new Date("2026-11-19T08:00:00Z") });
  await makeKey(db, shop.app, { expiresAt: past, lastUsedAt: used });
  await makeKey(db, shop.app, { revokedAt: past });
  await makeKey(db, shop.app, { mode: "live", lastUsedAt: ahead });
  await makeEndpoint(shop, "enabled");
  await makeEndpoint(shop, "disabled");
  await makeEndpoint(shop, "enabled", { mode: "live" });
  await makeEndpoint(shop, "enabled", { deletedAt: past });
  const ask = { mode: "test", archived: false, limit: 10 } as const;
  const { rows } = await listAppLines(asViewer(shop), ask);
  expect(rows).toMatchObject([
    {
      app: { id: shop.app.id, returnOrigins: shop.app.returnOrigins },
      keys: { working: 2, lastUsedAt: used },
      endpoints: { enabled: 1, paused: 0, disabled: 1 },
    },
  ]);
  const live = await listAppLines(asViewer(shop), { ...ask, mode: "live" });
  expect(live.rows[0]).toMatchObject({
    keys: { working: 1, lastUsedAt: ahead },
    endpoints: { enabled: 1, paused: 0, disabled: 0 },
  });
});

test("pages are newest first, and archived apps are a list of their own", async () => {
  const shop = await makeShop(db);
  const second = await makeApp(db, {}, shop);
  const third = await makeApp(db, {}, shop);
  const gone = await makeApp(db, { archivedAt: past }, shop);
  await makeKey(db, gone);
  const ctx = asViewer(shop);
  const ask = { mode: "test", archived: false, limit: 2 } as const;
  const first = await listAppLines(ctx, ask);
  expect(first.rows.map(({ id }) => id)).toEqual([third.id, second.id]);
  const next = await listAppLines(ctx, { ...ask, cursor: first.nextCursor ?? "" });
  expect(next.rows.map(({ id }) => id)).toEqual([shop.app.id]);
  expect(next.nextCursor).toBeNull();
  const archived = await listAppLines(ctx, { ...ask, archived: true });
  expect(archived.rows).toMatchObject([{ id: gone.id, keys: { working: 0 } }]);
  expect(await countApps(ctx)).toEqual({ inUse: 3, archived: 1 });
  expect(await countApps(asViewer(await makeShop(db)))).toEqual({ inUse: 1, archived: 0 });
});

test("volumes are paid money by Tehran day, today the last of seven", async () => {
  const shop = await makeShop(db);
  const now = new Date();
  const day = (ago: number) => dayStart(addDays(tehranDate(now), -ago));
  const paidOn = (ago: number, amountRials: bigint, given: object = {}) => {
    const createdAt = new Date(day(ago).getTime() + 1000);
    return makeTransaction(db, shop, {
      id: mintId("transaction"),
      status: "paid",
      paidAt: createdAt,
      createdAt,
      amountRials,
      ...given,
    });
  };
  await paidOn(0, 10_000n);
  await paidOn(0, 20_000n);
  await paidOn(0, 90_000n, { status: "failed", paidAt: null });
  await paidOn(6, 40_000n, { id: `trx_${ulid(day(6).getTime())}` });
  await paidOn(7, 80_000n, { id: `trx_${ulid(day(7).getTime())}` });
  const volumes = await listDailyVolumes(asViewer(shop), { mode: "test", now });
  expect([...volumes]).toEqual([[shop.app.id, [40_000n, 0n, 0n, 0n, 0n, 0n, 30_000n]]]);
  expect((await listDailyVolumes(asViewer(shop), { mode: "live", now })).size).toBe(0);
});

test("what is at stake are open payments, working keys and endpoints, of both modes", async () => {
  const shop = await makeShop(db);
  await makeTransaction(db, shop, { status: "open" });
  await makeTransaction(db, shop, { status: "created" });
  await makeTransaction(db, shop, { status: "failed" });
  await makeKey(db, shop.app, { mode: "live" });
  await makeKey(db, shop.app, { expiresAt: past });
  await makeEndpoint(shop, "paused");
  await makeEndpoint(shop, "enabled", { mode: "live" });
  const stakes = await getAppStakes(asViewer(shop), shop.app.id);
  expect(stakes).toEqual({ open: 2, keys: 2, endpoints: 2 });
  const other = await makeShop(db);
  expect((await getAppStakes(asViewer(other), shop.app.id)).keys).toBe(0);
});

test("a slug is free unless another app of the tenant has it, archived or not", async () => {
  const shop = await makeShop(db);
  const gone = await makeApp(db, { archivedAt: past }, shop);
  const ctx = asViewer(shop);
  const { id, slug } = shop.app;
  expect(await isSlugFree(ctx, { slug })).toBe(false);
  expect(await isSlugFree(ctx, { slug, exceptAppId: id })).toBe(true);
  expect(await isSlugFree(ctx, { slug: gone.slug })).toBe(false);
  expect(await isSlugFree(asViewer(await makeShop(db)), { slug })).toBe(true);
});
