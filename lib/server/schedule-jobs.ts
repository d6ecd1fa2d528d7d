import { watchBooks } from "@/lib/books/watch-books";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { followHold } from "@/lib/holds/follow-hold";
import { describeError, log } from "@/lib/log";
import { sendNoticeMails } from "@/lib/notices/send-notice-mails";
import { advanceDueRefunds } from "@/lib/refunds/advance-due-refunds";
import { reconcileDue } from "@/lib/transactions/reconcile-due";
import { alignDeliveries } from "@/lib/webhooks/align-deliveries";
import { sweepWebhooks } from "@/lib/webhooks/retention/sweep-webhooks";
import { reviewFailing } from "@/lib/webhooks/review-failing";
import { runDeliveries } from "@/lib/webhooks/run-deliveries";
import { jobContext } from "./job-context";
import { takeRun } from "./take-run";

const EVERY_MS = 3_000;
const BUDGET_MS = 20_000;
/** Over all processes; what cannot wait follows the delivery that shows it. */
const HEALTH_SECONDS = 15;
const MAILS_SECONDS = 5;

/**
 * The cron jobs, run by the server itself every few seconds, so that a deployment needs no scheduler
 * (CRON_INTERNAL=off leaves them to /api/cron/*). A run that is still going is not joined by another.
 */
export function scheduleJobs(): void {
  repeat("reconcile", (ctx) => reconcileDue(ctx, BUDGET_MS));
  repeat("refunds", (ctx) => advanceDueRefunds(ctx, BUDGET_MS));
  repeat("holds", followHold);
  repeat("books", watchBooks);
  repeat("retention", sweepWebhooks);
  repeat("webhook-health", async ({ db }) => {
    if (!(await takeRun(db, { name: "webhook-health", everySeconds: HEALTH_SECONDS }))) return;
    await alignDeliveries(db);
    await reviewFailing(db);
  });
  repeat("mails", async (ctx) => {
    if (!env().SMTP_URL) return;
    if (await takeRun(ctx.db, { name: "mails", everySeconds: MAILS_SECONDS }))
      await sendNoticeMails(ctx);
  });
  // Until nothing is due: a run with a budget stops claiming long before its end.
  repeat("webhooks", (ctx) => runDeliveries(ctx.db, { budgetMs: Number.POSITIVE_INFINITY }));
}

function repeat(job: string, run: (ctx: Context) => Promise<unknown>): void {
  const turn = async () => {
    try {
      await run(jobContext(job));
    } catch (error) {
      log.error({ job, cause: describeError(error) }, "job failed");
    }
    setTimeout(turn, EVERY_MS).unref();
  };
  setTimeout(turn, EVERY_MS).unref();
}
