import { localDigits } from "@/lib/i18n/digits";
import type { Writing } from "@/lib/i18n/locales";
import { TIME_ZONE, toJalali } from "./jalali";

/**
 * How a moment is written: `stamp` day and clock, `brief` the same without this year, `day` with weekday,
 * `short` in figures, `clock` with seconds.
 */
export type TimeStyle = "stamp" | "brief" | "day" | "short" | "clock" | "minute";

const english = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: TIME_ZONE, hourCycle: "h23", ...options });
const CLOCK = { hour: "2-digit", minute: "2-digit" } as const;
const ENGLISH: Record<TimeStyle, Intl.DateTimeFormat> = {
  brief: english({ day: "numeric", month: "short", ...CLOCK }),
  stamp: english({ day: "numeric", month: "short", year: "numeric", ...CLOCK }),
  day: english({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  short: english({ day: "2-digit", month: "2-digit", year: "numeric" }),
  clock: english({ ...CLOCK, second: "2-digit" }),
  minute: english(CLOCK),
};

/** A moment for people: Jalali in Persian, Gregorian in English, always Tehran time. */
export function formatTime(moment: Date, writing: Writing, style: TimeStyle = "stamp"): string {
  if (writing !== "en") return localDigits(persian(moment, style), writing);
  const year = (at: Date) => ENGLISH.short.format(at).slice(-4);
  const otherYear = style === "brief" && year(moment) !== year(new Date());
  return ENGLISH[otherYear ? "stamp" : style].format(moment);
}

function persian(moment: Date, style: TimeStyle): string {
  const { year, month, monthName, day, weekday, hour, minute, second } = toJalali(moment);
  const two = (value: number) => String(value).padStart(2, "0");
  if (style === "day") return `${weekday} ${day} ${monthName} ${year}`;
  if (style === "short") return `${year}/${two(month)}/${two(day)}`;
  if (style === "clock") return `${hour}:${minute}:${second}`;
  if (style === "minute") return `${hour}:${minute}`;
  const shown = style === "brief" && year === toJalali(new Date()).year ? "" : ` ${year}`;
  return `${day} ${monthName}${shown}، ${hour}:${minute}`;
}

/** The whole truth, for a tooltip: both calendars and UTC. */
export function describeTime(moment: Date, writing: Writing): string {
  const local = `${formatTime(moment, writing, "day")} ${formatTime(moment, writing, "clock")}`;
  const utc = moment.toISOString().replace("T", " ").slice(0, 19);
  return `${local} · ${utc} UTC`;
}
