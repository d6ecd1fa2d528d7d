import { formatCount } from "@/lib/i18n/format-number";
import { languageOf, type Writing } from "@/lib/i18n/locales";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const WORDS = {
  fa: {
    and: " و ",
    day: ["روز", "روز"],
    hour: ["ساعت", "ساعت"],
    minute: ["دقیقه", "دقیقه"],
    second: ["ثانیه", "ثانیه"],
  },
  en: {
    and: " ",
    day: ["day", "days"],
    hour: ["hour", "hours"],
    minute: ["minute", "minutes"],
    second: ["second", "seconds"],
  },
} as const;

/**
 * How long something still lasts, in its two largest units: `۲۳ ساعت و ۵۹ دقیقه`. Never less than it is
 * and never negative.
 */
export function formatSpan(ms: number, writing: Writing): string {
  const left = Math.max(ms, 0);
  const words = WORDS[languageOf(writing)];
  const parts = [
    [Math.floor(left / DAY_MS), words.day],
    [Math.floor(left / HOUR_MS) % 24, words.hour],
    [Math.floor(left / MINUTE_MS) % 60, words.minute],
    [Math.floor(left / SECOND_MS) % 60, words.second],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown
    .filter(([count], index) => index === 0 || count > 0)
    .map(([count, [one, many]]) => `${formatCount(count, writing)} ${count === 1 ? one : many}`)
    .join(words.and);
}
