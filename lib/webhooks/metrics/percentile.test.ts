import fc from "fast-check";
import { expect, test } from "vitest";
import { LATENCY_BUCKETS_MS } from "../latency-buckets";
import { percentile } from "./percentile";

const counts = (given: Record<number, number>) =>
  Array.from({ length: LATENCY_BUCKETS_MS.length + 1 }, (_, i) => given[i] ?? 0);

test.each<[string, number[], number, number | null]>([
  ["nothing", counts({}), 0.5, null],
  ["no row at all", [], 0.5, null],
  ["the middle of a bucket from 5 to 10", counts({ 1: 100 }), 0.5, 8],
  ["the end of the first", counts({ 0: 50, 3: 50 }), 0.5, 5],
  ["the last bound, of slower ones", counts({ 12: 3 }), 0.99, 15_000],
  ["p95 of 90 fast and 10 slow", counts({ 0: 90, 7: 10 }), 0.95, 750],
])("%s", (_, given, share, expected) => expect(percentile(given, share)).toBe(expected));

test("it lies in the bucket of the true percentile, and grows with the share", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 14_999 }), { minLength: 1, maxLength: 300 }),
      (ms) => {
        const given = counts({});
        for (const one of ms) {
          const at = LATENCY_BUCKETS_MS.findIndex((bound) => one <= bound);
          given[at] = (given[at] ?? 0) + 1;
        }
        const sorted = ms.toSorted((a, b) => a - b);
        let last = 0;
        for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
          const truth = sorted[Math.ceil(share * ms.length) - 1] ?? 0;
          const bucket = LATENCY_BUCKETS_MS.findIndex((bound) => truth <= bound);
          const value = percentile(given, share) ?? Number.NaN;
          expect(value).toBeGreaterThanOrEqual(LATENCY_BUCKETS_MS[bucket - 1] ?? 0);
          expect(value).toBeLessThanOrEqual(LATENCY_BUCKETS_MS[bucket] ?? 0);
          expect(value).toBeGreaterThanOrEqual(last);
          last = value;
        }
      },
    ),
  );
});
