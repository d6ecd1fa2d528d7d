import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { makeShop } from "@/lib/testing/factories";
import { actReally, openReally } from "@/lib/testing/real-payment";
import { type Simulator, startSimulator } from "@/lib/testing/refund-shop";
import { testContext, testDatabase } from "@/lib/testing/test-context";
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
