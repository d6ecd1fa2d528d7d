/**
 * Fills a database with a year of payments of eight sites in both modes, with their attempts, timelines,
 * audit rows, webhooks, refunds and ledger, so that lists can be tried at size. The same seed gives the same rows
 * (but for their distance from now). Constraints and triggers stay on. Not for a database that is used.
 *
 *   DATABASE_URL=postgres://…  node --conditions=react-server --import tsx lib/bench/seed-transactions.ts
 *   --count 1000000  --seed 1
 */
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { makeDice } from "./seed/dice";
import { drawPayments } from "./seed/draw";
import { writeLedger } from "./seed/ledger";
import { writeNews } from "./seed/news";
import { writeHistory, writePayments } from "./seed/payments";
import { writeRefunds } from "./seed/refunds";
import { makeShops } from "./seed/shops";

const BATCH = 50_000;
const YEAR_MS = 365 * 86_400_000;

export type SeedOptions = {
  count: number;
  seed: number;
  /** When the newest payments are made; default now. */
  until?: Date;
  /** Told after every batch. */
  onProgress?: (done: number) => void;
};

/** Seeds the migrated database at `url`, on which a server has been started once. */
export async function seedTransactions(url: string, options: SeedOptions): Promise<void> {
  const { count, seed, until = new Date(), onProgress = () => {} } = options;
  const period = { count, until, since: new Date(until.getTime() - YEAR_MS) };
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`set synchronous_commit = off`;
    await makeDice(sql, seed);
    await makeShops(sql, period.since);
    for (let first = 1; first <= count; first += BATCH) {
      const last = Math.min(first + BATCH - 1, count);
      await drawPayments(sql, period, first, last);
      for (const write of [writePayments, writeHistory, writeNews, writeRefunds, writeLedger]) {
        await sql.begin((tx) => write(tx));
      }
      onProgress(last);
    }
    // As autovacuum would have done long before there were so many.
    await sql`vacuum (analyze)`;
  } finally {
    await sql.end();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
    },
  });
  const url = process.env.DATABASE_URL;
  const [count, seed] = [Number(values.count), Number(values.seed)];
  if (!url) throw new Error("DATABASE_URL is required");
  if (!(count >= 1) || !Number.isInteger(seed)) throw new Error("--count and --seed are numbers");
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
  await seedTransactions(url, {
    count,
    seed,
    onProgress: (done) => console.log(`${done.toLocaleString("en")} after ${seconds()} s`),
  });
  console.log(`seeded ${count.toLocaleString("en")} transactions in ${seconds()} s`);
}
