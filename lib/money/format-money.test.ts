import { expect, test } from "vitest";
import { formatRial, formatToman } from "./format-money";

test("a Rial amount is written in Toman with Persian digits and separators", () => {
  expect(formatToman(12_500_000n, "fa")).toEqual({ value: "۱٬۲۵۰٬۰۰۰", unit: "تومان" });
  expect(formatRial(12_500_000n, "fa")).toEqual({ value: "۱۲٬۵۰۰٬۰۰۰", unit: "ریال" });
  expect(formatToman(12_500_000n, "en")).toEqual({ value: "1,250,000", unit: "Toman" });
});

test("an odd Rial is never rounded away", () => {
  expect(formatToman(10_005n, "fa").value).toBe("۱٬۰۰۰٫۵");
  expect(formatToman(10_005n, "en").value).toBe("1,000.5");
});

test("amounts past 2^53 stay exact", () => {
  expect(formatRial(9_007_199_254_740_993n, "en").value).toBe("9,007,199,254,740,993");
});

test("a negative amount carries the true minus sign in front and no direction marks", () => {
  for (const locale of ["fa", "en"] as const) {
    expect(formatToman(-12_500_000n, locale).value).toMatch(/^\u2212[^\u200e\u200f-]+$/);
  }
  expect(formatToman(-5n, "en").value).toBe("\u22120.5");
});
