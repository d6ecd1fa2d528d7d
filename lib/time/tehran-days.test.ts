import { expect, test } from "vitest";
import { toJalali } from "./jalali";
import {
  addDays,
  dayStart,
  eachDay,
  fromJalali,
  isDate,
  rangeOf,
  rangeOfDates,
  tehranDate,
} from "./tehran-days";

// Saturday 30 Aban 1405, 13:45 in Tehran.
const now = new Date("2026-11-21T10:15:00Z");
const range = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

test("a day begins at midnight in Tehran", () => {
  expect(dayStart("2026-11-21")).toEqual(new Date("2026-11-20T20:30:00Z"));
  expect(tehranDate(new Date("2026-11-20T20:29:59.999Z"))).toBe("2026-11-20");
  expect(tehranDate(new Date("2026-11-20T20:30:00Z"))).toBe("2026-11-21");
});

test("presets are whole days", () => {
  expect(rangeOf("today", now)).toEqual(range("2026-11-20T20:30:00Z", "2026-11-21T20:30:00Z"));
  expect(rangeOf("yesterday", now)).toEqual(range("2026-11-19T20:30:00Z", "2026-11-20T20:30:00Z"));
  expect(rangeOf("7d", now)).toEqual(range("2026-11-14T20:30:00Z", "2026-11-21T20:30:00Z"));
  expect(eachDay(rangeOf("30d", now))).toHaveLength(30);
  expect(eachDay(rangeOf("90d", now))).toHaveLength(90);
});

test("months are Jalali, and last month in Farvardin is Esfand", () => {
  expect(rangeOf("month", now)).toEqual(range("2026-10-22T20:30:00Z", "2026-11-21T20:30:00Z"));
  expect(rangeOf("last-month", now)).toEqual(range("2026-09-22T20:30:00Z", "2026-10-22T20:30:00Z"));
  const nowruz = new Date("2025-03-21T08:00:00Z");
  const esfand = rangeOf("last-month", nowruz);
  expect(toJalali(esfand.from)).toMatchObject({ year: 1403, month: 12, day: 1 });
  expect(eachDay(esfand)).toHaveLength(30);
  expect(eachDay(rangeOf("last-month", new Date("2026-03-25T08:00:00Z")))).toHaveLength(29);
});

test("just before and after midnight are different days", () => {
  const before = rangeOf("today", new Date("2026-11-21T20:29:59.999Z"));
  const after = rangeOf("today", new Date("2026-11-21T20:30:00Z"));
  expect(after.from).toEqual(before.to);
});

test("days of summer time: one began at 01:00, and one had 25 hours", () => {
  expect(dayStart("2021-03-22")).toEqual(new Date("2021-03-21T20:30:00Z"));
  expect(dayStart("2021-03-23")).toEqual(new Date("2021-03-22T19:30:00Z"));
  expect(dayStart("2021-09-21")).toEqual(new Date("2021-09-20T19:30:00Z"));
  expect(dayStart("2021-09-22")).toEqual(new Date("2021-09-21T20:30:00Z"));
});

test("days follow each other without gap or overlap over forty years", () => {
  let previous = dayStart("2000-01-01");
  for (let date = "2000-01-02"; date < "2040-01-01"; date = addDays(date, 1)) {
    const start = dayStart(date);
    if (tehranDate(start) !== date) throw new Error(`${date} begins on another day`);
    const last = new Date(start.getTime() - 1);
    if (tehranDate(last) !== addDays(date, -1)) throw new Error(`${date} begins too late`);
    if (start <= previous) throw new Error(`${date} begins before the day before`);
    previous = start;
  }
});

test("a Jalali date and its moment name each other, leap days too", () => {
  expect(fromJalali(1405, 8, 30)).toEqual(dayStart("2026-11-21"));
  expect(fromJalali(1403, 12, 30)).toEqual(dayStart("2025-03-20"));
  expect(fromJalali(1404, 1, 1)).toEqual(dayStart("2025-03-21"));
  for (let year = 1380; year <= 1420; year++) {
    for (let month = 1; month <= 12; month++) {
      for (const day of [1, 29]) {
        expect(toJalali(fromJalali(year, month, day))).toMatchObject({ year, month, day });
      }
    }
  }
});

test.each([
  [1404, 12, 30],
  [1405, 7, 31],
  [1405, 0, 1],
  [1405, 13, 1],
  [1405, 1, 0],
])("%i/%i/%i is no date", (year, month, day) => {
  expect(() => fromJalali(year, month, day)).toThrow(RangeError);
});

test.each(["2026-02-30", "2026-2-3", "yesterday", "", "2026-11-21T00:00:00Z"])(
  "%j is no date",
  (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => dayStart(text)).toThrow(RangeError);
  },
);

test("a range of dates holds both ends", () => {
  expect(eachDay(rangeOfDates("2026-11-15", "2026-11-21")).map(tehranDate)).toEqual([
    "2026-11-15",
    "2026-11-16",
    "2026-11-17",
    "2026-11-18",
    "2026-11-19",
    "2026-11-20",
    "2026-11-21",
  ]);
});
