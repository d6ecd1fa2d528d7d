import { watchBooks } from "@/lib/books/watch-books";
import type { Context } from "@/lib/context";
import { followHold } from "@/lib/holds/follow-hold";
import { describeError, log } from "@/lib/log";
import { advanceDueRefunds } from "@/lib/refunds/advance-due-refunds";
import { reconcileDue } from "@/lib/transactions/reconcile-due";
import { sweepWebhooks } from "@/lib/webhooks/retention/sweep-webhooks";
import { runDeliveries } from "@/lib/webhooks/run-deliveries";
import { jobContext } from "./job-context";

const EVERY_MS = 3_000;
const BUDGET_MS = 20_000;

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
