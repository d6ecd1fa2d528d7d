import { sql } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import { claimDeliveries } from "@/lib/webhooks/claim-deliveries";
import type { Figure } from "./report";
import { type BenchEndpoint, clearDeliveries, seedDue, seedOld } from "./seed-news";
import { DUE_SECONDS, EACH, median, type Stage } from "./stage";

const OLD_ROWS = 1_000_000;
const CLAIMS = 60;

/** One claim of 100 among a million old rows; among few before it and after it, for the machine is not always as fast. */
export async function measureOldRows({ url, db, healthy }: Stage): Promise<Figure[]> {
  const pool = openDatabase(url);
  try {
    await clearDeliveries(db);
    const before = await timeClaims(db, pool.db, healthy);
    await seedOld(db, healthy, OLD_ROWS);
    const many = await timeClaims(db, pool.db, healthy);
    await clearDeliveries(db);
    const after = await timeClaims(db, pool.db, healthy);
    const [manyMs, fewMs] = [median(many), median([...before, ...after])];
    return [
      {
        what: `a claim among ${OLD_ROWS.toLocaleString("en")} old deliveries, against without them`,
        measured: manyMs / fewMs,
        unit: "",
        target: { is: "at most", value: 1.5 },
        detail: `${manyMs.toFixed(1)} ms against ${fewMs.toFixed(1)} ms (before ${median(before).toFixed(1)}, after ${median(after).toFixed(1)})`,
      },
    ];
  } finally {
    await pool.close();
  }
}

async function timeClaims(
  db: Database,
  timed: Database,
  endpoints: BenchEndpoint[],
): Promise<number[]> {
  await seedDue(db, endpoints, { each: EACH, ageSeconds: DUE_SECONDS });
  // What the database would still do on account of the seeding is done before.
  await db.execute(sql`vacuum analyze payment.webhook_deliveries, payment.webhook_events`);
  await db.execute(sql`checkpoint`);
  const took: number[] = [];
  for (let n = 0; n < CLAIMS; n++) {
    const startedAt = performance.now();
    await claimDeliveries(timed, EACH);
    took.push(performance.now() - startedAt);
    await db.execute(sql`
      with ended as (delete from payment.webhook_leases returning delivery_id)
      update payment.webhook_deliveries d set status = 'delivered' from ended where d.id = ended.delivery_id`);
  }
  await db.execute(sql`delete from payment.webhook_deliveries where status = 'pending'`);
  return took;
}
