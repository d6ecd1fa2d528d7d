import { localDigits } from "@/lib/i18n/digits";
import { languageOf, type Writing } from "@/lib/i18n/locales";

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;
type Unit = (typeof UNITS)[number][0];

const WORDS: Record<"fa" | "en", Record<Unit, [one: string, many: string]> & { and: string }> = {
  fa: {
    day: ["روز", "روز"],
    hour: ["ساعت", "ساعت"],
    minute: ["دقیقه", "دقیقه"],
    second: ["ثانیه", "ثانیه"],
    and: " و ",
  },
  en: {
    day: ["day", "days"],
    hour: ["hour", "hours"],
    minute: ["minute", "minutes"],
    second: ["second", "seconds"],
    and: " ",
  },
};

/**
 * How long something lasted, for people: its largest unit and the one below, `۲ دقیقه و ۵ ثانیه`. Less than
 * a second is given in parts of one.
 */
export function formatSpan(spanMs: number, writing: Writing): string {
  const words = WORDS[languageOf(writing)];
  const ms = Math.max(0, spanMs);
  const say = (count: number | string, unit: Unit) =>
    `${count} ${words[unit][Number(count) === 1 ? 0 : 1]}`;
  if (ms < 1000) {
    const tenths = (Math.round(ms / 100) / 10).toFixed(1);
    const point = writing === "fa" ? tenths.replace(".", "٫") : tenths;
    const text = tenths === "1.0" ? say(1, "second") : `${point} ${words.second[1]}`;
    return localDigits(tenths === "0.0" ? say(0, "second") : text, writing);
  }
  const at = UNITS.findIndex(([, size]) => ms >= size);
  const [unit, size] = UNITS[at] as (typeof UNITS)[number];
  const next = UNITS[at + 1];
  const rest = next ? Math.floor((ms % size) / next[1]) : 0;
  const whole = say(Math.floor(ms / size), unit);
  return localDigits(
    next && rest > 0 ? `${whole}${words.and}${say(rest, next[0])}` : whole,
    writing,
  );
}
