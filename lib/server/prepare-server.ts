import { database } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { EnvironmentError, env } from "@/lib/env";
import { holdRefunds } from "@/lib/holds/hold-refunds";
import { describeError, log } from "@/lib/log";

import { ensureFirstOperator } from "@/lib/operators/ensure-first-operator";
import { ensureDefaults } from "@/lib/profiles/ensure-defaults";
import { drainWebhooks } from "@/lib/webhooks/drain-webhooks";
import { awaitDatabase } from "./await-database";
import { jobContext } from "./job-context";
import { scheduleJobs } from "./schedule-jobs";
import { watchRequests } from "./watch-requests";

/** For a supervisor: starting again would not help (sysexits.h, EX_CONFIG). */
const EXIT_CONFIGURATION = 78;

/**
 * Everything a server needs before its first request: a right environment, a migrated database, the
 * default tenant, a first operator, and the jobs. A wrong variable ends the process with one line.
 */
export async function prepareServer(): Promise<void> {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
  // next-auth reads its own address from the environment, and from nowhere else.
  process.env.NEXTAUTH_URL = env().PUBLIC_URL;
  try {
    watchRequests();
    await awaitDatabase(database());
    const applied = await migrateDatabase(env().DATABASE_URL);
    if (applied > 0) log.info({ applied }, "database migrated");
    await ensureDefaults(database());
    if (env().RECONCILE_FIRST) await holdRefunds(jobContext("reconcile-first"));
    announce(await ensureFirstOperator(database()));
  } catch (error) {
    // Next would go on serving after a failed hook; without a database there is nothing to serve.
    log.error({ cause: describeError(error) }, "server could not be prepared");
    process.exit(1);
  }
  if (env().CRON_INTERNAL) scheduleJobs();
  // Next closes the server on the same signal; deliveries under way get the time that this takes.
  process.once("SIGTERM", () => void drainWebhooks());
}

/** The one time the password is seen. Not a log line: logs are kept and shipped, this is for eyes. */
function announce(first: { email: string; oneTimePassword: string | null } | null): void {
  if (!first?.oneTimePassword) return;
  process.stdout.write(
    `\nFirst operator: ${first.email}\nOne-time password (shown only now): ${first.oneTimePassword}\n\n`,
  );
}
