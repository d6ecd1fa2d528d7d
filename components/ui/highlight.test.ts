import fc from "fast-check";
import { expect, test } from "vitest";
import { highlight } from "./highlight";

test("highlighting never loses or changes a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab1 \"'`#/\\\n{}=") }), (code) => {
      expect(
        highlight(code)
          .map((token) => token.text)
          .join(""),
      ).toBe(code);
    }),
  );
});

test("an address in a string is no comment", () => {
  expect(highlight('fetch("https://pay.example") // go').map(({ kind }) => kind)).toEqual([
    "plain",
    "string",
    "plain",
    "comment",
  ]);
});
