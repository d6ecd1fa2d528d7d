import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { alerts } from "@/db/schema/money";
import { auditLog } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { attempts, transactionEvents, transactions } from "@/db/schema/transactions";
import { webhookEvents } from "@/db/schema/webhooks";
import type { ActorOf, Context, Role, TenantId } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { makeShop, makeTransaction, type Shop, shopContext } from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { claimAttempt } from "./claim-attempt";
import { findViewById, type TransactionView } from "./find-transaction";
import { inquireTransaction } from "./inquire-transaction";
import { openTransaction } from "./open-transaction";
import { receiveCallback } from "./receive-callback";
import { recheckTransaction } from "./recheck-transaction";
import { reconcileDue } from "./reconcile-due";
import { requestBody } from "./schema";

let provider: ProviderDouble;
let db: Database;
let shop: Shop;
let orders = 0;

beforeAll(async () => {
  provider = await startProviderDouble();
  process.env.SANDBOX_URL = provider.url;
  db = await testDatabase();
  shop = await makeShop(db);
});
afterAll(() => provider.close());

function operator(role: Role = "support", of: Shop = shop): Context<ActorOf<"operator">> {
  const tenantId = of.tenantId as TenantId;
  return testContext(db, { type: "operator", tenantId, operatorId: "usr_test", role });
}

async function open(of: Shop = shop) {
  const input = requestBody.parse({
    order_id: `R-${++orders}`,
    amount: 15000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, of), input);
  return { id: transaction.id, authority: attempt?.authority ?? "" };
}

const shopper = () => testContext(db, { type: "shopper" });
const comeBack = (authority: string, status: "OK" | "NOK") =>
  receiveCallback(shopper(), "zarinpal", { Authority: authority, Status: status });
const callsOf = (name: string, authority: string) =>
  provider.callsOf(name).filter(({ body }) => body.authority === authority).length;
const newsOf = async (id: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, id))).map(
    ({ type }) => type,
  );
const eventsOf = (id: string, type: string) =>
  db
    .select()
    .from(transactionEvents)
    .where(and(eq(transactionEvents.transactionId, id), eq(transactionEvents.type, type)));

test("a payment whose shopper never came back is found, settled and told of, by the operator's hand", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  const found = await recheckTransaction(operator(), id);
  expect(found).toMatchObject({ result: "answered", transaction: { id, status: "paid" } });
  expect(found.exchanges.map(({ call }) => call)).toEqual(["inquiry", "verify"]);
  expect(found.exchanges.at(-1)?.response).toMatchObject({ status: 200 });
  expect(JSON.stringify(found.exchanges)).not.toContain(shop.account.merchantId);
  expect(await newsOf(id)).toEqual(["transaction.paid"]);
  expect(await eventsOf(id, "transaction.paid")).toMatchObject([
    { actorType: "operator", actorId: "usr_test" },
  ]);
  const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audit.filter(({ actorType }) => actorType === "operator")).toMatchObject([
    { action: "transaction.recheck", actorId: "usr_test", data: { status: "open" } },
    { action: "transaction.paid", actorId: "usr_test" },
  ]);
});

test("two rechecks and the shopper at once: one verify, one payment, one piece of news", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  const [one, other] = await Promise.all([
    recheckTransaction(operator(), id),
    recheckTransaction(operator(), id),
    comeBack(authority, "OK"),
    inquireTransaction(shopContext(db, shop), { id }),
  ]);
  for (const told of [one, other]) {
    expect(told).toMatchObject({ result: "answered", transaction: { status: "paid" } });
  }
  expect(callsOf("verify", authority)).toBe(1);
  expect(await eventsOf(id, "transaction.paid")).toHaveLength(1);
  expect(await newsOf(id)).toEqual(["transaction.paid"]);
});

test("a recheck that meets another process asking waits for its answer and does not ask as well", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  const [attempt] = await db.select().from(attempts).where(eq(attempts.transactionId, id));
  const elsewhere = await claimAttempt(shopper(), attempt?.id ?? "", { by: "reconcile" });
  expect(elsewhere).not.toBeNull();
  const waiting = recheckTransaction(operator(), id);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(callsOf("inquiry", authority) + callsOf("verify", authority)).toBe(0);
  // The other one dies; its lease runs out and the one who waited takes over.
  await db.update(attempts).set({ leaseUntil: sql`now()` }).where(eq(attempts.transactionId, id));
  expect((await waiting).transaction.status).toBe("paid");
  expect(callsOf("verify", authority)).toBe(1);
});

test("what the provider does not know stays unknown, and what it said is told", async () => {
  const { id, authority } = await open();
  await comeBack(authority, "OK");
  provider.fail("verify", { status: 502, body: "<html>Bad gateway</html>" });
  const unknown = await recheckTransaction(operator(), id);
  expect(unknown).toMatchObject({ result: "answered", transaction: { status: "verifying" } });
  expect(unknown.exchanges).toMatchObject([{ call: "verify", response: { status: 502 } }]);
  provider.fail("verify", "drop");
  const silent = await recheckTransaction(operator(), id);
  expect(silent.exchanges).toMatchObject([{ call: "verify", response: null }]);
  expect(silent.transaction.status).toBe("verifying");
});

test("of what ended unpaid nothing is asked", async () => {
  const { id, authority } = await open();
  await comeBack(authority, "NOK");
  const before = provider.calls.length;
  const known = await recheckTransaction(operator(), id);
  expect(known).toMatchObject({
    result: "final",
    transaction: { status: "canceled" },
    exchanges: [],
  });
  expect(provider.calls.length).toBe(before);
});

test("of a paid one the provider is asked how it sees it; one it took back is told of, and stays paid", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  await comeBack(authority, "OK");
  const alertsOf = () =>
    db
      .select()
      .from(alerts)
      .where(sql`kind = 'provider_reversed' and data ->> 'transaction_id' = ${id}`);
  const same = await recheckTransaction(operator(), id);
  expect(same).toMatchObject({ result: "answered", exchanges: [{ call: "inquiry" }] });
  expect(await alertsOf()).toEqual([]);
  provider.fail("inquiry", "drop");
  const silent = await recheckTransaction(operator(), id);
  expect(silent.exchanges).toMatchObject([{ call: "inquiry", response: null }]);
  expect(await alertsOf()).toEqual([]);
  provider.takeBack(authority);
  const taken = await recheckTransaction(operator(), id);
  expect(taken).toMatchObject({ result: "answered", transaction: { status: "paid" } });
  expect(await alertsOf()).toMatchObject([{ tenantId: shop.app.tenantId, times: 1 }]);
});

test("one that was reversed from here is no news", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  await comeBack(authority, "OK");
  const found = (await findViewById(db, id)) as TransactionView;
  await db.insert(refunds).values({
    id: mintId("refund"),
    transactionId: id,
    mode: "test",
    tenantId: shop.tenantId,
    appId: shop.app.id,
    attemptId: found.attempt?.id as string,
    provider: "zarinpal",
    method: "reverse",
    status: "succeeded",
    contentHash: "none",
    amountRials: 150_000n,
    amountSent: 15_000n,
    currency: "IRT",
    requestedByType: "app",
    requestedById: shop.key.id,
    sentAt: new Date(),
    endedAt: new Date(),
  });
  provider.takeBack(authority);
  expect(await recheckTransaction(operator(), id)).toMatchObject({ result: "answered" });
  const told = await db
    .select()
    .from(alerts)
    .where(eq(alerts.subject, found.attempt?.id as string));
  expect(told).toEqual([]);
});

test("late money that a callback was told of without a certain answer is found by a recheck", async () => {
  const accepting = await makeShop(db);
  await db
    .update(clientApps)
    .set({ latePayment: "accept" })
    .where(eq(clientApps.id, accepting.app.id));
  const { id, authority } = await open(accepting);
  await comeBack(authority, "NOK");
  const ended = await recheckTransaction(operator("support", accepting), id);
  expect(ended).toMatchObject({ result: "final", transaction: { status: "canceled" } });
  provider.pay(authority);
  provider.fail("verify", "drop");
  await comeBack(authority, "OK");
  const late = await recheckTransaction(operator("support", accepting), id);
  expect(late).toMatchObject({ result: "answered", transaction: { status: "paid" } });
  expect(late.transaction.lateAt).not.toBeNull();
});

test("what the reconciler gave up on is asked about again; still unknown, it stays with the operator", async () => {
  const { id, authority } = await open();
  await comeBack(authority, "OK");
  await db
    .update(attempts)
    .set({ createdAt: sql`now() - interval '4 days'`, nextCheckAt: sql`now()` })
    .where(eq(attempts.transactionId, id));
  await reconcileDue(testContext(db, { type: "system", job: "reconcile" }), 5_000);
  const given = await db.select().from(transactions).where(eq(transactions.id, id));
  expect(given).toMatchObject([{ status: "verifying", exception: "never_answered" }]);

  provider.fail("verify", "drop");
  const still = await recheckTransaction(operator(), id);
  expect(still).toMatchObject({ result: "answered", transaction: { exception: "never_answered" } });
  expect(still.attempt?.nextCheckAt).toBeNull();
  provider.pay(authority);
  const found = await recheckTransaction(operator(), id);
  expect(found.transaction).toMatchObject({ status: "paid", exception: null });
});

test("another amount is for a person: the provider is not asked again", async () => {
  const { id, authority } = await open();
  provider.pay(authority);
  const session = provider.session(authority);
  if (session) session.amount = 1;
  await comeBack(authority, "OK");
  const before = provider.calls.length;
  expect(await recheckTransaction(operator(), id)).toMatchObject({
    result: "frozen",
    transaction: { status: "verifying", exception: "amount_mismatch" },
    exchanges: [],
  });
  expect(provider.calls.length).toBe(before);
});

test("without a session at the provider there is nothing to ask", async () => {
  const { id } = await makeTransaction(db, shop, { status: "created" });
  expect(await recheckTransaction(operator(), id)).toMatchObject({
    result: "not_opened",
    transaction: { status: "created" },
  });
});

test("one transaction is rechecked so often and no more, others meanwhile are", async () => {
  const [one, other] = [await open(), await open()];
  for (let i = 0; i < 3; i++) await recheckTransaction(operator(), one.id);
  const asked = provider.calls.length;
  const refused = recheckTransaction(operator(), one.id);
  await expect(refused).rejects.toMatchObject({ code: "rate_limited" });
  expect(provider.calls.length).toBe(asked);
  expect((await recheckTransaction(operator(), other.id)).result).toBe("answered");
});

test("a viewer may not, and another tenant's is not there; neither leaves a trace", async () => {
  const { id } = await open();
  const before = provider.calls.length;
  await expect(recheckTransaction(operator("viewer"), id)).rejects.toMatchObject({
    reason: "scope_missing",
  });
  const stranger = await makeShop(db);
  for (const [ctx, wanted] of [
    [operator("owner", stranger), id],
    [operator(), "trx_00000000000000000000000000"],
    [operator(), "nonsense"],
  ] as const) {
    await expect(recheckTransaction(ctx, wanted)).rejects.toMatchObject({
      code: "not_found",
      reason: "transaction_not_found",
    });
  }
  expect(provider.calls.length).toBe(before);
  const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audit.map(({ action }) => action)).not.toContain("transaction.recheck");
});
