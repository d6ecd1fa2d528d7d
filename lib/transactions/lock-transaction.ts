import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/**
 * Hold a transaction's row until the database transaction ends. Whoever writes a transaction and its
 * attempts takes the transaction first: two that each hold what the other wants would be a deadlock.
 */
export async function lockTransaction(tx: Context, transactionId: string): Promise<void> {
  await tx.db.execute(
    sql`select 1 from payment.transactions where id = ${transactionId} for no key update`,
  );
}
