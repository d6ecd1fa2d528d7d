import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditLog } from "@/db/schema/operators";
import { transactionEvents, transactions } from "@/db/schema/transactions";
import { makeAttempt, makeShop, makeTransaction } from "@/lib/testing/factories";
import { testContext, testDatabase } from "@/lib/testing/test-context";
import { claimAttempt } from "./claim-attempt";
import { recordPaid } from "./record-paid";

const db = await testDatabase();
const shop = await makeShop(db);
const ctx = testContext(db, { type: "system", job: "reconcile" });
const heard = ["inquiry", "verify"].map((call) => ({
  call,
  request: {},
  response: null,
  durationMs: 20,
}));
const verified = (refId: string) => ({
  refId,
  cardPan: null,
  cardHash: null,
  feeRials: null,
  repeated: true,
});

async function claim(attemptId: string) {
  const claimed = await claimAttempt(ctx, attemptId, { by: "reconcile" });
  if (!claimed) throw new Error("not claimed");
  return claimed;
}
async function payment() {
  const transaction = await makeTransaction(db, shop);
  const attempt = await makeAttempt(db, shop, transaction);
  return { id: transaction.id, attempt, claim: await claim(attempt.id) };
}
const eventsOf = (id: string) =>
  db
    .select()
    .from(transactionEvents)
    .where(eq(transactionEvents.transactionId, id))
    .orderBy(transactionEvents.seq);

test("history and audit say what the provider said, and how long it took", async () => {
  const { id, claim } = await payment();
  await recordPaid(ctx, claim, verified("8001"), heard);
  expect(await eventsOf(id)).toMatchObject([
    {
      type: "transaction.paid",
      data: { ref_id: "8001", repeated: true, late: false, exchanges: heard },
      durationMs: 40,
    },
  ]);
  const audit = await db.select().from(auditLog).where(eq(auditLog.entityId, id));
  expect(audit).toMatchObject([
    { action: "transaction.paid", data: { ref_id: "8001", repeated: true } },
  ]);
});

test("a reference number that another payment has is not booked, and a person sees which", async () => {
  const [first, second] = [await payment(), await payment()];
  await recordPaid(ctx, first.claim, verified("8002"), heard);
  await recordPaid(ctx, second.claim, verified("8002"), heard);
  const [row] = await db.select().from(transactions).where(eq(transactions.id, second.id));
  expect(row).toMatchObject({ status: "verifying", exception: "paid_twice" });
  expect(await eventsOf(second.id)).toMatchObject([
    {
      type: "transaction.excepted",
      data: { reason: "paid_twice", verified: { ref_id: "8002", repeated: true } },
    },
  ]);
});

test("of a second session that was paid as well the history tells", async () => {
  const { id, attempt, claim: first } = await payment();
  const second = await claim((await makeAttempt(db, shop, { id })).id);
  await recordPaid(ctx, first, verified("8003"), heard);
  await recordPaid(ctx, second, verified("8004"), heard);
  expect((await eventsOf(id)).map(({ type, attemptId, data }) => [type, attemptId, data])).toEqual([
    ["transaction.paid", attempt.id, expect.objectContaining({ ref_id: "8003" })],
    ["transaction.excepted", second.attempt.id, { reason: "paid_twice", exchanges: heard }],
  ]);
});
