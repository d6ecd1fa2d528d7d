import { sql } from "drizzle-orm";
import type { Database } from "./client";

/**
 * Runs reads whose best plan depends on the values asked for. A prepared statement otherwise gets one plan
 * for all values after five runs, and what is right for the status that most rows have is wrong for the
 * one that few have: PostgreSQL then walks a million rows to find ten.
 */
export function withOwnPlan<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local plan_cache_mode = force_custom_plan`);
    return work(tx);
  });
}
