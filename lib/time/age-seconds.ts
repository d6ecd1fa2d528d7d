import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/**
 * How long ago a moment of the database was, in seconds, by the database's clock; negative while it is
 * ahead. A process's own clock may be minutes wrong, and what it would decide is money.
 */
export async function ageSeconds(db: Database, moment: Date): Promise<number> {
  const [row] = await db.execute<{ age: number }>(
    sql`select extract(epoch from now() - ${moment.toISOString()}::timestamptz)::float8 as age`,
  );
  if (!row) throw new Error("the database has no clock");
  return row.age;
}
