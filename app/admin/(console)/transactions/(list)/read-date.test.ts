import { expect, test } from "vitest";
import { readDate } from "./read-date";
import { writeDate } from "./write-date";

test.each([
  ["۱۴۰۵/۰۸/۲۴", "2026-11-15"],
  ["١٤٠٥/٨/٢٤", "2026-11-15"],
  ["1405-8-24", "2026-11-15"],
  ["1405.08.24", "2026-11-15"],
  ["۱۴۰۵۰۸۲۴", "2026-11-15"],
  [" ۱۴۰۵ / ۰۸ / ۲۴\u200f", "2026-11-15"],
  ["2026-11-15", "2026-11-15"],
  ["2026/1/5", "2026-01-05"],
  ["1403/12/30", "2025-03-20"],
])("%s is the day %s", (typed, iso) => expect(readDate(typed)).toBe(iso));

test.each([
  "",
  "۱۴۰۵/۰۸",
  "۱۴۰۵/۰۸/۳۱",
  "1404/12/30",
  "1405/13/01",
  "1405/00/10",
  "2026-02-30",
  "24/08/1405",
  "1200/01/01",
  "امروز",
])("%s is no day", (typed) => expect(readDate(typed)).toBeNull());

test("a day is written the way it can be read back", () => {
  for (const writing of ["fa", "fa-latn", "en"] as const) {
    expect(readDate(writeDate("2026-11-15", writing))).toBe("2026-11-15");
  }
  expect(writeDate("2026-11-15", "fa")).toBe("۱۴۰۵/۰۸/۲۴");
});
