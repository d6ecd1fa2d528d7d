import "server-only";
import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { pendingMigrations } from "@/db/migrate";
import { env } from "@/lib/env";

const DEADLINE_MS = 4_000;
let migrated = false;

/** Whether this process can serve: its database answers, and has every migration of this build. */
export async function checkReadiness(): Promise<{
  ready: boolean;
  database: string;
  migrations: string;
}> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), DEADLINE_MS).unref();
  });
  try {
    await Promise.race([database().execute(sql`select 1`), late]);
    // Once applied they stay; asking again at every probe would only cost connections.
    migrated ||= (await Promise.race([pendingMigrations(env().DATABASE_URL), late])) === 0;
  } catch {
    return { ready: false, database: "unavailable", migrations: migrated ? "applied" : "unknown" };
  }
  return { ready: migrated, database: "ok", migrations: migrated ? "applied" : "pending" };
}
