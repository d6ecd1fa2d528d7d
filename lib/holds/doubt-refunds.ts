import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { literals } from "@/db/schema/base";
import { refunds } from "@/db/schema/refunds";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, inTransaction } from "@/lib/context";
import { LIVE_REFUND_STATUSES } from "@/lib/refunds/state";
import { isUniqueViolation } from "@/lib/transactions/record-session";
import { recordTransactionEvent } from "@/lib/transactions/record-transaction-event";

const BATCH = 500;

/**
 * Refunds that a restored backup shows as not sent may have been sent after it was made. They become
 * `unknown`, as if sent now: looked up from then on, and never sent (threats: T17, T62). Where the payment
 * has other refunds the provider, which shows only the newest, cannot say which is which: a person must.
 * Of one payment one refund at a time; the next one when that is over. @returns how many
 */
export async function doubtRefunds(ctx: Context): Promise<number> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select r.id from payment.refunds r join payment.holds h on h.name = 'refunds'
    where r.status = 'pending' and r.sent_at is null and r.created_at <= h.since
      and not exists (select 1 from payment.refunds other
        where other.transaction_id = r.transaction_id and other.sent_at is not null
          and other.status in (${literals(LIVE_REFUND_STATUSES)}))
    order by r.id limit ${BATCH}`);
  let doubted = 0;
  for (const { id } of rows) if (await doubt(ctx, id)) doubted++;
  return doubted;
}

async function doubt(ctx: Context, id: string): Promise<boolean> {
  try {
    return await inTransaction(ctx, (tx) => writeDoubt(tx, id));
  } catch (error) {
    // refunds_one_in_the_air: another refund of the same payment was first.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

async function writeDoubt(tx: Context, id: string): Promise<boolean> {
  const [row] = await tx.db.execute(sql`
    update payment.refunds r
    set status = 'unknown', sent_at = now(), checks = 0, lease_token = null, lease_until = null,
      -- What is never sent needs nobody's consent.
      approval = case approval when 'waiting' then 'not_needed' else approval end,
      exception = case when alone.yes then null else 'contradiction' end,
      next_check_at = case when alone.yes then now() end
    from (select not exists (select 1 from payment.refunds other join payment.refunds own on own.id = ${id}
      where other.transaction_id = own.transaction_id and other.id <> own.id
        and (other.sent_at is not null or other.status = 'pending')) as yes) as alone
    where id = ${id} and status = 'pending' and sent_at is null
    returning r.*`);
  if (!row) return false;
  const { transactionId, attemptId, tenantId, exception } = decodeRow(refunds, row);
  const why = "restored";
  await recordTransactionEvent(tx, {
    transactionId,
    type: "refund.unknown",
    attemptId,
    data: { refund_id: id, why, exception },
  });
  await recordAudit(tx, {
    tenantId,
    action: exception ? "refund.except" : "refund.unknown",
    entityId: id,
    data: { transaction_id: transactionId, why },
  });
  return true;
}
