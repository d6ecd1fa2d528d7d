import { expect, test } from "vitest";
import { formatCompact, formatCount, formatPercent } from "./format-number";

test("counts are grouped in the signs of the writing", () => {
  expect(formatCount(12_480, "fa")).toBe("۱۲٬۴۸۰");
  expect(formatCount(12_480, "fa-latn")).toBe("12,480");
  expect(formatCount(1_234_567_890_123_456_789n, "en")).toBe("1,234,567,890,123,456,789");
  expect(formatCount(-3, "fa")).toBe("\u2212۳");
});

test("a share is a percentage of one decimal at most", () => {
  expect(formatPercent(0.934, "fa")).toBe("۹۳٫۴٪");
  expect(formatPercent(1, "fa")).toBe("۱۰۰٪");
  expect(formatPercent(12.5, "fa")).toBe("۱۲۵۰٪");
  expect(formatPercent(0.9346, "en")).toBe("93.5%");
});

test.each([
  [0, "۰", "0"],
  [950, "۹۵۰", "950"],
  [12_500, "۱۲٫۵ هزار", "12.5K"],
  [1_300_000, "۱٫۳ میلیون", "1.3M"],
  [250_000_000, "۲۵۰ میلیون", "250M"],
  [1_250_000_000, "۱٫۳ میلیارد", "1.3B"],
])("%d is short as %s and %s", (value, fa, en) => {
  // A no-break space: a tick on two lines would be no tick.
  expect(formatCompact(value, "fa")).toBe(fa.replace(" ", "\u00a0"));
  expect(formatCompact(value, "en")).toBe(en);
});
