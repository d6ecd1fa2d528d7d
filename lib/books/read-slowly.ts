import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** Longer than a server lets a request's statement run; a whole table is read. */
const STATEMENT_TIMEOUT = "10min";

/** One reading statement that may take minutes, whatever the role's own statement_timeout says. */
export function readSlowly<T extends Record<string, unknown>>(
  db: Database,
  statement: SQL,
): Promise<T[]> {
  return db.transaction(
    async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`);
      return [...(await tx.execute<T>(statement))] as T[];
    },
    { accessMode: "read only" },
  );
}
