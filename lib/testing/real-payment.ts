import type { Database } from "@/db/client";
import { actOnPage } from "@/lib/sandbox/act-on-page";
import { findSession } from "@/lib/sandbox/find-session";
import { openTransaction } from "@/lib/transactions/open-transaction";
import { requestBody } from "@/lib/transactions/schema";
import { settleAttempt } from "@/lib/transactions/settle-attempt";
import { type Shop, shopContext } from "./factories";
import { testContext } from "./test-context";

export type RealPayment = { id: string; attemptId: string; authority: string };

let orders = 0;

/** A transaction opened by the real verb, its session at the simulator (`startSimulator` first). */
export async function openReally(
  db: Database,
  shop: Shop,
  amountTomans = 15_000,
): Promise<RealPayment> {
  const input = requestBody.parse({
    order_id: `REAL-${++orders}`,
    amount: amountTomans,
    currency: "IRT",
    description: "سفارش",
    return_url: "https://shop.example/return",
  });
  const { transaction, attempt } = await openTransaction(shopContext(db, shop), input);
  if (!attempt?.authority) throw new Error("no session");
  return { id: transaction.id, attemptId: attempt.id, authority: attempt.authority };
}

/** What the shopper does at the bank. Our side hears nothing of it yet. */
export async function actReally(
  db: Database,
  { authority }: RealPayment,
  act: "pay" | "cancel",
): Promise<void> {
  const session = await findSession(db, authority);
  if (!session) throw new Error("the simulator has no such session");
  await actOnPage(db, session, act, null, new Date());
}

/** The shopper's browser comes back, and the payment is settled as the callback settles it. */
export async function returnReally(
  db: Database,
  { id, attemptId }: RealPayment,
  hint: "ok" | "not_ok",
): Promise<string> {
  const ctx = testContext(db, { type: "shopper" });
  const target = { transactionId: id, attemptId };
  const view = await settleAttempt(ctx, target, { by: "callback", hint });
  return view.transaction.status;
}

/** Opened, paid and settled, all by the real verbs. */
export async function payReally(
  db: Database,
  shop: Shop,
  amountTomans?: number,
): Promise<RealPayment> {
  const payment = await openReally(db, shop, amountTomans);
  await actReally(db, payment, "pay");
  const status = await returnReally(db, payment, "ok");
  if (status !== "paid") throw new Error(`paid, yet it is ${status}`);
  return payment;
}
