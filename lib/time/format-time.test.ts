import { expect, test, vi } from "vitest";
import { describeTime, formatTime } from "./format-time";
import { toJalali } from "./jalali";

const moment = new Date("2026-11-21T10:15:30.000Z");

test("a Jalali date is written day, month, year and a 24-hour clock", () => {
  expect(formatTime(moment, "fa")).toBe("۳۰ آبان ۱۴۰۵، ۱۳:۴۵");
  expect(formatTime(moment, "fa", "day")).toBe("شنبه ۳۰ آبان ۱۴۰۵");
  expect(formatTime(moment, "fa", "short")).toBe("۱۴۰۵/۰۸/۳۰");
  expect(formatTime(moment, "fa", "clock")).toBe("۱۳:۴۵:۳۰");
});

test("English is Gregorian, in Tehran time too", () => {
  expect(formatTime(moment, "en")).toBe("21 Nov 2026, 13:45");
  expect(formatTime(moment, "en", "short")).toBe("21/11/2026");
});

test("this year goes without saying, another one does not", () => {
  vi.useFakeTimers({ now: new Date("2026-12-31T12:00:00Z") });
  expect(formatTime(moment, "fa", "brief")).toBe("۳۰ آبان، ۱۳:۴۵");
  expect(formatTime(moment, "en", "brief")).toBe("21 Nov, 13:45");
  vi.setSystemTime(new Date("2027-03-22T12:00:00Z"));
  expect(formatTime(moment, "fa", "brief")).toBe("۳۰ آبان ۱۴۰۵، ۱۳:۴۵");
  expect(formatTime(moment, "en", "brief")).toBe("21 Nov 2026, 13:45");
  vi.useRealTimers();
});

test("midnight is 00, not 24, and belongs to the new day", () => {
  const midnight = new Date("2026-11-20T20:30:00.000Z");
  expect(formatTime(midnight, "fa")).toBe("۳۰ آبان ۱۴۰۵، ۰۰:۰۰");
  expect(formatTime(midnight, "en", "clock")).toBe("00:00:00");
});

test("new year's day and the leap day fall where the calendar has them", () => {
  expect(toJalali(new Date("2025-03-20T12:00:00Z"))).toMatchObject({
    year: 1403,
    month: 12,
    day: 30,
  });
  expect(toJalali(new Date("2025-03-21T12:00:00Z"))).toMatchObject({
    year: 1404,
    month: 1,
    day: 1,
  });
});

test("old summer time is honoured by zone", () => {
  expect(formatTime(new Date("2021-07-01T12:00:00Z"), "en", "minute")).toBe("16:30");
  expect(formatTime(new Date("2026-07-01T12:00:00Z"), "en", "minute")).toBe("15:30");
});

test("the tooltip says the moment in UTC as well", () => {
  expect(describeTime(moment, "fa")).toBe("شنبه ۳۰ آبان ۱۴۰۵ ۱۳:۴۵:۳۰ · 2026-11-21 10:15:30 UTC");
});
