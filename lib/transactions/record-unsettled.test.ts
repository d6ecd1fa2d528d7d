import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { attempts, transactionEvents, transactions } from "@/db/schema/transactions";
import { makeAttempt, makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { actReally, openReally } from "@/lib/testing/real-payment";
import { type Simulator, startSimulator } from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { nextCheckSeconds } from "./backoff";
import { type Claim, claimAttempt } from "./claim-attempt";
import { recordException, recordUndecided, recordUnpaid } from "./record-unsettled";
import { settleAttempt } from "./settle-attempt";

let simulator: Simulator;
let db: Database;
beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
});
afterAll(() => simulator.close());

test("the last question is asked on the third day, and then a person is, however slow the ladder got", async () => {
  const payment = await openReally(db, await makeShop(db));
  await actReally(db, payment, "pay");
  const ctx = testContext(db, { type: "system", job: "reconcile" });
  const target = { transactionId: payment.id, attemptId: payment.attemptId };
  const askAtAge = async (age: string) => {
    await db.execute(sql`
      update payment.attempts set created_at = now() - ${age}::interval, rung = 20, lease_until = null
      where id = ${payment.attemptId}`);
    simulator.lose(/inquiry/, "before");
    simulator.lose(/verify/, "before");
    await settleAttempt(ctx, target, { by: "reconcile" });
    const [row] = await db.execute(sql`
      select t.exception, extract(epoch from a.next_check_at - a.created_at)::int as at
      from payment.attempts a join payment.transactions t on t.id = a.transaction_id
      where a.id = ${payment.attemptId}`);
    return row;
  };
  const DAYS_3 = 3 * 86_400;
  // At first a day is far from the end; the transaction's own expiry is long past.
  await db.execute(sql`
    update payment.transactions set status = 'verifying', expires_at = now() - interval '1 hour' where id = ${payment.id}`);
  expect(await askAtAge("36 hours")).toEqual({ exception: null, at: 60 * 3_600 });
  const late = await askAtAge("71 hours");
  expect(late?.exception).toBeNull();
  expect(Number(late?.at)).toBeGreaterThan(DAYS_3);
  expect(Number(late?.at)).toBeLessThanOrEqual(DAYS_3 + 2);
  expect(await askAtAge("72 hours 2 seconds")).toEqual({ exception: "never_answered", at: null });
});

const CALLS = ["inquiry", "verify"] as const;
const exchanges = (...calls: (typeof CALLS)[number][]) =>
  calls.map((call) => ({ call, request: {}, response: null, durationMs: 20 }));
const system = () => testContext(db, { type: "system", job: "reconcile" });
type Given = Parameters<typeof makeTransaction>[2];

/** A payment that somebody is asking about. */
async function claimed(given: Given = {}, attempt: Parameters<typeof makeAttempt>[3] = {}) {
  const shop = await makeShop(db);
  const { id } = await makeTransaction(db, shop, given);
  const { id: attemptId } = await makeAttempt(db, shop, { id }, attempt);
  const claim = await claimAttempt(system(), attemptId, { by: "reconcile" });
  if (!claim) throw new Error("not claimed");
  return claim;
}

const rowsOf = async ({ transaction, attempt }: Claim) => {
  const [t] = await db.select().from(transactions).where(eq(transactions.id, transaction.id));
  const [a] = await db.select().from(attempts).where(eq(attempts.id, attempt.id));
  const events = await db
    .select()
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, transaction.id))
    .orderBy(transactionEvents.seq);
  const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, transaction.id));
  return { t, a, events, audit };
};

describe("nothing certain", () => {
  test.each([
    ["open", ["inquiry"], "open", 5],
    // An answer to verify may have been a yes: from there it is asked often again.
    ["open", ["inquiry", "verify"], "verifying", 1],
    ["verifying", ["verify", "inquiry"], "verifying", 5],
    ["verifying", ["inquiry"], "verifying", 5],
  ] as const)("in %s after %s: %s, and step %d of the ladder", async (status, calls, to, rung) => {
    const claim = await claimed({ status }, { rung: 4 });
    const heard = exchanges(...calls);
    await recordUndecided(system(), claim, { why: "timeout" }, heard);
    const { t, a, events } = await rowsOf(claim);
    expect(t?.status).toBe(to);
    expect(a).toMatchObject({ rung, leaseToken: null, leaseUntil: null });
    expect(events).toMatchObject([
      {
        type: "check.undecided",
        data: { why: "timeout", exchanges: heard, next_check_seconds: nextCheckSeconds(to, rung) },
        durationMs: 20 * calls.length,
      },
    ]);
  });
});

describe("on hold", () => {
  test.each([
    ["paid_twice", false, true],
    ["amount_mismatch", true, true],
    ["amount_mismatch", false, false],
  ] as const)(
    "what had ended, for %s, taken by an operator %s: %s",
    async (reason, taken, holds) => {
      const claim = await claimed({}, taken ? { lateAcceptedAt: new Date() } : {});
      await db
        .update(transactions)
        .set({ status: "expired", failureReason: "expired", endedAt: new Date() })
        .where(eq(transactions.id, claim.transaction.id));
      await recordException(system(), claim, reason, exchanges("verify"), { more: 1 });
      const { t, a, events, audit } = await rowsOf(claim);
      expect(t).toMatchObject({ status: "expired", exception: holds ? reason : null });
      expect(a?.nextCheckAt).toBeNull();
      // What the provider said is written down either way.
      expect(events).toMatchObject([
        {
          type: "transaction.excepted",
          data: { reason, more: 1, exchanges: exchanges("verify") },
          durationMs: 20,
        },
      ]);
      expect(audit).toMatchObject([{ action: "transaction.except", data: { reason } }]);
    },
  );

  test("what is so already is told of again only when there is something to tell", async () => {
    const claim = await claimed({ status: "verifying" });
    await recordException(system(), claim, "never_answered", []);
    expect((await rowsOf(claim)).events).toHaveLength(1);
    await recordException(system(), claim, "never_answered", []);
    expect((await rowsOf(claim)).events).toHaveLength(1);
    await recordException(system(), claim, "amount_mismatch", exchanges("verify"));
    const { t, events } = await rowsOf(claim);
    expect(events).toHaveLength(2);
    expect(t?.exception).toBe("never_answered");
  });
});

describe("an end without a payment", () => {
  const failure = { code: "-51", reason: "payment_failed" } as const;

  test("is told of with what the provider said, once", async () => {
    const claim = await claimed({ status: "verifying" });
    const heard = exchanges("verify", "inquiry");
    await recordUnpaid(system(), claim, { to: "failed", failure }, heard);
    await recordUnpaid(system(), claim, { to: "expired", failure }, heard);
    const { t, events, audit } = await rowsOf(claim);
    expect(t).toMatchObject({ status: "failed", failureCode: "-51" });
    expect(events).toMatchObject([
      { type: "transaction.failed", data: { failure, exchanges: heard }, durationMs: 40 },
    ]);
    expect(audit).toMatchObject([{ action: "transaction.failed", data: { failure } }]);
  });

  test("of one session while the other may be paid ends that session only", async () => {
    const claim = await claimed({ status: "verifying" });
    const { accountId, mode } = claim.attempt;
    const other = { account: { id: accountId, mode } } as Shop;
    const second = await makeAttempt(db, other, claim.transaction, { nextCheckAt: null });
    await recordUnpaid(system(), claim, { to: "failed", failure }, exchanges("verify"));
    const { t, a, events, audit } = await rowsOf(claim);
    expect([t?.status, a?.status]).toEqual(["verifying", "unpaid"]);
    expect(events).toMatchObject([
      {
        type: "attempt.ended",
        data: { as: "failed", failure, exchanges: exchanges("verify") },
        durationMs: 20,
      },
    ]);
    expect(audit).toEqual([]);
    const [left] = await db.select().from(attempts).where(eq(attempts.id, second.id));
    expect(left).toMatchObject({ status: "open", nextCheckAt: expect.any(Date) });
  });
});
