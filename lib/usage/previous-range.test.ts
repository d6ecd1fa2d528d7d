import { expect, test } from "vitest";
import { dayStart, fromJalali, rangeOf, rangeOfDates } from "@/lib/time/tehran-days";
import { previousRange } from "./previous-range";

// Saturday 30 Aban 1405, 13:45 in Tehran.
const now = new Date("2026-11-21T10:15:00Z");

test("today is compared with the same weekday a week ago, up to the same minute", () => {
  expect(previousRange(rangeOf("today", now), now)).toEqual({
    from: dayStart("2026-11-14"),
    to: new Date("2026-11-14T10:15:00Z"),
  });
});

test("yesterday is compared with a whole day", () => {
  expect(previousRange(rangeOf("yesterday", now), now)).toEqual(
    rangeOfDates("2026-11-13", "2026-11-13"),
  );
});

test("several days are compared with as many before, cut where these stand", () => {
  expect(previousRange(rangeOf("7d", now), now)).toEqual({
    from: dayStart("2026-11-08"),
    to: new Date("2026-11-14T10:15:00Z"),
  });
});

test("a month that is over is compared with as many days before it", () => {
  const { from, to } = previousRange(rangeOf("last-month", now), now);
  expect(from).toEqual(fromJalali(1405, 6, 1 + 1));
  expect(to).toEqual(fromJalali(1405, 7, 1));
});

test("a period that has not begun compares with nothing", () => {
  const { from, to } = previousRange(rangeOfDates("2026-12-01", "2026-12-01"), now);
  expect(to).toEqual(from);
});
