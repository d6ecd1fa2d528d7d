import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { openDatabase } from "../../db/client";
import { startEmbeddedDatabase } from "../../db/embedded";
import { migrateDatabase } from "../../db/migrate";
import { ensureDefaults } from "../profiles/ensure-defaults";
import { temporaryFolder } from "../testing/temporary-folder";
import { seedTransactions } from "./seed-transactions";

export type SeededDatabase = { url: string; stop(): Promise<void> };

type Options = {
  /** A database that is seeded already and is left as it is; without, one is made in a temporary folder. */
  url?: string | undefined;
  count: number;
  seed: number;
};

/** A database with that many payments, and this process's environment set as a server's on it would be. */
export async function openSeededDatabase({ url, count, seed }: Options): Promise<SeededDatabase> {
  process.env.APP_SECRET ??= randomBytes(32).toString("base64url");
  process.env.LOG_LEVEL = "silent";
  if (url) {
    process.env.DATABASE_URL = url;
    return { url, stop: async () => {} };
  }
  const folder = await temporaryFolder();
  const database = await startEmbeddedDatabase({ dataDir: join(folder.path, "data") });
  const stop = async () => {
    await database.stop();
    await folder.remove();
  };
  try {
    process.env.DATABASE_URL = database.url;
    await migrateDatabase(database.url);
    const { db, close } = openDatabase(database.url);
    await ensureDefaults(db);
    await close();
    const startedAt = performance.now();
    const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
    await seedTransactions(database.url, {
      count,
      seed,
      onProgress: (done) => console.log(`  ${done.toLocaleString("en")} after ${seconds()} s`),
    });
    console.log(`seeded ${count.toLocaleString("en")} payments in ${seconds()} s`);
    return { url: database.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
