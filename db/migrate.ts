import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const JOURNAL = { migrationsSchema: "payment", migrationsTable: "migrations" };
/** Any constant: one process migrates, others wait for it. */
const LOCK = 7_261_000;

/** The role that runs the server where the one that migrates is another (db/roles.sql). */
const APP_ROLE = "flatpay_app";
/** What is only ever added to. Triggers refuse the rest to everybody, rights to the server. */
const HISTORY = ["transaction_events", "ledger_entries", "audit_log"] as const;

/**
 * Bring the database at `url` up to date, and take from the app's role the rights to rewrite history.
 * When nothing is pending a runtime role without rights on the schema may start: it only reads.
 * @returns how many migrations were applied.
 */
export async function migrateDatabase(url: string, folder = join(process.cwd(), "db/migrations")) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    const pending = await countPending(sql, folder);
    if (pending > 0) await migrate(drizzle(sql), { migrationsFolder: folder, ...JOURNAL });
    await makeHistoryInsertOnly(sql);
    return pending;
  } finally {
    await sql.end();
  }
}

/** Nothing to do without that role, once it is done, or for who does not own the tables. */
async function makeHistoryInsertOnly(sql: postgres.Sql): Promise<void> {
  const rewritable = await sql`
    select c.relname as name from pg_class c join pg_roles r on r.rolname = ${APP_ROLE}
    where c.relnamespace = 'payment'::regnamespace and c.relname in ${sql(HISTORY)}
      and has_table_privilege(r.oid, c.oid, 'update, delete, truncate')
      and pg_has_role(c.relowner, 'usage')`;
  for (const { name } of rewritable) {
    await sql`revoke update, delete, truncate on ${sql(`payment.${name}`)} from ${sql(APP_ROLE)}`;
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
