import "server-only";
import { and, eq, gte, inArray, lt, lte, type SQL } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import type { Mode } from "@/lib/context";
import { idBounds } from "@/lib/ids/id-bounds";
import type { Range } from "@/lib/time/tehran-days";

/** Created from this moment on. The bound on the id lets a walk begin, or end, where the period does. */
export function createdFrom(from: Date): SQL | undefined {
  const { first } = idBounds("transaction", { from, to: from });
  return and(gte(transactions.createdAt, from), gte(transactions.id, first));
}

/** Created before this moment. */
export function createdBefore(to: Date): SQL | undefined {
  const { end } = idBounds("transaction", { from: to, to });
  return and(lt(transactions.createdAt, to), lt(transactions.id, end));
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

/** An attempt that was paid with a card of these last four digits. */
export const cardEnds = (mode: Mode, lastFour: string) =>
  eq(attempts.cardEnd, `${mode} ${lastFour}`);
