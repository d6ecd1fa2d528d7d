import "server-only";
import { sql } from "drizzle-orm";
import { actorId, type Context } from "@/lib/context";

/** Inside the caller's database transaction: nobody need look any more. False when somebody did before. */
export async function closeAlert(tx: Context, id: string): Promise<boolean> {
  const rows = await tx.db.execute(sql`
    update payment.alerts set resolved_at = now(), resolved_by = ${actorId(tx.actor)}
    where id = ${id} and resolved_at is null
    returning 1`);
  return rows.length > 0;
}
