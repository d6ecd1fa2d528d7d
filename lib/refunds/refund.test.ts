import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { auditLog } from "@/db/schema/operators";
import { sandboxRefunds } from "@/db/schema/sandbox";
import { webhookEvents } from "@/db/schema/webhooks";
import { findSession } from "@/lib/sandbox/find-session";
import {
  makeAttempt,
  makeShop,
  makeTransaction,
  type Shop,
  shopContext,
} from "@/lib/testing/factories";
import {
  finishRefunds,
  NAMELESS,
  operatorOf,
  payAtSimulator,
  refundEventsOf,
  refundedOf,
  refundsOf,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { testDatabase } from "@/lib/testing/test-context";
import { requestRefund } from "./request-refund";
import type { RefundWish } from "./wish";

let simulator: Simulator;
let db: Database;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
  shop = await makeShop(db);
});
afterAll(() => simulator.close());

const ask = (transactionId: string, wish: Partial<RefundWish> = {}, of: Shop = shop) =>
  requestRefund(shopContext(db, of), { ...NAMELESS, ...wish, transactionId });
const part = (amount: number, refundRef: string | null = null) =>
  ({ amount, currency: "IRR", refundRef }) as const;
const newsOf = async (transactionId: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, transactionId))).map(
    ({ body }) => JSON.parse(body),
  );
const paidBack = async (authority: string) =>
  (await db.select().from(sandboxRefunds).where(eq(sandboxRefunds.authority, authority))).map(
    ({ amountRials }) => amountRials,
  );
const finish = (id: string) => finishRefunds(db, id);

describe("the whole payment", () => {
  test("is reversed within the window, and everybody hears of it once", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const { refund, replayed } = await ask(id, { refundRef: "R-1", reason: "پس گرفته شد" });
    expect(replayed).toBe(false);
    expect(refund).toMatchObject({
      status: "succeeded",
      method: "reverse",
      refundRef: "R-1",
      amountRials: 100_000n,
      amountSent: 10_000n,
      currency: "IRT",
      reason: "پس گرفته شد",
      requestedByType: "app",
      requestedById: shop.key.id,
      nextCheckAt: null,
    });
    expect(refund.endedAt).not.toBeNull();
    expect((await findSession(db, authority))?.status).toBe("REVERSED");
    expect(await refundedOf(db, id)).toBe(100_000n);
    expect(await refundEventsOf(db, id)).toEqual(["refund.requested", "refund.succeeded"]);
    const [news, ...more] = await newsOf(id);
    expect(more).toEqual([]);
    expect(news).toMatchObject({
      type: "refund.succeeded",
      data: {
        transaction: { id, status: "paid", refunded_rials: 100_000 },
        refund: {
          id: refund.id,
          object: "refund",
          refund_id: "R-1",
          status: "succeeded",
          amount: 10_000,
          currency: "IRT",
          amount_rials: 100_000,
          failure: null,
        },
      },
    });
    const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, refund.id));
    expect(audit.map(({ action }) => action)).toEqual(["refund.request", "refund.succeeded"]);
  });

  test("is refunded after the window, pending until it is paid out", async () => {
    const { id, authority } = await payAtSimulator(db, shop, { minutesAgo: 29.5 });
    const { refund } = await ask(id);
    expect(refund).toMatchObject({ status: "pending", method: "refund" });
    expect(refund.acceptedAt).not.toBeNull();
    expect(refund.providerRef).toMatch(/^\d+$/);
    expect(await newsOf(id)).toEqual([]);
    await finish(id);
    expect((await refundsOf(db, id))[0]?.status).toBe("succeeded");
    expect(await paidBack(authority)).toEqual([100_000n]);
    expect((await findSession(db, authority))?.status).toBe("VERIFIED");
    expect((await newsOf(id)).map(({ type }) => type)).toEqual(["refund.succeeded"]);
    expect((await refundEventsOf(db, id)).slice(0, 2)).toEqual([
      "refund.requested",
      "refund.accepted",
    ]);
  });

  test("that the bank does not reverse is refunded the second time", async () => {
    const { id, authority } = await payAtSimulator(db, shop, { scenario: "reverse_refused" });
    const { refund } = await ask(id);
    expect(refund).toMatchObject({
      status: "failed",
      method: "reverse",
      failureCode: "-60",
      failureReason: "provider_rejected",
    });
    expect(await refundedOf(db, id)).toBe(0n);
    expect((await newsOf(id))[0]).toMatchObject({
      type: "refund.failed",
      data: {
        transaction: { refunded_rials: 0 },
        refund: { status: "failed", failure: { code: "-60", reason: "provider_rejected" } },
      },
    });
    expect((await ask(id)).refund).toMatchObject({ method: "refund", status: "pending" });
    await finish(id);
    expect(await paidBack(authority)).toEqual([100_000n]);
  });

  test("that somebody reversed at the provider meanwhile counts as given back", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const reverse = { merchant_id: shop.account.merchantId, authority };
    await fetch(`${simulator.url}/pg/v4/payment/reverse.json`, {
      method: "POST",
      body: JSON.stringify(reverse),
    });
    expect((await ask(id)).refund.status).toBe("succeeded");
    expect(await refundedOf(db, id)).toBe(100_000n);
  });
});

describe("a refund asked for again", () => {
  test("twenty times at once under one name is one", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => ask(id, part(30_000, "same"))),
    );
    expect(new Set(asked.map(({ refund }) => refund.id)).size).toBe(1);
    expect(asked.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await finish(id);
    expect(await paidBack(authority)).toEqual([30_000n]);
    expect(await refundedOf(db, id)).toBe(30_000n);
  }, 30_000);

  test("with other content is refused and changes nothing", async () => {
    const { id } = await payAtSimulator(db, shop);
    await ask(id, part(30_000, "name"));
    for (const other of [
      part(40_000, "name"),
      { refundRef: "name" },
      { ...part(30_000, "name"), reason: "another" },
      { amount: 3_000, currency: "IRT", refundRef: "name" } as const,
    ]) {
      await expect(ask(id, other)).rejects.toMatchObject({ reason: "refund_changed" });
    }
    expect(await refundedOf(db, id)).toBe(30_000n);
  });

  test("of another transaction is another: a name counts within its payment", async () => {
    const [one, two] = [await payAtSimulator(db, shop), await payAtSimulator(db, shop)];
    const first = await ask(one.id, part(30_000, "R"));
    const second = await ask(two.id, part(30_000, "R"));
    expect(second.replayed).toBe(false);
    expect(second.refund.id).not.toBe(first.refund.id);
  });
});

describe("who may, and what", () => {
  test("a payment that is not paid is not refundable", async () => {
    for (const status of ["open", "verifying", "failed", "expired", "canceled"] as const) {
      const { id } = await makeTransaction(db, shop, { status });
      await expect(ask(id)).rejects.toMatchObject({ code: "conflict", reason: "not_refundable" });
    }
  });

  test("another app's, another mode's and no transaction are not there", async () => {
    const { id } = await payAtSimulator(db, shop);
    const stranger = await makeShop(db);
    const live = { ...shop, key: { ...shop.key, mode: "live" as const } };
    const notFound = { code: "not_found", reason: "transaction_not_found" };
    await expect(ask(id, {}, stranger)).rejects.toMatchObject(notFound);
    await expect(ask(id, {}, live)).rejects.toMatchObject(notFound);
    await expect(ask("trx_' or 1=1")).rejects.toMatchObject(notFound);
    const foreign = operatorOf(db, stranger);
    await expect(requestRefund(foreign, { ...NAMELESS, transactionId: id })).rejects.toMatchObject(
      notFound,
    );
    expect(await refundedOf(db, id)).toBe(0n);
  });

  test("support and viewers may not", async () => {
    const { id } = await payAtSimulator(db, shop);
    for (const role of ["support", "viewer"] as const) {
      await expect(
        requestRefund(operatorOf(db, shop, role), { ...NAMELESS, transactionId: id }),
      ).rejects.toMatchObject({ code: "forbidden", reason: "scope_missing" });
    }
    expect(await refundsOf(db, id)).toEqual([]);
  });

  test("another way than was agreed to is refused", async () => {
    const { id } = await payAtSimulator(db, shop, { minutesAgo: 40 });
    await expect(ask(id, { method: "reverse" })).rejects.toMatchObject({
      reason: "refund_way_changed",
    });
    expect(await refundsOf(db, id)).toEqual([]);
    expect((await ask(id, { method: "refund" })).refund.method).toBe("refund");
  });

  test("less than the provider refunds, and more than is left", async () => {
    const { id } = await payAtSimulator(db, shop);
    await expect(ask(id, part(19_990))).rejects.toMatchObject({ reason: "refund_below_minimum" });
    await expect(ask(id, part(100_010))).rejects.toMatchObject({ reason: "refund_exceeds_paid" });
    expect(await refundsOf(db, id)).toEqual([]);
  });

  test("a payment whose provider refund is not set up can only be reversed whole", async () => {
    const live = await makeShop(db, "live");
    const now = { paidAt: new Date(), status: "paid" } as const;
    const { id } = await makeTransaction(db, live, { ...now, amountRials: 100_000n });
    await makeAttempt(db, live, { id }, { status: "paid", refId: "1" });
    await expect(ask(id, part(30_000), live)).rejects.toMatchObject({
      reason: "refund_not_set_up",
    });
    expect(await refundsOf(db, id)).toEqual([]);
  });
});
