import type { Database } from "@/db/client";
import { LATENCY_BUCKETS_MS } from "../latency-buckets";
import { flushOutcomes } from "./flush-outcomes";
import { noOutcomes, type Outcomes, outcomeBook } from "./outcome-book";

const FLUSH_MS = 5_000;
const HOUR_MS = 3_600_000;

type Outcome = { endpointId: string; isDelivered: boolean; durationMs: number | null };

/** Count a try that is over. No statement of its own: what is gathered is written every five seconds. */
export function countOutcome(db: Database, outcome: Outcome): void {
  const { endpointId } = outcome;
  const book = outcomeBook();
  book.db = db;
  const hourMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const key = `${endpointId} ${hourMs}`;
  let unwritten = book.unwritten.get(key);
  if (!unwritten) {
    unwritten = { endpointId, hour: new Date(hourMs).toISOString(), ...noOutcomes() };
    book.unwritten.set(key, unwritten);
  }
  let since = book.since.get(endpointId);
  if (!since) {
    since = noOutcomes();
    book.since.set(endpointId, since);
  }
  count(unwritten, outcome);
  count(since, outcome);
  book.timer ??= setTimeout(flushOutcomes, FLUSH_MS).unref();
}

function count(sum: Outcomes, { isDelivered, durationMs }: Outcome): void {
  if (isDelivered) sum.delivered++;
  else sum.failed++;
  if (durationMs === null) return;
  const bucket = LATENCY_BUCKETS_MS.findIndex((bound) => durationMs <= bound);
  const at = bucket < 0 ? LATENCY_BUCKETS_MS.length : bucket;
  sum.latency[at] = (sum.latency[at] ?? 0) + 1;
  sum.totalMs += durationMs;
}
