import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { literals } from "@/db/schema/base";
import { transactions } from "@/db/schema/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import type { FailureReason } from "./failure";
import { getView, type Transaction } from "./find-transaction";
import { recordTransactionEvent } from "./record-transaction-event";
import { statusesBefore, type UnpaidEnd } from "./state";
import { tellSite } from "./tell-site";

type End = {
  transactionId: string;
  attemptId: string | null;
  to: UnpaidEnd;
  failure: { code: string | null; reason: FailureReason };
  /** Only one that no provider gave a session for, and that is not being asked for one now. */
  unopenedOnly?: boolean;
  data?: Record<string, unknown>;
  durationMs?: number;
};

/**
 * End a transaction unpaid, inside the caller's database transaction: guarded update, attempts, event,
 * outbox, audit. Null when it was final already; then nothing was written.
 */
export async function endUnpaid(tx: Context, end: End): Promise<Transaction | null> {
  const { transactionId, attemptId, to, failure } = end;
  const guard = end.unopenedOnly
    ? sql`status = 'created' and (opening_until is null or opening_until < now())`
    : sql`status in (${literals(statusesBefore(to))})`;
  const [row] = await tx.db.execute(sql`
    update payment.transactions
    set status = ${to}, failure_code = ${failure.code}, failure_reason = ${failure.reason},
      exception = null, opening_until = null, ended_at = now(), event_seq = event_seq + 1
    where id = ${transactionId} and ${guard}
    returning *`);
  if (!row) return null;
  const transaction = decodeRow(transactions, row);
  await tx.db.execute(sql`
    update payment.attempts
    set status = case when status = 'open' then 'unpaid' else status end, ended_at = coalesce(ended_at, now()),
      lease_token = null, lease_until = null, next_check_at = null
    where transaction_id = ${transactionId} and status in ('open', 'requesting', 'lost')`);
  await recordTransactionEvent(
    tx,
    {
      transactionId,
      type: `transaction.${to}`,
      attemptId,
      data: { failure, ...end.data },
      ...(end.durationMs === undefined ? {} : { durationMs: end.durationMs }),
    },
    transaction.eventSeq,
  );
  await recordAudit(tx, {
    tenantId: transaction.tenantId,
    action: `transaction.${to}`,
    entityId: transactionId,
    data: { failure },
  });
  await tellSite(tx, await getView(tx.db, transactionId), to);
  return transaction;
}
