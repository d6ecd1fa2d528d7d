import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { refunds } from "@/db/schema/refunds";
import { recordAudit } from "@/lib/audit/record-audit";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { BrokerError } from "@/lib/errors";
import { requirePermission } from "@/lib/operators/require-permission";
import { recordTransactionEvent } from "@/lib/transactions/record-transaction-event";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import { getRefundRow, type Refund } from "./find-refund";
import { getRefund } from "./get-refund";
import { recordRefundEnd } from "./record-refund-end";

/**
 * A refund that waits for a second person will not be made: it fails, its amount can be refunded again,
 * and the site is told. Who asked for it may take it back this way too.
 * @throws BrokerError `refund_not_found`; 409 `refund_not_waiting`
 */
export async function declineRefund(
  ctx: Context<ActorOf<"operator">>,
  { id, reason }: { id: string; reason?: string | undefined },
): Promise<Refund> {
  requirePermission(ctx.actor, "write");
  await getRefund(ctx, id);
  await inTransaction(ctx, async (tx) => {
    const [refund] = await tx.db
      .update(refunds)
      .set({ approval: "declined", approvalBy: tx.actor.operatorId, approvalAt: sql`now()` })
      .where(
        and(eq(refunds.id, id), eq(refunds.approval, "waiting"), eq(refunds.status, "pending")),
      )
      .returning();
    if (!refund) throw new BrokerError("conflict", "refund_not_waiting");
    const { transactionId, attemptId, tenantId } = refund;
    const said = { reason: reason ?? null };
    await recordTransactionEvent(tx, {
      transactionId,
      type: "refund.declined",
      attemptId,
      data: { refund_id: id, ...said },
    });
    await recordAudit(tx, {
      tenantId,
      action: "refund.decline",
      entityId: id,
      data: { transaction_id: transactionId, ...said },
    });
    const failure = { reason: "declined", code: null } as const;
    await recordRefundEnd(tx, refund, { to: "failed", failure }, []);
  });
  // Nothing of it could be seen before this transaction was over.
  kickWebhooks();
  return getRefundRow(ctx.db, id);
}
