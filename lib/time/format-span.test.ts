import { expect, test } from "vitest";
import { formatSpan } from "./format-span";

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [7 * DAY, "۷ روز", "7 days"],
  [DAY + HOUR + MINUTE, "۱ روز و ۱ ساعت", "1 day 1 hour"],
  [DAY - SECOND, "۲۳ ساعت و ۵۹ دقیقه", "23 hours 59 minutes"],
  [HOUR + 5 * SECOND, "۱ ساعت", "1 hour"],
  [61 * SECOND, "۱ دقیقه و ۱ ثانیه", "1 minute 1 second"],
  [59_999, "۵۹ ثانیه", "59 seconds"],
  [0, "۰ ثانیه", "0 seconds"],
  [-5, "۰ ثانیه", "0 seconds"],
])("%i ms are %s", (ms, fa, en) => {
  expect(formatSpan(ms, "fa")).toBe(fa);
  expect(formatSpan(ms, "en")).toBe(en);
});
