import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import { describeError, log } from "@/lib/log";
import { Doorbell } from "@/lib/time/doorbell";
import { type ClaimedDelivery, claimDeliveries } from "./claim-deliveries";
import {
  arrive,
  deliveryWorker,
  freeSlot,
  isShort,
  placesFor,
  ringIfShort,
  ringWorker,
  takeSlot,
} from "./delivery-worker";
import { type Finish, type Finished, finishDelivery } from "./finish-delivery";
import { countOutcome } from "./metrics/count-outcome";
import { reapLeases } from "./reap-leases";
import { reviewEndpoint } from "./review-endpoint";
import { sendDelivery } from "./send-delivery";

/** What a request may take, and a second to record it. */
const LAST_ATTEMPT_MS = 16_000;
/** Claims come at least this far apart, so that a busy moment is few large claims. */
const CLAIM_GAP_MS = 10;
/** How long a claimed delivery may wait for a slot: with its request it stays well within its lease. */
const QUEUED_MS_MAX = 15_000;
/** While requests are under way, retries that come due are looked for this often. */
const POLL_MS = 1_000;
/** A worker that found others at what is due looks again after up to this long, later after up to four times that. */
const CONTENDED_MS = 20;
const CONTENDED_DOUBLINGS_MAX = 2;
/** What dead workers held is looked for this often, also by a run that goes on for hours. */
const REAP_MS = 15_000;
const FINISH_RETRIES_MS = [200, 1_000, 5_000];

export type DeliveryTally = { claimed: number; delivered: number; failed: number };
type Options = {
  /** Wall clock for the whole run; claiming stops 16 s before its end. Infinity: until nothing is due. */
  budgetMs: number;
  /** One request, for tests; default 15 000. */
  totalMs?: number;
};

/** `latestAt`: when it may begin at the latest, as `performance.now()` tells it. */
type How = { latestAt: number; totalMs: number | undefined };

/**
 * Take back what dead workers held, then send what is due until nothing is, within a time budget and
 * this process's 100 slots. Any number of runs may overlap, here and in other processes.
 */
export async function runDeliveries(db: Database, options: Options): Promise<DeliveryTally> {
  const worker = deliveryWorker();
  const bell = new Doorbell();
  const tally: DeliveryTally = { claimed: 0, delivered: 0, failed: 0 };
  const mine = new Set<Promise<unknown>>();
  const stopAt = performance.now() + options.budgetMs - LAST_ATTEMPT_MS;

  /** @returns null when others were at what is due. */
  async function claim(): Promise<number | null> {
    const free = placesFor(worker);
    if (free === 0) return 0;
    // Reserved before the statement, so that a second run does not count on the same places.
    worker.taken += free;
    let claimed: ClaimedDelivery[] | null = null;
    try {
      claimed = await claimDeliveries(db, free, [...worker.unwritten]);
    } finally {
      worker.taken -= free - (claimed?.length ?? 0);
    }
    if (!claimed?.length) return claimed && 0;
    const latestAt = Math.min(stopAt, performance.now() + QUEUED_MS_MAX);
    const how = { latestAt, totalMs: options.totalMs };
    // Looked after together, not each with promises and places in sets of its own.
    const work = Promise.all(claimed.map((delivery) => deliver(db, delivery, tally, how)));
    mine.add(work);
    worker.sending.add(work);
    void work.then(() => {
      mine.delete(work);
      worker.sending.delete(work);
      ringWorker(worker);
    });
    tally.claimed += claimed.length;
    return claimed.length;
  }

  worker.bells.add(bell);
  try {
    let reapAt = 0;
    let contended = 0;
    while (!worker.draining && performance.now() < stopAt) {
      if (performance.now() >= reapAt) {
        await reapLeases(db);
        reapAt = performance.now() + REAP_MS;
      }
      const full = placesFor(worker) === 0;
      const claimedAt = performance.now();
      const claimed = await claim();
      if (claimed === null) {
        await sleep(CONTENDED_MS * 2 ** contended * Math.random());
        contended = Math.min(contended + 1, CONTENDED_DOUBLINGS_MAX);
        continue;
      }
      contended = 0;
      if (claimed === 0 && mine.size === 0 && !full && !bell.rung) break;
      // Who rang while there was enough to do is heard when there is not.
      do await bell.wait(POLL_MS);
      while (!isShort(worker) && !worker.draining && performance.now() < stopAt);
      const gapMs = claimedAt + CLAIM_GAP_MS - performance.now();
      if (gapMs > 0) await sleep(gapMs);
    }
  } finally {
    worker.bells.delete(bell);
    await Promise.all(mine);
  }
  return tally;
}

/**
 * Send one in one of the process's slots and record it. Never throws: what cannot be recorded comes back when
 * its lease ends.
 */
async function deliver(
  db: Database,
  delivery: ClaimedDelivery,
  tally: DeliveryTally,
  { latestAt, totalMs }: How,
): Promise<void> {
  const worker = deliveryWorker();
  const turn = takeSlot(worker);
  if (turn) await turn;
  // Who had to wait for a slot for too long is given back: nothing was tried.
  const isTooLate = worker.draining || performance.now() > latestAt;
  const { signal } = worker.stop;
  const finish = isTooLate ? untried(delivery) : await sendDelivery(delivery, { signal, totalMs });
  // The slot is for the request: another one may go out while this one is written down.
  freeSlot(worker);
  // What arrived does not count as under way any more, though its lease is there until it is written down.
  // A failure does: it may be what opens a breaker.
  if (finish.outcome === "delivered") arrive(worker, delivery.id);
  try {
    const finished = await record(db, finish);
    if (finished?.status === "delivered") tally.delivered++;
    else if (finished && finish.outcome === "failed") tally.failed++;
    if (finished && finish.exchange) {
      const { durationMs } = finish.exchange;
      const isDelivered = finish.outcome === "delivered";
      countOutcome(db, { endpointId: delivery.endpoint.id, isDelivered, durationMs });
    }
    if (finished?.review) await review(db, delivery);
  } catch (error) {
    const cause = describeError(error);
    log.error(
      { delivery: delivery.id, cause },
      "webhook outcome not recorded; it will be sent again",
    );
  } finally {
    if (!worker.unwritten.delete(delivery.id)) worker.taken--;
    ringIfShort(worker);
  }
}

function untried({ id, claimId, endpoint }: ClaimedDelivery): Finish {
  const nothing = { error: null, exchange: null };
  return { id, endpointId: endpoint.id, claimId, outcome: "released", delayMs: 0, ...nothing };
}

/** What is missed here the next round over all endpoints finds. */
async function review(db: Database, { id, endpoint }: ClaimedDelivery): Promise<void> {
  try {
    await reviewEndpoint(db, { endpointId: endpoint.id, deliveryId: id });
  } catch (error) {
    log.warn({ endpoint: endpoint.id, cause: describeError(error) }, "webhook health not reviewed");
  }
}

/** A database that is away for a moment must not turn into a second delivery. */
function record(db: Database, finish: Finish, failures = 0): Promise<Finished | null> {
  const recorded = finishDelivery(db, finish);
  const wait = FINISH_RETRIES_MS[failures];
  if (wait === undefined) return recorded;
  return recorded.catch(async (error) => {
    log.warn({ delivery: finish.id, cause: describeError(error) }, "webhook outcome: again");
    await sleep(wait);
    return record(db, finish, failures + 1);
  });
}
