import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as callback } from "@/app/callback/zarinpal/route";
import type { Database } from "@/db/client";
import { apiKeys, clientApps } from "@/db/schema/apps";
import { auditLog } from "@/db/schema/operators";
import { transactions } from "@/db/schema/transactions";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
import { makeKey, makeShop, type Shop } from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { checkTestReturn } from "./check-test-return";
import { getTestPayment } from "./get-test-payment";
import { startTestPayment } from "./start-test-payment";

let provider: ProviderDouble;
let db: Database;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
});
afterAll(() => provider.close());

const asOperator = (shop: Shop, role: Role = "owner"): Context<ActorOf<"operator">> =>
  testContext(db, {
    type: "operator",
    tenantId: shop.tenantId as TenantId,
    operatorId: `op-${role}`,
    role,
  });
const wish = (shop: Shop) => ({
  appId: shop.app.id,
  amount: 15_000,
  returnUrl: null,
  description: "پرداخت آزمایشی",
  locale: "fa" as const,
});
const auditOf = (shop: Shop) =>
  db.select().from(auditLog).where(eq(auditLog.entityId, shop.app.id));

test("support opens a payment as the app's key would, and the audit names the person", async () => {
  const shop = await makeShop(db);
  const ctx = asOperator(shop, "support");
  const started = await startTestPayment(ctx, wish(shop));
  const { transaction, steps } = await getTestPayment(ctx, {
    appId: shop.app.id,
    transactionId: started.transactionId,
  });
  expect(transaction).toMatchObject({
    mode: "test",
    keyId: shop.key.id,
    amountRials: 150_000n,
    status: "open",
    metadata: { test_payment: true },
    returnUrl: `http://localhost:3000/admin/apps/${shop.app.id}/test-payment/return`,
  });
  expect(started.payUrl).toBe(`http://localhost:3000/pay/${transaction.id}`);
  expect(steps.map(({ state }) => state)).toEqual(["done", "doing", "todo", "todo", "todo"]);
  expect(await auditOf(shop)).toMatchObject([
    { action: "app.test_payment", actorId: "op-support", requestId: ctx.requestId },
  ]);
  const [key] = await db.select().from(apiKeys).where(eq(apiKeys.id, shop.key.id));
  expect(key?.lastUsedAt, "its site did nothing").toBeNull();
});

test("paid at the bank it comes back to the console, with a signature the library takes", async () => {
  const shop = await makeShop(db);
  const ctx = asOperator(shop);
  const { transactionId } = await startTestPayment(ctx, wish(shop));
  const named = { appId: shop.app.id, transactionId };
  const authority = (await getTestPayment(ctx, named)).attempt?.authority ?? "";
  provider.pay(authority);
  const answer = await callback(
    new NextRequest(`http://localhost:3000/callback/zarinpal?Authority=${authority}&Status=OK`),
    { params: Promise.resolve({}) },
  );
  const back = new URL(answer.headers.get("location") ?? "");
  expect(back.pathname).toBe(`/admin/apps/${shop.app.id}/test-payment/return`);
  const checked = await checkTestReturn(ctx, shop.app.id, back.searchParams);
  expect(checked?.fault).toBeNull();
  expect(checked?.parameters).toContainEqual({ name: "transaction_id", value: transactionId });
  const { steps } = await getTestPayment(ctx, named);
  expect(steps.map(({ key, state }) => `${key} ${state}`)).toEqual([
    "created done",
    "handed_off skipped",
    "returned done",
    "verified done",
    "webhook skipped",
  ]);

  back.searchParams.set("status", "failed");
  const forged = await checkTestReturn(ctx, shop.app.id, back.searchParams);
  expect(forged?.fault).not.toBeNull();
  const stranger = await makeShop(db);
  const foreign = await checkTestReturn(asOperator(stranger), stranger.app.id, back.searchParams);
  expect(foreign?.fault).toBe("unknown_key");
  expect(await checkTestReturn(ctx, shop.app.id, new URLSearchParams("a=1"))).toBeNull();
});

test("a return URL of the operator's own choice obeys the app's origins", async () => {
  const shop = await makeShop(db);
  const ctx = asOperator(shop);
  const returnUrl = "https://shop.example/return?from=console";
  const { transactionId } = await startTestPayment(ctx, { ...wish(shop), returnUrl });
  const [row] = await db.select().from(transactions).where(eq(transactions.id, transactionId));
  expect(row?.returnUrl).toBe(returnUrl);
  for (const other of ["https://evil.example/", "http://localhost:3000/admin", "javascript:1"]) {
    await expect(startTestPayment(ctx, { ...wish(shop), returnUrl: other })).rejects.toMatchObject({
      reason: "return_url_not_allowed",
      details: { field: "return_url" },
    });
  }
});

test("it signs with the newest key that may sign in test mode, and with none it is refused", async () => {
  const shop = await makeShop(db);
  const ctx = asOperator(shop);
  const keyOf = async () => {
    const { transactionId } = await startTestPayment(ctx, wish(shop));
    const [row] = await db.select().from(transactions).where(eq(transactions.id, transactionId));
    return row?.keyId;
  };
  const newer = await makeKey(db, shop.app);
  await makeKey(db, shop.app, { mode: "live" });
  const leaving = await makeKey(db, shop.app, { expiresAt: new Date(Date.now() + 60_000) });
  expect(await keyOf()).toBe(newer.id);
  const revoked = { revokedAt: new Date() };
  await db.update(apiKeys).set(revoked).where(eq(apiKeys.id, newer.id));
  await db.update(apiKeys).set(revoked).where(eq(apiKeys.id, shop.key.id));
  expect(await keyOf()).toBe(leaving.id);
  await db.update(apiKeys).set(revoked).where(eq(apiKeys.id, leaving.id));
  await expect(keyOf()).rejects.toMatchObject({ reason: "key_not_found" });
});

test("a viewer, another tenant and an app out of use open nothing and leave no trace", async () => {
  const shop = await makeShop(db);
  const stranger = await makeShop(db);
  const start = (ctx: Context<ActorOf<"operator">>) => startTestPayment(ctx, wish(shop));
  await expect(start(asOperator(shop, "viewer"))).rejects.toMatchObject({
    reason: "scope_missing",
  });
  await expect(start(asOperator(stranger))).rejects.toMatchObject({ reason: "app_not_found" });
  const set = (changes: Partial<typeof clientApps.$inferInsert>) =>
    db.update(clientApps).set(changes).where(eq(clientApps.id, shop.app.id));
  await set({ suspendedAt: new Date() });
  await expect(start(asOperator(shop))).rejects.toMatchObject({ reason: "app_suspended" });
  await set({ suspendedAt: null, archivedAt: new Date() });
  await expect(start(asOperator(shop))).rejects.toMatchObject({ reason: "app_not_found" });
  const tooLittle = { ...wish(stranger), amount: 1 };
  await expect(startTestPayment(asOperator(stranger), tooLittle)).rejects.toMatchObject({
    reason: "amount_too_small",
    details: { field: "amount" },
  });
  expect(await auditOf(shop)).toEqual([]);
  expect(await auditOf(stranger)).toEqual([]);
  expect(await db.$count(transactions, eq(transactions.appId, shop.app.id))).toBe(0);
});

test("another app's payment, and a live one, are not there", async () => {
  const [shop, other] = [await makeShop(db), await makeShop(db)];
  const ctx = asOperator(shop);
  const { transactionId } = await startTestPayment(ctx, wish(shop));
  const missing = { reason: "transaction_not_found" };
  await expect(
    getTestPayment(asOperator(other), { appId: other.app.id, transactionId }),
  ).rejects.toMatchObject(missing);
  await expect(getTestPayment(ctx, { appId: other.app.id, transactionId })).rejects.toMatchObject(
    missing,
  );
});
