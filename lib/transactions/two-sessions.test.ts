import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { alerts, ledgerEntries } from "@/db/schema/money";
import { attempts, transactions } from "@/db/schema/transactions";
import { mintId } from "@/lib/ids/mint-id";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { type ProviderDouble, startProviderDouble } from "@/lib/testing/provider-double";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { claimAttempt } from "./claim-attempt";
import { getView } from "./find-transaction";
import { openTransaction } from "./open-transaction";
import { receiveCallback } from "./receive-callback";
import { reconcileDue } from "./reconcile-due";
import { recordOpened } from "./record-opened";
import { recordPaid } from "./record-paid";
import { requestBody } from "./schema";

// A process that stalled while it asked for a session gets its answer after a retry made another one.

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

/** A session at the provider that no attempt of ours holds yet. */
async function sessionOf(amountRials: number): Promise<string> {
  const response = await fetch(`${provider.url}/pg/v4/payment/request.json`, {
    method: "POST",
    body: JSON.stringify({ amount: amountRials }),
  });
  return (await response.json()).data.authority;
}

/** A transaction with two open sessions: the first one's answer came after the second was there. */
async function twoSessions() {
  const input = requestBody.parse({
    order_id: `T-${++orders}`,
    amount: 15000,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
  });
  const opened = await openTransaction(shopContext(db, shop), input);
  const { transaction, attempt } = opened;
  if (!attempt?.authority) throw new Error("not opened");
  const stalled = mintId("attempt");
  await db.execute(sql`
    insert into payment.attempts (id, transaction_id, mode, account_id, provider, status, ended_at)
    values (${stalled}, ${transaction.id}, 'test', ${attempt.accountId}, 'zarinpal', 'lost', now())`);
  const token = await sessionOf(150_000);
  const account = { accountId: attempt.accountId, provider: "zarinpal" };
  const exchange = { call: "request", request: {}, response: null, durationMs: 1 };
  const tried = { transactionId: transaction.id, attemptId: stalled, exchange };
  const answer = { token, feeRials: null };
  const late = () => recordOpened(shopContext(db, shop), transaction, account, tried, answer);
  return { id: transaction.id, early: attempt, late, stalled: { id: stalled, authority: token } };
}
const system = () => testContext(db, { type: "system", job: "reconcile" });
const comeBack = (authority: string, Status: "OK" | "NOK") =>
  receiveCallback(testContext(db, { type: "shopper" }), "zarinpal", {
    Authority: authority,
    Status,
  });
const due = (id: string) =>
  db.update(attempts).set({ nextCheckAt: sql`now()` }).where(eq(attempts.transactionId, id));
const statusOf = async (id: string) => (await getView(db, id)).transaction.status;

test("the attempt that can be paid speaks for its transaction, not the newest that cannot", async () => {
  const { id, early } = await twoSessions();
  expect((await getView(db, id)).attempt?.id).toBe(early.id);
});

test("a NOK at one session does not end what may be paid at the other", async () => {
  const { id, early, late, stalled } = await twoSessions();
  await late();
  provider.pay(stalled.authority);
  await comeBack(early.authority ?? "", "NOK");
  expect(await statusOf(id)).not.toBe("canceled");
  await reconcileDue(system(), 20_000);
  expect(await statusOf(id)).toBe("paid");
  expect((await getView(db, id)).attempt?.id).toBe(stalled.id);
});

test("a transaction expires only after both sessions were asked about", async () => {
  const { id, late } = await twoSessions();
  await late();
  await db
    .update(transactions)
    .set({ expiresAt: sql`now() - interval '1 minute'` })
    .where(eq(transactions.id, id));
  await due(id);
  await reconcileDue(system(), 20_000);
  await due(id);
  await reconcileDue(system(), 20_000);
  expect(await statusOf(id)).toBe("expired");
  const rows = await db.select().from(attempts).where(eq(attempts.transactionId, id));
  expect(rows.map(({ checks }) => checks).every((checks) => checks > 0)).toBe(true);
});

test("an answer that comes after the end opens nothing, and its token is kept for late money", async () => {
  const { id, early, late, stalled } = await twoSessions();
  await comeBack(early.authority ?? "", "NOK");
  expect(await statusOf(id)).toBe("canceled");
  await late();
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, stalled.id));
  expect(attempt).toMatchObject({
    status: "unpaid",
    authority: stalled.authority,
    nextCheckAt: null,
  });
  provider.pay(stalled.authority);
  await comeBack(stalled.authority, "OK");
  expect(await statusOf(id)).toBe("canceled");
  expect(provider.session(stalled.authority)?.state).toBe("PAID");
});

test("both paid, both verified in the same moment: one is booked, a person hears of the other", async () => {
  const { id, early, late, stalled } = await twoSessions();
  await late();
  const claims = await Promise.all(
    [early.id, stalled.id].map((attemptId) =>
      claimAttempt(system(), attemptId, { by: "reconcile" }),
    ),
  );
  for (const [at, claim] of claims.entries()) {
    if (!claim) throw new Error("not claimed");
    const verified = {
      refId: `77${orders}${at}`,
      cardPan: null,
      cardHash: null,
      feeRials: null,
      repeated: false,
    };
    await recordPaid(system(), claim, verified, []);
  }
  const booked = await db.select().from(ledgerEntries).where(eq(ledgerEntries.transactionId, id));
  expect(booked.filter(({ kind }) => kind === "payment")).toHaveLength(2);
  const told = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.subject, stalled.authority), isNull(alerts.resolvedAt)));
  expect(told).toMatchObject([{ kind: "provider_only_payment", data: { transaction_id: id } }]);
});
