import { expect, test } from "vitest";
import { niceTicks } from "./nice-ticks";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [100, [0, 25, 50, 75, 100]],
  [12_345, [0, 5_000, 10_000, 15_000]],
  [1_300_000, [0, 500_000, 1_000_000, 1_500_000]],
])("up to %d the lines are %j", (max, ticks) => expect(niceTicks(max)).toEqual(ticks));

test("the last line is never below the highest value, and there are few", () => {
  for (let max = 1; max < 5_000_000; max = Math.ceil(max * 1.37)) {
    const ticks = niceTicks(max);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
    expect(ticks.length).toBeLessThanOrEqual(6);
  }
});
