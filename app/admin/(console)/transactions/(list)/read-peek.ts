import "server-only";
import type { ActorOf, Context } from "@/lib/context";
import { adminGetTransaction } from "@/lib/transactions/admin-get-transaction";
import type { ConsoleRow } from "@/lib/transactions/console/row";
import { NO_FILTERS } from "@/lib/transactions/console/schema";
import { listConsoleTransactions } from "@/lib/transactions/list-console-transactions";

const EVENTS_SHOWN = 6;

/** Something that happened, `times` in a row; `at` and `durationMs` are of the last time. */
export type PeekEvent = {
  seq: number;
  type: string;
  at: Date;
  durationMs: number | null;
  times: number;
};
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
  const runs: PeekEvent[] = [];
  for (const { seq, type, at, durationMs } of events.toReversed()) {
    const last = runs.at(-1);
    // A provider asked every few minutes would otherwise fill the sheet.
    if (last?.type === type) last.times++;
    else runs.push({ seq, type, at, durationMs, times: 1 });
  }
  const shown = runs.slice(0, EVENTS_SHOWN);
  const told = shown.reduce((sum, { times }) => sum + times, 0);
  return { row, events: shown, earlier: events.length - told };
}
