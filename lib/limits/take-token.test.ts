import { expect, test } from "vitest";
import { BrokerError } from "@/lib/errors";
import { testDatabase } from "@/lib/testing/test-context";
import { takeToken } from "./take-token";

const db = await testDatabase();

test("a burst is granted to its size and not one more, however it arrives", async () => {
  const limit = { perSecond: 0.001, burst: 20 };
  const asks = Array.from({ length: 50 }, () =>
    takeToken(db, "burst", limit).then(
      () => 1,
      () => 0,
    ),
  );
  const granted = (await Promise.all(asks)).reduce<number>((sum, one) => sum + one, 0);
  expect(granted).toBe(20);
});

test("a refused caller is told how long to wait, and then gets its token", async () => {
  const limit = { perSecond: 10, burst: 1 };
  await takeToken(db, "wait", limit);
  const refused = await takeToken(db, "wait", limit).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(BrokerError);
  const wait = (refused as BrokerError).details.retryAfterSeconds ?? 0;
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(0.1);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await takeToken(db, "wait", limit);
});
