/** Upper bounds in milliseconds of the buckets in which tries are counted by how long they took; one more above. */
export const LATENCY_BUCKETS_MS = [
  5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000,
] as const;
