import "server-only";
import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attempts, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, cutPage, type Page } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import { adminConditions } from "./admin-conditions";
import type { AdminFilters } from "./admin-filters";
import type { Attempt, TransactionView } from "./find-transaction";

/** The tenant's transactions that match, newest first. @throws BrokerError `invalid_cursor` */
export async function adminListTransactions(
  ctx: Context<ActorOf<"operator">>,
  filters: AdminFilters,
): Promise<Page<TransactionView>> {
  requirePermission(ctx.actor, "read");
  const after = cursorId("transaction", filters);
  const found = await ctx.db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.tenantId, ctx.actor.tenantId),
        after === undefined ? undefined : lt(transactions.id, after),
        adminConditions(ctx.db, filters),
      ),
    )
    .orderBy(desc(transactions.id))
    .limit(filters.limit + 1);
  const { rows, nextCursor } = cutPage(found, filters);
  const speakers = await speakingAttempts(
    ctx.db,
    rows.map(({ id }) => id),
  );
  const views = rows.map((transaction) => ({
    transaction,
    attempt: speakers.get(transaction.id) ?? null,
  }));
  return { rows: views, nextCursor };
}

/** For each transaction the attempt that speaks for it: the paid one, else the newest. */
async function speakingAttempts(db: Database, ids: string[]): Promise<Map<string, Attempt>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([attempts.transactionId])
    .from(attempts)
    .where(inArray(attempts.transactionId, ids))
    .orderBy(attempts.transactionId, sql`${attempts.status} = 'paid' desc`, desc(attempts.id));
  return new Map(rows.map((row) => [row.transactionId, row]));
}
