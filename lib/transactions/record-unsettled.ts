import "server-only";
import { sql } from "drizzle-orm";
import { literals } from "@/db/schema/base";
import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, inTransaction } from "@/lib/context";
import { log } from "@/lib/log";
import type { Exchange } from "@/lib/providers/port";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import type { Undecided, Unpaid } from "./ask-provider";
import { ASK_UP_TO_SECONDS, nextCheckSeconds } from "./backoff";
import type { Claim } from "./claim-attempt";
import { endUnpaid } from "./end-unpaid";
import type { ExceptionReason } from "./exception-moves";
import { lockTransaction } from "./lock-transaction";
import { recordTransactionEvent } from "./record-transaction-event";
import { LIVE_STATUSES, UNPAID_ENDS } from "./state";

const totalMs = (exchanges: Exchange[]) =>
  exchanges.reduce((sum, exchange) => sum + exchange.durationMs, 0);

/** The provider answered, and there is no payment: the transaction ends. */
export async function recordUnpaid(
  ctx: Context,
  { transaction, attempt, token }: Claim,
  { to, failure }: Unpaid,
  exchanges: Exchange[],
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockTransaction(tx, transaction.id);
    await releaseLease(tx, attempt.id, token, null);
    const attemptId = attempt.id;
    const data = { exchanges };
    const durationMs = totalMs(exchanges);
    await endUnpaid(tx, {
      transactionId: transaction.id,
      attemptId,
      to,
      failure,
      data,
      durationMs,
    });
  });
  kickWebhooks();
}

/**
 * Nothing is certain. The transaction stays what it is (or `verifying`, when an answer was lost after
 * we asked to verify), and is asked again.
 */
export async function recordUndecided(
  ctx: Context,
  claim: Claim,
  { why }: Undecided,
  exchanges: Exchange[],
): Promise<void> {
  const { transaction, attempt, token } = claim;
  if (claim.ageSeconds > ASK_UP_TO_SECONDS) {
    return recordException(ctx, claim, "never_answered", exchanges);
  }
  const verifyLost = exchanges.some(({ call }) => call === "verify");
  const status = transaction.status === "open" && !verifyLost ? "open" : "verifying";
  // An answer to our verify that was lost may have been a yes: from there the ladder begins anew.
  const rung = status === transaction.status ? attempt.rung + 1 : 1;
  // Not past the day on which a person is asked instead, or that would come a day late.
  const leftSeconds = ASK_UP_TO_SECONDS - claim.ageSeconds + 1;
  const inSeconds = Math.min(nextCheckSeconds(status, rung), leftSeconds);
  await inTransaction(ctx, async (tx) => {
    await lockTransaction(tx, transaction.id);
    await tx.db.execute(sql`
      update payment.transactions set status = 'verifying'
      where id = ${transaction.id} and status = 'open' and ${status === "verifying"}`);
    await releaseLease(tx, attempt.id, token, inSeconds, rung);
    await recordTransactionEvent(tx, {
      transactionId: transaction.id,
      type: "check.undecided",
      attemptId: attempt.id,
      data: { why, next_check_seconds: Math.round(inSeconds), exchanges },
      durationMs: totalMs(exchanges),
    });
  });
}

/**
 * Money that the rules cannot place. Frozen as it is: asked no more, ended by an operator only. Verified
 * money that cannot be booked is on hold also where the transaction had ended, and so is late money that
 * an operator took.
 */
export async function recordException(
  ctx: Context,
  { transaction, attempt, token }: Claim,
  reason: ExceptionReason,
  exchanges: Exchange[],
  detail: Record<string, unknown> = {},
): Promise<void> {
  log.error({ transactionId: transaction.id, reason }, "transaction needs an operator");
  await inTransaction(ctx, async (tx) => {
    await lockTransaction(tx, transaction.id);
    const rows = await tx.db.execute(sql`
      update payment.transactions
      set exception = ${reason}, status = case when status = 'open' then 'verifying' else status end
      where id = ${transaction.id} and exception is null and (status in (${literals(LIVE_STATUSES)})
        or (${reason === "paid_twice" || attempt.lateAcceptedAt !== null} and status in (${literals(UNPAID_ENDS)})))
      returning 1`);
    await releaseLease(tx, attempt.id, token, null);
    // Whoever holds the lease by now: what is frozen is asked no more.
    await tx.db.execute(sql`
      update payment.attempts set next_check_at = null where id = ${attempt.id}`);
    if (rows.length === 0 && exchanges.length === 0) return;
    await recordTransactionEvent(tx, {
      transactionId: transaction.id,
      type: "transaction.excepted",
      attemptId: attempt.id,
      data: { reason, ...detail, exchanges },
      durationMs: totalMs(exchanges),
    });
    await recordAudit(tx, {
      tenantId: transaction.tenantId,
      action: "transaction.except",
      entityId: transaction.id,
      data: { reason },
    });
  });
}

/**
 * Give the lease back, if it is still ours, and say when to ask again (null: never). The moment of expiry
 * is itself a reason to look, and so is a shopper who was sent on while we asked.
 */
async function releaseLease(
  tx: Context,
  attemptId: string,
  token: string,
  inSeconds: number | null,
  rung = 0,
) {
  await tx.db.execute(sql`
    update payment.attempts a
    set lease_token = null, lease_until = null, rung = ${rung},
      -- Late money that the app does not accept is an operator's to ask about.
      next_check_at = case when ${inSeconds}::float8 is not null and t.exception is null
          and (t.status in (${literals(LIVE_STATUSES)}) or p.late_payment = 'accept' or a.late_accepted_at is not null)
        then least(now() + make_interval(secs => ${inSeconds}::float8),
          case when t.expires_at > now() then t.expires_at + interval '1 second' end) end
    from payment.transactions t join payment.client_apps p on p.id = t.app_id
    where a.id = ${attemptId} and a.lease_token = ${token} and t.id = a.transaction_id`);
}
