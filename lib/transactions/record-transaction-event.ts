import "server-only";
import { eq, sql } from "drizzle-orm";
import { transactionEvents, transactions } from "@/db/schema/transactions";
import { actorId, type Context } from "@/lib/context";

type Entry = {
  transactionId: string;
  /** `noun.past`, e.g. `callback.received`. */
  type: `${string}.${string}`;
  attemptId?: string | null;
  data?: Record<string, unknown>;
  durationMs?: number;
};

/**
 * Add to a transaction's history. Takes the next number from the transaction's own row, whose lock
 * orders concurrent writers; `seq` skips that when the caller's guarded update took it already.
 */
export async function recordTransactionEvent(
  ctx: Context,
  entry: Entry,
  seq?: number,
): Promise<void> {
  await ctx.db.insert(transactionEvents).values({
    transactionId: entry.transactionId,
    seq: seq ?? (await nextSeq(ctx, entry.transactionId)),
    type: entry.type,
    actorType: ctx.actor.type,
    actorId: actorId(ctx.actor),
    requestId: ctx.requestId,
    attemptId: entry.attemptId ?? null,
    data: entry.data ?? {},
    durationMs: entry.durationMs === undefined ? null : Math.round(entry.durationMs),
  });
}

async function nextSeq(ctx: Context, transactionId: string): Promise<number> {
  const [row] = await ctx.db
    .update(transactions)
    .set({ eventSeq: sql`${transactions.eventSeq} + 1` })
    .where(eq(transactions.id, transactionId))
    .returning({ seq: transactions.eventSeq });
  if (!row) throw new Error(`transaction ${transactionId} is gone`);
  return row.seq;
}
