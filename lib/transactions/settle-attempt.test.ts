import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { providerAccounts } from "@/db/schema/tenants";
import { attempts, transactions } from "@/db/schema/transactions";
import { makeShop, makeTransaction, type Shop, shopContext } from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { claimAttempt, type Trigger } from "./claim-attempt";
import { openTransaction } from "./open-transaction";
import { requestBody } from "./schema";
import { settleAttempt } from "./settle-attempt";

const OK: Trigger = { by: "callback", hint: "ok" };
const NOT_OK: Trigger = { by: "callback", hint: "not_ok" };
let provider: ProviderDouble;
let db: Database;
let orders = 0;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
});
afterAll(() => provider.close());

async function open(shop: Shop) {
  const input = requestBody.parse({
    order_id: `P-${++orders}`,
    amount: 15000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, shop), input);
  const target = { transactionId: transaction.id, attemptId: attempt?.id ?? "" };
  return { target, authority: attempt?.authority ?? "", orderId: transaction.orderId };
}
const system = () => testContext(db, { type: "system", job: "reconcile" });
const settle = (target: { transactionId: string; attemptId: string }, trigger: Trigger) =>
  settleAttempt(system(), target, trigger);
const callsOf = (authority: string) =>
  provider.calls.filter(({ body }) => body.authority === authority).map(({ name }) => name);

test("who waits is answered when patience ends, though the provider is silent", async () => {
  const { target } = await open(await makeShop(db));
  provider.fail("verify", "hang");
  const startedAt = performance.now();
  const view = await settleAttempt(system(), target, OK, 300);
  expect(view.transaction.status).toBe("verifying");
  expect(performance.now() - startedAt).toBeLessThan(4_000);
});

test("the reconciler does not wait for somebody who asks already", async () => {
  const { target, authority } = await open(await makeShop(db));
  expect(await claimAttempt(system(), target.attemptId, { by: "recheck" })).not.toBeNull();
  const startedAt = performance.now();
  await settle(target, { by: "reconcile" });
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(callsOf(authority)).toEqual([]);
});

test("an account counts as silent when the provider is, not when the shopper takes time", async () => {
  const shop = await makeShop(db);
  const { target, authority } = await open(shop);
  const silentSince = async () => {
    const rows = await db
      .select()
      .from(providerAccounts)
      .where(eq(providerAccounts.id, shop.account.id));
    return rows[0]?.unansweredSince;
  };
  await settle(target, { by: "reconcile" });
  expect(await silentSince()).toBeNull();
  await settle(target, OK);
  expect(await silentSince()).toBeNull();
  provider.fail("verify", "drop");
  await settle(target, OK);
  expect(await silentSince()).toEqual(expect.any(Date));
  provider.pay(authority);
  expect((await settle(target, OK)).transaction.status).toBe("paid");
  expect(await silentSince()).toBeNull();
});

test.each([
  ["PAID", null],
  ["VERIFIED", "paid_twice"],
] as const)(
  "late money of an order that was paid meanwhile is never verified; %s: %s",
  async (state, exception) => {
    const shop = await makeShop(db);
    await db
      .update(clientApps)
      .set({ latePayment: "accept" })
      .where(eq(clientApps.id, shop.app.id));
    const { target, authority, orderId } = await open(shop);
    await settle(target, NOT_OK);
    await makeTransaction(db, shop, { orderId, status: "paid", paidAt: new Date() });
    const session = provider.session(authority);
    if (session) session.state = state;
    await settle(target, OK);
    expect(callsOf(authority)).toEqual(["verify", "inquiry"]);
    const [row] = await db
      .select()
      .from(transactions)
      .where(eq(transactions.id, target.transactionId));
    expect(row).toMatchObject({ status: "canceled", exception });
    const [attempt] = await db.select().from(attempts).where(eq(attempts.id, target.attemptId));
    expect(attempt).toMatchObject({ nextCheckAt: null, leaseToken: null });
  },
);
