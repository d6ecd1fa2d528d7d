import { expect, test } from "vitest";
import { averageRials, changeOf, NOTHING, successRate } from "./totals";

test("a share of nothing is no share", () => {
  expect(successRate(NOTHING)).toBeNull();
  expect(averageRials(NOTHING)).toBeNull();
  expect(changeOf(5, 0)).toBeNull();
});

test("rates are of what is over, averages of what is paid", () => {
  const some = { tries: 10, paid: 3, ended: 4, paidRials: 100_000n, refundedRials: 0n };
  expect(successRate(some)).toBe(0.75);
  expect(averageRials(some)).toBe(33_333n);
  expect(changeOf(125n, 100n)).toBe(0.25);
  expect(changeOf(50, 100)).toBe(-0.5);
});
