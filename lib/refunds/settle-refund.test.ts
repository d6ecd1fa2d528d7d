import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { ledgerEntries } from "@/db/schema/money";
import { auditLog } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { webhookEvents } from "@/db/schema/webhooks";
import { makeShop, type Shop } from "@/lib/testing/factories";
import {
  NAMELESS,
  operatorOf,
  payAtSimulator,
  refundEventsOf,
  refundedOf,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { advanceDueRefunds } from "./advance-due-refunds";
import { getRefundRow } from "./find-refund";
import { requestRefund } from "./request-refund";
import { settleRefund } from "./settle-refund";

let simulator: Simulator;
let db: Database;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
  shop = await makeShop(db);
});
afterAll(() => simulator.close());

const NOTE = "در پنل زرین‌پال دیده شد";
const settle = (id: string, as: "succeeded" | "failed") =>
  settleRefund(operatorOf(db, shop), { id, as, note: NOTE });
const newsOf = async (transactionId: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, transactionId))).map(
    ({ type }) => type,
  );
const bookedOf = async (transactionId: string) =>
  (await db.select().from(ledgerEntries).where(eq(ledgerEntries.transactionId, transactionId)))
    .filter(({ kind }) => kind === "refund")
    .map(({ account, amountRials }) => [account, amountRials]);

/** A part of a payment whose answer got lost, so long ago. */
async function unknown(minutes: number) {
  const { id } = await payAtSimulator(db, shop);
  simulator.lose(/AddRefund/, "before");
  const { refund } = await requestRefund(operatorOf(db, shop), {
    ...NAMELESS,
    transactionId: id,
    amount: 30_000,
    currency: "IRR",
  });
  expect(refund.status).toBe("unknown");
  await db
    .update(refunds)
    .set({ sentAt: new Date(Date.now() - minutes * 60_000), leaseUntil: null })
    .where(eq(refunds.id, refund.id));
  return { id, refundId: refund.id };
}

describe("a refund that is unknown for over an hour", () => {
  test("settled as made is booked and told, and nothing is ever sent again", async () => {
    const { id, refundId } = await unknown(61);
    const sent = simulator.countOf(/AddRefund/);
    expect(await settle(refundId, "succeeded")).toMatchObject({
      status: "succeeded",
      nextCheckAt: null,
    });
    expect(await refundedOf(db, id)).toBe(30_000n);
    expect(await bookedOf(id)).toEqual(
      expect.arrayContaining([
        ["refunds", 30_000n],
        ["provider_clearing", -30_000n],
      ]),
    );
    expect(await newsOf(id)).toEqual(["refund.succeeded"]);
    expect(await refundEventsOf(db, id)).toEqual([
      "refund.requested",
      "refund.unknown",
      "refund.settled",
      "refund.succeeded",
    ]);
    const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, refundId));
    expect(audit.find(({ action }) => action === "refund.settle")?.data).toEqual({
      transaction_id: id,
      as: "succeeded",
      note: NOTE,
      exception: null,
    });
    await advanceDueRefunds(testContext(db, { type: "system", job: "refunds" }), 5_000);
    expect(simulator.countOf(/AddRefund/)).toBe(sent);
  });

  test("settled as not made gives its amount back, with no entry in the books", async () => {
    const { id, refundId } = await unknown(61);
    expect(await settle(refundId, "failed")).toMatchObject({
      status: "failed",
      failureReason: "settled_by_operator",
    });
    expect(await refundedOf(db, id)).toBe(0n);
    expect(await bookedOf(id)).toEqual([]);
    expect(await newsOf(id)).toEqual(["refund.failed"]);
  });

  test("is settled once, whatever two people say at the same moment", async () => {
    const { id, refundId } = await unknown(61);
    const both = await Promise.allSettled([
      settle(refundId, "succeeded"),
      settle(refundId, "failed"),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({ reason: "refund_not_settleable" });
    expect(await newsOf(id)).toHaveLength(1);
    await refundedOf(db, id);
  });
});

test("one that the provider may still tell of is not settled by hand", async () => {
  const { refundId } = await unknown(59);
  await expect(settle(refundId, "failed")).rejects.toMatchObject({
    reason: "refund_not_settleable",
  });
  // Frozen: nobody asks any more.
  await db.update(refunds).set({ exception: "contradiction" }).where(eq(refunds.id, refundId));
  // Somebody has asked and waits for the answer.
  await db
    .update(refunds)
    .set({ leaseUntil: sql`now() + interval '10 seconds'` })
    .where(eq(refunds.id, refundId));
  await expect(settle(refundId, "failed")).rejects.toMatchObject({
    reason: "refund_not_settleable",
  });
  await db.update(refunds).set({ leaseUntil: null }).where(eq(refunds.id, refundId));
  expect((await settle(refundId, "failed")).status).toBe("failed");
});

test("one that is over, was never sent, or is another's is not settled by hand", async () => {
  const { id } = await payAtSimulator(db, shop);
  const { refund } = await requestRefund(operatorOf(db, shop), { ...NAMELESS, transactionId: id });
  expect(refund.status).toBe("succeeded");
  await expect(settle(refund.id, "failed")).rejects.toMatchObject({
    reason: "refund_not_settleable",
  });
  const { refundId } = await unknown(61);
  await expect(
    settleRefund(operatorOf(db, await makeShop(db)), { id: refundId, as: "failed", note: NOTE }),
  ).rejects.toMatchObject({ reason: "refund_not_found" });
  for (const role of ["support", "viewer"] as const) {
    await expect(
      settleRefund(operatorOf(db, shop, role), { id: refundId, as: "failed", note: NOTE }),
    ).rejects.toMatchObject({ reason: "scope_missing" });
  }
  expect((await getRefundRow(db, refundId)).status).toBe("unknown");
});
