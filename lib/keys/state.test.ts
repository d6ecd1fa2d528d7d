import { expect, test } from "vitest";
import { keyState, mayKeySign } from "./state";

const now = Date.parse("2026-11-21T10:00:00Z");
const [past, ahead] = [new Date(now - 1), new Date(now + 1)];

test.each([
  [null, null, "active", true],
  [ahead, null, "overlap", true],
  [new Date(now), null, "expired", false],
  [past, null, "expired", false],
  [null, past, "revoked", false],
  [ahead, past, "revoked", false],
] as const)(
  "a key that ends at %s and was revoked at %s is %s",
  (expiresAt, revokedAt, state, may) => {
    expect(keyState({ expiresAt, revokedAt }, now)).toBe(state);
    expect(mayKeySign(state)).toBe(may);
  },
);
