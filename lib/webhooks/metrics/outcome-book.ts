import type { Database } from "@/db/client";
import { LATENCY_BUCKETS_MS } from "../latency-buckets";

/** Outcomes of one endpoint; `latency` has a count for each bucket and one more for slower tries. */
export type Outcomes = { delivered: number; failed: number; latency: number[]; totalMs: number };

export type OutcomeBook = {
  /** By endpoint and hour: what is not in the database yet. */
  unwritten: Map<string, Outcomes & { endpointId: string; hour: string }>;
  /** By endpoint, since the process began: these only ever grow. */
  since: Map<string, Outcomes>;
  db: Database | null;
  timer: NodeJS.Timeout | null;
  writing: Promise<void> | null;
};

// On globalThis, because Next bundles routes and instrumentation apart: each would count for itself.
const held = globalThis as { flatpayOutcomes?: OutcomeBook };

/** What this process counts. */
export function outcomeBook(): OutcomeBook {
  held.flatpayOutcomes ??= {
    unwritten: new Map(),
    since: new Map(),
    db: null,
    timer: null,
    writing: null,
  };
  return held.flatpayOutcomes;
}

/** Nothing counted yet. */
export const noOutcomes = (): Outcomes => ({
  delivered: 0,
  failed: 0,
  latency: new Array(LATENCY_BUCKETS_MS.length + 1).fill(0),
  totalMs: 0,
});

/** Add `more` to `sum`. */
export function addOutcomes(sum: Outcomes, more: Outcomes): void {
  sum.delivered += more.delivered;
  sum.failed += more.failed;
  sum.totalMs += more.totalMs;
  for (const [i, n] of more.latency.entries()) sum.latency[i] = (sum.latency[i] ?? 0) + n;
}
