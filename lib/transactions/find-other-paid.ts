import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transactions } from "@/db/schema/transactions";
import type { Transaction } from "./find-transaction";

/** The id of another, paid transaction of the same order, or null. */
export async function findOtherPaid(
  db: Database,
  transaction: Transaction,
): Promise<string | null> {
  const [other] = await db
    .select({ id: transactions.id })
    .from(transactions)
    .where(
      and(
        eq(transactions.appId, transaction.appId),
        eq(transactions.mode, transaction.mode),
        eq(transactions.orderId, transaction.orderId),
        eq(transactions.status, "paid"),
        ne(transactions.id, transaction.id),
      ),
    )
    .limit(1);
  return other?.id ?? null;
}
