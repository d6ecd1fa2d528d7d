import { expect, test } from "vitest";
import { chooseWay, type Facts, reverseUntil } from "./choose-way";

const NOW = new Date("2026-11-21T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const facts = (given: Partial<Facts> = {}, paid: Partial<Facts["paid"]> = {}): Facts => ({
  can: {
    reverse: true,
    refund: true,
    refundsAtOnce: false,
    reverseWindowSeconds: 1_800,
    refundMinRials: 20_000n,
  },
  refundSetUp: true,
  reverseRefused: false,
  now: NOW,
  ...given,
  paid: {
    amountRials: 100_000n,
    refundedRials: 0n,
    paidAt: minutesAgo(5),
    authority: "A",
    refId: "1",
    ...paid,
  },
});

test("all of it in time is reversed, and nothing else is", () => {
  expect(chooseWay(facts(), 100_000n)).toEqual({ method: "reverse" });
  expect(chooseWay(facts({}, { paidAt: minutesAgo(28.9) }), 100_000n)).toEqual({
    method: "reverse",
  });
  for (const [given, paid] of [
    [{}, { paidAt: minutesAgo(29) }],
    [{ reverseRefused: true }, {}],
    [{}, { authority: null }],
    [{ can: { ...facts().can, reverse: false } }, {}],
  ] as const) {
    expect(chooseWay(facts(given, paid), 100_000n)).toEqual({ method: "refund" });
  }
  expect(chooseWay(facts(), 99_990n)).toEqual({ method: "refund" });
  // What is left is all that is asked, but not the whole payment.
  expect(chooseWay(facts({}, { refundedRials: 30_000n }), 70_000n)).toEqual({ method: "refund" });
});

test("why there is no way", () => {
  expect(chooseWay(facts({ refundSetUp: false }), 50_000n)).toEqual({
    closed: "refund_not_set_up",
  });
  expect(chooseWay(facts({ refundSetUp: false }), 100_000n)).toEqual({ method: "reverse" });
  expect(chooseWay(facts(), 19_990n)).toEqual({ closed: "refund_below_minimum" });
  expect(chooseWay(facts(), 20_000n)).toEqual({ method: "refund" });
  expect(chooseWay(facts({}, { refId: null }), 50_000n)).toEqual({ closed: "not_refundable" });
  // A small payment can still be undone whole.
  expect(chooseWay(facts({}, { amountRials: 10_000n }), 10_000n)).toEqual({ method: "reverse" });
});

test("until when it may be reversed", () => {
  expect(reverseUntil(facts())).toEqual(minutesAgo(-24));
  expect(reverseUntil(facts({}, { refundedRials: 1n }))).toBeNull();
  expect(reverseUntil(facts({ reverseRefused: true }))).toBeNull();
});
