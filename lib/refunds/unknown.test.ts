import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { sandboxRefunds } from "@/db/schema/sandbox";
import { transactions } from "@/db/schema/transactions";
import { webhookEvents } from "@/db/schema/webhooks";
import { makeShop, type Shop, shopContext } from "@/lib/testing/factories";
import {
  finishRefunds,
  NAMELESS,
  payAtSimulator,
  refundEventsOf,
  refundedOf,
  refundsDueNow,
  refundsOf,
  type Simulator,
  startSimulator,
} from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { advanceDueRefunds } from "./advance-due-refunds";
import { lookUpRefund } from "./look-up-refund";
import { recordRefundEnd } from "./record-refund-end";
import { requestRefund } from "./request-refund";
import { reserveRefund } from "./reserve-refund";
import { markSent, takeTurn } from "./take-turn";

let simulator: Simulator;
let db: Database;
let shop: Shop;
beforeAll(async () => {
  simulator = await startSimulator();
  db = await testDatabase();
  shop = await makeShop(db);
});
afterAll(() => simulator.close());

const PART = { amount: 30_000, currency: "IRR" } as const;
const ask = (transactionId: string, wish = {}) =>
  requestRefund(shopContext(db, shop), { ...NAMELESS, ...wish, transactionId });
const system = () => testContext(db, { type: "system", job: "refunds" });
const advance = async (transactionId: string, age?: string) => {
  await refundsDueNow(db, transactionId, age);
  await advanceDueRefunds(system(), 5_000);
  return (await refundsOf(db, transactionId)).at(-1);
};
const newsOf = async (transactionId: string) =>
  (await db.select().from(webhookEvents).where(eq(webhookEvents.transactionId, transactionId))).map(
    ({ type }) => type,
  );
const paidBack = async (authority: string) =>
  (await db.select().from(sandboxRefunds).where(eq(sandboxRefunds.authority, authority))).length;
/** How often this was called while something was done. */
async function callsDuring(call: RegExp, work: () => Promise<unknown>): Promise<number> {
  const before = simulator.countOf(call);
  await work();
  return simulator.countOf(call) - before;
}

describe("an answer that got lost after the money moved", () => {
  test("a refund is unknown, keeps its amount, and is found by asking; it is sent once", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const sends = await callsDuring(/AddRefund/, async () => {
      simulator.lose(/AddRefund/, "after");
      const { refund } = await ask(id, { ...PART, refundRef: "U" });
      expect(refund).toMatchObject({ status: "unknown", endedAt: null });
      expect(await refundedOf(db, id)).toBe(30_000n);
      expect(await newsOf(id)).toEqual([]);
      expect((await ask(id, { ...PART, refundRef: "U" })).refund.id).toBe(refund.id);
      await expect(ask(id, PART)).rejects.toMatchObject({ reason: "refund_unresolved" });
      expect(await advance(id)).toMatchObject({ status: "pending", acceptedAt: expect.any(Date) });
      await finishRefunds(db, id);
    });
    expect(sends).toBe(1);
    expect((await refundsOf(db, id))[0]?.status).toBe("succeeded");
    expect(await paidBack(authority)).toBe(1);
    expect(await newsOf(id)).toEqual(["refund.succeeded"]);
    expect(await refundEventsOf(db, id)).toEqual([
      "refund.requested",
      "refund.unknown",
      "refund.accepted",
      "refund.succeeded",
    ]);
  });

  test("a reverse is unknown and found by an inquiry; it is sent once", async () => {
    const { id } = await payAtSimulator(db, shop);
    const sends = await callsDuring(/reverse/, async () => {
      simulator.lose(/reverse/, "after");
      expect((await ask(id)).refund.status).toBe("unknown");
      expect(await advance(id)).toMatchObject({ status: "succeeded", method: "reverse" });
    });
    expect(sends).toBe(1);
    expect(await refundedOf(db, id)).toBe(100_000n);
    expect(await newsOf(id)).toEqual(["refund.succeeded"]);
  });

  test("repeating the call heals it, but does not ask the provider without end", async () => {
    const { id } = await payAtSimulator(db, shop);
    simulator.lose(/reverse/, "after");
    const wish = { refundRef: "heal" };
    expect((await ask(id, wish)).refund.status).toBe("unknown");
    const asked = await callsDuring(/inquiry/, () =>
      Promise.all(Array.from({ length: 10 }, () => ask(id, wish))),
    );
    expect(asked).toBe(0);
    await refundsDueNow(db, id, "6 seconds");
    const healed = await callsDuring(/inquiry/, async () => {
      await Promise.all(Array.from({ length: 10 }, () => ask(id, wish)));
    });
    expect(healed).toBe(1);
    expect((await ask(id, wish)).refund.status).toBe("succeeded");
  });
});

describe("an answer that got lost before anything moved", () => {
  test("is no failure until the provider says so long enough afterwards", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const sends = await callsDuring(/AddRefund/, async () => {
      simulator.lose(/AddRefund/, "before");
      expect((await ask(id, PART)).refund.status).toBe("unknown");
      for (const age of ["5 seconds", "10 minutes", "45 minutes"]) {
        expect(await advance(id, age)).toMatchObject({ status: "unknown" });
        expect(await refundedOf(db, id)).toBe(30_000n);
      }
      expect(await advance(id, "10 minutes")).toMatchObject({
        status: "failed",
        failureReason: "not_carried_out",
      });
    });
    expect(sends).toBe(1);
    expect(await paidBack(authority)).toBe(0);
    expect(await refundedOf(db, id)).toBe(0n);
    expect(await newsOf(id)).toEqual(["refund.failed"]);
  });

  test("a reverse may still happen while its window is open", async () => {
    const { id } = await payAtSimulator(db, shop);
    simulator.lose(/reverse/, "before");
    expect((await ask(id)).refund.status).toBe("unknown");
    expect(await advance(id, "29 minutes")).toMatchObject({ status: "unknown" });
    await db
      .update(transactions)
      .set({ paidAt: sql`now() - interval '41 minutes'` })
      .where(eq(transactions.id, id));
    expect(await advance(id)).toMatchObject({
      status: "failed",
      failureReason: "not_carried_out",
    });
    expect(await refundedOf(db, id)).toBe(0n);
  });

  test("a refund that somebody made in the provider's panel before is not taken for ours", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    simulator.lose(/AddRefund/, "before");
    await db.execute(sql`
      insert into payment.sandbox_refunds (authority, amount_rials, method, created_at, pays_at, rejected)
      values (${authority}, 30000, 'PAYA', now(), now(), false)`);
    expect((await ask(id, PART)).refund.status).toBe("unknown");
    expect(await advance(id, "5 minutes")).toMatchObject({ status: "unknown" });
    expect(await advance(id, "1 hour")).toMatchObject({ status: "failed" });
  });

  test("nobody answers for three days: an operator must decide, and the amount stays taken", async () => {
    const { id } = await payAtSimulator(db, shop);
    simulator.lose(/AddRefund/, "before");
    const { refund } = await ask(id, PART);
    simulator.lose(/SessionById/, "before");
    expect(await advance(id, "73 hours")).toMatchObject({
      status: "unknown",
      exception: "never_answered",
      nextCheckAt: null,
    });
    expect(await refundedOf(db, id)).toBe(30_000n);
    const asked = await callsDuring(/SessionById/, async () => {
      await lookUpRefund(system(), refund.id);
      await advance(id);
    });
    expect(asked).toBe(0);
  });

  test("a provider that shows another amount contradicts us: an operator must decide", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    simulator.lose(/AddRefund/, "before");
    await ask(id, PART);
    await db.execute(sql`
      insert into payment.sandbox_refunds (authority, amount_rials, method, created_at, pays_at, rejected)
      values (${authority}, 20000, 'PAYA', now() + interval '2 seconds', now(), false)`);
    expect(await advance(id)).toMatchObject({ status: "unknown", exception: "contradiction" });
    await expect(ask(id, PART)).rejects.toMatchObject({ reason: "refund_unresolved" });
  });
});

describe("a process that died", () => {
  const reserve = async (transactionId: string) =>
    (await reserveRefund(shopContext(db, shop), transactionId, { ...NAMELESS, ...PART })).refund;

  test("before it sent anything: another sends it, once", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const refund = await reserve(id);
    expect(refund).toMatchObject({ status: "pending", sentAt: null });
    await refundsDueNow(db, id);
    const sends = await callsDuring(/AddRefund/, () =>
      Promise.all(Array.from({ length: 8 }, () => advanceDueRefunds(system(), 5_000))),
    );
    expect(sends).toBe(1);
    await finishRefunds(db, id);
    expect(await paidBack(authority)).toBe(1);
  });

  test("while it had its turn: its lease runs out, and waking up it must not send", async () => {
    const { id } = await payAtSimulator(db, shop);
    const refund = await reserve(id);
    const turn = await takeTurn(system(), refund.id, 0);
    if (!turn) throw new Error("no turn");
    expect(await takeTurn(system(), refund.id, 0)).toBeNull();
    await refundsDueNow(db, id);
    expect(await takeTurn(system(), refund.id, 0)).not.toBeNull();
    expect(await markSent(system(), turn, { providerRef: "1", providerLastAt: null })).toBe(false);
  });

  test("after it had written that it sends: it is looked up and never sent", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const refund = await reserve(id);
    const turn = await takeTurn(system(), refund.id, 0);
    if (!turn) throw new Error("no turn");
    const sent = { providerRef: "421827999", providerLastAt: null };
    expect(await markSent(system(), turn, sent)).toBe(true);
    expect(await markSent(system(), turn, sent)).toBe(false);
    const sends = await callsDuring(/AddRefund/, async () => {
      expect(await advance(id)).toMatchObject({ status: "unknown" });
      await advance(id, "2 hours");
    });
    expect(sends).toBe(0);
    expect(await paidBack(authority)).toBe(0);
  });
});

describe("a provider that is not there for what is read beforehand", () => {
  test("nothing is sent; it is tried again, and in the end it has failed", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    const sends = await callsDuring(/AddRefund/, async () => {
      simulator.lose(/Sessions/, "before");
      const { refund } = await ask(id, PART);
      expect(refund).toMatchObject({ status: "pending", sentAt: null, leaseToken: null });
      expect(await refundedOf(db, id)).toBe(30_000n);
      simulator.lose(/Sessions/, "before");
      expect(await advance(id, "30 minutes")).toMatchObject({ status: "pending", sentAt: null });
      simulator.lose(/Sessions/, "before");
      expect(await advance(id, "31 minutes")).toMatchObject({
        status: "failed",
        failureReason: "not_sent",
      });
    });
    expect(sends).toBe(0);
    expect(await paidBack(authority)).toBe(0);
    expect(await refundedOf(db, id)).toBe(0n);
  });

  test("and back a moment later: it is sent then", async () => {
    const { id, authority } = await payAtSimulator(db, shop);
    simulator.lose(/Sessions/, "before");
    await ask(id, PART);
    await finishRefunds(db, id);
    expect((await refundsOf(db, id))[0]?.status).toBe("succeeded");
    expect(await paidBack(authority)).toBe(1);
  });
});

test("of many that know how it ended, and disagree, one records it", async () => {
  const { id } = await payAtSimulator(db, shop);
  const { refund } = await reserveRefund(shopContext(db, shop), id, { ...NAMELESS, ...PART });
  const failure = { reason: "provider_rejected", code: null } as const;
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      recordRefundEnd(
        system(),
        refund,
        i % 2 ? { to: "succeeded" } : { to: "failed", failure },
        [],
      ),
    ),
  );
  expect(await newsOf(id)).toHaveLength(1);
  expect(await refundEventsOf(db, id)).toHaveLength(2);
  const [row] = await refundsOf(db, id);
  expect(await refundedOf(db, id)).toBe(row?.status === "failed" ? 0n : 30_000n);
});

test("the database itself lets one refund of a payment out at a time, and no sum above it", async () => {
  const { id } = await payAtSimulator(db, shop);
  const ctx = shopContext(db, shop);
  const [one, two] = [
    await reserveRefund(ctx, id, { ...NAMELESS, ...PART }),
    await reserveRefund(ctx, id, { ...NAMELESS, ...PART }),
  ];
  const sentNow = (refundId: string) =>
    db.execute(sql`update payment.refunds set sent_at = now() where id = ${refundId}`);
  await sentNow(one.refund.id);
  await expect(sentNow(two.refund.id)).rejects.toThrow();
  await expect(
    db.execute(
      sql`update payment.transactions set refunded_rials = refunded_rials + 70000 where id = ${id}`,
    ),
  ).rejects.toThrow();
  await expect(
    db.execute(sql`update payment.refunds set status = 'failed' where id = ${two.refund.id}`),
  ).rejects.toThrow();
});
