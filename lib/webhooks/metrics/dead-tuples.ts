import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Old versions of deliveries that no vacuum has cleared yet, as the database estimates: each slows a claim. */
export async function deadTuples(db: Database): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select n_dead_tup::float8 as n from pg_stat_user_tables
    where relid = 'payment.webhook_deliveries'::regclass`);
  return row?.n ?? 0;
}
