import { expect, test } from "vitest";
import { ATTEMPTS_MAX, parseRetryAfter, retryDelayMs } from "./backoff";

const plain = { random: 0.5, strained: false, retryAfterMs: null };
const HOUR = 3_600_000;

test("the schedule is the contract's, and then it ends", () => {
  const delays = Array.from({ length: ATTEMPTS_MAX }, (_, i) =>
    retryDelayMs({ ...plain, attempt: i + 1 }),
  );
  const seconds = [5, 30, 120, 300, 900, 1800, 3600, 7200, 14400, 28800, 50400, 72000, 86400];
  expect(delays).toEqual([...seconds.map((s) => s * 1000), null]);
});

test("waits spread over ×0.8 to ×1.2", () => {
  expect(retryDelayMs({ ...plain, attempt: 2, random: 0 })).toBe(24_000);
  expect(retryDelayMs({ ...plain, attempt: 2, random: 0.999999 })).toBe(36_000);
});

test("a strained receiver gets a minute, also at first", () => {
  expect(retryDelayMs({ ...plain, attempt: 1, strained: true })).toBe(60_000);
  expect(retryDelayMs({ ...plain, attempt: 3, strained: true })).toBe(120_000);
});

test("Retry-After lengthens a wait up to six hours, and never shortens it", () => {
  expect(retryDelayMs({ ...plain, attempt: 1, retryAfterMs: 90_000 })).toBe(90_000);
  expect(retryDelayMs({ ...plain, attempt: 4, retryAfterMs: 1_000 })).toBe(300_000);
  expect(retryDelayMs({ ...plain, attempt: 1, retryAfterMs: 999 * HOUR })).toBe(6 * HOUR);
  expect(retryDelayMs({ ...plain, attempt: ATTEMPTS_MAX, retryAfterMs: 1_000 })).toBeNull();
});

test.each([
  ["120", 120_000],
  [" 7 ", 7_000],
  ["Sat, 21 Nov 2026 00:01:00 GMT", 60_000],
  ["Saturday, 21-Nov-26 00:01:00 GMT", 60_000],
  ["Fri, 20 Nov 2026 00:00:00 GMT", null],
  ["-5", null],
  ["1.5", null],
  ["tomorrow", null],
  ["", null],
  [null, null],
])("Retry-After %j is %j ms", (header, expected) => {
  expect(parseRetryAfter(header, Date.UTC(2026, 10, 21))).toBe(expected);
});
