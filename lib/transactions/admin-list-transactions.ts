import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import { withOwnPlan } from "@/db/own-plan";
import { attempts, transactions } from "@/db/schema/transactions";
import type { ActorOf, Context } from "@/lib/context";
import { cursorId, type Page, pageUntil } from "@/lib/http/pagination";
import { requirePermission } from "@/lib/operators/require-permission";
import { adminWays } from "./admin-conditions";
import type { AdminFilters } from "./admin-filters";
import { speakerOf, type TransactionView } from "./find-transaction";
import { type Place, selectPage } from "./list-page";

/** The tenant's transactions that match, newest first. @throws BrokerError `invalid_cursor` */
export async function adminListTransactions(
  ctx: Context<ActorOf<"operator">>,
  filters: AdminFilters,
): Promise<Page<TransactionView>> {
  requirePermission(ctx.actor, "read");
  const after = cursorId("transaction", filters);
  const past = after === undefined ? null : { id: after, amountRials: 0n };
  const place: Place = { key: "created", descending: true, past };
  return withOwnPlan(ctx.db, async (db) => {
    const ways = adminWays(db, ctx.actor.tenantId, filters);
    const found = await db
      .select({ transaction: transactions, attempt: attempts })
      .from(sql`(${selectPage(ways, place, filters.limit + 1)}) as page`)
      .innerJoin(transactions, sql`${transactions.id} = page.id`)
      .leftJoin(attempts, eq(attempts.id, speakerOf))
      .orderBy(desc(transactions.id));
    const rows = found.slice(0, filters.limit);
    const last = found.length > filters.limit ? rows.at(-1) : undefined;
    return pageUntil(rows, last?.transaction.id ?? null);
  });
}
