import "server-only";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { signInFailures } from "@/db/schema/operators";
import type { Try } from "./take-try";

/** Longer than anything is remembered. */
const STALE = sql`now() - interval '2 days'`;
const SWEPT_ROWS_MAX = 1000;

/**
 * The password was right: this try was no failure. The pair starts anew; the account's and the address's
 * other failures stay, so that one's own sign-in does not buy more guesses at another's. Call it inside
 * the transaction that signs in. Rows that count no more are swept on the way.
 */
export async function giveBackTry(tx: Database, { pair, others }: Try): Promise<void> {
  const table = signInFailures;
  await tx
    .select({ subject: table.subject })
    .from(table)
    .where(inArray(table.subject, [pair, ...others]))
    // As taking a try does, or the two could wait for each other.
    .orderBy(table.subject)
    .for("update");
  await tx.delete(table).where(eq(table.subject, pair));
  await tx
    .update(table)
    .set({
      failures: sql`greatest(${table.failures} - 1, 0)`,
      blockedUntil: sql`least(${table.blockedUntil}, now())`,
    })
    .where(inArray(table.subject, others));
  const stale = tx
    .select({ subject: table.subject })
    .from(table)
    .where(and(lt(table.lastAt, STALE), lt(table.blockedUntil, sql`now()`)))
    .limit(SWEPT_ROWS_MAX)
    .for("update", { skipLocked: true });
  await tx.delete(table).where(inArray(table.subject, stale));
}
