import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/**
 * Give back what workers that died had claimed. Their attempt is not counted: dying was our fault, and
 * whether the receiver got it nobody knows, so it is sent again. @returns how many.
 */
export async function reapLeases(db: Database): Promise<number> {
  const rows = await db.execute(sql`
    update payment.webhook_deliveries
    set status = 'pending', attempt = greatest(attempt - 1, 0), claim_id = null, lease_until = null,
      next_attempt_at = now()
    where id = any(array(
      select id from payment.webhook_deliveries
      where status = 'sending' and lease_until < now() limit 1000 for update skip locked))
    returning 1`);
  return rows.length;
}
