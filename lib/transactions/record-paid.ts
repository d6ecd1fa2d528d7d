import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { literals } from "@/db/schema/base";
import { transactions } from "@/db/schema/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, inTransaction } from "@/lib/context";
import type { Exchange, Verified } from "@/lib/providers/port";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import type { Claim } from "./claim-attempt";
import { isUniqueViolation } from "./record-session";
import { recordTransactionEvent } from "./record-transaction-event";
import { recordException } from "./record-unsettled";
import { statusesBefore, UNPAID_ENDS } from "./state";
import { tellSite } from "./tell-site";

/**
 * The provider confirmed the payment (now or before: both mean paid). The guarded update is what makes
 * it count once; whoever comes second changes nothing. An ended transaction gets here only as late
 * money that its app accepts.
 */
export async function recordPaid(
  ctx: Context,
  claim: Claim,
  verified: Verified,
  exchanges: Exchange[],
): Promise<void> {
  try {
    await inTransaction(ctx, (tx) => writePaid(tx, claim, verified, exchanges));
  } catch (error) {
    // Verified at the provider, yet the order is paid already or its reference belongs to another
    // payment: money we may not book. An operator decides.
    if (!isUniqueViolation(error)) throw error;
    await recordException(ctx, claim, "paid_twice", exchanges, { verified: describe(verified) });
    return;
  }
  kickWebhooks();
}

async function writePaid(
  tx: Context,
  { transaction: before, attempt }: Claim,
  verified: Verified,
  exchanges: Exchange[],
): Promise<void> {
  const from = [...statusesBefore("paid"), ...UNPAID_ENDS];
  const [row] = await tx.db.execute(sql`
    update payment.transactions
    set status = 'paid', paid_at = now(), ended_at = now(), event_seq = event_seq + 1,
      late_at = case when status in (${literals(UNPAID_ENDS)}) then now() end,
      failure_code = null, failure_reason = null, exception = null
    where id = ${before.id} and status in (${literals(from)})
    returning *`);
  if (!row) return;
  const transaction = decodeRow(transactions, row);
  await tx.db.execute(sql`
    update payment.attempts
    set status = 'paid', ref_id = ${verified.refId}, card_pan = ${verified.cardPan},
      card_hash = ${verified.cardHash}, ended_at = now(),
      fee_rials = coalesce(${verified.feeRials?.toString() ?? null}::bigint, fee_rials),
      lease_token = null, lease_until = null, next_check_at = null
    where id = ${attempt.id}`);
  const durationMs = exchanges.reduce((sum, exchange) => sum + exchange.durationMs, 0);
  await recordTransactionEvent(
    tx,
    {
      transactionId: transaction.id,
      type: "transaction.paid",
      attemptId: attempt.id,
      data: { ...describe(verified), late: transaction.lateAt !== null, exchanges },
      durationMs,
    },
    transaction.eventSeq,
  );
  await recordAudit(tx, {
    tenantId: transaction.tenantId,
    action: "transaction.paid",
    entityId: transaction.id,
    data: describe(verified),
  });
  await tellSite(tx, transaction, "paid");
}

const describe = ({ refId, repeated }: Verified) => ({ ref_id: refId, repeated });
