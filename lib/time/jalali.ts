/** The zone all people here live by. By name, not by offset: before 1401 it had summer time. */
export const TIME_ZONE = "Asia/Tehran";

const MONTHS = [
  "فروردین",
  "اردیبهشت",
  "خرداد",
  "تیر",
  "مرداد",
  "شهریور",
  "مهر",
  "آبان",
  "آذر",
  "دی",
  "بهمن",
  "اسفند",
] as const;

const WEEKDAYS: Record<string, string> = {
  Sat: "شنبه",
  Sun: "یکشنبه",
  Mon: "دوشنبه",
  Tue: "سه‌شنبه",
  Wed: "چهارشنبه",
  Thu: "پنجشنبه",
  Fri: "جمعه",
};

const converter = new Intl.DateTimeFormat("en-US-u-ca-persian-nu-latn", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

export type JalaliParts = {
  year: number;
  month: number;
  monthName: string;
  day: number;
  weekday: string;
  /** Two digits each, as on a clock. */
  hour: string;
  minute: string;
  second: string;
};

/**
 * A moment as the Iranian calendar and clock in Tehran show it. Intl only converts: its Persian
 * patterns put year and weekday in the wrong order, so the words are ours (see format-time.ts).
 */
export function toJalali(moment: Date): JalaliParts {
  const found: Record<string, string> = {};
  for (const { type, value } of converter.formatToParts(moment)) found[type] = value;
  const part = (name: string) => found[name] ?? "";
  const month = Number(part("month"));
  return {
    // ICU calls the year `relatedYear` in some calendars; for the Persian one it has been `year`.
    year: Number(found.year ?? found.relatedYear),
    month,
    monthName: MONTHS[month - 1] ?? "",
    day: Number(part("day")),
    weekday: WEEKDAYS[part("weekday")] ?? "",
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}
