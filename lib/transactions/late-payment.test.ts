import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { alerts, ledgerEntries } from "@/db/schema/money";
import { auditLog } from "@/db/schema/operators";
import { attempts, transactionEvents, transactions } from "@/db/schema/transactions";
import { webhookEvents } from "@/db/schema/webhooks";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { resolveAlert } from "@/lib/alerts/resolve-alert";
import type { Role } from "@/lib/context";
import { requestRefund } from "@/lib/refunds/request-refund";
import { findSession } from "@/lib/sandbox/find-session";
import { makeShop, makeTransaction, type Shop } from "@/lib/testing/factories";
import { actReally, openReally, returnReally } from "@/lib/testing/real-payment";
import { NAMELESS, operatorOf, type Simulator, startSimulator } from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { acceptLatePayment } from "./accept-late-payment";
import { reconcileDue } from "./reconcile-due";
import { returnLatePayment } from "./return-late-payment";
import { settleException } from "./settle-exception";
import { sweepUnverified } from "./sweep-unverified";

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

const NOTE = "خریدار تماس گرفت";
const by = (role: Role = "admin") => operatorOf(db, shop, role);
const system = () => testContext(db, { type: "system", job: "reconcile" });
const rowOf = async (id: string) =>
  (await db.select().from(transactions).where(eq(transactions.id, id)))[0];
const alertOf = async (subject: string) =>
  db.select().from(alerts).where(eq(alerts.subject, subject));
const sweep = async () => {
  await db.execute(sql`update payment.provider_accounts set next_sweep_at = now()`);
  await sweepUnverified(system());
};
const newsOf = async (id: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, id))).map(
    ({ type }) => type,
  );
const eventsOf = async (id: string) =>
  (
    await db
      .select()
      .from(transactionEvents)
      .where(eq(transactionEvents.transactionId, id))
      .orderBy(transactionEvents.seq)
  ).map(({ type }) => type);

/** A transaction that expired, whose shopper paid all the same; the sweep has told of it. */
async function late() {
  const payment = await openReally(db, shop);
  await db
    .update(transactions)
    .set({ status: "expired", failureReason: "expired", endedAt: new Date() })
    .where(eq(transactions.id, payment.id));
  await db
    .update(attempts)
    .set({ status: "unpaid", nextCheckAt: null, endedAt: new Date() })
    .where(eq(attempts.id, payment.attemptId));
  await actReally(db, payment, "pay");
  await sweep();
  const [alert] = await alertOf(payment.attemptId);
  if (!alert) throw new Error("nobody was told");
  return { ...payment, alertId: alert.id };
}

describe("accepting late money", () => {
  test("verifies it, pays the transaction once, and the alert is over", async () => {
    const { id, alertId, authority, attemptId } = await late();
    const before = simulator.countOf(/verify/);
    const all = await Promise.allSettled(
      Array.from({ length: 5 }, () => acceptLatePayment(by(), { id: alertId, note: NOTE })),
    );
    expect(all.some(({ status }) => status === "fulfilled")).toBe(true);
    for (const one of all) {
      if (one.status === "rejected") expect(one.reason.reason).toBe("alert_resolved");
      else expect(one.value.result).toBe("accepted");
    }
    expect(simulator.countOf(/verify/) - before).toBe(1);
    expect(await rowOf(id)).toMatchObject({ status: "paid", lateAt: expect.any(Date) });
    expect((await findSession(db, authority))?.status).toBe("VERIFIED");
    expect(await newsOf(id)).toEqual(["transaction.paid"]);
    const booked = await db.select().from(ledgerEntries).where(eq(ledgerEntries.transactionId, id));
    expect(booked.filter(({ kind }) => kind === "payment")).toHaveLength(2);
    expect(await alertOf(attemptId)).toEqual([
      expect.objectContaining({ resolvedBy: "usr_tester", resolvedAt: expect.any(Date) }),
    ]);
    const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
    expect(audit.find(({ action }) => action === "transaction.accept_late")?.data).toEqual({
      note: NOTE,
      alert_id: alertId,
    });
  });

  test("can be undone within the provider's window by the refund there is", async () => {
    const { id, alertId, authority } = await late();
    await acceptLatePayment(by(), { id: alertId, note: NOTE });
    const { refund } = await requestRefund(by(), { ...NAMELESS, transactionId: id });
    expect(refund).toMatchObject({ method: "reverse", status: "succeeded" });
    expect((await findSession(db, authority))?.status).toBe("REVERSED");
  });

  test("an answer that got lost is asked about until it is certain, although the app's policy is return", async () => {
    const { id, alertId, attemptId } = await late();
    simulator.lose(/verify/, "after");
    const { result } = await acceptLatePayment(by(), { id: alertId, note: NOTE });
    expect(result).toBe("asking");
    // The provider lists it no more: it is verified. Nobody but us can know.
    await sweep();
    expect((await rowOf(id))?.status).toBe("expired");
    await db
      .update(attempts)
      .set({ nextCheckAt: sql`now()`, leaseUntil: null })
      .where(eq(attempts.id, attemptId));
    await reconcileDue(system(), 5_000);
    expect(await rowOf(id)).toMatchObject({ status: "paid" });
    expect(await newsOf(id)).toEqual(["transaction.paid"]);
  });

  test("that is not there any more is refused, and the alert is over", async () => {
    const { id, alertId, attemptId, authority } = await late();
    await db.execute(sql`
      update payment.sandbox_sessions set status = 'FAILED' where authority = ${authority}`);
    const { result } = await acceptLatePayment(by(), { id: alertId, note: NOTE });
    expect(result).toBe("refused");
    expect((await rowOf(id))?.status).toBe("expired");
    expect((await alertOf(attemptId))[0]?.resolvedAt).toEqual(expect.any(Date));
  });

  test("a process that dies before the call leaves it due", async () => {
    const { id, alertId, attemptId } = await late();
    simulator.lose(/verify/, "before");
    await acceptLatePayment(by(), { id: alertId, note: NOTE });
    const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(attempt).toMatchObject({
      lateAcceptedAt: expect.any(Date),
      nextCheckAt: expect.any(Date),
    });
    expect((await rowOf(id))?.status).toBe("expired");
  });

  test("of an order that was paid meanwhile is refused, and nothing is verified", async () => {
    const { id, alertId, authority } = await late();
    const row = await rowOf(id);
    await makeTransaction(db, shop, {
      status: "paid",
      paidAt: new Date(),
      orderId: row?.orderId as string,
    });
    await expect(acceptLatePayment(by(), { id: alertId, note: NOTE })).rejects.toMatchObject({
      reason: "order_already_paid",
    });
    expect((await findSession(db, authority))?.status).toBe("PAID");
  });

  test("verified and yet not to be booked, it is on hold where it had ended, and can be reversed", async () => {
    const { id, alertId, authority, attemptId } = await late();
    // The same reference number as another payment's: the database refuses to book it.
    const session = await findSession(db, authority);
    const other = await makeTransaction(db, shop, { status: "paid", paidAt: new Date() });
    await db.execute(sql`
      insert into payment.attempts (id, transaction_id, mode, account_id, provider, status, authority, ref_id)
      select 'att_00000000000000000000000TWO', ${other.id}, mode, account_id, provider, 'paid',
        'S00000000000000000000000000000000TWO', ${String(session?.refId)}
      from payment.attempts where id = ${attemptId}`);
    const { result } = await acceptLatePayment(by(), { id: alertId, note: NOTE });
    expect(result).toBe("on_hold");
    expect(await rowOf(id)).toMatchObject({ status: "expired", exception: "paid_twice" });
    await settleException(by(), { id, as: "reverse", note: NOTE });
    expect((await findSession(db, authority))?.status).toBe("REVERSED");
    expect(await rowOf(id)).toMatchObject({ status: "expired", exception: null });
    expect(await newsOf(id)).toEqual([]);
  });
});

describe("letting late money go back", () => {
  test("verifies nothing, is on record, and nobody is told of it again", async () => {
    const { id, alertId, attemptId, authority } = await late();
    await returnLatePayment(by(), { id: alertId, note: NOTE });
    await sweep();
    expect(await alertOf(attemptId)).toHaveLength(1);
    expect((await alertOf(attemptId))[0]?.resolvedBy).toBe("usr_tester");
    expect((await findSession(db, authority))?.status).toBe("PAID");
    expect((await eventsOf(id)).at(-1)).toBe("late_payment.returned");
    const [event] = await db
      .select()
      .from(transactionEvents)
      .where(eq(transactionEvents.type, "late_payment.returned"));
    expect(event).toMatchObject({ transactionId: id, attemptId, data: { note: NOTE } });
    const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
    expect(audit.find(({ action }) => action === "transaction.return_late")?.data).toEqual({
      note: NOTE,
      alert_id: alertId,
    });
    for (const verb of [acceptLatePayment, returnLatePayment]) {
      await expect(verb(by(), { id: alertId, note: NOTE })).rejects.toMatchObject({
        reason: "alert_resolved",
      });
    }
  });

  test("is no longer possible once somebody took it", async () => {
    const { alertId } = await late();
    simulator.lose(/verify/, "after");
    await acceptLatePayment(by(), { id: alertId, note: NOTE });
    await expect(returnLatePayment(by(), { id: alertId, note: NOTE })).rejects.toMatchObject({
      reason: "exception_changed",
    });
  });

  test("and taking it at the same moment: one of them holds", async () => {
    for (let round = 0; round < 4; round++) {
      const { id, alertId } = await late();
      const [taken, returned] = await Promise.allSettled([
        acceptLatePayment(by(), { id: alertId, note: NOTE }),
        returnLatePayment(by(), { id: alertId, note: NOTE }),
      ]);
      const paid = (await rowOf(id))?.status === "paid";
      expect(paid).toBe(taken.status === "fulfilled");
      expect(returned.status === "fulfilled").toBe(!paid);
    }
  });
});

test("support, viewers and other tenants decide nothing about late money", async () => {
  const { id, alertId } = await late();
  const stranger = operatorOf(db, await makeShop(db));
  for (const verb of [acceptLatePayment, returnLatePayment, resolveAlert]) {
    for (const role of ["support", "viewer"] as const) {
      await expect(verb(by(role), { id: alertId, note: NOTE })).rejects.toMatchObject({
        reason: "scope_missing",
      });
    }
    await expect(verb(stranger, { id: alertId, note: NOTE })).rejects.toMatchObject({
      reason: "alert_not_found",
    });
  }
  await expect(resolveAlert(by(), { id: alertId, note: NOTE })).rejects.toMatchObject({
    reason: "exception_changed",
  });
  expect((await rowOf(id))?.status).toBe("expired");
});

test("a browser that comes back late settles nothing where the policy is return", async () => {
  const payment = await late();
  expect(await returnReally(db, payment, "ok")).toBe("expired");
  expect((await findSession(db, payment.authority))?.status).toBe("PAID");
});

describe("resolving an alert", () => {
  const raise = (kind: "provider_only_payment" | "invariant_broken", tenantId: string | null) =>
    raiseAlert(system(), { kind, subject: "S1", tenantId, data: { amount_rials: 10_000 } });

  test("is done once, with a note, and it is not told again", async () => {
    await raise("provider_only_payment", shop.tenantId);
    const [alert] = (await alertOf("S1")).filter(({ resolvedAt }) => !resolvedAt);
    const id = alert?.id as string;
    const both = await Promise.allSettled([
      resolveAlert(by(), { id, note: NOTE }),
      resolveAlert(by(), { id, note: NOTE }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await raise("provider_only_payment", shop.tenantId)).toBe(false);
    expect((await alertOf("S1")).filter(({ resolvedAt }) => !resolvedAt)).toEqual([]);
    const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
    expect(audit.map(({ action, data }) => [action, data])).toEqual([
      ["alert.resolve", { kind: "provider_only_payment", subject: "S1", note: NOTE }],
    ]);
  });

  test("of the whole deployment is anybody's, and a rule that is broken still is told again", async () => {
    await raise("invariant_broken", null);
    const open = async () =>
      (await alertOf("S1")).find((one) => one.kind === "invariant_broken" && !one.resolvedAt);
    await resolveAlert(by(), { id: (await open())?.id as string, note: NOTE });
    expect(await open()).toBeUndefined();
    expect(await raise("invariant_broken", null)).toBe(true);
    expect(await open()).toBeDefined();
  });
});

test.each(["return", "accept"] as const)(
  "money of another amount that an operator let go is asked about no more, whatever the policy (%s)",
  async (latePayment) => {
    await db.update(clientApps).set({ latePayment }).where(eq(clientApps.id, shop.app.id));
    const payment = await openReally(db, shop);
    await actReally(db, payment, "pay");
    await db
      .update(transactions)
      .set({ amountRials: 140_000n })
      .where(eq(transactions.id, payment.id));
    await returnReally(db, payment, "ok");
    expect(await rowOf(payment.id)).toMatchObject({ exception: "amount_mismatch" });
    await settleException(by(), { id: payment.id, as: "fail", note: NOTE });
    const [calls, events] = [simulator.countOf(/verify/), await eventsOf(payment.id)];
    await sweep();
    expect(simulator.countOf(/verify/)).toBe(calls);
    expect(await eventsOf(payment.id)).toEqual(events);
    expect(await alertOf(payment.attemptId)).toEqual([]);
    expect(await rowOf(payment.id)).toMatchObject({ status: "failed", exception: null });
  },
);
