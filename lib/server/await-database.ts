import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { log } from "@/lib/log";

const UP_TO_MS = 60_000;
const EVERY_MS = 500;
/** SQLSTATE classes that waiting does not mend: no right to come in, no such database. */
const FINAL = /^(28|3D)/;

/**
 * Waits for a database that is not there yet, as after a restart of its machine: a server that gave up
 * at once would be started again and again, and in the end not any more.
 * @throws what the database says, when it refuses us or does not come within a minute
 */
export async function awaitDatabase(db: Database): Promise<void> {
  const until = performance.now() + UP_TO_MS;
  for (let tries = 1; ; tries++) {
    try {
      await db.execute(sql`select 1`);
      return;
    } catch (error) {
      if (FINAL.test(codeOf(error)) || performance.now() > until) throw error;
      if (tries === 1) log.warn({ code: codeOf(error) }, "waiting for the database");
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}

function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return "";
}
