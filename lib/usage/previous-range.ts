import { addDays, dayStart, eachDay, type Range, tehranDate } from "@/lib/time/tehran-days";

const WEEK_DAYS = 7;

/**
 * The period to compare whole days with: as many days, just before. One day is compared with the same
 * day of the week before, since Fridays sell otherwise than Saturdays. While the period still runs, the
 * earlier one is cut at the same hour.
 */
export function previousRange(range: Range, now: Date): Range {
  const days = eachDay(range).length;
  const step = days === 1 ? WEEK_DAYS : days;
  const shifted = (moment: Date) => dayStart(addDays(tehranDate(moment), -step));
  const from = shifted(range.from);
  const whole = { from, to: shifted(range.to) };
  if (now >= range.to) return whole;
  const elapsedMs = Math.max(now.getTime() - range.from.getTime(), 0);
  return { from, to: new Date(Math.min(from.getTime() + elapsedMs, whole.to.getTime())) };
}
