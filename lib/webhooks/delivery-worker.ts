import { setMaxListeners } from "node:events";
import type { Doorbell } from "@/lib/time/doorbell";

/** Requests this process has under way at the same time. */
export const SLOTS = 100;
/** Deliveries it may hold, those included that wait for a slot. */
const CLAIMED_MAX = 400;
/** What arrived and is not written down yet: with more than that the database does not keep up. */
const UNWRITTEN_MAX = 1_000;
/** More is claimed when at most so many wait for a slot: as long as a claim takes, there is enough to send. */
const QUEUE_LOW = 100;

/** What all runs in this process share. */
export type DeliveryWorker = {
  /** Deliveries claimed that have not arrived and not been given up, or reserved for a claim under way. */
  taken: number;
  /** Deliveries that arrived, which is not written down yet. */
  unwritten: Set<string>;
  /** Requests under way. */
  requests: number;
  /** Claimed deliveries that wait for one of them to end. */
  queue: (() => void)[];
  sending: Set<Promise<unknown>>;
  /** One per run: rung when a slot comes free or news is committed. */
  bells: Set<Doorbell>;
  kicked: boolean;
  kickRun: Promise<void> | null;
  /** No more claims. */
  draining: boolean;
  /** Aborted when even requests under way must end. */
  stop: AbortController;
};

// On globalThis, because Next bundles routes and instrumentation apart: each would have slots of its own.
const held = globalThis as { flatpayDeliveryWorker?: DeliveryWorker };

/** This process's worker. */
export function deliveryWorker(): DeliveryWorker {
  held.flatpayDeliveryWorker ??= makeWorker();
  return held.flatpayDeliveryWorker;
}

function makeWorker(): DeliveryWorker {
  const stop = new AbortController();
  // Every request under way listens; Node would take more than ten for a leak.
  setMaxListeners(0, stop.signal);
  return {
    taken: 0,
    unwritten: new Set(),
    requests: 0,
    queue: [],
    sending: new Set(),
    bells: new Set(),
    kicked: false,
    kickRun: null,
    draining: false,
    stop,
  };
}

/** Wake every run: there may be something to claim. */
export function ringWorker(worker: DeliveryWorker): void {
  for (const bell of worker.bells) bell.ring();
}

/** Whether there is little left to send, so that it is time to claim more. */
export const isShort = (worker: DeliveryWorker): boolean => worker.queue.length <= QUEUE_LOW;

/** Wake every run if there is little left to send: there may be room for more. */
export function ringIfShort(worker: DeliveryWorker): void {
  if (isShort(worker)) ringWorker(worker);
}

/** How many more may be claimed now. */
export function placesFor({ taken, unwritten }: DeliveryWorker): number {
  return Math.max(0, Math.min(CLAIMED_MAX - taken, UNWRITTEN_MAX - unwritten.size));
}

/** Wait for one of the process's 100 slots; `freeSlot` gives it to the next. */
export function takeSlot(worker: DeliveryWorker): Promise<void> | null {
  if (worker.requests < SLOTS) {
    worker.requests++;
    return null;
  }
  return new Promise((resolve) => worker.queue.push(resolve));
}

/** A claimed delivery arrived; what comes of it is still to be written down. */
export function arrive(worker: DeliveryWorker, deliveryId: string): void {
  worker.unwritten.add(deliveryId);
  worker.taken--;
  ringIfShort(worker);
}

/** A request is over: its slot goes to whoever waits longest. */
export function freeSlot(worker: DeliveryWorker): void {
  const next = worker.queue.shift();
  if (next) next();
  else worker.requests--;
}
