import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { alerts, ledgerEntries } from "@/db/schema/money";
import { providerAccounts } from "@/db/schema/tenants";
import { attempts, transactions } from "@/db/schema/transactions";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { nextCheckSeconds } from "./backoff";
import { findPayPage } from "./find-pay-page";
import { openTransaction } from "./open-transaction";
import { receiveCallback } from "./receive-callback";
import { reconcileDue } from "./reconcile-due";
import { requestBody } from "./schema";
import { settleAttempt } from "./settle-attempt";
import { sweepUnverified } from "./sweep-unverified";

let provider: ProviderDouble;
let db: Database;
let shop: Shop;
let orders = 0;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
});
beforeEach(async () => {
  shop = await makeShop(db);
});
afterAll(() => provider.close());

async function open() {
  const input = requestBody.parse({
    order_id: `R-${++orders}`,
    amount: 15000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, shop), input);
  if (!attempt?.authority) throw new Error("not opened");
  return {
    id: transaction.id,
    attemptId: attempt.id,
    accountId: attempt.accountId,
    authority: attempt.authority,
  };
}
const system = () => testContext(db, { type: "system", job: "reconcile" });
const callback = (authority: string) =>
  receiveCallback(testContext(db, { type: "shopper" }), "zarinpal", {
    Authority: authority,
    Status: "OK",
  });
const set = (attemptId: string, change: Partial<Record<"nextCheckAt", unknown>>) =>
  db
    .update(attempts)
    .set(change as object)
    .where(eq(attempts.id, attemptId));
const inHours = (hours: number) => sql`now() + make_interval(hours => ${hours})`;
const statusOf = async (id: string) =>
  (await db.select().from(transactions).where(eq(transactions.id, id)))[0]?.status;
async function secondsToCheck(attemptId: string): Promise<number | null> {
  const [row] = await db.execute<{ seconds: number | null }>(sql`
    select extract(epoch from next_check_at - now())::float8 as seconds
    from payment.attempts where id = ${attemptId}`);
  return row?.seconds ?? null;
}
const makeSweepDue = (accountId: string) =>
  db
    .update(providerAccounts)
    .set({ nextSweepAt: sql`now()` })
    .where(eq(providerAccounts.id, accountId));
const alertsOf = (subject: string) =>
  db
    .select()
    .from(alerts)
    .where(and(eq(alerts.subject, subject), isNull(alerts.resolvedAt)));
const expire = (id: string) =>
  db
    .update(transactions)
    .set({ expiresAt: sql`now() - interval '1 minute'` })
    .where(eq(transactions.id, id));

test("at least five looks fall into the ten minutes after a payment may have happened", () => {
  for (const status of ["open", "verifying"] as const) {
    let [at, looks] = [0, 0];
    while (at <= 600) at += nextCheckSeconds(status, ++looks);
    expect(looks - 1).toBeGreaterThanOrEqual(5);
  }
});

test("a shopper who is sent on late is looked after within a minute all the same", async () => {
  const { id, attemptId } = await open();
  await db
    .update(attempts)
    .set({ rung: 9, nextCheckAt: inHours(1) })
    .where(eq(attempts.id, attemptId));
  await findPayPage(id);
  expect(await secondsToCheck(attemptId)).toBeLessThanOrEqual(60);
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  expect(attempt?.rung).toBe(0);
});

test("a provider that answers again is asked within a minute about all that it left unknown", async () => {
  const [waiting, other] = [await open(), await open()];
  provider.pay(waiting.authority);
  provider.fail("verify", "drop");
  await callback(waiting.authority);
  expect(await statusOf(waiting.id)).toBe("verifying");
  await set(waiting.attemptId, { nextCheckAt: inHours(6) });

  provider.pay(other.authority);
  await callback(other.authority);
  expect(await statusOf(other.id)).toBe("paid");
  expect(await secondsToCheck(waiting.attemptId)).toBeLessThanOrEqual(60);
  await set(waiting.attemptId, { nextCheckAt: sql`now()` });
  await reconcileDue(system(), 20_000);
  expect(await statusOf(waiting.id)).toBe("paid");
});

test("a provider that went silent is tried again within seconds, by whoever runs the jobs", async () => {
  const waiting = await open();
  provider.pay(waiting.authority);
  provider.fail("verify", "drop");
  await callback(waiting.authority);
  await set(waiting.attemptId, { nextCheckAt: inHours(6) });
  const [account] = await db.execute<{ seconds: number }>(sql`
    select extract(epoch from next_sweep_at - now())::float8 as seconds
    from payment.provider_accounts where id = ${waiting.accountId}`);
  expect(account?.seconds).toBeLessThanOrEqual(20);
  await makeSweepDue(waiting.accountId);
  await sweepUnverified(system());
  expect(await statusOf(waiting.id)).toBe("paid");
});

test("a payment that nobody came back from is found in the list of unverified ones", async () => {
  const { id, attemptId, accountId, authority } = await open();
  provider.pay(authority);
  await set(attemptId, { nextCheckAt: inHours(6) });
  await makeSweepDue(accountId);
  expect(await sweepUnverified(system())).toBeGreaterThanOrEqual(1);
  expect(await statusOf(id)).toBe("paid");
  // Every five minutes, whoever asks.
  const before = provider.callsOf("unVerified").length;
  await sweepUnverified(system());
  expect(provider.callsOf("unVerified").length).toBe(before);
});

test("a payment that only the provider knows is told of, once, until it is gone there", async () => {
  const { attemptId, accountId, authority } = await open();
  provider.pay(authority);
  // As after a restored backup: we never heard of it.
  await db.update(attempts).set({ authority: null }).where(eq(attempts.id, attemptId));
  for (let round = 0; round < 2; round++) {
    await makeSweepDue(accountId);
    await sweepUnverified(system());
  }
  const [alert, ...more] = await alertsOf(authority);
  expect(more).toEqual([]);
  expect(alert).toMatchObject({
    kind: "provider_only_payment",
    tenantId: shop.app.tenantId,
    mode: "test",
    times: 2,
    data: { account_id: accountId, amount_rials: 150_000 },
  });
  provider.decline(authority);
  await makeSweepDue(accountId);
  await sweepUnverified(system());
  expect(await alertsOf(authority)).toEqual([]);
});

test("late money: the app's to accept, or else an operator's", async () => {
  const [first, second] = [await open(), await open()];
  for (const { id, attemptId } of [first, second]) {
    await expire(id);
    await set(attemptId, { nextCheckAt: sql`now()` });
  }
  await reconcileDue(system(), 20_000);
  expect(await statusOf(first.id)).toBe("expired");
  provider.pay(first.authority);
  provider.pay(second.authority);
  await makeSweepDue(first.accountId);
  await sweepUnverified(system());
  expect(await statusOf(first.id)).toBe("expired");
  expect(await alertsOf(first.attemptId)).toMatchObject([
    { kind: "late_payment", data: { transaction_id: first.id, amount_rials: 150_000 } },
  ]);
  expect(provider.session(first.authority)?.state).toBe("PAID");

  const target = { transactionId: first.id, attemptId: first.attemptId };
  const { transaction } = await settleAttempt(system(), target, { by: "accept" });
  expect(transaction.status).toBe("paid");
  expect(transaction.lateAt).not.toBeNull();
  const entries = await db
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.transactionId, first.id), eq(ledgerEntries.kind, "payment")));
  expect(entries.map(({ amountRials }) => amountRials).sort()).toEqual([-150_000n, 150_000n]);

  await db.update(clientApps).set({ latePayment: "accept" }).where(eq(clientApps.id, shop.app.id));
  await makeSweepDue(second.accountId);
  await sweepUnverified(system());
  expect(await statusOf(second.id)).toBe("paid");
  expect(await alertsOf(first.attemptId)).toEqual([]);
});

test("an operator's try to accept that gets no answer is not repeated by itself", async () => {
  const { id, attemptId, authority } = await open();
  await expire(id);
  await set(attemptId, { nextCheckAt: sql`now()` });
  await reconcileDue(system(), 20_000);
  provider.pay(authority);
  provider.fail("verify", "drop");
  await settleAttempt(system(), { transactionId: id, attemptId }, { by: "accept" });
  expect(await statusOf(id)).toBe("expired");
  expect(await secondsToCheck(attemptId)).toBeNull();
});

test("one account is asked no faster than its limit; what is over it waits its turn", async () => {
  const opened = await Promise.all(Array.from({ length: 45 }, open));
  for (const { attemptId } of opened) await set(attemptId, { nextCheckAt: sql`now()` });
  const before = provider.callsOf("inquiry").length;
  await reconcileDue(system(), 1);
  const asked = provider.callsOf("inquiry").length - before;
  expect(asked).toBeGreaterThanOrEqual(20);
  expect(asked).toBeLessThan(40);
  const waits = await Promise.all(opened.map(({ attemptId }) => secondsToCheck(attemptId)));
  expect(waits.every((seconds) => seconds !== null)).toBe(true);
  expect(waits.filter((seconds) => (seconds as number) < 10).length).toBe(45 - asked);
});

test("after ZarinPal's -12 the reconciler leaves the account alone for a while; a shopper does not wait", async () => {
  const [busy, due, back] = [await open(), await open(), await open()];
  const tooMany = JSON.stringify({
    data: {},
    errors: { message: "To many attempts, please try again later.", code: -12, validations: [] },
  });
  provider.pay(busy.authority);
  provider.fail("verify", { status: 401, body: tooMany });
  await callback(busy.authority);
  expect(await statusOf(busy.id)).toBe("verifying");
  await set(due.attemptId, { nextCheckAt: sql`now()` });
  await reconcileDue(system(), 20_000);
  expect(await secondsToCheck(due.attemptId)).toBeLessThanOrEqual(0);
  provider.pay(back.authority);
  await callback(back.authority);
  expect(await statusOf(back.id)).toBe("paid");
});
