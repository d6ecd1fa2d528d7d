import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const JOURNAL = { migrationsSchema: "payment", migrationsTable: "migrations" };
/** Any constant: one process migrates, others wait for it. */
const LOCK = 7_261_000;

/**
 * Bring the database at `url` up to date. When nothing is pending it only reads, so a runtime role
 * without rights on the schema may start. @returns how many migrations were applied.
 */
export async function migrateDatabase(url: string, folder = join(process.cwd(), "db/migrations")) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    const pending = await countPending(sql, folder);
    if (pending > 0) await migrate(drizzle(sql), { migrationsFolder: folder, ...JOURNAL });
    return pending;
  } finally {
    await sql.end();
  }
}

async function countPending(sql: postgres.Sql, folder: string): Promise<number> {
  const files = readMigrationFiles({ migrationsFolder: folder });
  const [found] = await sql`select to_regclass('payment.migrations') as journal`;
  if (!found?.journal) return files.length;
  const [newest] = await sql`select max(created_at)::bigint as at from payment.migrations`;
  return files.filter((file) => file.folderMillis > Number(newest?.at ?? 0)).length;
}

/** How many migrations of this build the database lacks; for the readiness check. */
export async function pendingMigrations(
  url: string,
  folder = join(process.cwd(), "db/migrations"),
) {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 3 });
  try {
    return await countPending(sql, folder);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is required");
  console.log(`${await migrateDatabase(url)} migrations applied`);
}
