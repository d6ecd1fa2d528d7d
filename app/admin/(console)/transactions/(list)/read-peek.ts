import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { adminGetTransaction } from "@/lib/transactions/admin-get-transaction";
import type { ConsoleRow } from "@/lib/transactions/console/row";
import { NO_FILTERS } from "@/lib/transactions/console/schema";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";

const EVENTS_SHOWN = 6;

export type PeekEvent = { seq: number; type: string; at: Date; durationMs: number | null };
export type Peek = {
  row: ConsoleRow;
  /** The last ones, newest first. */
  events: PeekEvent[];
  /** How many there are before those. */
  earlier: number;
};

/**
 * A transaction in short: its row as the list has it now, and what happened to it last.
 * @throws BrokerError `transaction_not_found`
 */
export async function readPeek(ctx: Context<ActorOf<"operator">>, id: string): Promise<Peek> {
  const { transaction, events } = await adminGetTransaction(ctx, id);
  const { rows } = await listConsoleTransactions(
    ctx,
    transaction.mode,
    { ...NO_FILTERS, q: transaction.id },
    { limit: 1 },
  );
  const [row] = rows;
  if (!row) throw new Error(`transaction ${id} is not found by its id`);
  const last = events.slice(-EVENTS_SHOWN).reverse();
  return {
    row,
    events: last.map(({ seq, type, at, durationMs }) => ({ seq, type, at, durationMs })),
    earlier: events.length - last.length,
  };
}
