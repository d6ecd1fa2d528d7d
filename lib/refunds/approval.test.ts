import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { adminTokens, auditLog } from "@/db/schema/operators";
import { refunds } from "@/db/schema/refunds";
import { tenants } from "@/db/schema/tenants";
import { transactions } from "@/db/schema/transactions";
import { webhookEvents } from "@/db/schema/webhooks";
import type { ActorOf, Context, Role } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import { makeOperator } from "@/lib/testing/make-operator";
import {
  NAMELESS,
  operatorOf,
  payAtSimulator,
  refundEventsOf,
  refundedOf,
  refundsDueNow,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { advanceDueRefunds } from "./advance-due-refunds";
import { approveRefund } from "./approve-refund";
import { changeApprovalLimit } from "./change-approval-limit";
import { declineRefund } from "./decline-refund";
import { getRefundRow } from "./find-refund";
import { getApprovalLimit } from "./get-approval-limit";
import { requestRefund } from "./request-refund";
import { serializeRefund } from "./serialize";
import { takeTurn } from "./take-turn";

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
  await changeApprovalLimit(operatorOf(db, shop), { limitRials: 50_000n });
});

const person = (name: string, role: Role = "admin"): Context<ActorOf<"operator">> => {
  const ctx = operatorOf(db, shop, role);
  return { ...ctx, actor: { ...ctx.actor, operatorId: `usr_${name}` } };
};
const ask = (transactionId: string, wish = {}) =>
  requestRefund(person("asks"), { ...NAMELESS, ...wish, transactionId });
const moneyCalls = () => simulator.countOf(/reverse|AddRefund/);
const newsOf = async (transactionId: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, transactionId))).map(
    ({ type }) => type,
  );
const auditOf = async (entityId: string) =>
  (await db.select().from(auditLog).where(eq(auditLog.entityId, entityId))).map(
    ({ action }) => action,
  );
const waiting = async () => {
  const payment = await payAtSimulator(db, shop);
  return { ...payment, refund: (await ask(payment.id)).refund };
};

describe("above the limit", () => {
  test("a refund is recorded and reserved, and nothing is sent, whoever tries", async () => {
    const before = moneyCalls();
    const { id, refund } = await waiting();
    expect(refund).toMatchObject({
      status: "pending",
      approval: "waiting",
      sentAt: null,
      nextCheckAt: null,
    });
    expect(await refundedOf(db, id)).toBe(100_000n);
    expect(await takeTurn(person("b"), refund.id, 0)).toBeNull();
    // Even if it were due: the job sends nothing that a person has not approved.
    await refundsDueNow(db, id);
    await advanceDueRefunds(testContext(db, { type: "system", job: "refunds" }), 5_000);
    expect((await getRefundRow(db, refund.id)).sentAt).toBeNull();
    expect(moneyCalls()).toBe(before);
    await expect(
      db.update(refunds).set({ sentAt: new Date() }).where(eq(refunds.id, refund.id)),
    ).rejects.toMatchObject({ cause: { constraint_name: "refunds_sent_approved" } });
  });

  test("a site is answered pending, and the same when it repeats the call", async () => {
    const { id } = await payAtSimulator(db, shop);
    const wish = { ...NAMELESS, refundRef: "R-1", transactionId: id };
    const first = await requestRefund(shopContext(db, shop), wish);
    expect(serializeRefund(first.refund)).toMatchObject({ status: "pending", failure: null });
    const again = await requestRefund(shopContext(db, shop), wish);
    expect(again).toMatchObject({ replayed: true, refund: { id: first.refund.id } });
    expect(await newsOf(id)).toEqual([]);
    const done = await approveRefund(person("b"), { id: first.refund.id });
    expect(done).toMatchObject({ status: "succeeded", approvalBy: "usr_b" });
    expect(await newsOf(id)).toEqual(["refund.succeeded"]);
  });

  test("exactly the limit needs nobody else", async () => {
    const { id } = await payAtSimulator(db, shop);
    const { refund } = await ask(id, { amount: 50_000, currency: "IRR" });
    expect(refund).toMatchObject({ approval: "not_needed", sentAt: expect.any(Date) });
  });

  test("parts of one payment count together", async () => {
    const { id } = await payAtSimulator(db, shop);
    const first = await ask(id, { amount: 30_000, currency: "IRR" });
    expect(first.refund.approval).toBe("not_needed");
    const second = await ask(id, { amount: 20_001, currency: "IRR" });
    expect(second.refund.approval).toBe("waiting");
  });
});

describe("approving", () => {
  test("carries it out once, however many approve at the same time", async () => {
    const { id, refund } = await waiting();
    const before = moneyCalls();
    const done = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => approveRefund(person(`b${i}`), { id: refund.id })),
    );
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const one of done) {
      if (one.status === "rejected") expect(one.reason.reason).toBe("refund_not_waiting");
    }
    expect(moneyCalls() - before).toBe(1);
    expect(await getRefundRow(db, refund.id)).toMatchObject({
      status: "succeeded",
      approval: "approved",
      approvalAt: expect.any(Date),
    });
    expect(await refundEventsOf(db, id)).toEqual([
      "refund.requested",
      "refund.approved",
      "refund.succeeded",
    ]);
    expect(await auditOf(refund.id)).toEqual([
      "refund.request",
      "refund.approve",
      "refund.succeeded",
    ]);
  });

  test("is not for who asked, neither in person nor by a token of theirs", async () => {
    const { refund } = await waiting();
    await expect(approveRefund(person("asks"), { id: refund.id })).rejects.toMatchObject({
      reason: "refund_own_request",
    });
    const owner = await makeOperator(db, { tenantId: shop.tenantId, role: "owner" });
    const token = mintId("adminToken");
    await db.insert(adminTokens).values({
      id: token,
      tenantId: shop.tenantId,
      createdBy: owner.id,
      name: "script",
      tokenHash: token,
      hint: "0000",
      role: "admin",
      expiresAt: new Date(Date.now() + 60_000),
    });
    await db.update(refunds).set({ requestedById: token }).where(eq(refunds.id, refund.id));
    const ctx = operatorOf(db, shop, "owner");
    const theirs = { ...ctx, actor: { ...ctx.actor, operatorId: owner.id } };
    await expect(approveRefund(theirs, { id: refund.id })).rejects.toMatchObject({
      reason: "refund_own_request",
    });
    expect((await approveRefund(person("b"), { id: refund.id })).status).toBe("succeeded");
  });

  test("is not for support, viewers or another tenant", async () => {
    const { refund } = await waiting();
    for (const role of ["support", "viewer"] as const) {
      for (const verb of [approveRefund, declineRefund]) {
        await expect(verb(person("b", role), { id: refund.id })).rejects.toMatchObject({
          reason: "scope_missing",
        });
      }
    }
    const stranger = operatorOf(db, await makeShop(db));
    for (const verb of [approveRefund, declineRefund]) {
      await expect(verb(stranger, { id: refund.id })).rejects.toMatchObject({
        reason: "refund_not_found",
      });
    }
    expect((await getRefundRow(db, refund.id)).approval).toBe("waiting");
  });

  test("after the time to reverse it goes back another way, and only the way that was shown", async () => {
    const { id, refund } = await waiting();
    expect(refund.method).toBe("reverse");
    await db
      .update(transactions)
      .set({ paidAt: new Date(Date.now() - 31 * 60_000) })
      .where(eq(transactions.id, id));
    await expect(
      approveRefund(person("b"), { id: refund.id, method: "reverse" }),
    ).rejects.toMatchObject({ reason: "refund_way_changed" });
    expect((await getRefundRow(db, refund.id)).approval).toBe("waiting");
    const approved = await approveRefund(person("b"), { id: refund.id, method: "refund" });
    expect(approved).toMatchObject({ method: "refund", sentAt: expect.any(Date) });
  });
});

describe("declining", () => {
  test("ends it, gives the amount back and tells the site; then nothing more is possible", async () => {
    const { id, refund } = await waiting();
    const before = moneyCalls();
    const declined = await declineRefund(person("b"), { id: refund.id, reason: "اشتباه بود" });
    expect(declined).toMatchObject({
      status: "failed",
      failureReason: "declined",
      approval: "declined",
      approvalBy: "usr_b",
    });
    expect(await refundedOf(db, id)).toBe(0n);
    expect(await newsOf(id)).toEqual(["refund.failed"]);
    expect(await refundEventsOf(db, id)).toEqual([
      "refund.requested",
      "refund.declined",
      "refund.failed",
    ]);
    expect(serializeRefund(declined).failure).toMatchObject({ reason: "declined" });
    for (const verb of [approveRefund, declineRefund]) {
      await expect(verb(person("c"), { id: refund.id })).rejects.toMatchObject({
        reason: "refund_not_waiting",
      });
    }
    expect(moneyCalls()).toBe(before);
  });

  test("who asked may take it back", async () => {
    const { refund } = await waiting();
    expect((await declineRefund(person("asks"), { id: refund.id })).status).toBe("failed");
  });

  test("of an approval and a refusal at the same moment one holds", async () => {
    for (let round = 0; round < 4; round++) {
      const { id, refund } = await waiting();
      const before = moneyCalls();
      const both = await Promise.allSettled([
        approveRefund(person("b"), { id: refund.id }),
        declineRefund(person("c"), { id: refund.id }),
      ]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const now = await getRefundRow(db, refund.id);
      const approved = now.approval === "approved";
      expect(now.status).toBe(approved ? "succeeded" : "failed");
      expect(moneyCalls() - before).toBe(approved ? 1 : 0);
      expect(await refundedOf(db, id)).toBe(approved ? 100_000n : 0n);
    }
  });
});

describe("the limit", () => {
  test("is an owner's to change, and the change is on record", async () => {
    for (const role of ["admin", "support", "viewer"] as const) {
      await expect(
        changeApprovalLimit(person("b", role), { limitRials: null }),
      ).rejects.toMatchObject({ reason: "scope_missing" });
    }
    await changeApprovalLimit(person("o", "owner"), { limitRials: null });
    await changeApprovalLimit(person("o", "owner"), { limitRials: null });
    expect(await getApprovalLimit(person("b", "viewer"))).toBeNull();
    const rows = await db.select().from(auditLog).where(eq(auditLog.entityId, shop.tenantId));
    expect(rows.map(({ data }) => data)).toEqual([
      { refund_approval_rials: { from: null, to: 50_000 } },
      { refund_approval_rials: { from: 50_000, to: null } },
    ]);
    const { id } = await payAtSimulator(db, shop);
    expect((await ask(id)).refund).toMatchObject({ approval: "not_needed", status: "succeeded" });
    const other = await db.select().from(tenants).where(eq(tenants.id, shop.tenantId));
    expect(other[0]?.refundApprovalRials).toBeNull();
  });
});
