import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { transactions } from "@/db/schema/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, inTransaction } from "@/lib/context";
import { bookRefund } from "@/lib/ledger/book-refund";
import type { Exchange } from "@/lib/providers/port";
import { getView } from "@/lib/transactions/find-transaction";
import { recordTransactionEvent } from "@/lib/transactions/record-transaction-event";
import { serializeTransaction } from "@/lib/transactions/serialize";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import { recordEvent } from "@/lib/webhooks/record-event";
import type { Refund } from "./find-refund";
import { serializeRefund } from "./serialize";
import { LIVE_REFUND_STATUSES } from "./state";
import type { End } from "./verdict";

/**
 * A refund is over: guarded update, event, outbox and audit in one database transaction; a failed one
 * gives its amount back to what is left of the payment. Whoever comes second changes nothing.
 * @param unsentUnder the lease under which it fails without having been sent: nobody else may have sent it
 */
export async function recordRefundEnd(
  ctx: Context,
  { id }: Pick<Refund, "id">,
  end: End,
  exchanges: Exchange[],
  unsentUnder: string | null = null,
): Promise<void> {
  const unsent = and(eq(refunds.leaseToken, unsentUnder ?? ""), isNull(refunds.sentAt));
  const recorded = await inTransaction(ctx, async (tx) => {
    const [refund] = await tx.db
      .update(refunds)
      .set({
        status: end.to,
        endedAt: sql`now()`,
        failureCode: end.to === "failed" ? end.failure.code : null,
        failureReason: end.to === "failed" ? end.failure.reason : null,
        exception: null,
        leaseToken: null,
        leaseUntil: null,
        nextCheckAt: null,
      })
      .where(
        and(
          eq(refunds.id, id),
          inArray(refunds.status, [...LIVE_REFUND_STATUSES]),
          unsentUnder === null ? undefined : unsent,
        ),
      )
      .returning();
    if (!refund) return false;
    if (end.to === "failed") await giveBack(tx, refund);
    else await bookRefund(tx, refund);
    await tellOf(tx, refund, end, exchanges);
    return true;
  });
  if (recorded) kickWebhooks();
}

/** The reservation ends. Guarded by the amount itself: a mistake stops here rather than in the books. */
async function giveBack(tx: Context, { transactionId, amountRials }: Refund): Promise<void> {
  const amount = sql`${String(amountRials)}::bigint`;
  const rows = await tx.db
    .update(transactions)
    .set({ refundedRials: sql`${transactions.refundedRials} - ${amount}` })
    .where(and(eq(transactions.id, transactionId), sql`${transactions.refundedRials} >= ${amount}`))
    .returning({ id: transactions.id });
  if (rows.length === 0) throw new Error(`transaction ${transactionId} never reserved this`);
}

async function tellOf(tx: Context, refund: Refund, end: End, exchanges: Exchange[]): Promise<void> {
  const { id, transactionId, attemptId, tenantId, appId, mode } = refund;
  const facts = {
    amount_rials: Number(refund.amountRials),
    method: refund.method,
    ...(end.to === "failed" ? { failure: end.failure } : {}),
  };
  await recordTransactionEvent(tx, {
    transactionId,
    type: `refund.${end.to}`,
    attemptId,
    data: { refund_id: id, ...facts, exchanges },
    durationMs: exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0),
  });
  await recordAudit(tx, {
    tenantId,
    action: `refund.${end.to}`,
    entityId: id,
    data: { transaction_id: transactionId, ...facts },
  });
  const transaction = serializeTransaction(await getView(tx.db, transactionId));
  await recordEvent(tx, {
    type: `refund.${end.to}`,
    appId,
    mode,
    transactionId,
    data: { transaction, refund: serializeRefund(refund) },
  });
}
