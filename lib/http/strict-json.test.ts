import fc from "fast-check";
import { expect, test } from "vitest";
import { BrokerError } from "@/lib/errors";
import { parseStrictJson } from "./strict-json";

const reasonOf = (text: string) => {
  try {
    parseStrictJson(text);
    return "accepted";
  } catch (error) {
    return error instanceof BrokerError ? error.reason : error;
  }
};

test.each([
  ['{"a":1,"a":2}', "duplicate_json_key"],
  ['{"a":1,"\\u0061":2}', "duplicate_json_key"],
  ['{"m":{"k":"v","k":"w"}}', "duplicate_json_key"],
  ['[{"k":1},{"k":1}]', "accepted"],
  ['{"a":{"k":1},"k":1}', "accepted"],
  ['{"a":"x:{\\"a\\":1,","b":2}', "accepted"],
  ['{"amount":1.0}', "invalid_type"],
  ['{"amount":1e5}', "invalid_type"],
  ['{"amount":-5}', "accepted"],
  ['{"metadata":{"ratio":0.5}}', "accepted"],
  ['{"metadata":{"__proto__":{"x":1}}}', "unknown_member"],
  ['{"a":1', "invalid_json"],
  ["", "invalid_json"],
  ["NaN", "invalid_json"],
  ['{"a":"\\u0000"}', "invalid_format"],
  ['{"a":["\\ud800"]}', "invalid_format"],
  ['{"\\udc00":1}', "invalid_format"],
  ['{"a":"\\ud83d\\ude00"}', "accepted"],
  [`${"[".repeat(17)}${"]".repeat(17)}`, "invalid_json"],
])("%s → %s", (text, reason) => expect(reasonOf(text)).toBe(reason));

test("JSON without repeats is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(
      fc.object({
        key: fc.string().filter((k) => k !== "__proto__" && k.isWellFormed() && !k.includes("\0")),
        maxDepth: 3,
        values: [
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc
            .double({ noNaN: true, noDefaultInfinity: true, noInteger: false })
            .map((n) => (Object.is(n, -0) ? 0 : n)),
          fc.string({ unit: "grapheme" }).filter((v) => v.isWellFormed() && !v.includes("\0")),
        ],
      }),
      (value) => {
        const text = JSON.stringify({ wrapped: value });
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      },
    ),
  );
});
