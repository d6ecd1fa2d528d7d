import { localDigits } from "@/lib/i18n/digits";
import type { Writing } from "@/lib/i18n/locales";
import { formatTime } from "./format-time";
import { TIME_ZONE, toJalali } from "./jalali";
import { eachDay, type Range } from "./tehran-days";

const english = new Intl.DateTimeFormat("en-GB", {
  timeZone: TIME_ZONE,
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** Whole Tehran days as people say them: «۲۴ تا ۳۰ آبان ۱۴۰۵»; what both ends share is said once. */
export function formatRange(range: Range, writing: Writing): string {
  const days = eachDay(range);
  const first = days[0] ?? range.from;
  const last = days.at(-1) ?? first;
  if (first === last) return formatTime(first, writing, "day");
  if (writing === "en") return english.formatRange(first, last).replace(/\u2009/g, " ");
  const [a, b] = [toJalali(first), toJalali(last)];
  const end = `${b.day} ${b.monthName} ${b.year}`;
  if (a.year !== b.year) {
    return localDigits(`${a.day} ${a.monthName} ${a.year} تا ${end}`, writing);
  }
  const start = a.month === b.month ? `${a.day}` : `${a.day} ${a.monthName}`;
  return localDigits(`${start} تا ${end}`, writing);
}

/** A day within a known year, for where space is scarce: «۳۰ آبان». */
export function formatDayMonth(moment: Date, writing: Writing): string {
  if (writing === "en") {
    return english
      .formatToParts(moment)
      .filter(({ type }) => type === "day" || type === "month")
      .map(({ value }) => value)
      .join(" ");
  }
  const { day, monthName } = toJalali(moment);
  return localDigits(`${day} ${monthName}`, writing);
}
