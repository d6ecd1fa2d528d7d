import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { describeError, log } from "@/lib/log";
import { Doorbell } from "@/lib/time/doorbell";
import { type ClaimedDelivery, claimDeliveries } from "./claim-deliveries";
import { deliveryWorker, ringWorker, SLOTS } from "./delivery-worker";
import { type Finish, finishDelivery } from "./finish-delivery";
import { reapLeases } from "./reap-leases";
import { sendDelivery } from "./send-delivery";
import type { DeliveryStatus } from "./state";

/** What a request may take, and a second to record it. */
const LAST_ATTEMPT_MS = 16_000;
/** Claims come at least this far apart, so that a busy moment is few large claims. */
const CLAIM_GAP_MS = 10;
/** While requests are under way, retries that come due are looked for this often. */
const POLL_MS = 1_000;
const FINISH_RETRIES_MS = [200, 1_000, 5_000];

export type DeliveryTally = { claimed: number; delivered: number; failed: number };
type Options = {
  /** Wall clock for the whole run; claiming stops 16 s before its end. Infinity: until nothing is due. */
  budgetMs: number;
  /** One request, for tests; default 15 000. */
  totalMs?: number;
};

/**
 * Take back what dead workers held, then send what is due until nothing is, within a time budget and
 * this process's 100 slots. Any number of runs may overlap, here and in other processes.
 */
export async function runDeliveries(db: Database, options: Options): Promise<DeliveryTally> {
  const worker = deliveryWorker();
  const bell = new Doorbell();
  const tally: DeliveryTally = { claimed: 0, delivered: 0, failed: 0 };
  const mine = new Set<Promise<void>>();
  const stopAt = performance.now() + options.budgetMs - LAST_ATTEMPT_MS;

  async function claim(): Promise<number> {
    const free = SLOTS - worker.taken;
    if (free <= 0) return 0;
    // Reserved before the statement, so that a second run does not count on the same slots.
    worker.taken += free;
    let claimed: ClaimedDelivery[] = [];
    try {
      claimed = await claimDeliveries(db, free);
    } finally {
      worker.taken -= free - claimed.length;
    }
    for (const delivery of claimed) {
      const work = deliver(db, delivery, tally, options.totalMs).finally(() => {
        worker.taken--;
        mine.delete(work);
        worker.sending.delete(work);
        ringWorker(worker);
      });
      mine.add(work);
      worker.sending.add(work);
    }
    tally.claimed += claimed.length;
    return claimed.length;
  }

  worker.bells.add(bell);
  try {
    await reapLeases(db);
    while (!worker.draining && performance.now() < stopAt) {
      const full = worker.taken >= SLOTS;
      const claimed = await claim();
      if (claimed === 0 && mine.size === 0 && !full && !bell.rung) break;
      await bell.wait(POLL_MS);
      await sleep(CLAIM_GAP_MS);
    }
  } finally {
    worker.bells.delete(bell);
    await Promise.all(mine);
  }
  return tally;
}

/** Send one and record it. Never throws: what cannot be recorded comes back when its lease ends. */
async function deliver(
  db: Database,
  delivery: ClaimedDelivery,
  tally: DeliveryTally,
  totalMs: number | undefined,
): Promise<void> {
  const { signal } = deliveryWorker().stop;
  const finish = await sendDelivery(delivery, { signal, totalMs });
  try {
    const status = await record(db, finish);
    if (status === "delivered") tally.delivered++;
    else if (status !== null && finish.outcome === "failed") tally.failed++;
  } catch (error) {
    const cause = describeError(error);
    log.error(
      { delivery: delivery.id, cause },
      "webhook outcome not recorded; it will be sent again",
    );
  }
}

/** A database that is away for a moment must not turn into a second delivery. */
async function record(db: Database, finish: Finish): Promise<DeliveryStatus | null> {
  for (const wait of FINISH_RETRIES_MS) {
    try {
      return await finishDelivery(db, finish);
    } catch (error) {
      log.warn({ delivery: finish.id, cause: describeError(error) }, "webhook outcome: again");
      await sleep(wait);
    }
  }
  return finishDelivery(db, finish);
}
