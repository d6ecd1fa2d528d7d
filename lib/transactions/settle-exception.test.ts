import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { attempts, transactionEvents, transactions } from "@/db/schema/transactions";
import { webhookEvents } from "@/db/schema/webhooks";
import type { Role } from "@/lib/context";
import type { Exchange } from "@/lib/providers/port";
import { findSession } from "@/lib/sandbox/find-session";
import { makeAttempt, makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import {
  operatorOf,
  type Simulator,
  startSimulator,
  verifyAtSimulator,
} from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { EXCEPTION_MOVES, type ExceptionMove, movesOf } from "./exception-moves";
import { findException } from "./find-exception";
import { recordTransactionEvent } from "./record-transaction-event";
import { settleException } from "./settle-exception";
import type { TransactionStatus } from "./state";

let simulator: Simulator;
let db: Database;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  shop = await makeShop(db);
});

const NOTE = "با پذیرنده هماهنگ شد";
const settle = (id: string, as: ExceptionMove, role: Role = "admin") =>
  settleException(operatorOf(db, shop, role), { id, as, note: NOTE });
const rowOf = async (id: string) =>
  (await db.select().from(transactions).where(eq(transactions.id, id)))[0];
const attemptOf = async (id: string) =>
  (await db.select().from(attempts).where(eq(attempts.transactionId, id)))[0];
const eventsOf = async (id: string) =>
  db
    .select()
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, id))
    .orderBy(transactionEvents.seq);
const newsOf = async (id: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, id))).map(
    ({ type }) => type,
  );
const decisionsOf = async (id: string) =>
  (await db.select().from(auditLog).where(eq(auditLog.entityId, id)))
    .filter(({ action }) => action === "transaction.settle")
    .map(({ data }) => data);

/** A transaction put on hold, whose session is paid and verified at the simulator. */
async function held(exception: string, status: TransactionStatus = "verifying") {
  const { authority } = await verifyAtSimulator(db, shop);
  const ended = status !== "verifying";
  const { id } = await makeTransaction(db, shop, {
    status,
    exception,
    amountRials: 100_000n,
    ...(ended ? { endedAt: new Date(), failureReason: "expired" } : {}),
  });
  const attempt = await makeAttempt(
    db,
    shop,
    { id },
    {
      authority,
      nextCheckAt: null,
      status: ended ? "unpaid" : "open",
    },
  );
  await recordTransactionEvent(testContext(db, { type: "system", job: "reconcile" }), {
    transactionId: id,
    type: "transaction.excepted",
    attemptId: attempt.id,
    data: { reason: exception },
  });
  return { id, authority };
}

test.each([
  ["amount_mismatch", ["fail"]],
  ["never_answered", ["ask_again", "fail"]],
  ["paid_twice", ["reverse"]],
  ["something_new", []],
])("of %s only what is legal may be decided", async (exception, moves) => {
  const { id } = await held(exception);
  expect((await findException(operatorOf(db, shop), id)).moves).toEqual(moves);
  for (const as of EXCEPTION_MOVES.filter((one) => !(moves as string[]).includes(one))) {
    await expect(settle(id, as)).rejects.toMatchObject({ reason: "exception_changed" });
  }
  expect(await rowOf(id)).toMatchObject({ status: "verifying", exception });
});

test("of verified money either a reversal is open or keeping it, never both", () => {
  expect(movesOf("paid_twice", { reversible: true })).toEqual(["reverse"]);
  expect(movesOf("paid_twice", { reversible: false })).toEqual(["keep"]);
});

describe("ending it as failed", () => {
  test.each(["amount_mismatch", "never_answered"])("of %s tells the site once", async (reason) => {
    const { id } = await held(reason);
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => settle(id, "fail")));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of all) {
      if (one.status === "rejected") expect(one.reason.reason).toBe("exception_changed");
    }
    expect(await rowOf(id)).toMatchObject({
      status: "failed",
      exception: null,
      failureReason: "settled_by_operator",
    });
    expect((await attemptOf(id))?.status).toBe("unpaid");
    expect(await newsOf(id)).toEqual(["transaction.failed"]);
    const events = await eventsOf(id);
    expect(events.map(({ type }) => type)).toEqual([
      "transaction.excepted",
      "transaction.settled",
      "transaction.failed",
    ]);
    expect(events[1]?.data).toEqual({ reason, as: "fail", note: NOTE });
    expect(await decisionsOf(id)).toEqual([{ exception: reason, as: "fail", note: NOTE }]);
  });
});

test("asking again puts it back on the ladder, due at once", async () => {
  const { id } = await held("never_answered");
  expect(await settle(id, "ask_again")).toMatchObject({
    result: "asked_again",
    transaction: { status: "verifying", exception: null },
  });
  expect((await attemptOf(id))?.nextCheckAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  const said = { as: "ask_again", note: NOTE };
  const last = (await eventsOf(id)).at(-1);
  expect(last).toMatchObject({ type: "transaction.settled", attemptId: (await attemptOf(id))?.id });
  expect(last?.data).toEqual({ reason: "never_answered", ...said });
  expect(await decisionsOf(id)).toEqual([{ exception: "never_answered", ...said }]);
  await expect(settle(id, "fail")).rejects.toMatchObject({ reason: "exception_changed" });
  expect(await newsOf(id)).toEqual([]);
});

test("asking again is decided once, however many do at the same time", async () => {
  const { id } = await held("never_answered");
  const all = await Promise.allSettled(Array.from({ length: 6 }, () => settle(id, "ask_again")));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await decisionsOf(id)).toHaveLength(1);
});

describe("money that came twice", () => {
  const stateOf = async (authority: string) => (await findSession(db, authority))?.status;

  test("is reversed at the provider, and then the payment ends as failed", async () => {
    const { id, authority } = await held("paid_twice");
    const inquiries = simulator.countOf(/inquiry/);
    expect((await settle(id, "reverse")).result).toBe("settled");
    expect(simulator.countOf(/inquiry/)).toBe(inquiries);
    expect(await stateOf(authority)).toBe("REVERSED");
    expect(await rowOf(id)).toMatchObject({
      status: "failed",
      exception: null,
      failureReason: "reversed_by_operator",
    });
    expect(await decisionsOf(id)).toEqual([{ exception: "paid_twice", as: "reverse", note: NOTE }]);
    expect(await newsOf(id)).toEqual(["transaction.failed"]);
    expect((await eventsOf(id)).map(({ type, data }) => [type, data.outcome])).toEqual([
      ["transaction.excepted", undefined],
      ["transaction.reversal", "reversed"],
      ["transaction.settled", undefined],
      ["transaction.failed", undefined],
    ]);
  });

  test("by one that had ended is reversed too; it stays as it ended and tells nobody", async () => {
    const { id, authority } = await held("paid_twice", "expired");
    await settle(id, "reverse");
    expect(await stateOf(authority)).toBe("REVERSED");
    expect(await rowOf(id)).toMatchObject({
      status: "expired",
      exception: null,
      failureReason: "expired",
    });
    expect(await newsOf(id)).toEqual([]);
  });

  test("is reversed once, however many decide so at the same time", async () => {
    const { id } = await held("paid_twice");
    const before = simulator.countOf(/reverse/);
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => settle(id, "reverse")));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(simulator.countOf(/reverse/) - before).toBe(1);
  });

  test("an answer that got lost after it was reversed is found by an inquiry", async () => {
    const { id, authority } = await held("paid_twice");
    simulator.lose(/reverse/, "after");
    expect((await settle(id, "reverse")).result).toBe("settled");
    expect(await stateOf(authority)).toBe("REVERSED");
    const reversal = (await eventsOf(id)).find(({ type }) => type === "transaction.reversal");
    const asked = reversal?.data.exchanges as Exchange[];
    expect(asked.map(({ call }) => call)).toEqual(["reverse", "inquiry"]);
    const tookMs = asked.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(Math.abs((reversal?.durationMs ?? 0) - tookMs)).toBeLessThanOrEqual(1);
  });

  test.each([
    ["its answer got lost, and the session is as it was", /reverse/],
    ["the provider refuses, and does not say how it is", /inquiry/],
  ])("is unclear and stays on hold when %s", async (_how, call) => {
    const { id, authority } = await held("paid_twice");
    await db.execute(sql`
      update payment.sandbox_sessions set paid_at = paid_at - interval '31 minutes'
      where authority = ${authority}`);
    simulator.lose(call, "before");
    expect((await settle(id, "reverse")).result).toBe("unclear");
    expect(await rowOf(id)).toMatchObject({ status: "verifying", exception: "paid_twice" });
  });

  test("while nothing is certain it stays on hold, and deciding again asks again", async () => {
    const { id, authority } = await held("paid_twice");
    simulator.lose(/reverse/, "before");
    simulator.lose(/inquiry/, "before");
    expect((await settle(id, "reverse")).result).toBe("unclear");
    expect(await rowOf(id)).toMatchObject({ status: "verifying", exception: "paid_twice" });
    expect((await findException(operatorOf(db, shop), id)).moves).toEqual(["reverse"]);
    expect((await settle(id, "reverse")).result).toBe("settled");
    expect(await stateOf(authority)).toBe("REVERSED");
  });

  test("what the provider does not reverse can be kept, with a note", async () => {
    const { id, authority } = await held("paid_twice");
    await db.execute(sql`
      update payment.sandbox_sessions set paid_at = paid_at - interval '31 minutes'
      where authority = ${authority}`);
    expect((await settle(id, "reverse")).result).toBe("refused");
    expect(await rowOf(id)).toMatchObject({ status: "verifying", exception: "paid_twice" });
    await settle(id, "keep");
    expect(await rowOf(id)).toMatchObject({
      status: "failed",
      exception: null,
      failureReason: "order_already_paid",
    });
    expect(await newsOf(id)).toEqual(["transaction.failed"]);
  });
});

test("support, viewers and other tenants decide nothing", async () => {
  const { id } = await held("amount_mismatch");
  for (const role of ["support", "viewer"] as const) {
    await expect(settle(id, "fail", role)).rejects.toMatchObject({ reason: "scope_missing" });
  }
  const stranger = operatorOf(db, await makeShop(db));
  await expect(settleException(stranger, { id, as: "fail", note: NOTE })).rejects.toMatchObject({
    reason: "transaction_not_found",
  });
  expect(await rowOf(id)).toMatchObject({ status: "verifying" });
});

test("one that is not on hold has nothing to decide", async () => {
  const { id } = await makeTransaction(db, shop);
  await expect(settle(id, "fail")).rejects.toMatchObject({ reason: "exception_changed" });
});
