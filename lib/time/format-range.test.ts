import { expect, test } from "vitest";
import { formatDayMonth, formatRange } from "./format-range";
import { rangeOfDates } from "./tehran-days";

test.each([
  ["2026-11-21", "2026-11-21", "شنبه ۳۰ آبان ۱۴۰۵", "Saturday, 21 November 2026"],
  ["2026-11-15", "2026-11-21", "۲۴ تا ۳۰ آبان ۱۴۰۵", "15 – 21 Nov 2026"],
  ["2026-10-20", "2026-11-21", "۲۸ مهر تا ۳۰ آبان ۱۴۰۵", "20 Oct – 21 Nov 2026"],
  ["2026-03-01", "2026-03-25", "۱۰ اسفند ۱۴۰۴ تا ۵ فروردین ۱۴۰۵", "1 – 25 Mar 2026"],
])("%s to %s", (first, last, fa, en) => {
  const range = rangeOfDates(first, last);
  expect(formatRange(range, "fa")).toBe(fa);
  expect(formatRange(range, "en")).toBe(en);
});

test("digits follow the reader, words the language", () => {
  const range = rangeOfDates("2026-11-15", "2026-11-21");
  expect(formatRange(range, "fa-latn")).toBe("24 تا 30 آبان 1405");
  expect(formatDayMonth(range.from, "fa")).toBe("۲۴ آبان");
  expect(formatDayMonth(range.from, "en")).toBe("15 Nov");
});
