import "server-only";
import { sql } from "drizzle-orm";
import { type ActorOf, type Context, inTransaction } from "@/lib/context";
import type { Exchange, Refusal, UnknownCause } from "@/lib/providers/port";
import { kickWebhooks } from "@/lib/webhooks/kick-webhooks";
import { endUnpaid } from "./end-unpaid";
import type { Transaction } from "./find-transaction";
import { lockTransaction } from "./lock-transaction";
import { recordTransactionEvent } from "./record-transaction-event";

type AppContext = Context<ActorOf<"app">>;
export type Tried = { transactionId: string; attemptId: string; exchange: Exchange };

/** The provider refused: the attempt is over, and with it the transaction. */
export async function recordRefused(
  ctx: AppContext,
  transaction: Transaction,
  { attemptId, exchange }: Tried,
  refusal: Refusal,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await lockTransaction(tx, transaction.id);
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
  kickWebhooks();
}

/** Nothing certain came back: the provider may hold a session that nobody knows. */
export async function recordLost(
  ctx: AppContext,
  { transactionId, attemptId, exchange }: Tried,
  cause: UnknownCause,
) {
  await inTransaction(ctx, async (tx) => {
    await lockTransaction(tx, transactionId);
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
