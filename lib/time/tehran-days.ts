import { TIME_ZONE, toJalali } from "./jalali";

/** From `from` on, up to but without `to`. */
export type Range = { from: Date; to: Date };

/** Periods people ask for by name. Months are Jalali; what holds today ends with today's last moment. */
export const RANGE_PRESETS = [
  "today",
  "yesterday",
  "7d",
  "30d",
  "90d",
  "month",
  "last-month",
] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

const DAY_MS = 86_400_000;
const LAST_DAYS = { today: 1, "7d": 7, "30d": 30, "90d": 90 } as const;

/** A preset as whole Tehran days, seen from `now`. */
export function rangeOf(preset: RangePreset, now: Date): Range {
  const today = tehranDate(now);
  const tomorrow = dayStart(addDays(today, 1));
  if (preset === "yesterday") return { from: dayStart(addDays(today, -1)), to: dayStart(today) };
  const { year, month } = toJalali(now);
  if (preset === "month") return { from: fromJalali(year, month, 1), to: tomorrow };
  if (preset === "last-month") {
    const from = month === 1 ? fromJalali(year - 1, 12, 1) : fromJalali(year, month - 1, 1);
    return { from, to: fromJalali(year, month, 1) };
  }
  return { from: dayStart(addDays(today, 1 - LAST_DAYS[preset])), to: tomorrow };
}

/** Whole Tehran days from `first` to `last`, both included; dates as in `2026-11-21`. */
export function rangeOfDates(first: string, last: string): Range {
  return { from: dayStart(first), to: dayStart(addDays(last, 1)) };
}

/** The beginnings of the Tehran days that the range touches, oldest first. */
export function eachDay({ from, to }: Range): Date[] {
  const days: Date[] = [];
  for (let date = tehranDate(from); ; date = addDays(date, 1)) {
    const start = dayStart(date);
    if (start >= to) return days;
    days.push(start);
  }
}

const gregorian = new Intl.DateTimeFormat("en-CA", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** A moment's clock in Tehran, as if it were UTC. */
function wallClock(moment: Date): Date {
  const found: Record<string, string> = {};
  for (const { type, value } of gregorian.formatToParts(moment)) found[type] = value;
  const { year, month, day, hour, minute, second } = found;
  return new Date(`${year?.padStart(4, "0")}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The Gregorian date of a moment in Tehran, as in `2026-11-21`: what addresses and the API carry. */
export function tehranDate(moment: Date): string {
  return wallClock(moment).toISOString().slice(0, 10);
}

/** The date so many days later; earlier when negative. @throws RangeError when it is no date */
export function addDays(isoDate: string, days: number): string {
  return new Date(utcMidnight(isoDate) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether text is a date as in `2026-11-21` that the calendar has. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/**
 * The first moment of a Gregorian date in Tehran. Until 1401 summer time began at midnight, so a day of
 * spring began at 01:00, and the last hour of a day of autumn came twice.
 * @throws RangeError when it is no date
 */
export function dayStart(isoDate: string): Date {
  const midnight = utcMidnight(isoDate);
  const offsets = [midnight - DAY_MS / 2, midnight + DAY_MS / 2].map(
    (ms) => wallClock(new Date(ms)).getTime() - ms,
  );
  const moments = offsets.map((offset) => new Date(midnight - offset));
  const [earlier, later] = moments.sort((a, b) => a.getTime() - b.getTime()) as [Date, Date];
  return tehranDate(earlier) === isoDate ? earlier : later;
}

function utcMidnight(isoDate: string): number {
  if (!isDate(isoDate)) throw new RangeError(`${isoDate} is no date`);
  return Date.parse(`${isoDate}T00:00:00Z`);
}

const MONTH_DAYS = 30;
/** The first six months have a day more. */
const LONG_MONTHS = 6;

/**
 * The first moment of a Jalali date in Tehran. The new year falls on 19 to 22 March; which, Intl knows.
 * @throws RangeError for a date the calendar does not have
 */
export function fromJalali(year: number, month: number, day: number): Date {
  const intoYear = (month - 1) * MONTH_DAYS + Math.min(month - 1, LONG_MONTHS) + day - 1;
  const isIt = (moment: Date) => {
    const found = toJalali(moment);
    return found.year === year && found.month === month && found.day === day;
  };
  for (const march of [19, 20, 21, 22]) {
    const gregorianYear = String(year + 621).padStart(4, "0");
    const moment = dayStart(addDays(`${gregorianYear}-03-${march}`, intoYear));
    if (isIt(moment)) return moment;
  }
  throw new RangeError(`no such date: ${year}/${month}/${day}`);
}
