import { LATENCY_BUCKETS_MS } from "../latency-buckets";

/**
 * Below which duration, in milliseconds, the given share of tries stayed: read from the buckets' counts,
 * evenly spread within a bucket. Of tries slower than the last bound that bound is all that is known.
 * Null when there were none.
 */
export function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [i, bound] of LATENCY_BUCKETS_MS.entries()) {
    const n = counts[i] ?? 0;
    if (n > 0 && below + n >= rank) {
      const from = LATENCY_BUCKETS_MS[i - 1] ?? 0;
      return Math.round(from + ((bound - from) * (rank - below)) / n);
    }
    below += n;
  }
  return LATENCY_BUCKETS_MS[LATENCY_BUCKETS_MS.length - 1] ?? null;
}
