import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { carryOutRefund } from "@/lib/refunds/carry-out-refund";
import { requestRefund } from "@/lib/refunds/request-refund";
import { reserveRefund } from "@/lib/refunds/reserve-refund";
import { markSent, takeTurn } from "@/lib/refunds/take-turn";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { actReally, openReally, payReally, returnReally } from "@/lib/testing/real-payment";
import {
  finishRefunds,
  NAMELESS,
  refundEventsOf,
  refundsOf,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { reconcileDue } from "@/lib/transactions/reconcile-due";
import { followHold } from "./follow-hold";
import { holdRefunds } from "./hold-refunds";

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
  await db.execute(sql`delete from payment.holds`);
  await db.execute(sql`update payment.provider_accounts set swept_at = now()`);
});

const system = () => testContext(db, { type: "system", job: "restore" });
const PART = { ...NAMELESS, amount: 30_000, currency: "IRR" } as const;
const reserve = (transactionId: string) =>
  reserveRefund(shopContext(db, shop), transactionId, PART);
const sends = () => simulator.countOf(/AddRefund|reverse/);
const only = async (transactionId: string) => {
  const [refund, ...more] = await refundsOf(db, transactionId);
  expect(more).toEqual([]);
  return refund;
};

test("nothing is held until it is asked for", async () => {
  expect(await followHold(system())).toBeNull();
});

test("a turn taken before the hold does not send after it", async () => {
  const { id } = await payReally(db, shop);
  const { refund } = await reserve(id);
  const turn = await takeTurn(system(), refund.id, 0);
  expect(turn).not.toBeNull();
  await db.execute(sql`insert into payment.holds (name, reason) values ('refunds', 'test')`);
  if (turn) {
    expect(await markSent(system(), turn, { providerRef: "1", providerLastAt: null })).toBe(false);
  }
  expect(await only(id)).toMatchObject({ sentAt: null });
});

test("what waited counts as sent: looked up, told in its history, never sent, also after the release", async () => {
  const { id } = await payReally(db, shop);
  const { refund } = await reserve(id);
  const before = sends();
  await holdRefunds(system());
  expect(await only(id)).toMatchObject({
    status: "unknown",
    sentAt: expect.any(Date),
    exception: null,
    leaseToken: null,
  });
  expect(await refundEventsOf(db, id)).toEqual(["refund.requested", "refund.unknown"]);
  const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, refund.id));
  expect(audit.map(({ action, data }) => [action, data?.why])).toContainEqual([
    "refund.unknown",
    "restored",
  ]);
  await db.execute(sql`update payment.holds set released_at = now()`);
  await carryOutRefund(system(), refund.id, 0);
  expect(sends()).toBe(before);
});

test("one that waits for a second person counts as sent too, and asks for nobody any more", async () => {
  const { id } = await payReally(db, shop);
  const { refund } = await reserve(id);
  await db.update(refunds).set({ approval: "waiting" }).where(eq(refunds.id, refund.id));
  await holdRefunds(system());
  expect(await only(id)).toMatchObject({ status: "unknown", approval: "not_needed" });
});

test("even one that nobody doubted yet is not sent, if it is older than the hold", async () => {
  const { id } = await payReally(db, shop);
  const { refund } = await reserve(id);
  await db.execute(sql`
    insert into payment.holds (name, reason, since, released_at) values ('refunds', 'test', now(), now())`);
  expect(await takeTurn(system(), refund.id, 0)).toBeNull();
});

test("where the payment has another refund that was sent, a person must say which is which", async () => {
  const { id } = await payReally(db, shop);
  await requestRefund(shopContext(db, shop), { ...PART, transactionId: id });
  await finishRefunds(db, id);
  await reserve(id);
  await holdRefunds(system());
  const rows = await refundsOf(db, id);
  expect(rows.map(({ status, exception }) => [status, exception]).sort()).toEqual([
    ["succeeded", null],
    ["unknown", "contradiction"],
  ]);
});

test("late money is asked for again where it is accepted, and frozen payments are left alone", async () => {
  const late = await openReally(db, shop);
  const [refused, frozen] = [await openReally(db, shop), await openReally(db, shop)];
  for (const payment of [late, refused]) {
    await actReally(db, payment, "cancel");
    expect(await returnReally(db, payment, "not_ok")).toBe("canceled");
  }
  await db.execute(sql`
    update payment.attempts set late_accepted_at = now() where id = ${late.attemptId}`);
  await db.execute(sql`
    update payment.transactions set exception = 'never_answered' where id = ${frozen.id}`);
  await db.execute(sql`update payment.attempts set next_check_at = null`);
  await holdRefunds(system());
  const due = await db.execute<{ id: string }>(
    sql`select id from payment.attempts where next_check_at is not null`,
  );
  expect(due.map(({ id }) => id)).toEqual([late.attemptId]);
  // Neither is waited for: they were not open.
  expect(await followHold(system())).toEqual({ attempts: 0, accounts: expect.any(Number) });
});

test("it is released when all was asked and read since, not before; a second hold begins anew", async () => {
  await db.execute(sql`
    update payment.attempts set status = 'unpaid', next_check_at = null where status = 'open'`);
  const open = await openReally(db, shop);
  await holdRefunds(system());
  const waits = await followHold(system());
  expect(waits).toMatchObject({ attempts: 1 });
  expect(waits?.accounts).toBeGreaterThan(0);
  await db.execute(
    sql`update payment.provider_accounts set swept_at = now(), next_sweep_at = now() + interval '1 hour'`,
  );
  expect(await followHold(system())).toEqual({ attempts: 1, accounts: 0 });
  await db.execute(sql`update payment.attempts set last_check_at = now(), lease_until = now() + interval '1 minute'
    where id = ${open.attemptId}`);
  expect(await followHold(system())).toEqual({ attempts: 1, accounts: 0 });
  await db.execute(
    sql`update payment.attempts set lease_until = null where id = ${open.attemptId}`,
  );
  expect(await followHold(system())).toBeNull();
  const [hold] = await db.execute(
    sql`select released_at is not null as released from payment.holds`,
  );
  expect(hold).toEqual({ released: true });

  await openReally(db, shop);
  await holdRefunds(system());
  // Made after the hold began, so not waited for.
  await openReally(db, shop);
  expect(await followHold(system())).toMatchObject({ attempts: 2 });
  await reconcileDue(system(), 10_000);
  expect(await followHold(system())).toBeNull();
});
