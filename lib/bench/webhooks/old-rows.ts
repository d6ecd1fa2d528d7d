import { sql } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import { openPool } from "@/db/driver";
import { migrateDatabase } from "@/db/migrate";
import { claimDeliveries } from "@/lib/webhooks/claim-deliveries";
import type { Figure } from "./report";
import { clearDeliveries, seedDue, seedEndpoints, seedOld } from "./seed-news";
import { DUE_SECONDS, EACH, median, type Stage } from "./stage";

const OLD_ROWS = 1_000_000;
const CLAIMS = 60;
const OTHER = "flatpay_old_rows";

/**
 * One claim of 100, among few rows and among a million old ones: two databases, asked in turns, because the
 * machine is not as fast at one time as at another.
 */
export async function measureOldRows({ url, db, healthy }: Stage): Promise<Figure[]> {
  const otherUrl = Object.assign(new URL(url), { pathname: `/${OTHER}` }).href;
  const admin = openPool(url, { maxConnections: 1 });
  await admin.unsafe(`create database ${OTHER}`);
  await migrateDatabase(otherUrl);
  const other = openDatabase(otherUrl);
  try {
    const many = await seedEndpoints(
      other.db,
      healthy.map(({ url: address }) => address),
    );
    await clearDeliveries(db);
    await seedOld(other.db, many, OLD_ROWS);
    const sides = [
      { db, endpoints: healthy },
      { db: other.db, endpoints: many },
    ] as const;
    for (const side of sides) {
      await seedDue(side.db, side.endpoints, { each: EACH, ageSeconds: DUE_SECONDS });
      // What the database would still do on account of the seeding is done before.
      await side.db.execute(sql`vacuum analyze payment.webhook_deliveries, payment.webhook_events`);
    }
    await db.execute(sql`checkpoint`);
    const took: [number[], number[]] = [[], []];
    for (let n = 0; n < CLAIMS; n++) {
      for (const [side, { db: asked }] of sides.entries()) took[side]?.push(await timeClaim(asked));
    }
    const [fewMs, manyMs] = [median(took[0]), median(took[1])];
    return [
      {
        what: `a claim among ${OLD_ROWS.toLocaleString("en")} old deliveries, against without them`,
        measured: manyMs / fewMs,
        unit: "",
        target: { is: "at most", value: 1.5 },
        detail: `${manyMs.toFixed(1)} ms against ${fewMs.toFixed(1)} ms`,
      },
    ];
  } finally {
    await other.close();
    await admin.unsafe(`drop database ${OTHER}`);
    await admin.end();
  }
}

async function timeClaim(db: Database): Promise<number> {
  const startedAt = performance.now();
  await claimDeliveries(db, EACH);
  const took = performance.now() - startedAt;
  await db.execute(sql`
    with ended as (delete from payment.webhook_leases returning delivery_id)
    update payment.webhook_deliveries d set status = 'delivered' from ended where d.id = ended.delivery_id`);
  return took;
}
