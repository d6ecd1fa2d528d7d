import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { literals } from "@/db/schema/base";
import { transactions } from "@/db/schema/transactions";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import type { FailureReason } from "./failure";
import { getView, type Transaction } from "./find-transaction";
import { lockTransaction } from "./lock-transaction";
import { recordTransactionEvent } from "./record-transaction-event";
import { LIVE_STATUSES, statusesBefore, type UnpaidEnd } from "./state";
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
 * outbox, audit. Null when it was final already; then nothing was written. Null as well while another of
 * its attempts can be paid: then only this attempt is over, and the other one is asked next.
 */
export async function endUnpaid(tx: Context, end: End): Promise<Transaction | null> {
  const { transactionId, attemptId, to, failure } = end;
  await lockTransaction(tx, transactionId);
  if (attemptId !== null && (await endAttemptOnly(tx, end, attemptId))) return null;
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

/**
 * A retry made a second session before the first one's answer came: no word about the one tells anything
 * of the other. False when there is no other.
 */
async function endAttemptOnly(tx: Context, end: End, attemptId: string): Promise<boolean> {
  const { transactionId, failure, to } = end;
  const others = await tx.db.execute(sql`
    update payment.attempts a set next_check_at = least(a.next_check_at, now())
    from payment.transactions t
    where a.transaction_id = ${transactionId} and a.id <> ${attemptId} and a.status = 'open'
      and t.id = a.transaction_id and t.status in (${literals(LIVE_STATUSES)})
    returning 1`);
  if (others.length === 0) return false;
  await tx.db.execute(sql`
    update payment.attempts
    set status = case when status = 'open' then 'unpaid' else status end, ended_at = coalesce(ended_at, now()),
      lease_token = null, lease_until = null, next_check_at = null
    where id = ${attemptId}`);
  await recordTransactionEvent(tx, {
    transactionId,
    type: "attempt.ended",
    attemptId,
    data: { as: to, failure, ...end.data },
    ...(end.durationMs === undefined ? {} : { durationMs: end.durationMs }),
  });
  return true;
}
