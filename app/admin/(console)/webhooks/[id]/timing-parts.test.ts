import { expect, test } from "vitest";
import { timingParts } from "./timing-parts";

const NONE = { durationMs: null, dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null };

test("the parts of a new connection are told in order, and what is left over", () => {
  const all = { durationMs: 100, dnsMs: 5, connectMs: 20, tlsMs: 30, firstByteMs: 40 };
  expect(timingParts(all)).toEqual({
    parts: [
      { name: "dns", ms: 5 },
      { name: "connect", ms: 20 },
      { name: "tls", ms: 30 },
      { name: "firstByte", ms: 40 },
      { name: "rest", ms: 5 },
    ],
    totalMs: 100,
    reused: false,
  });
});

test("a connection that was open has only the wait for its answer", () => {
  expect(timingParts({ ...NONE, durationMs: 12, firstByteMs: 12 })).toEqual({
    parts: [{ name: "firstByte", ms: 12 }],
    totalMs: 12,
    reused: true,
  });
});

test("rounded parts may come to more than the whole", () => {
  expect(timingParts({ ...NONE, durationMs: 2, dnsMs: 1, firstByteMs: 2 })?.totalMs).toBe(3);
});

test("of an attempt whose parts are not known nothing is made up", () => {
  expect(timingParts({ ...NONE, durationMs: 15_000 })).toBeNull();
  expect(timingParts(NONE)).toBeNull();
});
