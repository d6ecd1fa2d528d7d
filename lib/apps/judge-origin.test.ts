import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeOrigin } from "./judge-origin";
import { normalizeOrigin } from "./normalize-origin";

test.each([
  ["shop.example", "scheme", "https://shop.example"],
  ["shop.example/return", "scheme", "https://shop.example"],
  ["ftp://shop.example", "scheme", null],
  ["", "scheme", null],
  [" https://shop.example", "character", "https://shop.example"],
  ["shop.example ", "character", "https://shop.example"],
  ["shop.example:8443", "scheme", "https://shop.example:8443"],
  ["javascript:alert(1)", "scheme", null],
  [" ", "character", null],
  ["https://shop.example ", "character", "https://shop.example"],
  ["https://shop.example\\@evil.example", "character", null],
  ["https://*.shop.example", "wildcard", null],
  ["https://user@shop.example", "user_name", null],
  ["https://", "unreadable", null],
  ["https://shop.example:99999", "unreadable", null],
  ["https://shop.example/return?x=1", "not_only_origin", "https://shop.example"],
  ["http://shop.example/return", "not_only_origin", "https://shop.example"],
  ["https://shop.example?", "not_only_origin", "https://shop.example"],
  ["http://shop.example", "https", "https://shop.example"],
  ["http://shop.example:8080", "https", "https://shop.example:8080"],
])("%j is refused for its %s", (given, refusal, instead) => {
  expect(judgeOrigin(given)).toEqual({ origin: null, refusal, instead });
});

test("what is suggested instead is always accepted as it is", () => {
  const parts = fc.constantFrom(
    "https://",
    "http://",
    "a.example",
    "/x",
    "?",
    " ",
    "\\",
    "@",
    "*",
    ":80",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 6 }), (given) => {
      const verdict = judgeOrigin(given.join(""));
      if (verdict.refusal === null || verdict.instead === null) return;
      expect(normalizeOrigin(verdict.instead)).toBe(verdict.instead);
    }),
  );
});
