import { expect, test } from "vitest";
import { formatSpan } from "./format-span";

test.each([
  [0, "۰ ثانیه", "0 seconds"],
  [240, "۰٫۲ ثانیه", "0.2 seconds"],
  [970, "۱ ثانیه", "1 second"],
  [1_000, "۱ ثانیه", "1 second"],
  [17_900, "۱۷ ثانیه", "17 seconds"],
  [125_000, "۲ دقیقه و ۵ ثانیه", "2 minutes 5 seconds"],
  [120_400, "۲ دقیقه", "2 minutes"],
  [3_660_000, "۱ ساعت و ۱ دقیقه", "1 hour 1 minute"],
  [90_061_000, "۱ روز و ۱ ساعت", "1 day 1 hour"],
  [-5, "۰ ثانیه", "0 seconds"],
])("%d ms is %s", (ms, fa, en) => {
  expect(formatSpan(ms, "fa")).toBe(fa);
  expect(formatSpan(ms, "en")).toBe(en);
});

test("Persian words may have Latin figures", () => {
  expect(formatSpan(125_000, "fa-latn")).toBe("2 دقیقه و 5 ثانیه");
  expect(formatSpan(240, "fa-latn")).toBe("0.2 ثانیه");
});
