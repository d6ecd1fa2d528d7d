import "server-only";
import { sql } from "drizzle-orm";
import { decodeRow } from "@/db/rows";
import { attempts, transactions } from "@/db/schema/transactions";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import { mintId } from "@/lib/ids/mint-id";
import type { Exchange, Opened, Refusal, UnknownCause } from "@/lib/providers/port";
import { FIRST_CHECK_SECONDS } from "./backoff";
import { endUnpaid } from "./end-unpaid";
import type { Transaction, TransactionView } from "./find-transaction";
import { recordTransactionEvent } from "./record-transaction-event";

type AppContext = Context<ActorOf<"app">>;
type Tried = { transactionId: string; attemptId: string; exchange: Exchange };

/**
 * created → open, with the provider's token: one statement. Null when the provider gave a token that
 * another attempt of the account has: such an answer cannot be trusted, the attempt counts as lost.
 */
export async function recordOpened(
  ctx: AppContext,
  { transactionId, attemptId, exchange }: Tried,
  opened: Opened,
): Promise<TransactionView | null> {
  const { actor, requestId } = ctx;
  try {
    // A transaction that ended meanwhile keeps its end; the token is kept all the same.
    const [row] = await ctx.db.execute<{
      t: Record<string, unknown>;
      a: Record<string, unknown>;
    }>(sql`
      with moved as (
        update payment.transactions
        set status = case when status = 'created' then 'open' else status end,
          opening_until = null, event_seq = event_seq + 1
        where id = ${transactionId} returning *
      ), tried as (
        update payment.attempts
        set status = 'open', authority = ${opened.token}, opened_at = now(),
          fee_rials = ${opened.feeRials?.toString() ?? null}::bigint,
          next_check_at = now() + make_interval(secs => ${FIRST_CHECK_SECONDS})
        where id = ${attemptId} returning *
      ), told as (
        insert into payment.transaction_events
          (transaction_id, seq, type, actor_type, actor_id, request_id, attempt_id, data, duration_ms)
        select id, event_seq, 'attempt.opened', 'app', ${actor.keyId}, ${requestId}, ${attemptId},
          ${JSON.stringify({ exchange })}::text::jsonb, ${Math.round(exchange.durationMs)}
        from moved
      ), audited as (
        insert into payment.audit_log (id, tenant_id, actor_type, actor_id, request_id, action, entity_id)
        select ${mintId("audit")}, tenant_id, 'app', ${actor.keyId}, ${requestId}, 'transaction.open', id
        from moved
      )
      select to_jsonb(moved) as t, to_jsonb(tried) as a from moved, tried`);
    if (!row) throw new Error(`transaction ${transactionId} is gone`);
    return { transaction: decodeRow(transactions, row.t), attempt: decodeRow(attempts, row.a) };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await recordLost(ctx, { transactionId, attemptId, exchange }, "contradiction");
    return null;
  }
}

/** The provider refused: the attempt is over, and with it the transaction. */
export async function recordRefused(
  ctx: AppContext,
  transaction: Transaction,
  { attemptId, exchange }: Tried,
  refusal: Refusal,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`
      update payment.attempts set status = 'refused', ended_at = now() where id = ${attemptId}`);
    await endUnpaid(tx, {
      transactionId: transaction.id,
      attemptId,
      to: "failed",
      failure: { code: refusal.code, reason: "provider_rejected" },
      data: { exchange },
      durationMs: exchange.durationMs,
    });
  });
}

/** Nothing certain came back: the provider may hold a session that nobody knows. */
export async function recordLost(
  ctx: AppContext,
  { transactionId, attemptId, exchange }: Tried,
  cause: UnknownCause,
) {
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`
      update payment.attempts set status = 'lost', ended_at = now() where id = ${attemptId}`);
    await tx.db.execute(sql`
      update payment.transactions set opening_until = null where id = ${transactionId}`);
    await recordTransactionEvent(tx, {
      transactionId,
      type: "attempt.lost",
      attemptId,
      data: { cause, exchange },
      durationMs: exchange.durationMs,
    });
  });
}

export function isUniqueViolation(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ((at as { code?: unknown }).code === "23505") return true;
  }
  return false;
}
