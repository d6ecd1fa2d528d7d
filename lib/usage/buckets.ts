import { eachDay, type Range } from "@/lib/time/tehran-days";

const HOUR_MS = 3_600_000;

/** A series' step, and where each of its parts begins, oldest first. */
export type Buckets = { step: "hour" | "day"; starts: Date[] };

/** One day is told by the hour, more by the day. */
export function bucketsOf(range: Range): Buckets {
  const days = eachDay(range);
  if (days.length !== 1) return { step: "day", starts: days };
  const starts: Date[] = [];
  for (let ms = range.from.getTime(); ms < range.to.getTime(); ms += HOUR_MS) {
    starts.push(new Date(ms));
  }
  return { step: "hour", starts };
}
