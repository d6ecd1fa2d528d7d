import "server-only";
import { and, eq, gte, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import type { Mode } from "@/lib/context";
import { ulid } from "@/lib/ids/mint-id";
import type { Range } from "@/lib/time/tehran-days";

// Lists walk the ids, and ids begin with the time of their minting: a bound on the id lets a walk start
// and stop where the period does. The slack is for a database whose clock is not ours.
const CLOCKS_APART_MS_MAX = 24 * 3_600_000;
const idAt = (timeMs: number) => `trx_${ulid(timeMs).slice(0, 10)}`;

/** Created from this moment on. */
export function createdFrom(from: Date): SQL | undefined {
  const firstId = idAt(from.getTime() - CLOCKS_APART_MS_MAX);
  return and(gte(transactions.createdAt, from), gte(transactions.id, firstId));
}

/** Created before this moment. */
export function createdBefore(to: Date): SQL | undefined {
  const endId = idAt(to.getTime() + CLOCKS_APART_MS_MAX);
  return and(lt(transactions.createdAt, to), lt(transactions.id, endId));
}

export function createdWithin({ from, to }: Partial<Range>): SQL | undefined {
  return and(from && createdFrom(from), to && createdBefore(to));
}

export const amountFrom = (rials: bigint) => gte(transactions.amountRials, rials);
export const amountUpTo = (rials: bigint) => lte(transactions.amountRials, rials);

/** Has an attempt like this. */
export function heldBy(db: Database, condition: SQL | undefined): SQL {
  const holders = db.select({ id: attempts.transactionId }).from(attempts).where(condition);
  return inArray(transactions.id, holders);
}

/** Paid with a card of these last four digits. */
export function cardEnds(mode: Mode, lastFour: string): SQL {
  return and(eq(attempts.mode, mode), sql`right(${attempts.cardPan}, 4) = ${lastFour}`) as SQL;
}
