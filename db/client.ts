import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { env } from "../lib/env";
import { openPool } from "./driver";

/** The database, or a transaction on it. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** Open a pool on `url` (postgres://…). The caller ends it with `close`. */
export function openDatabase(url: string): { db: Database; close: () => Promise<void> } {
  const pool = openPool(url);
  return { db: drizzle(pool), close: () => pool.end({ timeout: 5 }) };
}

// On globalThis, because Next bundles routes apart: each bundle would open a pool of its own.
const held = globalThis as { flatpayDatabase?: ReturnType<typeof openDatabase> };

/** The process's one pool on DATABASE_URL, opened at first use. Only gates and jobs call this. */
export function database(): Database {
  held.flatpayDatabase ??= openDatabase(env().DATABASE_URL);
  return held.flatpayDatabase.db;
}
