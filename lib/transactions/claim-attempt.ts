import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { literals } from "@/db/schema/base";
import { attempts, transactions } from "@/db/schema/transactions";
import { type Context, inTransaction } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import type { Attempt, Transaction } from "./find-transaction";
import { recordTransactionEvent } from "./record-transaction-event";
import { UNPAID_ENDS } from "./state";

/** Why we ask the provider. A callback says what the browser claimed; the rest is our own curiosity. */
export type Trigger =
  | { by: "callback"; hint: "ok" | "not_ok" }
  | { by: "inquiry"; minAgeSeconds: number }
  | { by: "reconcile" };

export type Claim = { transaction: Transaction; attempt: Attempt; token: string };

/** Longer than every call a settlement makes, so that a lease ends early only when its holder died. */
const LEASE_SECONDS = 30;

/**
 * Become the one who asks the provider about this attempt, for a while. Null when another is on it, when
 * there is nothing to ask, or when it was asked too recently for this trigger. The lease only saves
 * calls: what keeps a payment single is the guarded update that follows.
 *
 * An attempt that ended unpaid is claimed only where the app accepts late money: by a callback, and to
 * ask again when that callback got no certain answer.
 */
export function claimAttempt(
  ctx: Context,
  attemptId: string,
  trigger: Trigger,
): Promise<Claim | null> {
  const token = mintId("request");
  const hint = trigger.by === "callback" ? trigger.hint : null;
  const minAge = trigger.by === "inquiry" ? trigger.minAgeSeconds : 0;
  const late = sql`a.status = 'unpaid' and t.status in (${literals(UNPAID_ENDS)}) and p.late_payment = 'accept'`;
  const money = trigger.by === "callback" ? late : sql`${late} and a.next_check_at is not null`;
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.execute(sql`
      update payment.attempts a
      set lease_token = ${token}, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
        checks = checks + 1, last_check_at = now(),
        callback_at = case when ${hint}::text is null then callback_at else coalesce(callback_at, now()) end,
        -- Once the browser said OK, a later NOK does not unsay it.
        callback_hint = case when callback_hint = 'ok' then 'ok' else coalesce(${hint}::text, callback_hint) end
      from payment.transactions t join payment.client_apps p on p.id = t.app_id
      where a.id = ${attemptId} and t.id = a.transaction_id and t.exception is null
        and (a.status = 'open' or (${money}))
        and (a.lease_until is null or a.lease_until < now())
        and (a.last_check_at is null or a.last_check_at <= now() - make_interval(secs => ${minAge}))
      returning a.*`);
    if (!row) return null;
    const attempt = decodeRow(attempts, row);
    const [held] = await tx.db.execute(sql`
      update payment.transactions
      set event_seq = event_seq + case when ${hint}::text is null then 0 else 1 end,
        status = case when ${hint}::text is not null and status = 'open' then 'verifying' else status end
      where id = ${attempt.transactionId} returning *`);
    if (!held) throw new Error(`transaction ${attempt.transactionId} is gone`);
    const transaction = decodeRow(transactions, held);
    if (hint) {
      const entry = { type: "callback.received", attemptId, data: { hint } } as const;
      await recordTransactionEvent(
        tx,
        { ...entry, transactionId: transaction.id },
        transaction.eventSeq,
      );
    }
    return { transaction, attempt, token };
  });
}

/** True while someone asks the provider about this attempt. */
export async function isClaimed(ctx: Context, attemptId: string): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from payment.attempts where id = ${attemptId} and lease_until > now()`);
  return rows.length > 0;
}
