import "server-only";
import { database } from "@/db/client";
import { describeError, log } from "@/lib/log";
import { type DeliveryWorker, deliveryWorker, ringWorker } from "./delivery-worker";
import { runDeliveries } from "./run-deliveries";

/**
 * Say that news was committed: what is due is sent in the background, at once. Costs the caller nothing
 * and cannot fail; what it misses the next cron run finds. Call it after the commit, not before.
 */
export function kickWebhooks(): void {
  const worker = deliveryWorker();
  worker.kicked = true;
  ringWorker(worker);
  if (!worker.draining) worker.kickRun ??= runWhileKicked(worker);
}

async function runWhileKicked(worker: DeliveryWorker): Promise<void> {
  do {
    worker.kicked = false;
    try {
      await runDeliveries(database(), { budgetMs: Number.POSITIVE_INFINITY });
    } catch (error) {
      log.warn({ cause: describeError(error) }, "webhooks left to the next cron run");
    }
  } while (worker.kicked && !worker.draining);
  // In the same moment as the last look: a kick finds either this run or none.
  worker.kickRun = null;
}
