import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { requestNonces } from "@/db/schema/apps";
import { CLOCK_WINDOW_SECONDS } from "@/lib/signing/fp1";
import { testDatabase } from "@/lib/testing/test-context";
import { burnNonce, sweepNonces } from "./burn-nonce";

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

test("a nonce is remembered as long as its timestamp could be accepted, then forgotten", async () => {
  await burnNonce(db, "key_3", "n".repeat(22));
  const of = eq(requestNonces.keyId, "key_3");
  const lasts = sql<number>`extract(epoch from expires_at - now())::float8`;
  const [kept] = await db.select({ lasts }).from(requestNonces).where(of);
  expect(kept?.lasts).toBeGreaterThan(2 * CLOCK_WINDOW_SECONDS);
  expect(kept?.lasts).toBeLessThan(3 * CLOCK_WINDOW_SECONDS);

  expect(await sweepNonces(db)).toBe(0);
  await db.update(requestNonces).set({ expiresAt: sql`now() - interval '1 second'` }).where(of);
  expect(await sweepNonces(db)).toBe(1);
  expect(await burnNonce(db, "key_3", "n".repeat(22))).toBe(true);
});
