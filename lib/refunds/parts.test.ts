import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { sandboxRefunds } from "@/db/schema/sandbox";
import { webhookEvents } from "@/db/schema/webhooks";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import {
  finishRefunds,
  NAMELESS,
  operatorOf,
  payAtSimulator,
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

const ask = (transactionId: string, wish: Partial<RefundWish> = {}) =>
  requestRefund(shopContext(db, shop), { ...NAMELESS, ...wish, transactionId });
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

describe("parts of a payment", () => {
  test("twenty parallel refunds of 30 on 100: exactly three, here and at the provider", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => ask(id, part(30_000, `P-${i}`))),
    );
    const won = asked.filter(({ status }) => status === "fulfilled");
    const reasons = asked.flatMap((one) => (one.status === "rejected" ? [one.reason.reason] : []));
    expect(won).toHaveLength(3);
    expect(new Set(reasons)).toEqual(new Set(["refund_exceeds_paid"]));
    expect(await refundedOf(db, id)).toBe(90_000n);
    await finish(id);
    expect((await refundsOf(db, id)).map(({ status }) => status)).toEqual(
      Array(3).fill("succeeded"),
    );
    expect(await paidBack(authority)).toEqual([30_000n, 30_000n, 30_000n]);
    expect(await refundedOf(db, id)).toBe(90_000n);
    expect((await newsOf(id)).map(({ type }) => type)).toEqual(Array(3).fill("refund.succeeded"));
  }, 60_000);

  test("one after the other: the provider has one of a payment at a time", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const first = (await ask(id, part(30_000))).refund;
    const second = (await ask(id, part(40_000))).refund;
    expect(first.acceptedAt).not.toBeNull();
    expect(second).toMatchObject({ status: "pending", sentAt: null });
    await finishRefunds(db, id, { hurry: false });
    const [one, two] = (await refundsOf(db, id)).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(two?.sentAt?.getTime()).toBeGreaterThan((one?.endedAt?.getTime() ?? 0) + 2_000);
    expect(await paidBack(authority)).toEqual([30_000n, 40_000n]);
  }, 30_000);

  test("what is left goes back when no amount is named, in the payment's unit", async () => {
    const { id } = await payAtSimulator(db, shop);
    await ask(id, part(30_000));
    await finish(id);
    expect((await ask(id)).refund).toMatchObject({
      amountRials: 70_000n,
      amountSent: 7_000n,
      currency: "IRT",
      method: "refund",
    });
    await finish(id);
    await expect(ask(id)).rejects.toMatchObject({ reason: "refund_exceeds_paid" });
  }, 30_000);

  test("a payout that comes back gives its amount back, and can be asked for again", async () => {
    const { id } = await payAtSimulator(db, shop, { scenario: "refund_payout_rejected" });
    await ask(id, part(40_000, "back"));
    await finish(id);
    const [refund] = await refundsOf(db, id);
    expect(refund).toMatchObject({
      status: "failed",
      failureReason: "payout_failed",
      failureCode: "REJECTED",
    });
    expect(await refundedOf(db, id)).toBe(0n);
    expect((await newsOf(id)).map(({ type }) => type)).toEqual(["refund.failed"]);
    // The same name stays the same refund, also when it failed.
    const again = await ask(id, part(40_000, "back"));
    expect(again).toMatchObject({ replayed: true, refund: { status: "failed" } });
    expect((await ask(id, part(40_000, "once more"))).refund.status).toBe("pending");
  }, 30_000);

  test("a refund that the provider refuses in words has failed, and nothing moved", async () => {
    const { id, authority } = await payAtSimulator(db, shop, { scenario: "refund_refused" });
    expect((await ask(id, part(40_000))).refund).toMatchObject({
      status: "failed",
      failureCode: "refund_not_active",
    });
    expect(await refundedOf(db, id)).toBe(0n);
    expect(await paidBack(authority)).toEqual([]);
  });

  test("asked for by the same form of the console is one, by the next form another", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const operator = operatorOf(db, shop, "admin");
    const send = (requestKey: string) =>
      requestRefund(operator, { ...NAMELESS, ...part(30_000), requestKey, transactionId: id });
    const twice = await Promise.all([send("form-1"), send("form-1")]);
    expect(twice[0].refund.id).toBe(twice[1].refund.id);
    expect(twice[0].refund).toMatchObject({
      refundRef: null,
      requestedByType: "operator",
      requestedById: "usr_tester",
    });
    await finish(id);
    expect((await send("form-2")).refund.id).not.toBe(twice[0].refund.id);
    await finish(id);
    expect(await paidBack(authority)).toEqual([30_000n, 30_000n]);
  }, 30_000);
});
