import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { literals } from "@/db/schema/base";
import { attempts, transactions } from "@/db/schema/transactions";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { actorId, type Context, inTransaction } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import type { Exchange, Verified } from "@/lib/providers/port";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import type { Claim } from "./claim-attempt";
import type { Attempt, Transaction } from "./find-transaction";
import { isUniqueViolation } from "./record-session";
import { recordTransactionEvent } from "./record-transaction-event";
import { recordException } from "./record-unsettled";
import { statusesBefore, UNPAID_ENDS } from "./state";
import { tellSite } from "./tell-site";

/**
 * The provider confirmed the payment (now or before: both mean paid). The guarded update is what makes
 * it count once; whoever comes second changes nothing. The ledger's entries are in the same statement. An ended transaction gets here only as late
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
  const { actor, requestId } = tx;
  const from = [...statusesBefore("paid"), ...UNPAID_ENDS];
  const facts = describe(verified);
  const durationMs = exchanges.reduce((sum, exchange) => sum + exchange.durationMs, 0);
  const [row] = await tx.db.execute<{ t: Record<string, unknown>; a: Record<string, unknown> }>(sql`
    with paid as (
      update payment.transactions
      set status = 'paid', paid_at = now(), ended_at = now(), event_seq = event_seq + 1,
        late_at = case when status in (${literals(UNPAID_ENDS)}) then now() end,
        failure_code = null, failure_reason = null, exception = null
      where id = ${before.id} and status in (${literals(from)})
      returning *
    ), proven as (
      update payment.attempts a
      set status = 'paid', ref_id = ${verified.refId}, card_pan = ${verified.cardPan},
        card_hash = ${verified.cardHash}, ended_at = now(),
        fee_rials = coalesce(${verified.feeRials?.toString() ?? null}::bigint, a.fee_rials),
        lease_token = null, lease_until = null, next_check_at = null
      from paid where a.id = ${attempt.id}
      returning a.*
    ), left_over as (
      update payment.attempts a
      set status = 'unpaid', ended_at = coalesce(a.ended_at, now()), next_check_at = null
      from paid where a.transaction_id = paid.id and a.id <> ${attempt.id} and a.status = 'open'
    ), told as (
      insert into payment.transaction_events
        (transaction_id, seq, type, actor_type, actor_id, request_id, attempt_id, data, duration_ms)
      select id, event_seq, 'transaction.paid', ${actor.type}, ${actorId(actor)}, ${requestId}, ${attempt.id},
        ${JSON.stringify({ ...facts, exchanges })}::text::jsonb || jsonb_build_object('late', late_at is not null),
        ${Math.round(durationMs)}
      from paid
    ), audited as (
      insert into payment.audit_log
        (id, tenant_id, actor_type, actor_id, request_id, action, entity_id, data)
      select ${mintId("audit")}, tenant_id, ${actor.type}, ${actorId(actor)}, ${requestId},
        'transaction.paid', id, ${JSON.stringify(facts)}::text::jsonb
      from paid
    ), booked as (
      insert into payment.ledger_entries
        (transaction_id, mode, tenant_id, app_id, kind, source_id, account, provider_account_id, amount_rials)
      select paid.id, paid.mode, paid.tenant_id, paid.app_id, side.kind, proven.id, side.account,
        proven.account_id, side.sign * case side.kind when 'fee' then proven.fee_rials else paid.amount_rials end
      from paid, proven, (values
        ('payment', 'provider_clearing', 1), ('payment', 'merchant_payable', -1),
        ('fee', 'provider_fees', 1), ('fee', 'provider_clearing', -1)) as side(kind, account, sign)
      where side.kind = 'payment' or proven.fee_rials > 0
    )
    select to_jsonb(paid) as t, to_jsonb(proven) as a from paid, proven`);
  if (!row) return tellIfUnbooked(tx, before, attempt, exchanges);
  const view = { transaction: decodeRow(transactions, row.t), attempt: decodeRow(attempts, row.a) };
  await tellSite(tx, view, "paid");
}

/**
 * Nothing was left to book. Mostly this very payment was booked a moment before; but two sessions of one
 * transaction may both have been paid, and verified in the same moment: then a person must hear of it.
 */
async function tellIfUnbooked(
  tx: Context,
  { id, tenantId, mode, amountRials }: Transaction,
  { id: attemptId, authority }: Attempt,
  exchanges: Exchange[],
): Promise<void> {
  const booked = await tx.db.execute(
    sql`select 1 from payment.attempts where id = ${attemptId} and status = 'paid'`,
  );
  if (booked.length > 0) return;
  await recordTransactionEvent(tx, {
    transactionId: id,
    type: "transaction.excepted",
    attemptId,
    data: { reason: "paid_twice", exchanges },
  });
  await raiseAlert(tx, {
    kind: "provider_only_payment",
    subject: authority ?? attemptId,
    tenantId,
    mode,
    data: { token: authority, transaction_id: id, amount_rials: Number(amountRials) },
  });
}

const describe = ({ refId, repeated }: Verified) => ({ ref_id: refId, repeated });
