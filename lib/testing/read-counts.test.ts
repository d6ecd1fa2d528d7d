import { expect, test } from "vitest";
import { addCounts, readPlaywright, readVitest, summary } from "./read-counts";

const clean = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [1, 2, 3] }],
};
const browsed = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

test("tests are counted, skipped ones apart", () => {
  const vitest = readVitest({ ...clean, numPendingTests: 1, numTodoTests: 1 }, true);
  expect(vitest).toEqual({ passed: 3, failed: 0, skipped: 2 });
  expect(summary(addCounts(vitest, readPlaywright(browsed, true)))).toBe(
    "5 passed, 0 failed, 2 skipped",
  );
  expect(summary({ passed: 1, failed: 0, skipped: 0 })).toBe("1 passed, 0 failed");
});

test("a file that does not load is a failure", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(readVitest({ ...clean, testResults }, false).failed).toBe(1);
});

test("a runner that fails without a failed test is a failure", () => {
  expect(readVitest(clean, false).failed).toBe(1);
  expect(readPlaywright(browsed, false).failed).toBe(1);
  expect(readPlaywright({ ...browsed, errors: ["no server"] }, false).failed).toBe(1);
});

test("a runner that ran nothing is a failure", () => {
  expect(readVitest({ ...clean, numPassedTests: 0 }, true).failed).toBe(1);
  expect(
    readPlaywright({ ...browsed, stats: { ...browsed.stats, expected: 0 } }, true).failed,
  ).toBe(1);
});

test("a test that passes only at the second try is a failure", () => {
  const stats = { ...browsed.stats, flaky: 1 };
  expect(readPlaywright({ ...browsed, stats }, true).failed).toBe(1);
});
