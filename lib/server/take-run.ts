import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/**
 * Whether a job that runs once every so many seconds is to be run now, by this process: of all that ask,
 * one is told yes. The first time it is at once; a run that fails is not made up for.
 */
export async function takeRun(
  db: Database,
  { name, everySeconds }: { name: string; everySeconds: number },
): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into payment.job_runs (name, next_run_at)
    values (${name}, now() + make_interval(secs => ${everySeconds}))
    on conflict (name) do update set next_run_at = excluded.next_run_at
    where job_runs.next_run_at <= now()
    returning 1`);
  return rows.length > 0;
}
