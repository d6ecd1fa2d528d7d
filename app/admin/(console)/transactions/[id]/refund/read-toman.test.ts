import { expect, test } from "vitest";
import { readToman } from "./read-toman";

test.each([
  ["1250000", 12_500_000n],
  ["۱۲۵۰۰۰۰", 12_500_000n],
  ["١٢٥٠٠٠٠", 12_500_000n],
  ["۱٬۲۵۰٬۰۰۰", 12_500_000n],
  ["1,250,000", 12_500_000n],
  ["۱،۲۵۰،۰۰۰", 12_500_000n],
  [" ۱ ۲۵۰ ۰۰۰ ", 12_500_000n],
  ["\u200f۱۲۵۰۰۰۰", 12_500_000n],
  ["0", 0n],
])("%s is %s Rials", (text, rials) => {
  expect(readToman(text)).toBe(rials);
});

test.each(["", " ", "1.5", "1.250.000", "-5", "1e6", "۱۲ تومان", "0x10", "1".repeat(13)])(
  "%j is no amount",
  (text) => {
    expect(readToman(text)).toBeNull();
  },
);
