import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
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
import { LIVE_REFUND_STATUSES, type REFUND_ENDS, SETTLED_BY_HAND_AFTER_SECONDS } from "./state";

type Settled = { id: string; as: (typeof REFUND_ENDS)[number]; note: string };

/**
 * A person who looked in the provider's own panel says how a refund ended that nobody else can tell of:
 * one that is frozen, or unknown for long. The books follow as for any other end; it is never sent again.
 * @throws BrokerError `refund_not_found`; 409 `refund_not_settleable`, also while the provider is being
 * asked about it
 */
export async function settleRefund(
  ctx: Context<ActorOf<"operator">>,
  { id, as, note }: Settled,
): Promise<Refund> {
  requirePermission(ctx.actor, "write");
  await getRefund(ctx, id);
  await inTransaction(ctx, async (tx) => {
    const [refund] = await tx.db
      .select()
      .from(refunds)
      .where(
        and(
          eq(refunds.id, id),
          inArray(refunds.status, [...LIVE_REFUND_STATUSES]),
          sql`sent_at is not null and (lease_until is null or lease_until < now())`,
          sql`(exception is not null or (status = 'unknown'
            and sent_at < now() - make_interval(secs => ${SETTLED_BY_HAND_AFTER_SECONDS})))`,
        ),
      )
      .for("update");
    if (!refund) throw new BrokerError("conflict", "refund_not_settleable");
    const { transactionId, attemptId, tenantId, exception } = refund;
    const said = { as, note, exception };
    await recordTransactionEvent(tx, {
      transactionId,
      type: "refund.settled",
      attemptId,
      data: { refund_id: id, ...said },
    });
    await recordAudit(tx, {
      tenantId,
      action: "refund.settle",
      entityId: id,
      data: { transaction_id: transactionId, ...said },
    });
    const failure = { reason: "settled_by_operator", code: null } as const;
    await recordRefundEnd(tx, refund, as === "failed" ? { to: as, failure } : { to: as }, []);
  });
  // Nothing of it could be seen before this transaction was over.
  kickWebhooks();
  return getRefundRow(ctx.db, id);
}
