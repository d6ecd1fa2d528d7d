import { expect, test } from "vitest";
import { isId, mintId, ulid } from "./mint-id";

test("ids sort by time and never repeat", () => {
  const ids = Array.from({ length: 5000 }, () => mintId("transaction"));
  expect(new Set(ids).size).toBe(5000);
  expect(ulid(1_000) < ulid(2_000)).toBe(true);
  expect(ulid(1469918176385).slice(0, 10)).toBe("01ARYZ6S41"); // The ULID spec's own example time.
});

test("an id of another kind, or with a stray character, is not an id", () => {
  expect(isId("transaction", mintId("transaction"))).toBe(true);
  expect(isId("transaction", mintId("app"))).toBe(false);
  expect(isId("transaction", "trx_01JD8ZB2M4N6P8Q0R2S4T6V8W'")).toBe(false);
});
