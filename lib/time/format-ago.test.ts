import { expect, test } from "vitest";
import { formatAgo } from "./format-ago";

test.each([
  [-5_000, "۵ ثانیه پیش", "5 seconds ago"],
  [-300_000, "۵ دقیقه پیش", "5 minutes ago"],
  [7_200_000, "۲ ساعت بعد", "in 2 hours"],
  [-86_400_000, "۱ روز پیش", "1 day ago"],
  [-40 * 86_400_000, "۴۰ روز پیش", "40 days ago"],
  [0, "۰ ثانیه بعد", "in 0 seconds"],
])("%d ms from now reads %s", (ms, fa, en) => {
  expect(formatAgo(ms, "fa")).toBe(fa);
  expect(formatAgo(ms, "en")).toBe(en);
});

test("a Persian reader may have Latin figures", () => {
  expect(formatAgo(-300_000, "fa-latn")).toBe("5 دقیقه پیش");
});
