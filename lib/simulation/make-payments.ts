import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { clientApps } from "@/db/schema/apps";
import { makeAccount, makeAttempt, makeTransaction, type Shop } from "@/lib/testing/factories";
import type { SimulatedWorld } from "./begin-world";
import type { Plan } from "./draw-plan";

const AMOUNT_RIALS = 100_000;
const LIFETIME_MS = 30 * 60_000;
const FIRST_CHECK_MS = 50_000;

export type Payment = { id: string; attemptId: string; authority: string };
let opened = 0;

/**
 * The rows of one order's payments at a provider account of their own, as opening them would have left
 * them, and their sessions at the provider.
 */
export async function makePayments(
  db: Database,
  shop: Shop,
  plan: Pick<Plan, "latePayment" | "payments">,
  { schedule, provider }: SimulatedWorld,
): Promise<Payment[]> {
  // What earlier histories left is none of this one's, a broken one's open ends least of all.
  await db.execute(sql`
    with accounts as (update payment.provider_accounts set next_sweep_at = 'infinity'),
      attempts as (update payment.attempts set next_check_at = null where next_check_at is not null)
    update payment.refunds set next_check_at = null where next_check_at is not null`);
  await db.update(clientApps).set({ latePayment: plan.latePayment });
  const own = { ...shop, account: await makeAccount(db, shop) };
  const now = new Date(schedule.now);
  const orderId = `order-${++opened}`;
  const payments: Payment[] = [];
  for (const { ended, mismatched } of plan.payments) {
    const transaction = await makeTransaction(db, own, {
      orderId,
      amountRials: BigInt(AMOUNT_RIALS),
      amountSent: BigInt(AMOUNT_RIALS / 10),
      createdAt: now,
      expiresAt: new Date(schedule.now + LIFETIME_MS),
      ...(ended
        ? { status: "expired" as const, endedAt: now, failureReason: "expired" as const }
        : {}),
    });
    const attempt = await makeAttempt(db, own, transaction, {
      createdAt: now,
      openedAt: now,
      nextCheckAt: ended ? null : new Date(schedule.now + FIRST_CHECK_MS),
      ...(ended ? { status: "unpaid" as const, endedAt: now } : {}),
    });
    const authority = attempt.authority ?? "";
    provider.open(authority, mismatched ? AMOUNT_RIALS - 10_000 : AMOUNT_RIALS, ++opened);
    payments.push({ id: transaction.id, attemptId: attempt.id, authority });
  }
  return payments;
}
