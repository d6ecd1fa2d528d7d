import { localDigits } from "@/lib/i18n/digits";
import { languageOf, type Writing } from "@/lib/i18n/locales";

const STEPS: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

const formats = {
  // Latin figures from Intl, the reader's own put in afterwards: one place decides of digits.
  fa: new Intl.RelativeTimeFormat("fa-u-nu-latn", { numeric: "always" }),
  en: new Intl.RelativeTimeFormat("en", { numeric: "always" }),
};

/** A distance in time, in milliseconds from now (negative: past), in its largest fitting unit. */
export function formatAgo(fromNowMs: number, writing: Writing): string {
  const size = Math.abs(fromNowMs);
  const [unit, ms] = STEPS.find(([, step]) => size >= step) ?? (["second", 1000] as const);
  const text = formats[languageOf(writing)].format(Math.trunc(fromNowMs / ms), unit);
  // ICU marks direction in some Persian texts; isolation is the component's business.
  return localDigits(text.replace(/[\u200e\u200f]/g, ""), writing);
}
