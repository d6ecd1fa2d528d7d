import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/**
 * Take back what workers that died had claimed: it is due again, behind what is due already. No attempt is
 * counted: dying was our fault, and whether the receiver got it nobody knows. @returns how many.
 */
export async function reapLeases(db: Database): Promise<number> {
  const rows = await db.execute(sql`
    with ended as (
      delete from payment.webhook_leases
      where (endpoint_id, delivery_id) in (
        select endpoint_id, delivery_id from payment.webhook_leases
        where lease_until < now() limit 1000 for update skip locked)
      returning delivery_id
    ), due as (
      update payment.webhook_deliveries set next_attempt_at = now()
      where id = any(array(select delivery_id from ended)) and status = 'pending'
    )
    select from ended`);
  return rows.length;
}
