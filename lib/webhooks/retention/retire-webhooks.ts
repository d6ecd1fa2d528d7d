import "server-only";
import type { SQL } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attemptsBatch, type Batch } from "./attempts-batch";
import { deliveriesBatch } from "./deliveries-batch";
import { hoursBatch } from "./hours-batch";

/** Outcomes by the hour serve the console's charts, which look back no further. */
const HOURS_KEPT_DAYS = 90;

type Keep = {
  /** How many days attempts and deliveries are kept; 0: for good. */
  attemptDays: number;
  deliveryDays: number;
  /** Wall clock for the whole run; the rest is for the next one. */
  budgetMs: number;
};

export type Retired = { attempts: number; deliveries: number; hours: number };

/**
 * Delete what is older than it is kept, in batches of 5 000 that each are a transaction of their own and
 * pass over rows that somebody holds: attempts first, then deliveries without any. A delivery that did not
 * arrive, and its attempts, are never deleted. Any number of runs may overlap.
 */
export async function retireWebhooks(db: Database, keep: Keep): Promise<Retired> {
  const stopAt = performance.now() + keep.budgetMs;
  const { attemptDays, deliveryDays } = keep;
  const walk = async (from: string, batchAfter: (after: string) => SQL) => {
    let deleted = 0;
    for (let after = from; performance.now() < stopAt; ) {
      const [batch] = await db.execute<Batch>(batchAfter(after));
      if (!batch) throw new Error("a batch of retention says nothing");
      deleted += batch.deleted;
      if (!batch.more || batch.last === null) break;
      after = batch.last;
    }
    return deleted;
  };
  return {
    attempts: attemptDays > 0 ? await walk("0", (after) => attemptsBatch(after, attemptDays)) : 0,
    deliveries:
      deliveryDays > 0 ? await walk("", (after) => deliveriesBatch(after, deliveryDays)) : 0,
    hours: await walk("", () => hoursBatch(HOURS_KEPT_DAYS)),
  };
}
