import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { deliveryWorker, ringWorker } from "./delivery-worker";
import { flushOutcomes } from "./metrics/flush-outcomes";

/**
 * For a stopping process: claim nothing more, let requests under way end for `graceMs` milliseconds,
 * then break them off and give their deliveries back, uncounted. Settles when all is recorded.
 */
export async function drainWebhooks(graceMs = 5_000): Promise<void> {
  const worker = deliveryWorker();
  worker.draining = true;
  ringWorker(worker);
  const done = Promise.all(worker.sending);
  const grace = new AbortController();
  await Promise.race([done, sleep(graceMs, undefined, { signal: grace.signal }).catch(() => {})]);
  grace.abort();
  worker.stop.abort();
  await done;
  // A claim that was under way when we began has started its requests since, and they end at once.
  await worker.kickRun;
  await flushOutcomes();
}
