import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Database, openDatabase } from "../../db/client";
import { DataInUseError, runningDatabaseUrl, startEmbeddedDatabase } from "../../db/embedded";

export type OpenBooks = { url: string; db: Database; close: () => Promise<void> };

/**
 * The database that a deployment in `root` with these variables keeps its books in: `DATABASE_URL`, or the
 * embedded one, whether a server runs on it now or not.
 * @throws Error in one line when there is neither.
 */
export async function openBooks(
  root: string,
  { DATABASE_URL, DATA_DIR }: Record<string, string | undefined>,
): Promise<OpenBooks> {
  if (DATABASE_URL?.trim()) return { url: DATABASE_URL, ...openDatabase(DATABASE_URL) };
  const dataDir = resolve(root, DATA_DIR?.trim() || ".data");
  if (!existsSync(join(dataDir, "database.json"))) {
    throw new Error(`DATABASE_URL is not set, and there is no database in ${dataDir}`);
  }
  const server = await startOrFind(dataDir);
  const { db, close } = openDatabase(server.url);
  const closeBoth = async () => {
    await close();
    await server.stop();
  };
  return { url: server.url, db, close: closeBoth };
}

async function startOrFind(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  try {
    return await startEmbeddedDatabase({ dataDir });
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error;
    return { url: runningDatabaseUrl(dataDir), stop: async () => {} };
  }
}
