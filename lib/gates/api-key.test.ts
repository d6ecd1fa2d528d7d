import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { apiKeys } from "@/db/schema/apps";
import { rateBuckets } from "@/db/schema/limits";
import { KEY_LIMIT, takeToken } from "@/lib/limits/take-token";
import { makeKey, makeShop } from "@/lib/testing/factories";
import { signedCall } from "@/lib/testing/signed-call";
import { testDatabase } from "@/lib/testing/test-context";
import { appKey } from "./api-key";

const db = await testDatabase();
const shop = await makeShop(db);
const ADDRESS = "192.0.2.7";

afterEach(() => {
  vi.useRealTimers();
});

/** Knock with a signed request. @returns the actor it earns */
async function knock(
  headers: Record<string, string | null> = {},
  { key = shop.key, address = ADDRESS }: { key?: typeof shop.key; address?: string } = {},
) {
  const answer = await signedCall(
    async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      return Response.json((await appKey({ request, body, requestId: "req_1", address })).actor);
    },
    "/v1/pay/request",
    key,
    {},
    { headers },
  );
  return answer.json();
}

/** Nothing is left of a limit for an hour and longer. */
async function exhaust(bucket: string) {
  await takeToken(db, bucket, KEY_LIMIT);
  await db.update(rateBuckets).set({ tokens: -1e6 }).where(eq(rateBuckets.name, bucket));
}

test("a signature earns its key's scope, and the use of the key is noted", async () => {
  const key = await makeKey(db, shop.app);
  expect(await knock({}, { key })).toEqual({
    type: "app",
    appId: shop.app.id,
    tenantId: shop.tenantId,
    keyId: key.id,
    mode: "test",
  });
  const [used] = await db.select().from(apiKeys).where(eq(apiKeys.id, key.id));
  expect(used?.lastUsedAt).not.toBeNull();
});

test.each([
  ["X-Api-Key", "fpk_test_01JD8Z6T3Q4W5E6R7T8Y9VBNMC!"],
  ["X-Api-Key", "xfpk_test_01JD8Z6T3Q4W5E6R7T8Y9VBNMC"],
  ["X-Timestamp", "17740000001"],
  ["X-Timestamp", "+1774000000"],
  ["X-Nonce", `${"n".repeat(22)}!`],
  ["X-Nonce", `!${"n".repeat(22)}`],
  ["X-Signature", `v1=${"0".repeat(65)}`],
])("%s: %s is malformed, and the error names the header", async (field, value) => {
  await expect(knock({ [field]: value })).rejects.toMatchObject({
    code: "unauthorized",
    reason: "invalid_header",
    details: { field },
  });
});

test.each(["X-Api-Key", "X-Timestamp", "X-Nonce", "X-Signature"])(
  "%s must be there",
  async (field) => {
    const error = { reason: "missing_header", details: { field } };
    await expect(knock({ [field]: null })).rejects.toMatchObject(error);
  },
);

test.each([
  [-301, false],
  [-300, true],
  [300, true],
  [301, false],
])("a clock that is %d s off ours is let in: %s", async (offSeconds, lets) => {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ["Date"], now });
  const knocking = knock({ "X-Timestamp": String(Math.floor(now / 1_000) + offSeconds) });
  if (lets) await expect(knocking).resolves.toMatchObject({ type: "app" });
  else {
    const error = { code: "unauthorized", reason: "timestamp_out_of_range" };
    await expect(knocking).rejects.toMatchObject(error);
  }
});

describe("a key that is bound to networks", async () => {
  const key = await makeKey(db, shop.app, { allowedCidrs: ["10.0.0.0/8", "2001:db8::/32"] });

  test.each(["10.1.2.3", "2001:db8::1"])("lets %s in", async (address) => {
    expect(await knock({}, { key, address })).toMatchObject({ keyId: key.id });
  });

  test.each(["11.1.2.3", "2001:db9::1", "unknown"])("keeps %s out", async (address) => {
    const error = { code: "forbidden", reason: "ip_not_allowed" };
    await expect(knock({}, { key, address })).rejects.toMatchObject(error);
  });
});

describe("limits", () => {
  test("a key's own", async () => {
    const key = await makeKey(db, shop.app);
    await exhaust(`key:${key.id}`);
    await expect(knock({}, { key })).rejects.toMatchObject({ reason: "rate_limited" });
    await expect(knock()).resolves.toMatchObject({ type: "app" });
  });

  test("an address's own, whatever the key", async () => {
    await exhaust("address:192.0.2.8");
    const error = { reason: "rate_limited" };
    await expect(knock({}, { address: "192.0.2.8" })).rejects.toMatchObject(error);
  });

  test("who guesses is slowed down by address, and nobody else", async () => {
    const wrong = { "X-Signature": `v1=${"0".repeat(64)}` };
    await exhaust("auth-failed:192.0.2.9");
    const limited = { reason: "rate_limited" };
    await expect(knock(wrong, { address: "192.0.2.9" })).rejects.toMatchObject(limited);
    await expect(knock(wrong)).rejects.toMatchObject({ reason: "invalid_credentials" });
    await expect(knock({}, { address: "192.0.2.9" })).resolves.toMatchObject({ type: "app" });
  });

  test("a nonce that was used before is the answer that counts", async () => {
    const key = await makeKey(db, shop.app);
    const nonce = { "X-Nonce": "n".repeat(22) };
    await knock(nonce, { key });
    await exhaust(`key:${key.id}`);
    const error = { code: "unauthorized", reason: "nonce_reused" };
    await expect(knock(nonce, { key })).rejects.toMatchObject(error);
  });
});

test("when nonces cannot be written nobody gets in", async () => {
  await db.execute(sql`alter table payment.request_nonces rename to request_nonces_away`);
  try {
    await expect(knock()).rejects.not.toHaveProperty("reason");
  } finally {
    await db.execute(sql`alter table payment.request_nonces_away rename to request_nonces`);
  }
});
