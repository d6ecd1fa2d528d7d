import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/test-context";
import { burnNonce } from "./burn-nonce";

const db = await testDatabase();

test("of 100 parallel uses of a nonce one is fresh", async () => {
  const uses = await Promise.all(
    Array.from({ length: 100 }, () => burnNonce(db, "key_1", "n".repeat(22))),
  );
  expect(uses.filter(Boolean)).toHaveLength(1);
});

test("a nonce is a key's own", async () => {
  expect(await burnNonce(db, "key_2", "n".repeat(22))).toBe(true);
  expect(await burnNonce(db, "key_2", "n".repeat(22))).toBe(false);
});
