import { sql } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import { openPool } from "@/db/driver";
import { migrateDatabase } from "@/db/migrate";
import { claimDeliveries } from "@/lib/webhooks/claim-deliveries";
import type { Figure } from "./report";
import { type BenchEndpoint, seedDue, seedEndpoints, seedOld } from "./seed-news";
import { DUE_SECONDS, EACH, median, type Stage } from "./stage";

const OLD_ROWS = 1_000_000;
const CLAIMS = 60;

/**
 * One claim of 100, among few rows and among a million old ones: two new databases, alike but for that, and
 * asked in turns, because the machine is not as fast at one time as at another.
 */
export async function measureOldRows({ url, healthy }: Stage): Promise<Figure[]> {
  const few = await openSide(url, "flatpay_few", healthy);
  const many = await openSide(url, "flatpay_many", healthy);
  const sides = [few, many];
  try {
    await seedOld(many.db, many.endpoints, OLD_ROWS);
    for (const { db, endpoints } of sides) {
      await seedDue(db, endpoints, { each: EACH, ageSeconds: DUE_SECONDS });
      // What the database would still do on account of the seeding is done before.
      await db.execute(sql`vacuum analyze payment.webhook_deliveries, payment.webhook_events`);
    }
    await few.db.execute(sql`checkpoint`);
    const took: [number[], number[]] = [[], []];
    for (let n = 0; n < CLAIMS; n++) {
      for (const [side, { db }] of sides.entries()) took[side]?.push(await timeClaim(db));
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
    await Promise.all(sides.map(({ close }) => close()));
  }
}

/** A new database on the same server, with endpoints at the same addresses. */
async function openSide(url: string, name: string, like: BenchEndpoint[]) {
  const admin = openPool(url, { maxConnections: 1 });
  await admin.unsafe(`create database ${name}`).finally(() => admin.end());
  const own = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  await migrateDatabase(own);
  const { db, close } = openDatabase(own);
  const addresses = like.map((endpoint) => endpoint.url);
  return { db, close, endpoints: await seedEndpoints(db, addresses) };
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
